"""What has changed since a day: what is new, what moved, what is now contradicted.

Each kind of change is told by one function, a `Teller`, and asked by an index on the day since
which it was to be read: the day of publication of a document, or, where a change lies between two,
of the later one. Documents whose day is not known are named apart, since nothing tells whether
they are new. What a copy of a report says over again is no change. What moved in the parties'
positions is told by `communique.analysis.changes`, which knows when one is another's successor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    select,
)

from communique.matching.evidence import Evidence, in_order
from communique.matching.model import Count, Happening
from communique.matching.series import capital, claim, disagreement, revision, series_label
from communique.record import claims, tables, voices
from communique.record.corrections import correction
from communique.record.happening_tables import happening, telling, telling_clause
from communique.record.happenings_view import happenings
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.position_rows import parts
from communique.record.retold import figure_of, told_before
from communique.record.series_members import Member, members, thing_in
from communique.record.series_tables import series, series_conflict, series_figure

Section = Literal["new", "moved", "contradicted", "corrected"]


@dataclass(frozen=True)
class Changed:
    """One thing that changed."""

    id: str
    kind: str
    """event, figure, revision, disagreement, denial …"""
    sentence: str
    published: date | None
    """Since when it was to be read; of a correction, when it was made."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Told:
    """Changes of one kind."""

    section: Section
    kind: str
    changes: tuple[Changed, ...]
    """The latest first."""
    of: int
    """How many there are in all, or how many were counted."""
    at_least: bool = False
    """Whether there are more than were counted."""


@dataclass(frozen=True)
class Undated:
    """A document of which nothing says when it was published."""

    id: str
    ref: str
    length: int
    """Characters of its text."""


@dataclass(frozen=True)
class Changes:
    """What has changed since a day."""

    since: date
    documents: int
    """Published on that day or later."""
    told: tuple[Told, ...]
    undated: tuple[Undated, ...]


@dataclass(frozen=True)
class Asked:
    """Which changes are asked for."""

    since: date
    """The first day of what is new."""
    limit: int | None = None
    """How many of each kind at most, the latest ones."""
    kept: Narrowing = EVERYTHING
    """Which documents are looked at."""


Teller = Callable[[Connection, Asked], Told]
"""Given a connection and what is asked for, tells of the changes of one kind."""


def changes(connection: Connection, asked: Asked) -> Changes:
    """Return what has changed since a day, that day included."""
    document = tables.document.c
    shown = asked.kept.shows(document.id)
    number = (
        select(func.count())
        .select_from(tables.document)
        .where(document.published >= asked.since, shown)
    )
    undated = (
        select(document.id, document.ref, func.length(document.text))
        .where(document.published.is_(None), shown)
        .order_by(document.id)
    )
    return Changes(
        since=asked.since,
        documents=connection.scalar(number) or 0,
        told=tuple(told for tell in TELLERS if (told := tell(connection, asked)).of),
        undated=tuple(Undated(*row) for row in connection.execute(undated)),
    )


def _new_events(connection: Connection, asked: Asked) -> Told:
    told = []
    if asked.kept.of_documents:
        here = asked.kept.shows(telling.c.document_id)
        told.append(happening.c.id.in_(select(telling.c.happening_id).where(here)))
    return _events(connection, asked, "new", "event", happening.c.published, told)


def _denials(connection: Connection, asked: Asked) -> Told:
    told = []
    if asked.kept.of_documents:
        # A report and a denial, both in what is looked at.
        denied = claims.event.c.status == "denied"
        told = [happening.c.id.in_(_told_so(asked.kept, said)) for said in (denied, ~denied)]
    return _events(connection, asked, "contradicted", "denial", happening.c.disputed, told)


def _told_so(kept: Narrowing, said: ColumnElement[bool]) -> Select[tuple[str]]:
    """Return a query for the events of which a document that is looked at has such a clause."""
    clause, event = telling_clause.c, claims.event.c
    return (
        select(telling.c.happening_id)
        .join(
            telling_clause,
            and_(
                clause.document_id == telling.c.document_id,
                clause.local_id == telling.c.local_id,
            ),
        )
        .join(
            claims.event,
            and_(event.document_id == clause.document_id, event.local_id == clause.event_id),
        )
        .where(kept.shows(telling.c.document_id), said)
    )


