"""Stories in the record: kept true by what each document changes, never found anew as a whole.

A trace is kept once for all documents that are the same word for word. A new one is compared with
those that share its keys, which are looked up by index; where one is taken out, what it held
together is compared again, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from communique.documents.document import ReadDocument
from communique.matching.copies import (
    DAYS_APART,
    FACTS_SHARED,
    Trace,
    bands,
    compare,
    fact_bands,
)
from communique.matching.stories import (
    Folded,
    Member,
    Story,
    connected,
    credits_of,
    member_of,
    story_of,
)
from communique.record import rows
from communique.record.narrowing import EVERYTHING, Narrowing
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

story = Table(
    "story",
    metadata,
    Column("id", String(80), primary_key=True),  # that of the first of its documents
    Column("original", String(80), nullable=False),
    Column("documents", Integer, nullable=False),
    Index(None, "documents"),
)

story_member = Table(
    "story_member",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", ForeignKey("story.id"), nullable=False),
    Column("trace", ForeignKey("copy_trace.number"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("like_id", String(80)),  # the document that it is a copy of
    Column("reason", Text, nullable=False),
    Index(None, "story_id"),
    Index(None, "trace"),
)

Item = TypeVar("Item")

_AT_ONCE = 500
"""Values in one question to the database."""


def filed(connection: Connection, read: ReadDocument) -> None:
    """Put a document into the story that it belongs to, which may join stories into one."""
    member = member_of(read)
    query = select(copy_trace.c.number).where(copy_trace.c.digest == member.digest)
    number: int | None = connection.execute(query).scalar_one_or_none()
    if number is None:
        number = _kept(connection, member)
        joined = _matched(connection, member.trace, number)
    else:
        of_trace = select(story_member.c.story_id).where(story_member.c.trace == number)
        joined = set(connection.scalars(of_trace.limit(1)))
    if len(joined) == 1 and _joins_quietly(connection, member, number, *joined):
        return
    members, numbers = _members(connection, joined)
    members[member.document] = member
    numbers[member.document] = number
    _replace(connection, joined, [story_of(list(members.values()))], numbers)


def erased(connection: Connection, document_id: str) -> None:
    """Take a document out of its story, which may fall apart."""
    query = select(story_member.c.story_id).where(story_member.c.document_id == document_id)
    known: str | None = connection.execute(query).scalar_one_or_none()
    if known is None:
        return
    members, numbers = _members(connection, [known], gone=document_id)
    del members[document_id]
    left = numbers.pop(document_id)
    traces = {numbers[m.document]: m.trace for m in members.values()}
    # While another document has the same trace, all hold together as before.
    groups = [list(traces)] if left in traces else list(connected(traces))
    stories = [
        story_of([m for m in members.values() if numbers[m.document] in group])
        for group in map(set, groups)
        if group
    ]
    _replace(connection, [known], stories, numbers, gone=document_id)
    if left not in traces:
        connection.execute(delete(copy_band).where(copy_band.c.trace == left))
        connection.execute(delete(copy_trace).where(copy_trace.c.number == left))


def copied(connection: Connection, kept: Narrowing = EVERYTHING) -> list[Story]:
    """Return the stories of more than one document, one of them kept, ordered by id."""
    query = select(story.c.id).where(story.c.documents > 1)
    if kept.of_documents:
        carried = select(story_member.c.story_id).where(kept.shows(story_member.c.document_id))
        query = query.where(story.c.id.in_(carried))
    known = sorted(connection.scalars(query))
    columns = story_member.c
    found: dict[str, list[Folded]] = {}
    for part in _parts(known):
        for row in connection.execute(
            select(columns.story_id, *_FOLDED).where(columns.story_id.in_(part))
        ):
            found.setdefault(row.story_id, []).append(_folded(row))
    return [_told(name, found[name]) for name in known]


def _told(name: str, folded: list[Folded]) -> Story:
    ordered = sorted(folded, key=lambda f: (f.kind != "original", f.document))
    documents = tuple(sorted(f.document for f in folded))
    return Story(name, documents, ordered[0].document, tuple(ordered))


def _kept(connection: Connection, member: Member) -> int:
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


def _matched(connection: Connection, trace: Trace, number: int) -> set[str]:
    """Return the stories that hold a copy of a trace which is itself in none."""
    shared: Counter[int] = Counter()
    near = _sharing(connection, bands(trace))
    facts = fact_bands(trace)
    if trace.published is None:
        by_facts = _sharing(connection, facts)
    else:
        day = _day(trace.published)
        by_facts = _sharing(connection, facts, copy_band.c.day == 0) + _sharing(
            connection, facts, copy_band.c.day.between(day - DAYS_APART, day + DAYS_APART)
        )
    shared = near + Counter({n: times for n, times in by_facts.items() if times >= FACTS_SHARED})
    del shared[number]
    # The likeliest first: once one copy is found in a story, the others need not be looked at.
    candidates = sorted(shared, key=lambda n: (-shared[n], n))
    story_by_trace = _stories_of(connection, candidates)
    found: set[str] = set()
    for part in _parts(candidates, 20):
        wanted = [n for n in part if story_by_trace[n] not in found]
        for candidate, other in _traces(connection, wanted).items():
            if story_by_trace[candidate] not in found and compare(other, trace):
                found.add(story_by_trace[candidate])
    return found


def _sharing(
    connection: Connection, keys: Collection[int], *where: ColumnElement[bool]
) -> Counter[int]:
    """Return how many of the keys each trace has that has any."""
    found: Counter[int] = Counter()
    if keys:
        query = select(copy_band.c.trace).where(copy_band.c.key.in_(sorted(keys)), *where)
        found.update(connection.scalars(query))
    return found


def _stories_of(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    columns = story_member.c
    for part in _parts(numbers):
        query = select(columns.trace, columns.story_id).where(columns.trace.in_(part)).distinct()
        found |= {row.trace: row.story_id for row in connection.execute(query)}
    return found


def _joins_quietly(connection: Connection, member: Member, number: int, known: str) -> bool:
    """Add a document that changes nothing else in a story; tell whether it does not.

    That is one published after the original and a copy of it, in a story of none but such, at
    least one of which is there: the reason of the original tells whether it is alone.
    """
    at = story_member.alias()
    query = (
        select(story.c.original, story.c.documents, story_member.c.trace)
        .join(story_member, story_member.c.document_id == story.c.original)
        .where(story.c.id == known)
    )
    row = connection.execute(query).one()
    further = select(at.c.document_id).where(
        at.c.story_id == known, at.c.like_id.is_not(None), at.c.like_id != row.original
    )
    original = _traces(connection, [row.trace])[row.trace]
    match = compare(original, member.trace)
    if (
        match is None
        or row.documents == 1
        or member.document < known
        or original.published is None
        or (member.trace.published or date.max) <= original.published
        or connection.execute(further.limit(1)).first() is not None
    ):
        return False
    connection.execute(
        insert(story_member),
        _row(Folded(member.document, match.kind, row.original, match.reason), known, number),
    )
    connection.execute(
        story.update().where(story.c.id == known).values(documents=row.documents + 1)
    )
    return True


def _members(
    connection: Connection, stories: Iterable[str], *, gone: str | None = None
) -> tuple[dict[str, Member], dict[str, int]]:
    """Return the documents of stories, and the number of the trace of each, by id.

    A document that is `gone` is among them; the others are told of as if it were not there.
    """
    known = sorted(stories)
    query = select(story_member.c.document_id, story_member.c.trace)
    numbers = {
        row.document_id: row.trace
        for row in connection.execute(query.where(story_member.c.story_id.in_(known)))
    }
    traces = _traces(connection, sorted(set(numbers.values())))
    days = {d: traces[n].published or date.max for d, n in numbers.items()}
    earliest = min((day for d, day in days.items() if d != gone), default=None)
    # Only among those published first does it matter what the texts say of their origin.
    asked = [d for d, day in days.items() if day == earliest]
    sources = {
        document.id: (document.outlet, credits_of(document))
        for part in _parts(asked)
        for document in rows.documents(connection, part)
    }
    members = {d: Member(d, traces[n], *sources.get(d, (None, ""))) for d, n in numbers.items()}
    return members, numbers


def _traces(connection: Connection, numbers: Sequence[int]) -> dict[int, Trace]:
    found: dict[int, Trace] = {}
    for part in _parts(numbers):
        query = select(copy_trace).where(copy_trace.c.number.in_(part))
        for row in connection.execute(query):
            found[row.number] = Trace(
                runs=tuple(np.frombuffer(row.runs, dtype="<u4").tolist()),
                names=frozenset(row.names),
                figures=frozenset(row.figures),
                dates=frozenset(row.dates),
                published=row.published,
                words=row.words,
            )
    return found


_FOLDED = (
    story_member.c.document_id,
    story_member.c.kind,
    story_member.c.like_id,
    story_member.c.reason,
)


def _folded(row: Any) -> Folded:
    return Folded(row.document_id, row.kind, row.like_id, row.reason)


def _row(folded: Folded, story_id: str, number: int) -> dict[str, Any]:
    return {
        "document_id": folded.document,
        "story_id": story_id,
        "trace": number,
        "kind": folded.kind,
        "like_id": folded.like,
        "reason": folded.reason,
    }


def _replace(
    connection: Connection,
    old: Collection[str],
    new: Iterable[Story],
    numbers: Mapping[str, int],
    *,
    gone: str | None = None,
) -> None:
    """Put new stories in the place of old ones, changing the rows that differ alone."""
    columns = story_member.c
    query = select(columns.story_id, *_FOLDED).where(columns.story_id.in_(sorted(old)))
    known = {row.document_id: (row.story_id, _folded(row)) for row in connection.execute(query)}
    stories = list(new)
    told = {f.document: (s.id, f) for s in stories for f in s.folded}
    changed = [d for d, row in told.items() if known.get(d) != row]
    out = [d for d in changed if d in known] + ([gone] if gone else [])
    for part in _parts(out):
        connection.execute(delete(story_member).where(columns.document_id.in_(part)))
    fresh = [{"id": s.id, "original": s.original, "documents": len(s.documents)} for s in stories]
    kept = {s.id for s in stories} & set(old)
    for row in fresh:
        if row["id"] in kept:
            connection.execute(story.update().where(story.c.id == row["id"]).values(row))
        else:
            connection.execute(insert(story), row)
    if changed:
        moved = [_row(told[d][1], told[d][0], numbers[d]) for d in changed]
        connection.execute(insert(story_member), moved)
    ended = sorted(set(old) - kept)
    if ended:
        connection.execute(delete(story).where(story.c.id.in_(ended)))


def _day(published: date | None) -> int:
    return published.toordinal() if published else 0


def _parts(items: Iterable[Item], size: int = _AT_ONCE) -> Iterator[list[Item]]:
    left = iter(items)
    while part := list(islice(left, size)):
        yield part
