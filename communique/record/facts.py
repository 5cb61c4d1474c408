"""The kinds of fact, and the words that each stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from communique.documents.document import ReadDocument
from communique.errors import EvidenceMoved, ReaderError
from communique.findings import (
    Attribution,
    Entity,
    Event,
    Fact,
    Figure,
    Findings,
    Position,
    TalksRole,
    Time,
)
from communique.spans import Span, hull


@dataclass(frozen=True)
class Kind:
    """One kind of fact.

    Attributes:
        name: what the record calls it.
        list: what the JSON contract calls the list of them.
        type: the class of the fact.
        own: the words that state the fact; empty for a fact that has none.
        more: the words that it cites besides.

    """

    name: str
    list: str
    type: type[Fact]
    own: Callable[[Any], tuple[Span, ...]]
    more: Callable[[Any], tuple[Span | None, ...]] = lambda _: ()


def _itself(fact: Figure | Event | Time | TalksRole) -> tuple[Span, ...]:
    return (Span(fact.start, fact.end),)


def _words_of_date(event: Event) -> tuple[Span | None, ...]:
    when = event.date
    if when is None or when.at_start is None or when.at_end is None:
        return ()
    return (Span(when.at_start, when.at_end),)


def _speech(attribution: Attribution) -> tuple[Span | None, ...]:
    return (attribution.source, *attribution.cue)


def _words_of_entity(entity: Entity) -> tuple[Span | None, ...]:
    return (*entity.mentions[1:], entity.affiliation_at, entity.role_at)


def _condition(position: Position) -> tuple[Span | None, ...]:
    return (position.condition.span if position.condition else None,)


KINDS: tuple[Kind, ...] = (
    Kind("entity", "entities", Entity, lambda entity: entity.mentions[:1], _words_of_entity),
    Kind("attribution", "attributions", Attribution, lambda said: said.content, _speech),
    Kind("figure", "figures", Figure, _itself, lambda figure: (figure.who,)),
    Kind("event", "events", Event, _itself, _words_of_date),
    Kind("position", "positions", Position, lambda position: (position.what,), _condition),
    Kind("talks", "talks", TalksRole, _itself),
    Kind("time", "times", Time, _itself),
)


@dataclass(frozen=True)
class Placed:
    """A fact, its place in its list, and the words that state it."""

    kind: Kind
    place: int
    fact: Fact
    span: Span

    @property
    def local_id(self) -> str | None:
        """The id within its document; a role in the talks has none."""
        return getattr(self.fact, "id", None)


def facts_of(findings: Findings) -> Iterator[tuple[Kind, int, Fact]]:
    """Yield every fact with its kind and its place in its list."""
    for kind in KINDS:
        for place, fact in enumerate(getattr(findings, kind.list)):
            yield kind, place, fact


def placed(read: ReadDocument) -> Iterator[Placed]:
    """Yield every fact with the words that state it.

    Raises:
        EvidenceMoved: a fact points at no words, or at words beyond the text.
        ReaderError: two facts of a kind have one id.

    """
    document = read.document
    end = len(document.text)
    seen: set[tuple[str, str]] = set()
    for kind, place, fact in facts_of(read.findings):
        name = getattr(fact, "id", f"{kind.name} {place + 1}")
        try:
            own = kind.own(fact)
            cited = [*own, *(span for span in kind.more(fact) if span is not None)]
        except ValueError as error:
            raise EvidenceMoved(f"{document.ref}: {kind.name} {name}: {error}") from error
        if not own:
            raise EvidenceMoved(f"{document.ref}: {kind.name} {name} points at no words")
        if (last := hull(cited)).end > end:
            raise EvidenceMoved(
                f"{document.ref}: {kind.name} {name} points at character {last.end}, but the text "
                f"has {end}; it was read in another text"
            )
        if (kind.name, name) in seen:
            raise ReaderError(
                f"{document.ref}: two facts of the kind {kind.name} are called {name}"
            )
        seen.add((kind.name, name))
        yield Placed(kind, place, fact, hull(own))
