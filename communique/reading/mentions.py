"""Names in a text, each with its class, and which of them are names of the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from communique.reading.gazetteer import Country, gazetteer
from communique.reading.names import contained, core, folded, initials, is_acronym, parts, titles
from communique.reading.nouns import news_names, outlet_names, people
from communique.reading.parsed import Name, Parsed
from communique.reading.span_index import SpanIndex
from communique.spans import Span, trimmed

Class = Literal["person", "organisation", "place", "people"]
_CLASSES: dict[str, Class] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_LONGEST_OUTLET = 40
"""Characters."""
_SURE = 5
"""Letters of a one-word name that is no common word."""
_KNOWN = 0.9
_EDGES = " '\"’‘“”(),.;:-–—[]"


@dataclass(frozen=True)
class Mention:
    """One name where it stands, without title and possessive."""

    span: Span
    words: str
    label: str
    confidence: float
    country: Country | None = None
    """Set for a country's name or adjective."""


@dataclass
class Group:
    """Names of one bearer."""

    name: str
    kind: Class
    mentions: list[Mention] = field(default_factory=list)
    country: Country | None = None


def mentions(parsed: Parsed) -> Iterator[Mention]:
    """Yield the names of the text, cleaned, in order."""
    table = gazetteer()
    for name in _with_outlets(parsed):
        span = _clean(parsed, name)
        if span is None:
            continue
        words = " ".join(span.of(parsed.text).split())
        key = folded(words)
        country = table.names.get(key) or table.adjectives.get(key)
        if key and words.casefold() not in titles():
            yield Mention(span, words, name.label, name.confidence, country)


def _with_outlets(parsed: Parsed) -> Iterator[Name]:
    """Yield the proposed names in order, with news organisations known by name that they left out."""
    found = list(parsed.names)
    taken = SpanIndex((name.span, name) for name in found)
    words = parsed.words
    longest = max(len(name.split()) for name in outlet_names())
    at = 0
    while at < len(words):
        step = 1
        if words[at].upos == "PROPN" and words[at].text[:1].isupper():
            for size in range(min(longest, len(words) - at), 0, -1):
                span = Span(words[at].start, words[at + size - 1].end)
                if len(span) > _LONGEST_OUTLET or words[at + size - 1].sentence != words[at].sentence:
                    continue
                told = size > 1 or len(span) >= _SURE
                if told and folded(span.of(parsed.text)) in outlet_names() and not taken.overlapping(span):
                    found.append(Name(span, "ORG", _KNOWN))
                    step = size
                    break
        at += step
    return iter(sorted(found, key=lambda name: name.span))


def _clean(parsed: Parsed, name: Name) -> Span | None:
    """Return the span of a name without article, title and possessive."""
    words = list(parsed.words_in(name.span))
    while words and (words[-1].xpos == "POS" or words[-1].text in {"'s", "’s", "'", "’"}):
        words.pop()
    while len(words) > 1 and (
        words[0].text.casefold() == "the"
        or (name.label == "PER" and words[0].text.casefold() in titles())
    ):
        words.pop(0)
    if not words:
        return trimmed(parsed.text, name.span.start, name.span.end, drop=_EDGES)
    end = words[-1].end
    # "U.S." keeps its full stop, "Smith." does not
    span = trimmed(parsed.text, words[0].start, end, drop=_EDGES)
    if span and "." in parsed.text[span.start : span.end] and parsed.text[span.end : end] == ".":
        return Span(span.start, end)
    return span


def grouped(found: Sequence[Mention], text: str) -> list[Group]:
    """Return the bearers of the names, in the order of their first mention."""
    kinds = _kinds(found)
    groups: dict[tuple[Class, str], Group] = {}
    people_named = _Persons()
    bodies = _Bodies()
    brackets = _in_brackets(found, text)
    persons = [m for m in found if kinds.get(folded(m.words)) == "person"]
    for mention in sorted(persons, key=lambda m: -len(parts(m.words))):
        people_named.learn(mention.words)
    for mention in found:
        if kinds.get(folded(mention.words)) == "organisation":
            bodies.learn(mention.words)
    for long, short in brackets:
        bodies.link(long.words, short.words)
    for mention in found:
        kind = kinds.get(folded(mention.words))
        if kind is None:
            continue
        if kind == "person":
            name = people_named.bearer(mention.words)
        elif kind == "organisation":
            name = bodies.bearer(mention.words)
        else:
            name = mention.words
        key = mention.country.code if mention.country and kind == "place" else folded(name)
        group = groups.get((kind, key))
        if group is None:
            group = groups[kind, key] = Group(name, kind)
        group.mentions.append(mention)
        if mention.country and kind == "place":
            group.country = mention.country
            group.name = _country_name(group)
    return list(groups.values())


