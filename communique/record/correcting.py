"""What a document says once the corrections of persons are applied to what the machine read.

A correction belongs to words, not to an id: ids change with every reading, the text of a document
never does. After a new reading it takes hold of the fact of its kind that overlaps most with those
words, by half or more; where there is none, what the person wrote stands as a fact of its own. What
such a fact names – a party, the attribution it stands in – is found again in the same way, and is
brought along where the new reading has lost it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import msgspec

from communique.findings import Findings
from communique.record.facts import KINDS, facts_of
from communique.record.references import Body, redirected
from communique.sifting import Gone, without

LEAST_OVERLAP = 0.5
"""Shared characters, as a part of all characters of either, from which two facts may be one."""

SURE = 1.0
"""Confidence of a fact that a person accepted or wrote."""

Decision = Literal["accept", "reject", "edit", "add"]
Chars = tuple[int, int]

_LETTERS = {
    "entity": "e",
    "attribution": "a",
    "figure": "f",
    "event": "v",
    "position": "p",
    "time": "t",
}
_ROLE = "r"


class Relied(msgspec.Struct, frozen=True):
    """A fact that a person's fact names, as it was when the person wrote."""

    kind: str
    fact: Body


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about a fact of a document."""

    id: int
    document_id: str
    kind: str
    """The kind of fact: "entity", "attribution", "figure", "event", "position", "talks", "time"."""
    start: int
    end: int
    words: str
    """The words of the document that the fact stood on."""
    decision: Decision
    old: Body | None
    """The fact as the machine read it; None for one that only a person wrote."""
    new: Body | None
    """The fact as the person has it; None where it is rejected."""
    relies_on: tuple[Relied, ...] = ()
    beside: bool = False
    """Added where the machine already had a fact of this kind on these words: another one."""
    by: str
    at: datetime
    """In coordinated universal time."""
    follows: int | None = None
    """The first correction of the same fact, of which this one takes the place."""
    undone_by: str | None = None
    undone_at: datetime | None = None

    @property
    def first(self) -> int:
        """The first correction of the same fact: this one, where it follows none."""
        return self.follows or self.id


@dataclass
class Slot:
    """A fact in the making.

    Attributes:
        body: what it says now.
        was: what the machine read; None for a fact that it did not read.
        by: the correction that made it what it is; None where no person touched it.
        gone: it is not to be shown.

    """

    body: Body
    was: Body | None = None
    by: Correction | None = None
    gone: bool = False


@dataclass(frozen=True)
class Standing:
    """What became of a correction: whether the machine has its fact, and the fact's address."""

    attached: bool
    fact: str | None
    """The id by which the fact is shown; None where it is rejected."""


@dataclass
class Corrected:
    """Findings with corrections applied.

    Attributes:
        findings: what is left and what was added, in the order of the text.
        standing: what became of each correction that is in force, by its id.
        facts: by address – the id, or r1, r2, … for a role in the talks – kind and slot.

    """

    findings: Findings
    standing: dict[int, Standing] = field(default_factory=dict)
    facts: dict[str, tuple[str, Slot]] = field(default_factory=dict)


def in_force(given: Iterable[Correction]) -> list[Correction]:
    """Return of each fact the last correction that was not undone, the oldest first."""
    last: dict[int, Correction] = {}
    for correction in sorted(given, key=lambda each: each.id):
        if correction.undone_at is None:
            last[correction.first] = correction
    return sorted(last.values(), key=lambda each: each.id)


def corrected(findings: Findings, given: Iterable[Correction] = ()) -> Corrected:
    """Return what was read in a document as persons have corrected it."""
    slots: dict[str, list[Slot]] = {kind.name: [] for kind in KINDS}
    for kind, _, fact in facts_of(findings):
        body = body_of(fact)
        slots[kind.name].append(Slot(body, was=body))
    made = list(given)
    now = in_force(made)
    held = _attach(slots, now)
    absent = [each for each in now if each.id not in held and each.new is None]
    for correction in now:
        if correction.id not in held and correction.new is not None:
            held[correction.id] = _own(slots[correction.kind], correction)
    undone = {each.first for each in made} - {each.first for each in now}
    _Binding(slots, absent, undone).bind(slot for slot in held.values() if not slot.gone)
    facts = dict(_addressed(slots))
    addresses = {id(slot): address for address, (_, slot) in facts.items()}
    return Corrected(
        findings if not now else _findings(slots),
        {
            each.id: Standing(
                attached=each.id in held and held[each.id].was is not None,
                fact=addresses.get(id(held[each.id])) if each.id in held else None,
            )
            for each in now
        },
        facts,
    )


