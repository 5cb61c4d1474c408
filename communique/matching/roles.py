"""Who plays which part in the talks, read off what documents tell of each.

Reading gives the parts that one document's words name. Over many documents more shows: who offers
guarantees, who is to monitor what is agreed, who takes positions or acts upon the parties without
being one. The rarer part counts first: who mediates is no stakeholder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from communique import data_files
from communique.matching.wording import listed, plain, stem, stems_in
from communique.vocabulary import EntityKind, EventStatus, EventType, Stance, TalksRoleName

SURE = 0.3
"""Least confidence of a fact off which a part is read; what has no estimate counts."""
UPON_THE_TALKS: frozenset[EventType] = frozenset(
    {"SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "PROTEST", "AID"}
)
"""Types of acts by which those who have a stake in talks weigh in."""
_WILLING: frozenset[Stance] = frozenset({"offer", "accept"})
_BODIES: frozenset[EntityKind] = frozenset({"organisation", "place"})
_CAN_HAVE_A_STAKE: frozenset[EntityKind] = frozenset({"organisation", "place", "group"})
_TWO = 2
_SHARE = 0.3
"""Part of the reports on the most reported party in which another one is a party at least."""
_STAKES = 2
"""Independent stories that tell of someone's stake, where they tell of acts alone."""


@dataclass(frozen=True)
class Sign:
    """Words of one story that give a side a part in the talks."""

    side: str
    role: TalksRoleName
    story: str
    act: bool = False
    """Whether it is an act alone, which may be chance."""


def role_of_position(stance: Stance, words: str) -> TalksRoleName:
    """Return which part a position gives to who holds it, if no other."""
    if stance in _WILLING and stems_in(words) & _stems("guarantor"):
        return "guarantor"
    return "stakeholder"


def role_of_act(type: EventType, status: EventStatus, words: str) -> TalksRoleName | None:  # noqa: A002
    """Return which part an act gives to who does it, if no other; None where it gives none."""
    if status == "denied":
        return None
    found = stems_in(words)
    if found & _stems("guarantor"):
        return "guarantor"
    if found & _stems("observer"):
        return "observer"
    return "stakeholder" if type in UPON_THE_TALKS else None


def who_negotiates(
    heard: Mapping[str, int],
    mediates: Mapping[str, int],
    kinds: Mapping[str, EntityKind],
    rulers: Collection[str],
) -> frozenset[str]:
    """Return who negotiates: few and sure, since every page speaks of them.

    Args:
        heard: in how many independent stories each is a party.
        mediates: in how many each mediates.
        kinds: what each is.
        rulers: those that are no more than "the government".

    """
    sure = [n for p, n in heard.items() if p not in mediates and kinds[p] in _BODIES]
    # Who mediates meets the parties too: being met makes no party of him where two others are
    # heard more often.
    others = {
        m
        for m, count in mediates.items()
        if count >= heard.get(m, 0) or sum(n > heard[m] for n in sure) >= _TWO
    }
    found = {party for party in heard if party not in others}
    bodies = {party for party in found if kinds[party] in _BODIES}
    states = [p for p in bodies if kinds[p] == "place"]
    if len(states) == 1:
        bodies -= {p for p in bodies if p in rulers}
    if len(bodies) < _TWO:
        return frozenset(found)
    # Beside two bodies, people and crowds are bystanders, and what few reports say is chance.
    most = max(heard[party] for party in bodies)
    enough = [p for p in bodies if heard[p] >= _SHARE * most]
    return frozenset(enough if len(enough) >= _TWO else bodies)


def is_nameless(name: str) -> bool:
    """Tell whether a name is the word for a kind of body alone: "government", "the movement"."""
    return plain(name).removeprefix("the ") in listed("rulers") | listed("heads")


def parts_played(
    signs: Iterable[Sign],
    parties: Collection[str],
    kinds: Mapping[str, EntityKind],
    nameless: Collection[str],
) -> dict[tuple[str, TalksRoleName], int]:
    """Return who plays which part, with how many independent stories say so.

    Args:
        signs: what the documents tell.
        parties: who negotiates.
        kinds: what each side is.
        nameless: those without a name (`is_nameless`), which may be another one in every report:
            they have no stake of their own.

    """
    stories: dict[tuple[str, TalksRoleName], set[str]] = defaultdict(set)
    told_by_words: set[tuple[str, TalksRoleName]] = set()
    for sign in signs:
        key = (sign.side, sign.role)
        stories[key].add(sign.story)
        if not sign.act:
            told_by_words.add(key)
    found = {
        (side, role): len(told)
        for (side, role), told in stories.items()
        if (role == "party") == (side in parties) or role in {"guarantor", "observer"}
    }
    for role in ("mediator", "guarantor", "observer"):
        _drop_unnamed(found, kinds, role)
    played = {side for side, role in found if role != "stakeholder"}
    return {
        (side, role): count
        for (side, role), count in found.items()
        if role != "stakeholder"
        or (
            side not in played
            and side not in nameless
            and kinds[side] in _CAN_HAVE_A_STAKE
            and ((side, role) in told_by_words or count >= _STAKES)
        )
    }


def _drop_unnamed(
    found: dict[tuple[str, TalksRoleName], int],
    kinds: Mapping[str, EntityKind],
    role: TalksRoleName,
) -> None:
    """Leave out people who are not named, or speak for nobody, where bodies play the part."""
    sides = [side for side, played in found if played == role]
    bodies = [side for side in sides if kinds[side] in _BODIES]
    for side in sides if bodies else ():
        if side not in bodies:
            del found[side, role]


@cache
def _stems(name: str) -> frozenset[str]:
    words: str = data_files.table(__package__, "roles.toml")[name]
    return frozenset(stem(word) for word in words.split())
