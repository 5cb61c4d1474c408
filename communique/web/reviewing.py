"""A fact as it is put to a person: its words in their sentence, and what may be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import msgspec

from communique.brief import wording
from communique.brief.marking import pieces
from communique.brief.show import Shown, facts
from communique.documents import ReadDocument
from communique.matching.evidence import sentence_span
from communique.reasons import facts_by_id
from communique.spans import Span, hull
from communique.vocabulary import AttributionKind, EventStatus, EventType, Stance

_REACH = 500
"""Characters of the text around a fact, to each side, within its sentences."""
_LONGEST = 3000


@dataclass(frozen=True)
class Field:
    """Something about a fact that a person may put right."""

    name: str
    """As the JSON contract has it."""
    label: str
    value: str
    """As the form shows it; empty for nothing."""
    options: Mapping[str, str] | None = None
    """What may be chosen, with its words; None where it is written."""
    is_number: bool = False
    may_lack: bool = True


@dataclass(frozen=True)
class Card:
    """One fact to decide on."""

    shown: Shown
    confidence: float | None
    passages: tuple[tuple[str, tuple[str, ...]], ...]
    """The text around the fact: words, each with the styles under which they are marked."""
    span: Span
    fields: tuple[Field, ...]


def card(read: ReadDocument, kind: str, fact_id: str) -> Card | None:
    """Return a fact as it is put to a person; None where the document has no such fact."""
    named = zip(facts_by_id(read.findings), facts(read), strict=True)
    found = next(((fact, shown) for (name, fact), shown in named if name == fact_id), None)
    if found is None or not found[1].marks:
        return None
    fact, shown = found
    whole = hull(span for span, _ in shown.marks)
    span = Span(whole.start, min(whole.end, whole.start + _LONGEST))
    return Card(
        shown=shown,
        confidence=fact.confidence,
        passages=tuple(_passages(read.document.text, span, shown)),
        span=span,
        fields=_fields(read, kind, msgspec.to_builtins(fact)),
    )


def changed(asked: Card, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields that a form gives otherwise than they are, in the words of the contract.

    Raises ValueError, with a message for the person, where a value makes no sense.
    """
    values: dict[str, Any] = {}
    for field in asked.fields:
        words = " ".join(given.get(field.name, field.value).split())
        if words == field.value:
            continue
        if not words and not field.may_lack:
            raise ValueError(f"“{field.label}” may not be empty.")
        if field.options is not None and words not in field.options:
            raise ValueError(f"“{field.label}” cannot be {wording.short(words, 40)}.")
        values[field.name] = _value(field, words)
    return values


def _value(field: Field, words: str) -> Any:
    if not words:
        return None
    if field.name == "hedged":
        return words == "yes"
    if not field.is_number:
        return words
    try:
        number = float(words.replace(",", ""))
    except ValueError:
        number = float("nan")
    if not abs(number) < float("inf"):
        raise ValueError(f"“{field.label}” is to be a number; {wording.short(words, 40)} is none.")
    return number


def _passages(text: str, span: Span, shown: Shown) -> Any:
    first, last = (sentence_span(text, Span(at, at + 1)) for at in (span.start, span.end - 1))
    start = max(0, span.start - _REACH, min(first.start, span.start))
    end = min(len(text), span.end + _REACH, max(last.end, span.end))
    marks = [
        (Span(max(0, mark.start - start), mark.end - start), style)
        for mark, style in shown.marks
        if mark.start < end and start < mark.end
    ]
    for piece in pieces(end - start, marks):
        yield text[start + piece.start : start + piece.end], tuple(dict.fromkeys(piece.keys))


def _fields(read: ReadDocument, kind: str, body: Mapping[str, Any]) -> tuple[Field, ...]:
    names = {
        "": "nobody named",
        **{e.id: wording.short(e.name, 60) for e in read.findings.entities},
    }

    def choice(name: str, label: str, options: Mapping[str, str], *, lack: bool = False) -> Field:
        return Field(name, label, str(body[name] or ""), options, may_lack=lack)

    def written(name: str, label: str, *, lack: bool = True) -> Field:
        return Field(name, label, wording.one_line(body[name] or ""), may_lack=lack)

    def numeric(name: str, label: str) -> Field:
        value = body[name]
        return Field(name, label, "" if value is None else f"{value:.15g}", is_number=True)

    if kind == "position":
        return (
            choice("party", "Who", names, lack=True),
            choice("stance", "Stance", {s: wording.STANCES[s] for s in get_args(Stance)}),
            written("issue", "Issue", lack=False),
        )
    if kind == "figure":
        return (
            numeric("value", "Number"),
            numeric("low", "At least"),
            numeric("high", "At most"),
            written("what", "What is counted"),
            written("unit", "Unit"),
        )
    if kind == "event":
        statuses = {s: wording.STATUSES[s] or "happened" for s in get_args(EventStatus)}
        return (
            choice("type", "Kind", {t: t.capitalize() for t in get_args(EventType)}),
            choice("status", "Status", statuses),
        )
    hedged = Field(
        "hedged", "Hedged", "yes" if body["hedged"] else "no", {"no": "no", "yes": "yes"}
    )
    return (
        choice("speaker", "Who says so", names, lack=True),
        choice("kind", "Speech", {k: k for k in get_args(AttributionKind)}),
        hedged,
    )
