"""How a figure hangs together with others, with times and with places of its sentence."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from communique.dates import Interval
from communique.findings import Figure, Time
from communique.reading.counted import Counted, changes
from communique.reading.draft import Draft
from communique.reading.lexicon import table
from communique.reading.parsed import Parsed, Word
from communique.reading.syntax import ancestors, tree_distance
from communique.vocabulary import ChangeKind, Direction

_FAR = 5
"""Steps in the tree; a time farther from a figure belongs to another clause."""


_PART_BEHIND = re.compile(r"\s+(?:of|among)\s+(?:them|whom|those|these|which)\b", re.IGNORECASE)


class FigureTimes:
    """The times of a document that stand on the calendar, by sentence."""

    def __init__(self, draft: Draft) -> None:
        """Sort the times of `draft` by sentence."""
        self._parsed = draft.parsed
        self._times: dict[int, list[tuple[Time, Word]]] = {}
        for time in draft.times:
            head = draft.parsed.head_of(time.span)
            if time.interval is not None and head is not None:
                self._times.setdefault(head.sentence, []).append((time, head))

    def of(self, counted: Counted) -> Interval | None:
        """Return the days of the time nearest to the figure in the tree of its sentence."""
        head = counted.head
        if head is None:
            return None
        near = []
        for time, word in self._times.get(head.sentence, []):
            steps = tree_distance(self._parsed, head, word)
            if steps is not None and steps <= _FAR and not time.span.overlaps(counted.span):
                near.append((steps, time.span.distance(counted.span), time))
        return min(near, key=lambda x: x[:2])[2].interval if near else None


def change_of(parsed: Parsed, counted: Counted) -> tuple[Direction | None, ChangeKind | None]:
    """Return whether the figure tells by how much, or to what, something rose or fell."""
    head = counted.noun or counted.head
    if head is None:
        return None, None
    case = _case_of(parsed, counted)
    if case in {"from", "of", "in", "on", "at", "for", "than", "with"}:
        return None, None
    before = parsed.words[head.index - 1] if head.index else None
    first = parsed.words_in(counted.span)[0].index
    if first and first - 1 >= parsed.sentences[head.sentence].first:
        before = parsed.words[first - 1]
    if before is not None and before.deprel != "compound:prt" and before.lemma.lower() in {"up", "down", "off"}:
        return _direction(before.lemma.lower()), "by"
    for number, word in enumerate(ancestors(parsed, head)):
        if number > 1:
            break
        way = _direction(word.lemma.lower()) if word.upos in {"VERB", "NOUN", "ADJ"} else None
        if way is not None:
            told = head.deprel if number == 0 else parsed.words[head.head].deprel
            if case == "to":
                return way, "to"
            if case == "by" or word.upos == "VERB" and told in {"obj", "obl:unmarked"} and _is_share(counted):
                return way, "by"
            return None, None
    return None, None


def _is_share(counted: Counted) -> bool:
    """Tell whether the verb acts on the amount itself ("fell 3 percent"), not on things ("cut 3 lines")."""
    return counted.noun is None


def _direction(lemma: str) -> Direction | None:
    way = changes().get(lemma)
    return "up" if way == "up" else "down" if way == "down" else None


def _case_of(parsed: Parsed, counted: Counted) -> str | None:
    """Return the preposition in front of the figure."""
    words = parsed.words_in(counted.span)
    if not words:
        return None
    first = words[0]
    if first.deprel == "case":
        return first.lemma.lower()
    if first.index > parsed.sentences[first.sentence].first:
        before = parsed.words[first.index - 1]
        if before.upos in {"ADP", "PART", "SCONJ"}:
            return before.lemma.lower()
    return None


def place_of(draft: Draft, counted: Counted) -> str | None:
    """Return the place that a preposition of place ties to the figure's noun or clause."""
    start = counted.noun or counted.head
    if start is None:
        return None
    above = list(ancestors(draft.parsed, start))[:4]
    clause = {start.index} | {word.index for word in above}
    sentence = draft.parsed.sentences[start.sentence]
    places = []
    for word in draft.parsed.words[sentence.first : sentence.last]:
        if word.lemma.lower() not in _placing() or word.deprel != "case" or word.head < 0:
            continue
        named = draft.parsed.words[word.head]
        if named.head in clause and (entity := draft.entity_at(named.span)) and entity.kind == "place":
            near = 0 if named.head == start.index else 1 + abs(named.index - start.index)
            places.append((near, entity.id))
    return min(places)[1] if places else None


