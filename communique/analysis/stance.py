"""Positions compared: what they are about, on which side they fall, and how they are worded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Literal

from communique.matching.issues import Matter, subjects_of, telling
from communique.matching.model import Amount, Stand
from communique.matching.wording import (
    alike,
    listed,
    settled_by,
    stems_in,
    stems_of_list,
    subject,
    words_of,
)
from communique.vocabulary import Stance

Voice = Literal["own", "opponent", "other", "report"]
"""Whose word a position is: its party's, another party's, someone else's, the report's."""

LEANING: dict[Stance, str] = {
    "reject": "against",
    "refuse": "against",
    "accept": "willing",
    "offer": "willing",
    "open": "willing",
    "demand": "wanting",
}
_OPENING = 5
"""Words of a quotation among which a negation is of its main verb."""
_VERBS: dict[Stance, str] = {
    "demand": "demanded",
    "offer": "offered",
    "accept": "accepted",
    "reject": "rejected",
    "refuse": "refused",
    "open": "would consider",
}


def matter(stand: Stand, names: frozenset[str]) -> Matter:
    """Return the subjects that a position is about, its condition apart."""
    found = _settled(f"{stand.issue}\n{stand.words}", names)
    return telling(found) or found


def waited_for(stand: Stand, names: frozenset[str]) -> Matter:
    """Return the subjects of a position's condition, without those of stopping and going on."""
    if stand.condition is None:
        return frozenset()
    acts = {subject(word) for name in ("ending", "going_on") for word in listed(name)}
    acts |= {subject(word) for word in listed("condition_openers")}
    return telling(_settled(stand.condition.words, names)) - acts


@lru_cache(maxsize=50_000)
def _settled(words: str, names: frozenset[str]) -> Matter:
    found = subjects_of(words, names)
    if stems_in(words) & (stems_of_list("ending") | stems_of_list("going_on")):
        # "Until the shelling stops" and "go on with the offensive" are both about a ceasefire.
        found |= {settled_by()[name] for name in found if name in settled_by()}
    return found


def apart(one: Sequence[Amount], other: Sequence[Amount]) -> bool:
    """Tell whether the two positions name amounts of a unit, none of which agree."""
    pairs = [(a, b) for a in one for b in other if a.unit == b.unit]
    return bool(pairs) and all(_disjoint(a, b) for a, b in pairs)


def _disjoint(one: Amount, other: Amount) -> bool:
    below = one.high is not None and other.low is not None and one.high < other.low
    above = one.low is not None and other.high is not None and one.low > other.high
    return below or above


def voice(stand: Stand, parties: Collection[str]) -> Voice:
    """Tell whose word a position is; `parties` are ids of actors who negotiate."""
    claimant = stand.claimant
    if claimant.name is None:
        return "report"
    if stand.party.id in {claimant.side, claimant.actor}:
        return "own"
    return "opponent" if claimant.side in parties else "other"


def told(stand: Stand) -> str:
    """Return a position as a neutral clause that quotes it."""
    verb = f"{_VERBS[stand.stance]}{', in the words' if says_it_all(stand) else ''}"
    person = f" ({stand.holder.name})" if stand.holder != stand.party else ""
    clause = f"{stand.party.name}{person} {verb} “{stand.words}”{terms(stand)}"
    if stand.claimant.name is None:
        return f"{clause}, as reported"
    if stand.claimant.actor == stand.party.id and not stand.claimant.via:
        return f"{clause}, by its own account"
    return f"{clause}, according to {stand.claimant}"


def says_it_all(stand: Stand) -> bool:
    """Tell whether the words of a refusal may already say that it is one.

    A pledge to go on is a refusal to stop: "refused to “continue its offensive”" would turn it
    round, and so would "refused" before "no release of captives".
    """
    if stand.stance != "refuse":
        return False
    return _negated(stand.words) or bool(stems_in(stand.words) & stems_of_list("going_on"))


def _negated(words: str) -> bool:
    first = words.lower().replace("’", "'").split()[:_OPENING]
    return any(word in listed("negations") or word.endswith("n't") for word in first)


def terms(stand: Stand) -> str:
    """Return the condition of a position as a clause, empty where it has none."""
    if stand.condition is None:
        return ""
    opens = opens_itself(stand.condition.words)
    relation = "" if opens else f"{stand.condition.relation.replace('-', ' ')} "
    return f", {relation}“{stand.condition.words}”"


def opens_itself(condition: str) -> bool:
    """Tell whether the words of a condition begin with what makes them one: "provided that …"."""
    first = next(words_of(condition), "")
    return any(alike(first, word) for word in listed("condition_openers"))


def dated(stand: Stand) -> str:
    """Return when a position was reported, as words."""
    return stand.date.isoformat() if stand.date else "undated"