def _events(  # what tells two kinds of change of one table apart
    connection: Connection,
    asked: Asked,
    section: Section,
    kind: str,
    day: ColumnElement[date | None],
    conditions: Iterable[ColumnElement[bool]],
) -> Told:
    query = (
        select(happening.c.id, day)
        .where(day >= asked.since, *conditions)
        .order_by(day.desc(), happening.c.id)
    )
    days = {row[0]: row[1] for row in connection.execute(query.limit(asked.limit))}
    found = {h.id: h for h in happenings(connection, list(days), asked.kept)}

    def told(when: date, h: Happening) -> Changed:
        return Changed(h.id, kind, h.sentence, when, h.evidence)

    shown = tuple(told(when, found[name]) for name, when in days.items() if name in found)
    return Told(section, kind, shown, _number(connection, query))


def _new_figures(connection: Connection, asked: Asked) -> Told:
    """Tell of the figures published since, but for those that a report repeats."""
    query = (
        select(series_figure.c.document_id, series_figure.c.local_id)
        .join(claims.figure, figure_of(series_figure, claims.figure))
        .where(
            series_figure.c.published >= asked.since,
            asked.kept.shows(series_figure.c.document_id),
            ~told_before(series_figure, claims.figure),
        )
        .order_by(
            series_figure.c.published.desc(), series_figure.c.document_id, series_figure.c.local_id
        )
    )
    keys = [(document, name) for document, name in connection.execute(query.limit(asked.limit))]
    by_key = _members(connection, keys)
    labels = _labels(connection, by_key.values())
    shown = []
    for key in keys:
        member = by_key[key]
        count = member.told.count
        sentence = f"{capital(labels[key])}: {claim(count)}."
        shown.append(Changed(":".join(key), "figure", sentence, member.published, count.evidence))
    return Told("new", "figure", tuple(shown), *_at_least(connection, query, asked.limit))


def _revisions(connection: Connection, asked: Asked) -> Told:
    return _conflicts(connection, asked, "moved", "revision")


def _disagreements(connection: Connection, asked: Asked) -> Told:
    return _conflicts(connection, asked, "contradicted", "disagreement")


def _conflicts(connection: Connection, asked: Asked, section: Section, kind: str) -> Told:
    both, earlier, counted = series_conflict.c, series_figure.alias(), claims.figure.alias()
    same = series_conflict.alias("same")

    def excluded_too(at: ColumnElement[Any]) -> ColumnElement[bool]:
        others = select(same.c.other_document_id, same.c.other_local_id).where(
            same.c.document_id == both.document_id,
            same.c.local_id == both.local_id,
            same.c.kind == both.kind,
        )
        return at.in_(others.correlate(series_conflict))

    query = (
        select(
            both.document_id, both.local_id, both.other_document_id, both.other_local_id,
            both.published,
        )
        .join(series_figure, figure_of(series_conflict, series_figure))
        .join(claims.figure, figure_of(series_figure, claims.figure))
        .join(
            earlier,
            and_(
                earlier.c.document_id == both.other_document_id,
                earlier.c.local_id == both.other_local_id,
            ),
        )
        .join(counted, figure_of(earlier, counted))
        .where(
            both.kind == kind,
            both.published >= asked.since,
            asked.kept.shows(both.document_id),
            asked.kept.shows(both.other_document_id),
            # A copy contradicts nothing that its original does not, and is contradicted with it.
            ~told_before(series_figure, claims.figure),
            ~told_before(earlier, counted, excluded_too),
        )
        .order_by(both.published.desc(), *series_conflict.primary_key)
    )  # fmt: skip
    rows = connection.execute(query.limit(asked.limit)).all()
    keys = [(row[at], row[at + 1]) for row in rows for at in (0, 2)]
    by_key = _members(connection, keys)
    labels = _labels(connection, by_key.values())
    shown = []
    for document, name, other_document, other_name, when in rows:
        one, other = (document, name), (other_document, other_name)
        first, last = sorted((by_key[one], by_key[other]), key=_by_day)
        say = revision if kind == "revision" else disagreement
        found = say(labels[one], first.told.count, last.told.count)
        number = f"{':'.join(other)}/{':'.join(one)}"
        evidence = in_order((*first.told.count.evidence, *last.told.count.evidence))
        shown.append(Changed(number, kind, found.sentence, when, evidence))
    return Told(section, kind, tuple(shown), *_at_least(connection, query, asked.limit))


