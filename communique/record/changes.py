"""What has changed since a day: what is new, what moved, what is now contradicted.

Each kind of change is told by one function, a `Teller`, and asked by an index on the day since
which it was to be read: the day of publication of a document, or, where a change lies between two,
of the later one. Documents whose day is not known are named apart, since nothing tells whether
they are new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from communique.matching.evidence import Evidence, in_order
from communique.matching.model import Count, Happening
from communique.matching.series import capital, claim, disagreement, revision, series_label
from communique.record import tables, voices
from communique.record.corrections import correction
from communique.record.happening_tables import happening
from communique.record.happenings_view import happenings
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
    """How many there are in all."""


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


Teller = Callable[[Connection, date, int | None], Told]
"""Given a connection, the day, and how many at most, tells of the changes of one kind."""


def changes(connection: Connection, since: date, limit: int | None = None) -> Changes:
    """Return what has changed since a day, that day included.

    Args:
        connection: to the record.
        since: the first day of what is new.
        limit: how many changes of each kind at most, the latest ones.

    """
    document = tables.document.c
    number = select(func.count()).select_from(tables.document).where(document.published >= since)
    undated = (
        select(document.id, document.ref, func.length(document.text))
        .where(document.published.is_(None))
        .order_by(document.id)
    )
    return Changes(
        since=since,
        documents=connection.scalar(number) or 0,
        told=tuple(told for tell in TELLERS if (told := tell(connection, since, limit)).of),
        undated=tuple(Undated(*row) for row in connection.execute(undated)),
    )


def _new_events(connection: Connection, since: date, limit: int | None) -> Told:
    return _events(connection, "new", "event", happening.c.published, since, limit)


def _denials(connection: Connection, since: date, limit: int | None) -> Told:
    return _events(connection, "contradicted", "denial", happening.c.disputed, since, limit)


def _events(  # what tells two kinds of change of one table apart
    connection: Connection,
    section: Section,
    kind: str,
    day: ColumnElement[date | None],
    since: date,
    limit: int | None,
) -> Told:
    query = select(happening.c.id, day).where(day >= since).order_by(day.desc(), happening.c.id)
    days = {row[0]: row[1] for row in connection.execute(query.limit(limit))}
    found = {h.id: h for h in happenings(connection, list(days))}

    def told(when: date, h: Happening) -> Changed:
        return Changed(h.id, kind, h.sentence, when, h.evidence)

    shown = tuple(told(when, found[name]) for name, when in days.items() if name in found)
    return Told(section, kind, shown, _number(connection, query))


def _new_figures(connection: Connection, since: date, limit: int | None) -> Told:
    """Tell of the figures published since, those of one document and thing together."""
    new = series_figure.c.published >= since
    query = (
        select(series_figure.c.document_id, series_figure.c.local_id)
        .where(new)
        .order_by(
            series_figure.c.published.desc(), series_figure.c.document_id, series_figure.c.local_id
        )
    )
    keys = [(document, name) for document, name in connection.execute(query.limit(limit))]
    by_key = _members(connection, keys)
    labels = _labels(connection, by_key.values())
    shown = []
    for key in keys:
        member = by_key[key]
        count = member.told.count
        sentence = f"{capital(labels[key])}: {claim(count)}."
        shown.append(Changed(":".join(key), "figure", sentence, member.published, count.evidence))
    return Told("new", "figure", tuple(shown), _number(connection, query))


def _revisions(connection: Connection, since: date, limit: int | None) -> Told:
    return _conflicts(connection, "moved", "revision", since, limit)


def _disagreements(connection: Connection, since: date, limit: int | None) -> Told:
    return _conflicts(connection, "contradicted", "disagreement", since, limit)


def _conflicts(
    connection: Connection, section: Section, kind: str, since: date, limit: int | None
) -> Told:
    both = series_conflict.c
    query = (
        select(
            both.document_id, both.local_id, both.other_document_id, both.other_local_id,
            both.published,
        )
        .where(both.kind == kind, both.published >= since)
        .order_by(both.published.desc(), *series_conflict.primary_key)
    )  # fmt: skip
    rows = connection.execute(query.limit(limit)).all()
    keys = [(row[at], row[at + 1]) for row in rows for at in (0, 2)]
    by_key = _members(connection, keys)
    labels = _labels(connection, by_key.values())
    shown = []
    for document, name, other_document, other_name, when in rows:
        one, other = (document, name), (other_document, other_name)
        earlier, later = sorted((by_key[one], by_key[other]), key=_by_day)
        say = revision if kind == "revision" else disagreement
        found = say(labels[one], earlier.told.count, later.told.count)
        number = f"{':'.join(other)}/{':'.join(one)}"
        evidence = in_order((*earlier.told.count.evidence, *later.told.count.evidence))
        shown.append(Changed(number, kind, found.sentence, when, evidence))
    return Told(section, kind, tuple(shown), _number(connection, query))


def _corrections(connection: Connection, since: date, limit: int | None) -> Told:
    """Tell of what persons corrected since, by the day on which they did."""
    document = tables.document.c
    query = (
        select(
            correction.c.id, correction.c.document_id, correction.c.kind, correction.c.start,
            correction.c.end, correction.c.words, correction.c.decision, correction.c.by,
            correction.c.at, document.ref, document.outlet, document.published,
        )
        .join(tables.document, document.id == correction.c.document_id)
        .where(correction.c.at >= datetime.combine(since, time()), correction.c.undone_at.is_(None))
        .order_by(correction.c.at.desc(), correction.c.id)
    )  # fmt: skip
    shown = []
    for row in connection.execute(query.limit(limit)).mappings():
        words = " ".join(row["words"].split())
        day = row["at"].date()
        sentence = f"{row['by']} {_DECIDED[row['decision']]} the {row['kind']} at “{words}”, {day}."
        cited = voices.evidence(row)
        shown.append(Changed(f"correction:{row['id']}", "correction", sentence, day, (cited,)))
    return Told("corrected", "correction", tuple(shown), _number(connection, query))


_DECIDED = {"accept": "accepted", "reject": "rejected", "edit": "changed", "add": "added"}

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
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    at = tuple_(series_figure.c.document_id, series_figure.c.local_id)
    return {(m.document, m.local_id): m for m in members(connection, at.in_(wanted))}


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


def _number(connection: Connection, query: Select[tuple[object, ...]]) -> int:
    """Return how many rows a query has."""
    rows = query.order_by(None).subquery()
    return connection.scalar(select(func.count()).select_from(rows)) or 0
