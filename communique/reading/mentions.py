"""Names in a text, each with its class, and which of them are names of the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from communique.acronyms import is_acronym
from communique.countries import Country
from communique.demonyms import homes
from communique.reading.completing import completed, known_endings
from communique.reading.gazetteer import gazetteer
from communique.reading.lexicon import entries
from communique.reading.names import contained, core, folded, initials, parts, titles
from communique.reading.nouns import news_names, noun_of, offices, outlet_names, people
from communique.reading.parsed import Name, Parsed, Word
from communique.reading.span_index import SpanIndex
from communique.spans import Span, trimmed

Class = Literal["person", "organisation", "place", "people"]
_CLASSES: dict[str, Class] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_LONGEST_KNOWN, _LONGEST_LETTERS = 6, 45
"""Words and characters of a country or a news organisation that is known by name."""
_SURE = 5
"""Letters of a one-word name that is no common word."""
_TWICE, _MOSTLY = 1.5, 0.8
"""Weight and share of the labels that make "Jordan" a person all the same."""
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
    for name in _with_known(parsed):
        span = _clean(parsed, name)
        if span is None:
            continue
        words = " ".join(span.of(parsed.text).split())
        key = folded(words)
        country = table.names.get(key) or table.adjectives.get(key)
        if any(map(str.isalnum, key)) and words.casefold() not in titles():
            yield Mention(span, words, name.label, name.confidence, country)


def _with_known(parsed: Parsed) -> Iterator[Name]:
    """Yield the proposed names in order, with the countries and outlets that they left out."""
    found = completed(parsed)
    taken = SpanIndex((name.span, name) for name in found)
    at = 0
    while at < len(parsed.words):
        known = _known_at(parsed, at)
        if known is not None and not taken.overlapping(known[0].span):
            found.append(known[0])
        at += known[1] if known is not None else 1
    return iter(sorted(found, key=lambda name: name.span))


def _known_at(parsed: Parsed, at: int) -> tuple[Name, int] | None:
    """Return the longest known name that begins at a word, and its number of words."""
    words, first = parsed.words, parsed.words[at]
    if first.upos not in {"PROPN", "ADJ"} or not first.text[:1].isupper():
        return None
    if folded(first.text) not in _first_words():
        return None
    for size in range(min(_LONGEST_KNOWN, len(words) - at), 0, -1):
        last = words[at + size - 1]
        span = Span(first.start, last.end)
        if last.sentence != first.sentence or len(span) > _LONGEST_LETTERS:
            continue
        key = folded(span.of(parsed.text))
        if key in gazetteer().names or key in gazetteer().adjectives:
            return Name(span, "LOC", _KNOWN), size
        if key in outlet_names() and (size > 1 or len(span) >= _SURE):
            return Name(span, "ORG", _KNOWN), size
    return None


@cache
def _first_words() -> frozenset[str]:
    table = gazetteer()
    return frozenset(key.split()[0] for key in {*table.names, *table.adjectives, *outlet_names()})


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
    if name.label != "PER":
        words = _without_rank(parsed, words)
    if not words:
        return trimmed(parsed.text, name.span.start, name.span.end, drop=_EDGES)
    end = words[-1].end
    # "U.S." keeps its full stop, "Smith." does not
    span = trimmed(parsed.text, words[0].start, end, drop=_EDGES)
    if span and "." in parsed.text[span.start : span.end] and parsed.text[span.end : end] == ".":
        return Span(span.start, end)
    return span


def _without_rank(parsed: Parsed, words: list[Word]) -> list[Word]:
    """Return the words of a body's name without those of the title that follows it.

    In "Norland Steel Executive Vice President Ada Berg" a tagger may take "Vice" for the body's.
    """
    if not words:
        return words
    end = len(words)
    if end > 1 and _begins_title(parsed, words[-1]):
        end -= 1
        while end > 1 and words[end - 1].text.casefold() in entries("ranks.txt"):
            end -= 1
    # A body is not called "Office of".
    return words if words[end - 1].upos in {"ADP", "DET", "CCONJ"} else words[:end]


def _begins_title(parsed: Parsed, word: Word) -> bool:
    """Tell whether a word ranks the title that follows it: "Vice" in "Vice President"."""
    for after in parsed.words[word.index + 1 : word.index + 2]:
        # "the Safety Executive director" has a lower-case title, and a body of that name.
        if after.sentence == word.sentence and after.text[:1].isupper():
            ranks, rank, title = entries("ranks.txt"), word.text.casefold(), after.text.casefold()
            held = noun_of(after) in offices() or title in offices() or title in ranks
            return f"{rank} {title}" in ranks or (rank in ranks and held)
    return False


def grouped(found: Sequence[Mention], text: str) -> list[Group]:
    """Return the bearers of the names, in the order of their first mention."""
    kinds = _kinds(found)
    adjectives = _adjectives(kinds)
    kinds |= {adjective: kinds[home] for adjective, home in adjectives.items()}
    persons, bodies = _learnt(found, kinds, text)
    groups: dict[tuple[Class, str], Group] = {}
    for mention in found:
        kind = kinds.get(folded(mention.words))
        if kind is None:
            continue
        name = adjectives.get(folded(mention.words), mention.words)
        if kind == "person":
            name = persons.bearer(name)
        elif kind == "organisation":
            name = bodies.bearer(name)
        country = mention.country if kind == "place" else None
        key = country.code if country else folded(name)
        groups.setdefault((kind, key), Group(name, kind, country=country)).mentions.append(mention)
    for (_, key), group in groups.items():
        if key in adjectives.values():
            # The bearer of a name may go by another one in the text than the adjective stands for.
            same = (m.words for m in group.mentions if folded(m.words) == key)
            group.name = next(same, group.name)
        if group.country is not None:
            group.name = _country_name(group.country, group.mentions)
    return list(groups.values())


def _learnt(
    found: Sequence[Mention], kinds: dict[str, Class], text: str
) -> tuple[_Persons, _Bodies]:
    """Return the full names of the persons and bodies of the text, the longest first."""
    persons, bodies = _Persons(), _Bodies()
    for mention in sorted(found, key=lambda m: -len(parts(m.words))):
        if kinds.get(folded(mention.words)) == "person":
            persons.learn(mention.words)
    for mention in found:
        if kinds.get(folded(mention.words)) == "organisation":
            bodies.learn(mention.words)
    for long, short in _in_brackets(found, text):
        bodies.link(long.words, short.words)
    return persons, bodies


def _kinds(found: Sequence[Mention]) -> dict[str, Class]:
    """Return the class of each name: what most of its mentions are labelled."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in found:
        votes[folded(mention.words)][mention.label] += mention.confidence
    table = gazetteer()
    kinds: dict[str, Class] = {}
    for key, counter in votes.items():
        label, weight = max(counter.items(), key=lambda pair: pair[1])
        known = table.names.get(key) or table.adjectives.get(key)
        sure_person = label == "PER" and weight > max(_TWICE, _MOSTLY * sum(counter.values()))
        if key in table.peoples:
            kinds[key] = "people"
        elif key in news_names():
            kinds[key] = "organisation"
        elif known and not sure_person:
            kinds[key] = "place"
        elif label == "MISC":
            if key.endswith("s") and not key.endswith("ss") and key.count(" ") <= 1:
                kinds[key] = "people"
        elif label != "PER" or not _common(key):
            kinds[key] = _CLASSES[label]
    return kinds


