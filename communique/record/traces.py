"""What documents are recognised by, kept once for all that are the same word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from communique.matching.copies import DAYS_APART, Trace, bands, fact_bands
from communique.matching.stories import Member
from communique.record.tables import metadata

copy_trace = Table(
    "copy_trace",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("digest", String(80), nullable=False, unique=True),
    Column("published", Date),
    Column("words", Integer, nullable=False),
    Column("runs", LargeBinary, nullable=False),  # whole numbers of 32 bits, the lowest byte first
    Column("names", JSON, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("dates", JSON, nullable=False),
)

copy_band = Table(
    "copy_band",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),  # of publication, counted from 1 January 1; 0 of none
    Column("trace", ForeignKey("copy_trace.number", ondelete="CASCADE"), primary_key=True),
    Index(None, "trace"),
    sqlite_with_rowid=False,
)

Item = TypeVar("Item")

_AT_ONCE = 500
"""Values in one question to the database."""
_MOST_AT_HAND = 2_000

# Made once: to put such a query together takes longer than to ask it.
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_SHARING = (
    select(copy_band.c.trace, func.count()).where(copy_band.c.key.in_(_KEYS)).group_by("trace")
)
_SHARING_DAYS = _SHARING.where(
    or_(
        copy_band.c.day == 0,
        copy_band.c.day.between(bindparam("earliest"), bindparam("last")),
    )
)
_TRACES = select(copy_trace).where(copy_trace.c.number.in_(_KEYS))
_DIGESTS = select(copy_trace.c.number, copy_trace.c.digest, copy_trace.c.words).where(
    copy_trace.c.number.in_(_KEYS)
)

_at_hand: dict[tuple[str, int], Trace] = {}
"""Those that were asked for last, of whichever record, by digest and words, which tell all of a
trace: reports of the same days are compared with the same ones."""


def keep(connection: Connection, member: Member) -> int:
    """Keep a trace with the keys that it is found by; return its number."""
    trace = member.trace
    row = {
        "digest": member.digest,
        "published": trace.published,
        "words": trace.words,
        "runs": np.asarray(trace.runs, dtype="<u4").tobytes(),
        "names": sorted(trace.names),
        "figures": sorted(trace.figures),
        "dates": sorted(trace.dates),
    }
    inserted = connection.execute(insert(copy_trace), row).inserted_primary_key
    number = int(inserted[0]) if inserted else 0
    day = _day(trace.published)
    keys = [
        {"key": key, "day": day, "trace": number}
        for key in sorted(bands(trace) | fact_bands(trace))
    ]
    if keys:
        connection.execute(insert(copy_band), keys)
    return number


def forget(connection: Connection, number: int) -> None:
    """Delete a trace that no document has any more."""
    connection.execute(delete(copy_band).where(copy_band.c.trace == number))
    connection.execute(delete(copy_trace).where(copy_trace.c.number == number))


def sharing(
    connection: Connection, keys: Collection[int], near: date | None = None
) -> Counter[int]:
    """Return how many of the keys each trace has that has any.

    Those of about a day alone, where one is given, and those of none.
    """
    if not keys:
        return Counter()
    given: dict[str, Any] = {"keys": sorted(keys)}
    query = _SHARING
    if near is not None:
        query = _SHARING_DAYS
        given |= {"earliest": _day(near) - DAYS_APART, "last": _day(near) + DAYS_APART}
    found: Counter[int] = Counter()
    for trace, times in connection.execute(query, given).all():
        found[trace] = times
    return found


def found(connection: Connection, numbers: Sequence[int]) -> dict[int, Trace]:
    """Return traces by their numbers."""
    known: dict[int, Trace] = {}
    for part in parts(numbers):
        missing = []
        for number, digest, words in connection.execute(_DIGESTS, {"keys": part}).all():
            trace = _at_hand.get((digest, words))
            if trace is None:
                missing.append(number)
            else:
                known[number] = trace
        if missing:
            known |= _read(connection, missing)
    return known


def _read(connection: Connection, numbers: Sequence[int]) -> dict[int, Trace]:
    known: dict[int, Trace] = {}
    for row in connection.execute(_TRACES, {"keys": numbers}).all():
        known[row.number] = Trace(
            runs=tuple(np.frombuffer(row.runs, dtype="<u4").tolist()),
            names=frozenset(row.names),
            figures=frozenset(row.figures),
            dates=frozenset(row.dates),
            published=row.published,
            words=row.words,
        )
        if len(_at_hand) >= _MOST_AT_HAND:
            _at_hand.clear()
        _at_hand[row.digest, row.words] = known[row.number]
    return known


def _day(published: date | None) -> int:
    return published.toordinal() if published else 0


def parts(items: Iterable[Item], size: int = _AT_ONCE) -> Iterator[list[Item]]:
    """Yield a few of some items at a time."""
    left = iter(items)
    while part := list(islice(left, size)):
        yield part