def _kinds(found: Sequence[Mention]) -> dict[str, Class]:
    """Return the class of each name: what most of its mentions are labelled."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in found:
        votes[folded(mention.words)][mention.label] += mention.confidence  # type: ignore[assignment]
    table = gazetteer()
    kinds: dict[str, Class] = {}
    for key, counter in votes.items():
        label, weight = counter.most_common(1)[0]
        known = table.names.get(key) or table.adjectives.get(key)
        sure_person = label == "PER" and weight > 0.8 * sum(counter.values()) and weight > 1.5
        if key in table.peoples:
            kinds[key] = "people"
        elif key in news_names():
            kinds[key] = "organisation"
        elif known and not sure_person:
            kinds[key] = "place"
        elif label == "MISC":
            plural = key.endswith("s") and not key.endswith("ss")
            if plural and len(key.split()) <= 2:
                kinds[key] = "people"
        elif label != "PER" or not _common(key):
            kinds[key] = _CLASSES[label]
    return kinds


def _common(key: str) -> bool:
    """Tell whether a supposed name is a common noun for people: "Hardliners" at a sentence's start."""
    return key in people() or (key.endswith("s") and key[:-1] in people())


def _country_name(group: Group) -> str:
    """Return a country's name as the text gives it; the common name where it gives an adjective only."""
    assert group.country is not None  # noqa: S101  (set by the only caller)
    names = [m.words for m in group.mentions if gazetteer().names.get(folded(m.words))]
    return max(names, key=len) if names else group.country.name


def _in_brackets(found: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield a name and the acronym that follows it in brackets."""
    for long, short in zip(found, found[1:], strict=False):
        between = text[long.span.end : short.span.start].replace("'s", "")
        closes = text[short.span.end : short.span.end + 1] == ")"
        if between.strip() == "(" and closes and is_acronym(short.words) and not long.country:
            yield long, short


class _Persons:
    """Full names, and for each shorter form the bearer that was named last."""

    def __init__(self) -> None:
        self._full: dict[tuple[str, ...], str] = {}
        self._with: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._last: dict[tuple[str, ...], int] = {}
        self._clock = 0

    def learn(self, name: str) -> None:
        """Take in a name, longest first."""
        key = parts(name)
        if key and key not in self._full and (len(key) == 1 or not self._longer(key)):
            if len(key) == 1 and self._with.get(key[0]):
                return
            self._full[key] = name
            for word in set(key):
                self._with[word].append(key)

    def _longer(self, key: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
        near = {k for word in key if len(word) > 1 for k in self._with.get(word, ())}
        fits = [(contained(key, k), k) for k in near]
        least = 1 if len(key) == 1 else 2
        return [(fit, k) for fit, k in fits if fit >= least]

    def bearer(self, name: str) -> str:
        """Return the full name of who is meant; of two that fit alike, the one named last before."""
        self._clock += 1
        key = parts(name)
        if key not in self._full:
            fits = self._longer(key)
            if not fits:
                return name
            best = max(fit for fit, _ in fits)
            like = [k for fit, k in fits if fit == best]
            seen = [k for k in like if k in self._last]
            key = max(seen, key=lambda k: self._last[k]) if seen else min(like)
        self._last[key] = self._clock
        return self._full[key]


class _Bodies:
    """Names of bodies by what is left without "Inc" and the like, and by acronym."""

    def __init__(self) -> None:
        self._full: dict[tuple[str, ...], str] = {}
        self._short: dict[str, str] = {}

    def learn(self, name: str) -> None:
        """Take in a name."""
        key = core(name)
        old = self._full.get(key)
        if old is None or len(parts(name)) > len(parts(old)):
            self._full[key] = name
            for letters in initials(name):
                self._short.setdefault(letters, name)

    def link(self, long: str, short: str) -> None:
        """Take in an acronym that the text itself explains."""
        self._short[folded(short)] = long

    def bearer(self, name: str) -> str:
        """Return the fullest name of the body."""
        if is_acronym(name) and folded(name) in self._short:
            name = self._short[folded(name)]
        return self._full.get(core(name), name)
