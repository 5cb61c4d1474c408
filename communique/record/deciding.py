"""From what a person says of a fact to a correction that can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from communique.documents.document import ReadDocument
from communique.errors import CorrectionRefused, EvidenceMoved
from communique.findings import Findings
from communique.record.correcting import (
    LEAST_OVERLAP,
    SURE,
    Corrected,
    Decision,
    Relied,
    Slot,
    overlap,
    spans_of,
)
from communique.record.facts import KINDS, Kind, placed
from communique.record.quoting import WORDS, everywhere, spelled_out
from communique.record.references import Body, references


@dataclass(frozen=True)
class Accept:
    """The fact is right as it stands."""

    fact: str
    """Its id; r1, r2, … for the roles in the talks in their order."""


@dataclass(frozen=True)
class Reject:
    """The document does not say so."""

    fact: str


@dataclass(frozen=True)
class Edit:
    """Some fields of the fact are otherwise.

    `values` are fields of the fact in the words of the JSON contract. Wherever that takes a span,
    the words themselves may be given: `{"who": "captives"}`, `{"words": "nearly 40"}`; the nearest
    such words are meant.
    """

    fact: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Add:
    """The document says something that is not among the facts.

    `values` are as for `Edit`; words that stand more than once in the text need a `start` near
    which they are meant. An entity may be given by its `name` alone: it is mentioned wherever that
    stands.
    """

    kind: str
    values: Mapping[str, Any]


Change = Accept | Reject | Edit | Add

_KINDS = {kind.name: kind for kind in KINDS}
_DECISIONS: dict[type[Change], Decision] = {
    Accept: "accept",
    Reject: "reject",
    Edit: "edit",
    Add: "add",
}
_BLANK: dict[str, Body] = {
    "attribution": {"source": None, "speaker": None, "cue": []},
    "figure": {"low": None, "high": None},
    "position": {"party": None},
    "time": {"value": None, "interval": None},
}
"""Fields that a reader has to give and a person may leave out."""
_OF_MACHINE = frozenset({"id", "confidence"})


@dataclass(frozen=True)
class Decided:
    """A correction before it has a number, a date and a person."""

    kind: str
    start: int
    end: int
    words: str
    decision: Decision
    old: Body | None
    new: Body | None
    relies_on: tuple[Relied, ...]
    beside: bool
    follows: int | None


def decide(read: ReadDocument, now: Corrected, change: Change) -> Decided:
    """Return what is to be kept of a change to a document.

    Args:
        read: the document with what the machine read in it.
        now: the same with the corrections that there are.
        change: what a person decided.

    Raises CorrectionRefused where there is no such fact, or the values make none.

    """
    decision = _DECISIONS[type(change)]
    if isinstance(change, Add):
        return _added(read, now, change)
    if change.fact not in now.facts:
        raise CorrectionRefused(
            f"{read.document.ref} has no fact {change.fact}; `communique show --json` shows those "
            "it has"
        )
    kind, slot = now.facts[change.fact]
    new: Body | None = None
    if isinstance(change, Accept):
        new = {**slot.body, "confidence": SURE}
    elif isinstance(change, Edit):
        given = _contract(read, kind, change.values, min(spans_of(kind, slot.body))[0])
        if kind == "figure" and "value" in given:
            # An exact number stays exact, and words that say none get no bound that they lack.
            exact = slot.body["value"]
            ends = [end for end in ("low", "high") if slot.body[end] == exact]
            if exact is None and len(ends) == 1:
                ends = []
            given = dict.fromkeys(ends, given["value"]) | given
        if all(slot.body[key] == value for key, value in given.items()):
            raise CorrectionRefused(
                f"that changes nothing of {change.fact}; to say that it is right, accept it"
            )
        new = _checked(read, now, kind, {**slot.body, **given, "confidence": SURE})
    before = slot.by
    start, end = (before.start, before.end) if before else _hull(kind, slot)
    return Decided(
        kind=kind,
        start=start,
        end=end,
        words=read.document.text[start:end],
        decision=decision,
        old=before.old if before else slot.was or slot.body,
        new=new,
        relies_on=tuple(_relied(now, kind, new)),
        beside=before.beside if before else False,
        follows=before.first if before else None,
    )


def _added(read: ReadDocument, now: Corrected, change: Add) -> Decided:
    kind = change.kind
    if kind not in _KINDS:
        raise CorrectionRefused(
            f"there is no kind of fact {kind!r}; it is one of {', '.join(_KINDS)}"
        )
    if not read.document.read:
        raise CorrectionRefused(
            f"{read.document.ref} was not read ({read.document.not_read}); it holds no facts"
        )
    values = dict(change.values)
    if kind == "entity" and not values.keys() & {WORDS, "mentions"} and values.get("name"):
        values["mentions"] = everywhere(read.document.text, str(values["name"]))
    given = _contract(read, kind, values, None)
    if kind == "figure" and not given.keys() & {"low", "high"}:
        given |= {"low": given.get("value"), "high": given.get("value")}
    blank = {"id": "new"} if "id" in _KINDS[kind].type.__struct_encode_fields__ else {}
    whole = {**blank, **_BLANK.get(kind, {}), **given, "confidence": SURE}
    new = _checked(read, now, kind, whole)
    spans = spans_of(kind, new)
    start, end = _hull(kind, Slot(new))
    return Decided(
        kind=kind,
        start=start,
        end=end,
        words=read.document.text[start:end],
        decision="add",
        old=None,
        new=new,
        relies_on=tuple(_relied(now, kind, new)),
        beside=any(
            known == kind and overlap(spans_of(kind, slot.body), spans) >= LEAST_OVERLAP
            for known, slot in now.facts.values()
        ),
        follows=None,
    )


def _hull(kind: str, slot: Slot) -> tuple[int, int]:
    """Return where the words stand that a correction is shown with."""
    return min(spans_of(kind, slot.body))


def _contract(read: ReadDocument, kind: str, values: Mapping[str, Any], near: int | None) -> Body:
    """Return the fields that a person gave, as the contract has them."""
    known = [
        name
        for name in (*_KINDS[kind].type.__struct_encode_fields__, WORDS)
        if name not in _OF_MACHINE
    ]
    for key in values:
        if key not in known and not (key == "start" and "end" not in values):
            raise CorrectionRefused(
                f"{key!r} is no field of {_a(kind)} to be given; there are: {', '.join(known)}"
            )
    return spelled_out(read.document.text, kind, values, near)


def _checked(read: ReadDocument, now: Corrected, kind: str, body: Body) -> Body:
    """Return a fact as the contract writes it.

    Raises CorrectionRefused where it is none, stands on no words, or names what is not there.
    """
    of_kind: Kind = _KINDS[kind]
    try:
        fact = msgspec.convert(body, of_kind.type)
    except msgspec.MsgspecError as error:
        raise CorrectionRefused(f"that makes no {kind}: {error}") from error
    lists: dict[str, Any] = {of_kind.list: (fact,)}
    alone = ReadDocument(document=read.document, findings=Findings(**lists))
    try:
        list(placed(alone))
    except EvidenceMoved as error:
        raise CorrectionRefused(str(error)) from error
    whole: Body = msgspec.json.decode(msgspec.json.encode(fact))
    for target, named in references(kind, whole):
        if now.facts.get(named, ("", None))[0] != target or named == body.get("id"):
            raise CorrectionRefused(
                f"{named} is no {target} that {_a(kind)} of this document can name"
            )
    return whole


def _relied(now: Corrected, kind: str, new: Body | None) -> Iterator[Relied]:
    """Yield every fact that a person's fact names, and what these name in turn."""
    ahead = references(kind, new) if new is not None else []
    seen: set[tuple[str, str]] = set()
    while ahead:
        target, named = ahead.pop(0)
        if (target, named) in seen or now.facts.get(named, ("", None))[0] != target:
            continue
        seen.add((target, named))
        body = now.facts[named][1].body
        yield Relied(target, body)
        ahead += references(target, body)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