def _corrections(connection: Connection, asked: Asked) -> Told:
    """Tell of what persons corrected since, by the day on which they did."""
    document = tables.document.c
    query = (
        select(
            correction.c.id, correction.c.document_id, correction.c.kind, correction.c.start,
            correction.c.end, correction.c.words, correction.c.decision, correction.c.by,
            correction.c.at, document.ref, document.outlet, document.published,
        )
        .join(tables.document, document.id == correction.c.document_id)
        .where(
            correction.c.at >= datetime.combine(asked.since, time()),
            correction.c.undone_at.is_(None),
            asked.kept.shows(correction.c.document_id),
        )
        .order_by(correction.c.at.desc(), correction.c.id)
    )  # fmt: skip
    shown = []
    for row in connection.execute(query.limit(asked.limit)).mappings():
        words = " ".join(row["words"].split())
        day = row["at"].date()
        sentence = f"{row['by']} {_DECIDED[row['decision']]} the {row['kind']} at “{words}”, {day}."
        cited = voices.evidence(row)
        shown.append(Changed(f"correction:{row['id']}", "correction", sentence, day, (cited,)))
    return Told("corrected", "correction", tuple(shown), _number(connection, query))


_DECIDED = {"accept": "accepted", "reject": "rejected", "edit": "changed", "add": "added"}

_COUNTED = 200
"""Up to so many are counted of what takes long to tell from what was said before."""

TELLERS: tuple[Teller, ...] = (
    _new_events,
    _new_figures,
    _revisions,
    _disagreements,
    _denials,
    _corrections,
)
"""All kinds of change, in the order in which they are told: new, moved, contradicted, corrected."""

Key = tuple[str, str]
"""Document and figure."""


def _members(connection: Connection, keys: Iterable[Key]) -> dict[Key, Member]:
    wanted = set(keys)
    found: dict[Key, Member] = {}
    # By their documents, which are looked up by their key.
    for some in parts(document for document, _ in wanted):
        for m in members(connection, series_figure.c.document_id.in_(some)):
            if (m.document, m.local_id) in wanted:
                found[m.document, m.local_id] = m
    return found


def _labels(connection: Connection, found: Iterable[Member]) -> dict[Key, str]:
    """Return what each of some figures counts, in a few words."""
    known = list(found)
    ids = sorted({member.series for member in known})
    rows = connection.execute(select(series).where(series.c.id.in_(ids))).mappings()
    things = {row["id"]: thing_in(row) for row in rows}
    labels = {}
    for member in known:
        thing, place = things[member.series], member.told.place
        who = member.told.phrase if thing.who else None
        label = series_label(thing, who, place.name if place else None)
        labels[member.document, member.local_id] = label
    return labels


def _by_day(member: Member) -> tuple[date, str, str]:
    count: Count = member.told.count
    return (count.date or date.min, member.document, member.local_id)


def _at_least(
    connection: Connection, query: Select[tuple[Any, ...]], shown: int | None
) -> tuple[int, bool]:
    """Return how many rows a query has, counted up to a limit, and whether there are more."""
    if shown is None:
        return _number(connection, query), False
    most = max(_COUNTED, shown)
    counted = _number(connection, query.limit(most + 1))
    return min(counted, most), counted > most


def _number(connection: Connection, query: Select[tuple[object, ...]]) -> int:
    """Return how many rows a query has."""
    rows = query.order_by(None).subquery()
    return connection.scalar(select(func.count()).select_from(rows)) or 0
