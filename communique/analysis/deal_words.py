"""What words say became of a deal, and which deal they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from communique import data_files
from communique.analysis.breaches import says_broken
from communique.analysis.deal import Become
from communique.matching.issues import subjects_of, telling
from communique.matching.wording import stem, stems_in
from communique.record import ActRow, PositionOutline, PositionRow
from communique.vocabulary import Stance

BECOME: Mapping[Stance, Become] = {
    "offer": "proposed",
    "demand": "proposed",
    "accept": "accepted",
    "reject": "rejected",
    "refuse": "rejected",
    "open": "considered",
}
_DONE = frozenset({"happened", "ongoing"})
_TYPES: Mapping[Become, frozenset[str]] = {
    "broken": frozenset({"AGREE", "REJECT", "CONCEDE", "RETREAT"}),
    "rejected": frozenset({"REJECT"}),
    "carried out": frozenset({"CONCEDE", "RETREAT", "AID"}),
    "accepted": frozenset({"AGREE", "CONCEDE", "RETREAT"}),
    "proposed": frozenset({"AGREE", "CONCEDE", "REJECT"}),
}
"""Which kinds of act may say so."""
_LISTS: tuple[Become, ...] = tuple(_TYPES)


@cache
def _stems(name: str) -> frozenset[str]:
    words: str = data_files.table(__package__, "deals.toml")[name]
    return frozenset(stem(word) for word in words.split())


def stands_as(row: PositionOutline) -> Become | None:
    """Return what a position makes of a deal for its side; None where it only greets it."""
    if row.stance == "accept":
        stems = stems_in(row.words)
        if stems & _stems("welcomed") and not stems & _stems("accepted"):
            return None
    return "conditional" if row.relation is not None else BECOME[row.stance]


def says_the_same(row: PositionRow, act: ActRow, become: Become) -> bool:
    """Tell whether a position says in the same words what an act says."""
    overlap = row.start < act.end and act.start < row.end
    return overlap and row.relation is None and BECOME[row.stance] == become


def deals_in(row: PositionOutline) -> bool:
    """Tell whether a position makes its issue one that is dealt in."""
    taken_up = row.stance in {"offer", "accept"} or row.relation is not None
    return taken_up and stands_as(row) is not None


def names_a_deal(sentence: str) -> bool:
    """Tell whether a sentence speaks of "the deal", "the proposal" or the like."""
    return bool(stems_in(sentence) & _stems("names"))


@lru_cache(maxsize=4096)
def points_elsewhere(wording: str) -> bool:
    """Tell whether a position is on "the proposal", whose terms are told elsewhere."""
    return not telling(subjects_of(wording, frozenset())) and names_a_deal(wording)


def meant_by(row: PositionOutline, terms: Sequence[PositionOutline]) -> PositionOutline | None:
    """Return the terms that "the proposal" stands for: the nearest before it, of another side.

    None where the document tells of none before it.
    """
    before = [term for term in terms if term.start < row.start and term.side != row.side]
    return max(before, key=lambda term: (term.start, term.local_id), default=None)


def matter_of(row: PositionOutline) -> frozenset[str]:
    """Return the subjects of the issue of a position."""
    found = subjects_of(row.wording, frozenset())
    return telling(found) or found


def became(act: ActRow, sentence: str) -> Become | None:
    """Return what an act says of a deal; None where its words are in no list."""
    stems = stems_in(act.words)
    if act.type == "ACCUSE":
        return "broken" if says_broken(sentence) and act.status in _DONE else None
    promised = stems & (_stems("accepted") | _stems("proposed"))
    for become in _LISTS:
        if not stems & _stems(become.replace(" ", "_")):
            continue
        if become == "carried out" and promised:
            continue  # "agreed to release", "offered to withdraw"
        if become == "accepted" and act.status == "ongoing":
            continue  # "near agreement"
        if become == "broken" and not says_broken(sentence):
            continue
        if act.type not in _TYPES[become]:
            continue
        if act.status == "denied":
            return "denied"
        return become if act.status in _DONE else None
    return None