def _adjectives(kinds: dict[str, Class]) -> dict[str, str]:
    """Return the names that are adjectives of a place or body of the text: "Sudmarkian"."""
    return {
        adjective: home
        for adjective, home in homes(kinds).items()
        if kinds[home] in {"place", "organisation"}
        and kinds[adjective] in {"place", "organisation"}
    }


def _common(key: str) -> bool:
    """Tell whether a supposed name is a common noun for people: "Hardliners" said no."""
    return key in people() or (key.endswith("s") and key[:-1] in people())


def _country_name(country: Country, found: Sequence[Mention]) -> str:
    """Return a country's fullest name in the text, its common one where only adjectives stand."""
    names = [m.words for m in found if gazetteer().names.get(folded(m.words))]
    return max(names, key=len) if names else country.name


def _in_brackets(found: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield a name and the acronym that follows it in brackets."""
    for long, short in pairwise(found):
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
        """Return the full name of who is meant; of two that fit alike, the one named last."""
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
        self._ends: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)

    def learn(self, name: str) -> None:
        """Take in a name."""
        words = parts(name)
        for at in range(1, len(words)):
            self._ends[words[at:]].add(words)
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
        words = parts(name)
        longer = [n for n in self._ends.get(words, ()) if n not in self._ends]
        if len(longer) == 1 and _heads(words):
            return self._full.get(core(" ".join(longer[0])), name)
        return self._full.get(core(name), name)


def _heads(words: tuple[str, ...]) -> bool:
    """Tell whether the end of a name can stand for it: "the Front", "the Relief Service"."""
    return len(words) > 1 or words[0] in known_endings()
