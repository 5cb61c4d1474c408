"""Which figures exclude each other, and which revise one that the same voice gave before.

They are looked for among figures of the same thing, place and time when a document is filed, so
that what has become contradicted, and what moved, can be asked by date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, islice
from typing import Any, Literal

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Float,
    RowMapping,
    ScalarSelect,
    Select,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from communique.matching.series import SAME_TIME, Thing, exclude, may_disagree, revised
from communique.record.claims import figure
from communique.record.position_rows import parts
from communique.record.same_names import same_actor
from communique.record.series_members import Member, bare, bare_member
from communique.record.series_tables import series, series_conflict, series_figure

_MOST_COMPARED = 20
"""Figures of one thing, place and day, with other numbers, with which a new one is compared."""
_MOST_KEPT = 3
"""Figures that a new one excludes which are kept; to look at the series shows the others."""
_ROUNDING = 0.1
"""How far below its number "nearly" reaches, as a share of it, by the rules of quantities."""

Row = dict[str, Any]
_OfPlace = Literal["any", "none", "named"]


def _of_place(query: Select[Any]) -> dict[_OfPlace, Select[Any]]:
    """Return a query for figures of one series by what it says of their place."""
    place = series_figure.c.place
    return {
        "any": query,
        "none": query.where(place.is_(None)),
        "named": query.where(place.in_(bindparam("places", expanding=True))),
    }


def _other_number() -> ColumnElement[bool]:
    """Return a condition that every figure fulfils which excludes a given one, and few more.

    "Nearly 40" has no lower end, yet excludes what lies far below. Where the given one has no such
    end, nothing is known of it, and the condition does not hold.
    """
    other = figure.c
    below = other.high - func.abs(other.high) * _ROUNDING
    most, least = bindparam("most", type_=Float), bindparam("least", type_=Float)
    return or_(func.coalesce(other.low, below) > most, other.high < least)


# Made once: to put such a query together takes longer than to ask it.
_IN_SERIES = bare().where(series_figure.c.series_id == bindparam("series"))
_BY_VOICE = _IN_SERIES.where(series_figure.c.voice == bindparam("voice")).limit(1)
_DAY = series_figure.c.day
_BY_ID = (series_figure.c.document_id, series_figure.c.local_id)
_EXCLUDED = _of_place(
    _IN_SERIES.where(_DAY.between(bindparam("least_day"), bindparam("last_day")), _other_number())
    .order_by(_DAY.desc(), *_BY_ID)
    .limit(_MOST_COMPARED)
)
_BEFORE = _of_place(_BY_VOICE.where(bindparam("of_day") > _DAY).order_by(_DAY.desc(), *_BY_ID))
_AFTER = _of_place(_BY_VOICE.where(bindparam("of_day") < _DAY).order_by(_DAY, *_BY_ID))
_FORGET = delete(series_conflict).where(
    series_conflict.c.kind == "revision",
    series_conflict.c.document_id == bindparam("of_document"),
    series_conflict.c.local_id == bindparam("of_figure"),
)
_KEYS: BindParameter[str] = bindparam("keys", expanding=True)


def _end(of: Callable[[Any], ColumnElement[Any]], column: Column[Any]) -> ScalarSelect[Any]:
    """Return the first or the last place or day of a series; one alone is found by the index."""
    query = select(of(column)).where(series_figure.c.series_id == series.c.id)
    return query.correlate(series).scalar_subquery()


_PLACE = series_figure.c.place
_ENDS = select(
    series.c.id, _end(func.min, _PLACE), _end(func.max, _PLACE), _end(func.max, _DAY)
).where(series.c.id.in_(_KEYS))


class Surroundings:
    """What stands around the figures of one document, looked up once."""

    def __init__(self, connection: Connection, figures: Iterable[Member]) -> None:
        self._connection = connection
        known = list(figures)
        self._names: dict[str, list[str]] = {}
        self._ends: dict[str, tuple[str | None, str | None]] = {}
        self._last_day: dict[str, date | None] = {}
        self._claimants = {(m.document, m.local_id): m.told.count.claimant for m in known}
        keys = sorted({member.series for member in known})
        for some in parts(keys):
            for key, first, last, day in connection.execute(_ENDS, {"keys": some}):
                self._ends[key], self._last_day[key] = (first, last), day
        ends = (place for found in self._ends.values() for place in found)
        self._look_up({*ends, *(m.place for m in known), *(m.voice for m in known)})

    def compare(self, ours: Iterable[Member], things: Mapping[str, Thing]) -> None:
        """Keep which figures exclude those of a document that has been filed, or are revised."""
        rows: list[Row] = []
        undated: dict[str, list[Member]] = defaultdict(list)
        for member in ours:
            comparable = may_disagree(things[member.series], at_place=member.place is not None)
            if member.told.count.date is None:
                if comparable:
                    undated[member.series].append(member)
                continue
            if comparable:
                rows += islice(self._excluded(member), _MOST_KEPT)
            rows += self._revision_of(member)
            later = self.next_of(member)
            if later is not None:
                rows += self._revision_anew(later)
        for told in undated.values():
            rows += islice(_told_at_once(told), _MOST_KEPT)
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
        given = {"of_document": member.document, "of_figure": member.local_id}
        self._connection.execute(_FORGET, given)
        yield from self._revision_of(member)

    def _keep(self, rows: Iterable[Row]) -> None:
        known = list({_key(row): row for row in rows}.values())
        if known:
            self._connection.execute(insert(series_conflict), known)

    def _excluded(self, member: Member) -> Iterator[Row]:
        count = member.told.count
        if count.date is None:
            return
        of_place, given = self._where(member)
        given |= {
            "series": member.series,
            "least_day": count.date - SAME_TIME,
            "last_day": count.date + SAME_TIME,
            "least": _least(count.low, count.high),
            "most": count.high,
        }
        for row in self._connection.execute(_EXCLUDED[of_place], given).mappings().all():
            at = (row["document_id"], row["local_id"])
            other = bare_member(row, self._claimants.get(at))
            if exclude(count, other.told.count):
                yield _conflict("disagreement", member, other)

    def _neighbour(self, member: Member, *, earlier: bool) -> Member | None:
        """Return what the same voice gave last before, or next after, at the same place."""
        day = member.told.count.date
        if member.voice is None or day is None:
            return None
        last = self._last_day.get(member.series)
        if not earlier and last is not None and day >= last:
            return None
        of_place, given = self._where(member)
        query = (_BEFORE if earlier else _AFTER)[of_place]
        given |= {"series": member.series, "of_day": day}
        found: list[RowMapping] = []
        # One name at a time, so that the index leads to the day, however much a voice has said.
        for name in self._same_actor(member.voice):
            found += self._connection.execute(query, given | {"voice": name}).mappings()
        if not found:
            return None
        nearest = (max if earlier else min)(row["day"] for row in found)
        return bare_member(min((r for r in found if r["day"] == nearest), key=_by_figure))

    def _where(self, member: Member) -> tuple[_OfPlace, dict[str, Any]]:
        """Return which figures of the same thing are of the same place, and the names of it.

        Where a single place is named for that thing, figures that name none may be meant there.
        """
        first, last = self._ends.get(member.series, (None, None))
        if first is None or last in self._same_actor(first):
            return "any", {}
        if member.place is None:
            return "none", {}
        return "named", {"places": self._same_actor(member.place)}

    def _same_actor(self, name: str) -> list[str]:
        """Return the names under which the same actor is filed."""
        if name not in self._names:
            self._look_up([name])
        return self._names[name]

    def _look_up(self, names: Iterable[str | None]) -> None:
        wanted = (name for name in names if name is not None)
        self._names |= same_actor(self._connection, wanted)


def _told_at_once(undated: Sequence[Member]) -> Iterator[Row]:
    """Yield which figures of one thing exclude each other in a report that dates neither."""
    for one, other in combinations(undated[:_MOST_COMPARED], 2):
        of_place = len({one.place, other.place} - {None}) < 2
        if of_place and exclude(one.told.count, other.told.count):
            yield _conflict("disagreement", one, other)


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


def _by_figure(row: RowMapping) -> tuple[str, str]:
    return (row["document_id"], row["local_id"])


def _by_publication(member: Member) -> tuple[Any, ...]:
    return (member.published or date.min, member.document, member.local_id)


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in series_conflict.primary_key)
