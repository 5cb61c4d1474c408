"""Figures that count the same thing, kept together as documents come and go.

A figure belongs to a series by what it counts alone; places and claimants are told apart when the
series is asked for, by the actors that they then are. Which two figures exclude each other is
looked for among those of the same thing and time when a document is filed, so that what has become
contradicted can be asked by date. The rules are those of `communique.matching.series`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from communique.dates import Interval
from communique.documents.document import ReadDocument
from communique.findings import Figure
from communique.matching.model import Count
from communique.matching.quantities import figure_range
from communique.matching.series import (
    SAME_TIME,
    Place,
    Thing,
    Told,
    exclude,
    may_disagree,
    revised,
    thing_id,
    thing_of,
)
from communique.matching.sums import Term, odd_in, term
from communique.record import claims, sources, voices
from communique.record.actor_tables import actor_entity, actor_name
from communique.record.stories import story_member
from communique.record.tables import metadata

_MOST_COMPARED = 40
"""Figures of one thing and day with which a new one is compared."""
_MOST_KEPT = 3
"""Figures that a new one excludes which are kept; to look at the series shows the others."""


def _document(name: str = "document_id") -> Column[str]:
    return Column(name, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)


series = Table(
    "series",
    metadata,
    Column("id", String(16), primary_key=True),  # a hash of the six that follow
    Column("what", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("per", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("part", Boolean, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("stories", Integer, nullable=False),  # what series are ordered by
    Index(None, "stories"),
)

series_figure = Table(
    "series_figure",
    metadata,
    _document(),
    Column("local_id", Text, primary_key=True),
    Column("series_id", String(16), nullable=False),
    Column("day", Date),  # the end of its period, else when it was published
    Column("published", Date),
    Column("place", Text),  # the name under which its place is filed
    Column("voice", Text),  # the name under which the speaker is filed, or "outlet:…"
    Index("ix_series_figure_series_id", "series_id", "day"),
    Index("ix_series_figure_place", "series_id", "place", "day"),
    Index("ix_series_figure_voice", "voice", "series_id", "day"),
    Index("ix_series_figure_published", "published", "series_id"),
)

series_conflict = Table(
    "series_conflict",
    metadata,
    _document(),  # of the later figure
    Column("local_id", Text, primary_key=True),
    _document("other_document_id"),
    Column("other_local_id", Text, primary_key=True),
    Column("kind", String(20), primary_key=True),  # disagreement, revision
    Column("series_id", String(16), nullable=False),
    Column("published", Date),  # the day since which both were to be read
    Index(None, "other_document_id"),
    Index("ix_series_conflict_published", "kind", "published"),
)

odd_report = Table(
    "odd_report",
    metadata,
    _document(),  # some of its figures do not add up
    Column("published", Date),
    Index(None, "published"),
)

TABLES = (series, series_figure, series_conflict, odd_report)


@dataclass(frozen=True)
class Member:
    """A figure of a series, as the record holds it."""

    document: str
    local_id: str
    series: str
    place: str | None
    """The name under which its place is filed."""
    voice: str | None
    """The name under which its speaker is filed, or its outlet."""
    published: date | None
    told: Told


def filed(connection: Connection, read: ReadDocument) -> None:
    """Put the figures of a document that has just been stored into their series."""
    document = read.document
    things = {f.id: thing for f in read.findings.figures if (thing := _thing(read, f))}
    if things:
        _join(connection, document.id, things.values())
        names = _names(connection, document.id)
        said = _voices(read, names)
        rows = [
            {
                "document_id": document.id,
                "local_id": figure.id,
                "series_id": thing_id(things[figure.id]),
                "day": (figure.period.end if figure.period else None) or document.published,
                "published": document.published,
                "place": names.get(figure.place or ""),
                "voice": said.get(figure.attribution),
            }
            for figure in read.findings.figures
            if figure.id in things
        ]
        connection.execute(insert(series_figure), rows)
        _compare(connection, document.id, {thing_id(thing): thing for thing in things.values()})
    terms = terms_of(connection, [document.id]).get(document.id, [])
    if next(iter(odd_in(terms)), None) is not None:
        row = {"document_id": document.id, "published": document.published}
        connection.execute(insert(odd_report), row)


def erased(connection: Connection, document_id: str) -> None:
    """Take the figures of a document that is about to be deleted out of their series."""
    ours = list(members(connection, series_figure.c.document_id == document_id))
    after = [m for each in ours for m in _successors(connection, each) if m.document != document_id]
    for column in (series_conflict.c.document_id, series_conflict.c.other_document_id):
        connection.execute(delete(series_conflict).where(column == document_id))
    for table in (odd_report, series_figure):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    # Before a figure that this one stood before, an earlier one stands now.
    _store_conflicts(connection, (row for m in after for row in _revision_of(connection, m)))
    _leave(connection, document_id, Counter(member.series for member in ours))


def members(
    connection: Connection,
    *conditions: ColumnElement[bool],
    limit: int | None = None,
    earliest_first: bool = False,
) -> Iterator[Member]:
    """Yield figures of series with all that the rules ask of them, in order of their days.

    Args:
        connection: to the record.
        conditions: on the columns of `series_figure` and `claims.figure`.
        limit: how many at most.
        earliest_first: else the latest come first.

    """
    figure, day = claims.figure, series_figure.c.day
    source = series_figure.join(
        figure,
        and_(
            figure.c.document_id == series_figure.c.document_id,
            figure.c.local_id == series_figure.c.local_id,
        ),
    ).outerjoin(story_member, story_member.c.document_id == series_figure.c.document_id)
    query = (
        select(
            *figure.c,
            series_figure.c.series_id,
            day,
            series_figure.c.place.label("place_key"),
            series_figure.c.voice,
            story_member.c.story_id,
            *voices.COLUMNS,
        )
        .select_from(voices.joined(source, figure))
        .where(*conditions)
        .order_by(
            day.asc() if earliest_first else day.desc(),
            series_figure.c.document_id,
            series_figure.c.local_id,
        )
        .limit(limit)
    )
    rows = connection.execute(query).mappings().all()
    via = voices.via_of(connection, (row["document_id"] for row in rows if row["said_id"]))
    for row in rows:
        yield Member(
            document=row["document_id"],
            local_id=row["local_id"],
            series=row["series_id"],
            place=row["place_key"],
            voice=row["voice"],
            published=row["published"],
            told=_told(row, via),
        )


def terms_of(connection: Connection, documents: Sequence[str]) -> dict[str, list[Term]]:
    """Return the figures of some documents that may be terms of a sum, in the order of the text."""
    figure = claims.figure
    query = (
        select(*figure.c, *voices.COLUMNS)
        .select_from(voices.joined(figure, figure))
        .where(
            figure.c.document_id.in_(documents),
            figure.c.per.is_(None),
            figure.c.change_direction.is_(None),
        )
        .order_by(figure.c.document_id, figure.c.start, figure.c.local_id)
    )
    rows = connection.execute(query).mappings().all()
    via = voices.via_of(connection, (row["document_id"] for row in rows if row["said_id"]))
    found: dict[str, list[Term]] = defaultdict(list)
    for row in rows:
        admits = figure_range(
            Figure(
                id=row["local_id"],
                start=row["start"],
                end=row["end"],
                low=row["low"],
                high=row["high"],
                hedge=row["hedge"],
            )
        )
        if admits is not None:
            found[row["document_id"]].append(
                term(
                    id=row["local_id"],
                    what=row["what"],
                    who=row["who"],
                    unit=row["unit"],
                    subset_of=row["subset_of"],
                    admits=admits,
                    claimant=voices.claimant(row, via),
                    evidence=voices.evidence(row),
                    confidence=voices.sureness(row),
                )
            )
    return found


def thing_in(row: RowMapping) -> Thing:
    """Return what the figures of a row of `series` count."""
    return Thing(*(row[name] for name in Thing._fields))


def _thing(read: ReadDocument, figure: Figure) -> Thing | None:
    if figure.low is None and figure.high is None:
        return None
    return thing_of(
        what=figure.what,
        unit=figure.unit,
        who=figure.who.of(read.document.text) if figure.who else None,
        per=figure.per,
        change=(figure.change.direction, figure.change.kind) if figure.change else None,
        part=figure.subset_of is not None,
    )


def _names(connection: Connection, document_id: str) -> dict[str, str]:
    """Return under which name each entity of a document is filed."""
    query = select(actor_entity.c.entity_id, actor_entity.c.name_key).where(
        actor_entity.c.document_id == document_id
    )
    return {row.entity_id: row.name_key for row in connection.execute(query)}


def _voices(read: ReadDocument, names: Mapping[str, str]) -> dict[str | None, str]:
    """Return the voice behind each attribution of a document; behind None, its outlet."""
    found: dict[str | None, str] = {
        said.id: names[said.speaker] for said in read.findings.attributions if said.speaker in names
    }
    if read.document.outlet:
        found[None] = f"outlet:{read.document.outlet}"
    return found


def _told(row: RowMapping, via: voices.Via) -> Told:
    site = voices.site(row)
    dated = row["period_from"] is not None or row["period_to"] is not None
    count = Count(
        words=" ".join(row["words"].split()),
        low=row["low"],
        high=row["high"],
        value=row["value"],
        hedge=row["hedge"],
        claimant=voices.claimant(row, via),
        date=row["day"],
        period=Interval(row["period_from"], row["period_to"]) if dated else None,
        stories=1,
        evidence=(voices.evidence(row),),
        confidence=voices.sureness(row),
    )
    phrase = " ".join((row["who"] or "").split())
    story = row["story_id"] or row["document_id"]
    return Told(story, Place(site.id, site.name) if site else None, phrase, count)


def _join(connection: Connection, document_id: str, things: Iterable[Thing]) -> None:
    """Count the figures of a document into their series; make those that are not there."""
    counted = Counter(things)
    by_id = {thing_id(thing): thing for thing in counted}
    known = set(connection.scalars(select(series.c.id).where(series.c.id.in_(by_id))))
    told = _told_by_copies(connection, document_id, known)
    new = [
        {"id": key, **thing._asdict(), "figures": counted[thing], "stories": 1}
        for key, thing in by_id.items()
        if key not in known
    ]
    if new:
        connection.execute(insert(series), new)
    for key in sorted(known):
        change = {
            "figures": series.c.figures + counted[by_id[key]],
            "stories": series.c.stories + int(key not in told),
        }
        connection.execute(update(series).where(series.c.id == key).values(change))


def _leave(connection: Connection, document_id: str, counted: Counter[str]) -> None:
    """Count the figures of a document, which are gone, out of their series."""
    told = _told_by_copies(connection, document_id, counted)
    for key, number in sorted(counted.items()):
        change = {
            "figures": series.c.figures - number,
            "stories": series.c.stories - int(key not in told),
        }
        connection.execute(update(series).where(series.c.id == key).values(change))
    connection.execute(delete(series).where(series.c.id.in_(counted), series.c.figures <= 0))


def _told_by_copies(connection: Connection, document_id: str, keys: Iterable[str]) -> set[str]:
    """Return those of some series that another document of the same story has figures of."""
    copies = sources.copies_of(connection, document_id)
    if not copies:
        return set()
    query = select(series_figure.c.series_id).where(
        series_figure.c.document_id.in_(copies), series_figure.c.series_id.in_(sorted(keys))
    )
    return set(connection.scalars(query))


def _compare(connection: Connection, document_id: str, things: dict[str, Thing]) -> None:
    """Look for figures that exclude those of a document, and for those that they revise."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for ours in list(members(connection, series_figure.c.document_id == document_id)):
        thing = things[ours.series]
        if ours.told.count.date is None:
            continue
        if may_disagree(thing, at_place=ours.place is not None):
            apart = (
                m for m in _of_that_time(connection, ours) if exclude(ours.told.count, m.told.count)
            )
            for other in islice(apart, _MOST_KEPT):
                row = _conflict("disagreement", ours, other)
                rows[_key(row)] = row
        for row in _revision_of(connection, ours):
            rows[_key(row)] = row
        for later in _successors(connection, ours):
            # What this figure now stands between was compared with each other.
            connection.execute(
                delete(series_conflict).where(
                    series_conflict.c.kind == "revision",
                    series_conflict.c.document_id == later.document,
                    series_conflict.c.local_id == later.local_id,
                )
            )
            for row in _revision_of(connection, later):
                rows[_key(row)] = row
    _store_conflicts(connection, rows.values())


