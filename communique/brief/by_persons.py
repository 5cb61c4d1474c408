"""How it is told that a person accepted, corrected or added a fact: a few words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.brief.wording import day
from communique.findings import TalksRole
from communique.matching.by_person import ByPerson
from communique.reasons import AnyFact
from communique.spans import Span

_DECIDED = {"accept": "accepted", "edit": "corrected", "add": "added"}

Notes = Mapping[str, str]
"""What is told of the facts of one document, by what `key` makes of a fact."""


def key(number: str, fact: AnyFact) -> str:
    """Return what a fact is known by in its document, whichever others are left out."""
    if isinstance(fact, TalksRole):
        return _role(fact.entity, Span(fact.start, fact.end))
    return number


def notes(found: Iterable[ByPerson]) -> Notes:
    """Return what is told of the facts of one document."""
    return {
        _role(each.entity, each.span) if each.kind == "talks" else each.fact: note(each)
        for each in found
    }


def notes_on_words(found: Iterable[ByPerson]) -> Mapping[tuple[str, Span], str]:
    """Return what is told of words, by their document: those of all facts but mere names."""
    return {
        (each.document, each.span): note(each)
        for each in found
        if each.kind not in {"entity", "time"}
    }


def note(fact: ByPerson) -> str:
    """Return it in words: "corrected by Mara on 7 May 2031"."""
    return f"{_DECIDED[fact.decision]} by {fact.by} on {day(fact.day)}"


def _role(entity: str | None, span: Span) -> str:
    return f"{entity} at {span.start}-{span.end}"
