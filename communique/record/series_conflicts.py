"""Which figures exclude each other, and which revise one that the same voice gave before.

They are looked for among figures of the same thing, place and time when a document is filed, so
that what has become contradicted, and what moved, can be asked by date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    true,
)

from communique.matching.series import SAME_TIME, Thing, exclude, may_disagree, revised
from communique.record.actor_tables import actor_name
from communique.record.claims import figure
from communique.record.series_members import Member, bare_member, members
from communique.record.series_tables import series_conflict, series_figure

_MOST_COMPARED = 20
"""Figures of one thing, place and day, with other numbers, with which a new one is compared."""
_MOST_KEPT = 3
"""Figures that a new one excludes which are kept; to look at the series shows the others."""
_ROUNDING = 0.1
"""How far below its number "nearly" reaches, as a share of it, by the rules of quantities."""

Row = dict[str, Any]


class Surroundings:
    """What stands around the figures of one document, looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[str, list[str]] = {}
        self._ends: dict[str, tuple[str | None, str | None]] = {}

    def compare(self, ours: Iterable[Member], things: Mapping[str, Thing]) -> None:
        """Keep which figures exclude those of a document that has been filed, or are revised."""
        rows: list[Row] = []
        for member in ours:
            if member.told.count.date is None:
                continue
            if may_disagree(things[member.series], at_place=member.place is not None):
                rows += islice(self._excluded(member), _MOST_KEPT)
            rows += self._revision_of(member)
            later = self.next_of(member)
            if later is not None:
                rows += self._revision_anew(later)
        self._keep(rows)

    def look_again(self, after: Iterable[Member]) -> None:
        """Keep what some figures revise, now that one before them is gone."""
        self._keep(row for member in after for row in self._revision_anew(member))

    def _revision_of(self, member: Member) -> Iterator[Row]:
        """Yield the last earlier figure of the same voice, where it is another number."""
        before = self._neighbour(member, earlier=True)
        if before is not None and revised(before.told.count, member.told.count):
            yield _conflict("revision", member, before)

    def next_of(self, member: Member) -> Member | None:
        """Return the figure that the same voice gave next, its number and time alone."""
        return self._neighbour(member, earlier=False)

    def _revision_anew(self, member: Member) -> Iterator[Row]:
        """Yield what a figure revises, and forget what it did before."""
        self._connection.execute(
            delete(series_conflict).where(
                series_conflict.c.kind == "revision",
                series_conflict.c.document_id == member.document,
                series_conflict.c.local_id == member.local_id,
            )
        )
        yield from self._revision_of(member)

    def _keep(self, rows: Iterable[Row]) -> None:
        known = list({_key(row): row for row in rows}.values())
        if known:
            self._connection.execute(insert(series_conflict), known)

    def _excluded(self, member: Member) -> Iterator[Row]:
        day = member.told.count.date
        if day is None:
            return
        found = members(
            self._connection,
            series_figure.c.series_id == member.series,
            self._at_place(member),
            series_figure.c.day.between(day - SAME_TIME, day + SAME_TIME),
            _other_number(member),
            limit=_MOST_COMPARED,
        )
        for other in found:
            if exclude(member.told.count, other.told.count):
                yield _conflict("disagreement", member, other)

    def _neighbour(self, member: Member, *, earlier: bool) -> Member | None:
        """Return what the same voice gave last before, or next after, at the same place."""
        day = member.told.count.date
        if member.voice is None or day is None:
            return None
        return bare_member(
            self._connection,
            series_figure.c.voice.in_(self._same_actor(member.voice)),
            series_figure.c.series_id == member.series,
            series_figure.c.day < day if earlier else series_figure.c.day > day,
            self._at_place(member),
            earliest_first=not earlier,
        )

    def _at_place(self, member: Member) -> ColumnElement[bool]:
        """Return the condition that a figure of the same thing is of the same place.

        Where a single place is named for that thing, figures that name none may be meant there.
        """
        column = series_figure.c.place
        if member.series not in self._ends:
            ends = select(func.min(column), func.max(column)).where(
                series_figure.c.series_id == member.series
            )
            least, most = self._connection.execute(ends).one()
            self._ends[member.series] = (least, most)
        first, last = self._ends[member.series]
        if first is None or last in self._same_actor(first):
            return true()
        if member.place is None:
            return column.is_(None)
        return column.in_(self._same_actor(member.place))

    def _same_actor(self, name: str) -> list[str]:
        """Return the names under which the same actor is filed."""
        if name not in self._names:
            actor = select(actor_name.c.actor_id).where(actor_name.c.key == name)
            query = select(actor_name.c.key).where(actor_name.c.actor_id.in_(actor))
            self._names[name] = sorted({name, *self._connection.scalars(query)})
        return self._names[name]


def _other_number(member: Member) -> ColumnElement[bool]:
    """Return a condition that every figure fulfils which excludes that of `member`, and few more.

    "Nearly 40" has no lower end, yet excludes what lies far below.
    """
    count, other = member.told.count, figure.c
    least = _least(count.low, count.high)
    apart: list[ColumnElement[bool]] = []
    if count.high is not None:
        below = other.high - func.abs(other.high) * _ROUNDING
        apart.append(func.coalesce(other.low, below) > count.high)
    if least is not None:
        apart.append(other.high < least)
    return or_(false(), *apart)


def _least(low: float | None, high: float | None) -> float | None:
    if low is not None or high is None:
        return low
    return high - abs(high) * _ROUNDING


def _conflict(kind: str, one: Member, other: Member) -> Row:
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


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in series_conflict.primary_key)
