"""How a figure hangs together with others, with times and with places of its sentence."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from communique.dates import Interval
from communique.findings import Change, Figure
from communique.reading.counted import Counted, changes
from communique.reading.draft import Draft
from communique.reading.lexicon import table
from communique.reading.parsed import Parsed, Word
from communique.reading.syntax import ancestors
from communique.vocabulary import ChangeKind, Direction

_FAR = 3
"""Steps in the tree from a time up to the figure's clause; one farther off dates something else."""
_BESIDE = 5
"""Characters: room for a preposition."""
_CLAUSE_EDGES = frozenset({"ccomp", "parataxis", "advcl", "acl:relcl", "advcl:relcl", "root"})


_STANDING = frozenset({"from", "of", "in", "on", "at", "for", "than", "with"})
"""Prepositions behind which a figure is not where something rose or fell to."""
_WAYS = frozenset({"up", "down", "off"})
_NEVER_MIXED = frozenset({"person", "percent", "percentage point"})
_OF_THE = re.compile(r"\s+of\s+(?:(?:the|its|their|all|those|these)\s+)*", re.IGNORECASE)
_LIST = re.compile(r"[^\S\n]+(?:\w+[^\S\n]+){0,3}and[^\S\n]+|(?:[^\S\n]+\w+){0,3},[^\S\n]+")
_PART_BEHIND = re.compile(r"\s+(?:of|among)\s+(?:them|whom|those|these|which)\b", re.IGNORECASE)


def period_of(draft: Draft, counted: Counted) -> Interval | None:
    """Return the days of the time nearest to a figure in the tree of its sentence."""
    head = counted.head
    if head is None:
        return None
    clause = _clause(draft.parsed, head)
    near = []
    for time, word in draft.times_by_sentence.get(head.sentence, []):
        way = enumerate([word, *ancestors(draft.parsed, word)])
        up = next((steps for steps, w in way if w.index in clause), _FAR)
        apart = time.span.distance(counted.span)
        # "1,200 in 2029; 900 in 2030": what stands right behind a figure dates it.
        beside = time.start > counted.span.end and apart <= _BESIDE
        if (up < _FAR or beside) and not time.span.overlaps(counted.span):
            near.append((not beside, up, apart, time))
    return min(near, key=lambda x: x[:3])[3].interval if near else None


def _clause(parsed: Parsed, head: Word) -> frozenset[int]:
    """Return the words from `head` up to the verb of its clause.

    What stands above a reported clause says when it was said, not when it was.
    """
    members = {head.index}
    below = head
    for word in ancestors(parsed, head):
        if below.deprel in _CLAUSE_EDGES:
            break
        members.add(word.index)
        below = word
    return frozenset(members)


def change_of(parsed: Parsed, counted: Counted) -> Change | None:
    """Return whether the figure tells by how much, or to what, something rose or fell."""
    head = counted.noun or counted.head
    case = _case_of(parsed, counted)
    if head is None or case in _STANDING:
        return None
    first = parsed.words_in(counted.span)[0]
    before = parsed.words[first.index - 1] if first.index else None
    if before is not None and before.deprel != "compound:prt" and before.lemma.lower() in _WAYS:
        way = _direction(before)
        return Change(way, "by") if way else None
    below = head
    for word in list(ancestors(parsed, head))[:2]:
        way = _direction(word) if word.upos in {"VERB", "NOUN", "ADJ"} else None
        if way is not None:
            kind = _kind_of(case, word, below, amount=counted.noun is None)
            return Change(way, kind) if kind else None
        below = word
    return None


def _kind_of(case: str | None, act: Word, below: Word, *, amount: bool) -> ChangeKind | None:
    """Return "to" or "by"; None where the act is done to things and not to an amount."""
    if case in {"to", "by"}:
        return "to" if case == "to" else "by"
    bare = act.upos == "VERB" and below.deprel in {"obj", "obl:unmarked"}
    return "by" if bare and amount else None


def _direction(word: Word) -> Direction | None:
    way = changes().get(word.lemma.lower())
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
        if (
            named.head in clause
            and (entity := draft.entity_at(named.span))
            and entity.kind == "place"
        ):
            near = 0 if named.head == start.index else 1 + abs(named.index - start.index)
            places.append((near, entity.id))
    return min(places)[1] if places else None


def whole_of(draft: Draft, figures: list[Figure]) -> list[Figure]:
    """Mark the figures that are a part of another: "including 12 children", "12 of the 40"."""
    found: list[Figure] = []
    for at, figure in enumerate(figures):
        part = figure
        if at and _alike(figures[at - 1], figure):
            part = _as_part(draft, found[-1], figures[at - 1], figure)
        if part.subset_of is None and at + 1 < len(figures) and figures[at + 1].unit == figure.unit:
            between = draft.document.text[figure.end : figures[at + 1].start]
            if _OF_THE.fullmatch(between):
                part = msgspec.structs.replace(part, subset_of=figures[at + 1].id)
        found.append(part)
    return found


def _alike(left: Figure, right: Figure) -> bool:
    """Tell whether the two may count one thing: ships and tankers, not ships and people."""
    amounts = [u for u in (left.unit, right.unit) if u and (u.isupper() or u in _NEVER_MIXED)]
    return left.unit == right.unit or not amounts


def _as_part(draft: Draft, earlier: Figure, read: Figure, figure: Figure) -> Figure:
    """Return a figure as a part of the one before, or in a list of its whole, where it is one.

    What the whole is in, a part behind "including" is in too, and so is what is listed with it,
    unless its own words tell something else: "12 hurt, including 3 captured".

    Args:
        draft: with the text.
        earlier: the figure before, as it was joined to others.
        read: the same, as it was read.
        figure: as it was read.

    """
    included = _follows(draft, earlier, figure, "part")
    if included or _PART_BEHIND.match(draft.document.text, figure.end):
        whole = earlier.id
    elif earlier.subset_of and read.what == figure.what and _listed(draft, earlier, figure):
        whole, included = earlier.subset_of, True
    else:
        return figure
    told = earlier.what if included else None
    if told is not None and Counted(draft.parsed, figure.span).own_what() is not None:
        told = None
    return msgspec.structs.replace(figure, subset_of=whole, what=told or figure.what)


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
    return any(
        before[-n:] == list(phrase) for n in (1, 2) for phrase in _phrases(kind) if len(phrase) == n
    )


def _listed(draft: Draft, earlier: Figure, later: Figure) -> bool:
    """Tell whether the two are joined in a list: "including 7 children and 2 women"."""
    between = draft.document.text[earlier.end : later.start].lower()
    return bool(_LIST.fullmatch(between))


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