def _of_that_time(connection: Connection, member: Member) -> Iterator[Member]:
    """Yield the other figures of the same thing, place and time."""
    day = member.told.count.date
    if day is None:
        return
    yield from members(
        connection,
        series_figure.c.series_id == member.series,
        _at_place(connection, member),
        series_figure.c.day.between(day - SAME_TIME, day + SAME_TIME),
        or_(
            series_figure.c.document_id != member.document,
            series_figure.c.local_id != member.local_id,
        ),
        limit=_MOST_COMPARED,
    )


def _at_place(connection: Connection, member: Member) -> ColumnElement[bool]:
    """Return the condition that a figure of the same thing is of the same place.

    Where a single place is named for that thing, figures that name none may be meant there.
    """
    column = series_figure.c.place
    ends = select(func.min(column), func.max(column)).where(
        series_figure.c.series_id == member.series, column.is_not(None)
    )
    first, last = connection.execute(ends).one()
    if first is None or last in _same_actor(connection, first):
        return true()
    if member.place is None:
        return column.is_(None)
    return column.in_(_same_actor(connection, member.place))


def _revision_of(connection: Connection, member: Member) -> Iterator[dict[str, Any]]:
    """Yield the last earlier figure of the same voice, where it is another number."""
    before = _neighbour(connection, member, earlier=True)
    if before is not None and revised(before.told.count, member.told.count):
        yield _conflict("revision", member, before)


