"""Figures of series as the rules of `communique.matching.series` and `sums` take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, bindparam, select

from communique.dates import Interval
from communique.findings import Figure
from communique.matching.evidence import Evidence
from communique.matching.model import Claimant, Count
from communique.matching.quantities import figure_range
from communique.matching.series import Place, Thing, Told
from communique.matching.sums import Term, term
from communique.record import claims, voices
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.series_tables import series_figure
from communique.record.stories import story_member
from communique.spans import Span

_ITSELF = and_(
    claims.figure.c.document_id == series_figure.c.document_id,
    claims.figure.c.local_id == series_figure.c.local_id,
)


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


_MEMBERS = (
    select(
        *claims.figure.c,
        series_figure.c.series_id,
        series_figure.c.day,
        series_figure.c.place.label("place_key"),
        series_figure.c.voice,
        story_member.c.story_id,
        *voices.COLUMNS,
    )
    .select_from(
        voices.joined(
            series_figure.join(claims.figure, _ITSELF).outerjoin(
                story_member, story_member.c.document_id == series_figure.c.document_id
            ),
            claims.figure,
        )
    )
    .order_by(series_figure.c.day.desc(), series_figure.c.document_id, series_figure.c.local_id)
)
# Made once, as those below: to put such a query together takes longer than to ask it.
_OF_DOCUMENT = _MEMBERS.where(series_figure.c.document_id == bindparam("document"))
_TERMS = (
    select(*claims.figure.c, *voices.COLUMNS)
    .select_from(voices.joined(claims.figure, claims.figure))
    .where(
        claims.figure.c.document_id.in_(bindparam("documents", expanding=True)),
        claims.figure.c.per.is_(None),
        claims.figure.c.change_direction.is_(None),
    )
    .order_by(claims.figure.c.document_id, claims.figure.c.start, claims.figure.c.local_id)
)


def members(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> Iterator[Member]:
    """Yield figures of series with all that the rules ask of them, the latest first.

    Args:
        connection: to the record.
        conditions: on the columns of `series_figure` and `claims.figure`.
        limit: how many at most.

    """
    query = _MEMBERS.where(*conditions).limit(limit)
    return _members(connection, connection.execute(query).mappings().all())


def members_of(connection: Connection, document_id: str) -> Iterator[Member]:
    """Yield the figures of a document that are in a series, as `members` does."""
    rows = connection.execute(_OF_DOCUMENT, {"document": document_id}).mappings().all()
    return _members(connection, rows)


def _members(connection: Connection, rows: Sequence[RowMapping]) -> Iterator[Member]:
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


def bare() -> Select[Any]:
    """Return a query for figures of series, with what `bare_member` asks of each."""
    figure = claims.figure.c
    return select(
        *series_figure.c,
        figure.low, figure.high, figure.hedge, figure.period_from, figure.period_to,
        figure.start, figure.end,
    ).join(claims.figure, _ITSELF)  # fmt: skip


def bare_member(row: RowMapping, claimant: Claimant | None = None) -> Member:
    """Return a figure, its number and its time alone, from a row of `bare`."""
    count = Count(
        words="",
        low=row["low"],
        high=row["high"],
        value=None,
        hedge=row["hedge"],
        claimant=claimant or Claimant(None, None, (), False),
        date=row["day"],
        period=_period(row),
        stories=1,
        evidence=(_cited(row),),
    )
    return Member(
        document=row["document_id"],
        local_id=row["local_id"],
        series=row["series_id"],
        place=row["place"],
        voice=row["voice"],
        published=row["published"],
        told=Told(row["document_id"], None, "", count),
    )


def _cited(row: RowMapping) -> Evidence:
    """Return which document a bare figure is of; the words are not asked for."""
    return Evidence(
        row["document_id"], "", row["published"], None, Span(row["start"], row["end"]), "", ""
    )


def terms_of(
    connection: Connection, documents: Sequence[str], kept: Narrowing = EVERYTHING
) -> dict[str, list[Term]]:
    """Return the figures of some documents that may be terms of a sum, in the order of the text."""
    query = _TERMS
    if kept is not EVERYTHING:
        query = query.where(voices.are_sure(claims.figure, kept))
    rows = connection.execute(query, {"documents": documents}).mappings().all()
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


def _told(row: RowMapping, via: voices.Via) -> Told:
    site = voices.site(row)
    count = Count(
        words=" ".join(row["words"].split()),
        low=row["low"],
        high=row["high"],
        value=row["value"],
        hedge=row["hedge"],
        claimant=voices.claimant(row, via),
        date=row["day"],
        period=_period(row),
        stories=1,
        evidence=(voices.evidence(row),),
        confidence=voices.sureness(row),
    )
    phrase = " ".join((row["who"] or "").split())
    story = row["story_id"] or row["document_id"]
    return Told(story, Place(site.id, site.name) if site else None, phrase, count)


def _period(row: RowMapping) -> Interval | None:
    dated = row["period_from"] is not None or row["period_to"] is not None
    return Interval(row["period_from"], row["period_to"]) if dated else None