def whole_of(draft: Draft, figures: list[Figure]) -> list[Figure]:
    """Mark the figures that are a part of another: "including 12 children", "12 of the 40"."""
    found: list[Figure] = []
    for at, figure in enumerate(figures):
        whole: str | None = None
        if at and _follows(draft, figures[at - 1], figure, "part") and figures[at - 1].unit == figure.unit:
            whole = figures[at - 1].subset_of if _listed(draft, figures[at - 1], figure) else figures[at - 1].id
        elif at and found[-1].subset_of and _listed(draft, figures[at - 1], figure):
            whole = found[-1].subset_of
        if whole is None and at and _PART_BEHIND.match(draft.document.text, figure.end):
            whole = figures[at - 1].id
        if whole is None and at + 1 < len(figures) and figures[at + 1].unit == figure.unit:
            between = draft.document.text[figure.end : figures[at + 1].start].lower().split()
            if between[:1] == ["of"] and set(between[1:]) <= {"the", "its", "their", "all", "those"}:
                whole = figures[at + 1].id
        found.append(msgspec.structs.replace(figure, subset_of=whole))
    return found


def _follows(draft: Draft, earlier: Figure, later: Figure, kind: str) -> bool:
    """Tell whether words of a kind stand right before `later`, in the sentence of `earlier`."""
    parsed = draft.parsed
    words = parsed.words_in(later.span)
    sentence = parsed.sentence_of(earlier.span)
    if not words or sentence is None or sentence.index != words[0].sentence:
        return False
    first = words[0].index
    before = [w.text.lower() for w in parsed.words[max(sentence.first, first - 4) : first]]
    while before and before[-1] in {"the", "a", "an", "at", "least", ",", "some", "about"}:
        before.pop()
    return any(before[-n:] == list(phrase) for n in (1, 2) for phrase in _phrases(kind) if len(phrase) == n)


def _listed(draft: Draft, earlier: Figure, later: Figure) -> bool:
    """Tell whether the two are joined in a list: "including 7 children and 2 women"."""
    between = draft.document.text[earlier.end : later.start].lower()
    parsed = draft.parsed
    first, second = parsed.sentence_of(earlier.span), parsed.sentence_of(later.span)
    near = first is not None and second is not None and first.index == second.index
    words = between.split()
    return near and len(words) <= 4 and ("and" in words or "," in between) and earlier.unit == later.unit and not (
        {"were", "was", "have", "had", "has", "are"} & set(words)
    )


def set_against(draft: Draft, figures: list[Figure]) -> tuple[Figure, ...]:
    """Tell which figure another one is set against: "rose to 30 from 12"."""
    found = list(figures)
    for at in range(1, len(found)):
        earlier, later = found[at - 1], found[at]
        if earlier.unit != later.unit:
            # "rose 3 percent to 30 from 12": the rate between them does not count.
            continue
        if _follows(draft, earlier, later, "against"):
            found[at - 1] = msgspec.structs.replace(earlier, compared_to=later.id)
        elif _begins_with(draft, earlier, later):
            found[at] = msgspec.structs.replace(later, compared_to=earlier.id)
    return tuple(found)


def _begins_with(draft: Draft, earlier: Figure, later: Figure) -> bool:
    """Read "from 12 to 30"."""
    parsed = draft.parsed
    words = parsed.words_in(earlier.span)
    if not words or words[0].index == 0 or parsed.words[words[0].index - 1].lemma.lower() != "from":
        return False
    between = draft.document.text[earlier.end : later.start].lower().split()
    return 0 < len(between) <= 5 and between[-1] == "to"


@cache
def _phrases(kind: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words.split()) for words in table("figure_words.toml")[kind]["words"])


@cache
def _placing() -> frozenset[str]:
    return frozenset(table("figure_words.toml")["placing"]["words"])