def body_of(fact: object) -> Body:
    """Return a fact as the contract writes it, as it also comes out of the record."""
    body: Body = msgspec.json.decode(msgspec.json.encode(fact))
    return body


def spans_of(kind: str, body: Body) -> frozenset[Chars]:
    """Return the words by which a fact is known again: an entity has all its mentions."""
    if kind == "entity":
        return frozenset((at["start"], at["end"]) for at in body["mentions"])
    if kind == "attribution":
        parts = body["content"]
        return frozenset({(min(p["start"] for p in parts), max(p["end"] for p in parts))})
    at = body["what"] if kind == "position" else body
    return frozenset({(at["start"], at["end"])})


def overlap(some: Iterable[Chars], others: Collection[Chars]) -> float:
    """Return the shared characters as a part of all, of the two spans that share most: 0 to 1."""
    return max((_shared(one, other) for one in some for other in others), default=0.0)


def says_the_same(kind: str, one: Body, other: Body) -> bool:
    """Tell whether two facts differ in nothing but ids and how sure they are."""

    def stripped(body: Body) -> Body:
        bare = redirected(kind, body, lambda *_: None)
        return {key: value for key, value in bare.items() if key not in {"id", "confidence"}}

    return stripped(one) == stripped(other)


def _shared(one: Chars, other: Chars) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (one[1] - one[0] + other[1] - other[0] - max(0, common))


def _anchors(correction: Correction) -> frozenset[Chars]:
    """Return the words of a correction: those it was made on, and those of both its versions."""
    found = {(correction.start, correction.end)}
    for body in (correction.old, correction.new):
        if body is not None:
            found |= spans_of(correction.kind, body)
    return frozenset(found)


def _likeness(kind: str, one: Body, other: Body) -> tuple[int, int]:
    """Tell two facts on the same words apart: by shared spans, then by fields that agree."""
    shared = len(spans_of(kind, one) & spans_of(kind, other))
    return shared, sum(one.get(key) == value for key, value in other.items())


def _attach(slots: dict[str, list[Slot]], now: Sequence[Correction]) -> dict[int, Slot]:
    """Let each correction take hold of one fact of the machine, those that overlap most first."""
    pairs = [
        (alike, _likeness(each.kind, each.old or each.new or {}, slot.body), each, place)
        for each in now
        for place, slot in enumerate(slots[each.kind])
        if (alike := overlap(_anchors(each), spans_of(each.kind, slot.body))) >= LEAST_OVERLAP
        if not (each.beside and not says_the_same(each.kind, each.new or {}, slot.body))
    ]
    pairs.sort(key=lambda pair: (-pair[0], (-pair[1][0], -pair[1][1]), pair[2].id, pair[3]))
    held: dict[int, Slot] = {}
    for _, _, correction, place in pairs:
        slot = slots[correction.kind][place]
        if correction.id in held or slot.by is not None:
            continue
        held[correction.id] = slot
        slot.by = correction
        slot.gone = correction.new is None
        if correction.new is not None:
            slot.body = _taken_over(correction, correction.new, slot.body)
    return held


def _taken_over(correction: Correction, new: Body, read: Body) -> Body:
    body = dict(new)
    if "id" in read:
        body["id"] = read["id"]
    # Who left the mentions as they were said nothing about those that a new reading finds.
    old = correction.old
    if correction.kind == "entity" and old is not None and new["mentions"] == old["mentions"]:
        body["mentions"] = read["mentions"]
    return body


