"""Events as documents tell them, with what the rules of `communique.matching.happenings` ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, select

from communique.dates import Interval
from communique.matching.happenings import Clause, Grounds, Telling
from communique.matching.model import Actor
from communique.record import claims, sources, voices
from communique.record.actor_tables import actor, actor_name
from communique.record.happening_tables import telling, telling_clause, telling_person
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.position_rows import parts

Key = tuple[str, str]
"""Document and event of a telling."""


@dataclass(frozen=True)
class Stored:
    """A telling as the record holds it."""

    telling: Telling
    happening: str
    sides: Mapping[str, Actor]
    """By the id of an actor who takes part, the actor for whom it acts there."""

    @property
    def key(self) -> Key:
        """Where it is told."""
        return (self.telling.document, self.telling.id)


def grounds_of(connection: Connection, stored: Iterable[Stored]) -> Grounds:
    """Return what merging must know of those who take part in some tellings."""
    known = list(stored)
    sides: dict[str, Actor] = {}
    for each in known:
        for person, side in each.sides.items():
            if side.id != person:
                sides.setdefault(person, side)
    stories = sources.stories_among(connection, (each.telling.document for each in known))
    return Grounds(lambda person: sides.get(person.id, person), stories.__getitem__)


@dataclass(frozen=True)
class _Queries:
    """What is asked of some tellings; made once, for that takes longer than to ask it."""

    tellings: Select[Any]
    people: Select[Any]
    clauses: Select[Any]

    @classmethod
    def by(cls, column: ColumnElement[str]) -> _Queries:
        """Return what is asked of those whose column of `telling` is among given "keys"."""
        which = column.in_(bindparam("keys", expanding=True))
        order = (telling.c.document_id, telling.c.local_id)
        return cls(
            select(telling).where(which).order_by(*order),
            _query_for_people().where(which),
            _query_for_clauses().where(which),
        )

    def within(self, kept: Narrowing) -> _Queries:
        """Return the same, asked of what is kept alone."""
        shown = kept.shows(telling.c.document_id)
        return _Queries(
            self.tellings.where(shown),
            self.people.where(shown),
            self.clauses.where(shown, voices.are_sure(claims.event, kept)),
        )


def _query_for_people() -> Select[Any]:
    person, side = actor.alias("person"), actor.alias("side")
    of_person, of_side = actor_name.alias("of_person"), actor_name.alias("of_side")
    there = telling_person
    return (
        select(
            there.c.document_id, there.c.local_id, there.c.as_role,
            person.c.id, person.c.name, person.c.kind,
            side.c.id.label("side_id"), side.c.name.label("side_name"),
            side.c.kind.label("side_kind"),
        )
        .select_from(
            telling.join(
                there,
                and_(
                    there.c.document_id == telling.c.document_id,
                    there.c.local_id == telling.c.local_id,
                ),
            )
            .join(of_person, of_person.c.key == there.c.name_key)
            .join(person, person.c.id == of_person.c.actor_id)
            .join(of_side, of_side.c.key == there.c.side_key)
            .join(side, side.c.id == of_side.c.actor_id)
        )
    )  # fmt: skip


def _query_for_clauses() -> Select[Any]:
    event = claims.event
    source = telling.join(
        telling_clause,
        and_(
            telling_clause.c.document_id == telling.c.document_id,
            telling_clause.c.local_id == telling.c.local_id,
        ),
    ).join(
        event,
        and_(
            event.c.document_id == telling_clause.c.document_id,
            event.c.local_id == telling_clause.c.event_id,
        ),
    )
    return (
        select(*event.c, telling_clause.c.local_id.label("telling_id"), *voices.COLUMNS)
        .select_from(voices.joined(source, event))
        .order_by(event.c.document_id, event.c.start, event.c.end, event.c.local_id)
    )


_BY_DOCUMENT = _Queries.by(telling.c.document_id)
_BY_EVENT = _Queries.by(telling.c.happening_id)


def tellings(
    connection: Connection,
    *,
    documents: Iterable[str] | None = None,
    happenings: Iterable[str] | None = None,
    kept: Narrowing = EVERYTHING,
) -> Iterator[Stored]:
    """Yield tellings with all that is known of them: those of documents, or those of events.

    With `kept`, tellings of other documents and clauses that are less sure are left out.
    """
    asked, keys = (_BY_EVENT, happenings) if documents is None else (_BY_DOCUMENT, documents)
    if kept is not EVERYTHING:
        asked = asked.within(kept)
    for some in parts(keys or ()):
        yield from _tellings(connection, asked, {"keys": some})


def _tellings(
    connection: Connection, asked: _Queries, given: Mapping[str, Sequence[str]]
) -> Iterator[Stored]:
    people = _people(connection, asked, given)
    clauses = _clauses(connection, asked, given)
    for row in connection.execute(asked.tellings, given).mappings().all():
        key = (row["document_id"], row["local_id"])
        told = clauses.get(key)
        if not told:
            continue
        taking_part = people.get(key, [])
        actors = {a.id: a for a, _, as_role in taking_part if as_role == "actor"}
        recipients = {a.id: a for a, _, as_role in taking_part if as_role == "recipient"}
        dated = row["day_from"] is not None or row["day_to"] is not None
        first = told[0]
        yield Stored(
            telling=Telling(
                document=row["document_id"],
                id=row["local_id"],
                type=row["type"],
                mode=row["mode"],
                actors=tuple(actors[a] for a in sorted(actors)),
                recipients=tuple(recipients[a] for a in sorted(recipients) if a not in actors),
                place=next((site for _, site in told if site is not None), None),
                when=Interval(row["day_from"], row["day_to"]) if dated else None,
                words=" ".join(first[0].trigger.words.split()).casefold(),
                first=first[0].trigger.span,
                clauses=tuple(clause for clause, _ in told),
            ),
            happening=row["happening_id"],
            sides={a.id: side for a, side, _ in taking_part},
        )


def _people(
    connection: Connection, asked: _Queries, given: Mapping[str, Sequence[str]]
) -> dict[Key, list[tuple[Actor, Actor, str]]]:
    """Return who takes part in tellings, each with the side and the role."""
    found: dict[Key, list[tuple[Actor, Actor, str]]] = defaultdict(list)
    for row in connection.execute(asked.people, given).mappings().all():
        found[row["document_id"], row["local_id"]].append(
            (
                voices.as_actor(row["id"], row["name"], row["kind"]),
                voices.as_actor(row["side_id"], row["side_name"], row["side_kind"]),
                row["as_role"],
            )
        )
    return found


def _clauses(
    connection: Connection, asked: _Queries, given: Mapping[str, Sequence[str]]
) -> dict[Key, list[tuple[Clause, Actor | None]]]:
    """Return the clauses of tellings in the order of the text, each with its place."""
    rows = connection.execute(asked.clauses, given).mappings().all()
    via = voices.via_of(connection, (row["document_id"] for row in rows if row["said_id"]))
    found: dict[Key, list[tuple[Clause, Actor | None]]] = defaultdict(list)
    for row in rows:
        clause = Clause(
            status=row["status"],
            claimant=voices.claimant(row, via),
            trigger=voices.evidence(row),
            dated=None,
            confidence=voices.sureness(row),
        )
        found[row["document_id"], row["telling_id"]].append((clause, voices.site(row)))
    return found