def _successors(connection: Connection, member: Member) -> Iterator[Member]:
    after = _neighbour(connection, member, earlier=False)
    if after is not None:
        yield after


def _neighbour(connection: Connection, member: Member, *, earlier: bool) -> Member | None:
    """Return the figure that the same voice gave last before, or next after, at the same place."""
    day = member.told.count.date
    if member.voice is None or day is None:
        return None
    found = members(
        connection,
        series_figure.c.voice.in_(_same_actor(connection, member.voice)),
        series_figure.c.series_id == member.series,
        series_figure.c.day < day if earlier else series_figure.c.day > day,
        _at_place(connection, member),
        limit=1,
        earliest_first=not earlier,
    )
    return next(found, None)


def _same_actor(connection: Connection, name: str) -> list[str]:
    """Return the names under which the same actor is filed."""
    actor = select(actor_name.c.actor_id).where(actor_name.c.key == name)
    query = select(actor_name.c.key).where(actor_name.c.actor_id.in_(actor))
    return sorted({name, *connection.scalars(query)})


def _conflict(kind: str, one: Member, other: Member) -> dict[str, Any]:
    """Return two figures as a row, the one that was published later first."""
    if kind == "disagreement":
        one, other = sorted((one, other), key=_by_publication, reverse=True)
    dates = [m.published for m in (one, other) if m.published is not None]
    return {
        "document_id": one.document,
        "local_id": one.local_id,
        "other_document_id": other.document,
        "other_local_id": other.local_id,
        "kind": kind,
        "series_id": one.series,
        "published": max(dates) if len(dates) == 2 else None,
    }


def _by_publication(member: Member) -> tuple[Any, ...]:
    return (member.published or date.min, member.document, member.local_id)


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in series_conflict.primary_key)


def _store_conflicts(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    for row in {_key(row): row for row in rows}.values():
        there = and_(*(c == row[c.name] for c in series_conflict.primary_key))
        if not connection.scalar(select(exists().where(there))):
            connection.execute(insert(series_conflict), row)