def _own(among: list[Slot], correction: Correction) -> Slot:
    """Put a person's fact among those of its kind, where its words stand."""
    body = dict(correction.new or {})
    if correction.kind in _LETTERS:
        body["id"] = _unused(among, _own_id(correction.kind, correction.first))
    slot = Slot(body, by=correction)
    _insert(correction.kind, among, slot)
    return slot


def _own_id(kind: str, first: int) -> str:
    return f"{_LETTERS[kind]}c{first}"


def _insert(kind: str, among: list[Slot], slot: Slot) -> None:
    start = min(spans_of(kind, slot.body))
    later = (n for n, each in enumerate(among) if min(spans_of(kind, each.body)) > start)
    among.insert(next(later, len(among)), slot)


def _unused(among: Iterable[Slot], wanted: str) -> str:
    taken = {slot.body.get("id") for slot in among}
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


class _Binding:
    """Finds again what persons' facts name, and brings along what is no longer there."""

    def __init__(
        self, slots: dict[str, list[Slot]], absent: Iterable[Correction], undone: Collection[int]
    ) -> None:
        self._slots = slots
        self._absent = list(absent)
        self._undone = undone

    def bind(self, slots: Iterable[Slot]) -> None:
        for slot in list(slots):
            if slot.by is not None and (kind := slot.by.kind):
                relied = {(each.kind, each.fact.get("id")): each.fact for each in slot.by.relies_on}
                self._redirect(kind, slot, relied)
                if kind == "talks" and slot.body["entity"] is None:
                    slot.gone = True

    def _redirect(self, kind: str, slot: Slot, relied: dict[tuple[str, str | None], Body]) -> None:
        slot.body = redirected(
            kind,
            slot.body,
            lambda target, named: self._found(target, relied.get((target, named)), relied),
        )

    def _found(
        self, kind: str, fact: Body | None, relied: dict[tuple[str, str | None], Body]
    ) -> str | None:
        """Return the present id of a fact as it once was.

        None where a person rejected it, or took back what had made it.
        """
        if fact is None:
            return None
        known = [
            (alike, max(_likeness(kind, fact, body) for body in _versions(slot)), slot)
            for slot in self._slots[kind]
            if (alike := max(_alike(kind, fact, body) for body in _versions(slot))) >= LEAST_OVERLAP
        ]
        if known:
            slot = max(known, key=lambda each: each[:2])[2]
            return None if slot.gone else str(slot.body["id"])
        # What a person wrote and took back is nobody's finding any more.
        if any(fact["id"] == _own_id(kind, first) for first in self._undone):
            return None
        spans = spans_of(kind, fact)
        if any(
            each.kind == kind and overlap(_anchors(each), spans) >= LEAST_OVERLAP
            for each in self._absent
        ):
            return None
        again = Slot({**fact, "id": _unused(self._slots[kind], str(fact["id"]))})
        _insert(kind, self._slots[kind], again)
        self._redirect(kind, again, relied)
        return str(again.body["id"])


def _versions(slot: Slot) -> list[Body]:
    return [slot.body] if slot.was is None else [slot.body, slot.was]


def _alike(kind: str, one: Body, other: Body) -> float:
    return overlap(spans_of(kind, one), spans_of(kind, other))


def _addressed(slots: dict[str, list[Slot]]) -> Iterator[tuple[str, tuple[str, Slot]]]:
    lost = {slot.body["id"] for slot in slots["entity"] if slot.gone}
    for slot in slots["talks"]:
        slot.gone = slot.gone or slot.body["entity"] in lost
    for kind, several in slots.items():
        there = [slot for slot in several if not slot.gone]
        for number, slot in enumerate(there, 1):
            yield str(slot.body.get("id", f"{_ROLE}{number}")), (kind, slot)


def _findings(slots: dict[str, list[Slot]]) -> Findings:
    nameless = {"talks", "time"}
    whole = msgspec.convert(
        {
            kind.list: [
                slot.body for slot in slots[kind.name] if not (slot.gone and kind.name in nameless)
            ]
            for kind in KINDS
        },
        Findings,
    )
    gone = {
        kind.list: {slot.body["id"] for slot in slots[kind.name] if slot.gone}
        for kind in KINDS
        if kind.name not in nameless
    }
    return without(whole, Gone(**gone))
