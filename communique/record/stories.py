"""Stories in the record: kept true by what each document changes, never found anew as a whole.

A trace is kept once for all documents that are the same word for word. A new one is compared with
those that share its keys, which are looked up by index; where one is taken out, what it held
together is compared again, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
)

from communique.documents.document import ReadDocument
from communique.matching.copies import FACTS_SHARED, Trace, bands, compare, fact_bands
from communique.matching.stories import (
    Folded,
    Member,
    Story,
    connected,
    credits_of,
    member_of,
    story_of,
)
from communique.record import rows, traces
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.tables import metadata
from communique.record.traces import copy_trace, parts

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

_MOST_COMPARED = 150
"""Documents, those with the most keys in common, that a new one is compared with: among very many,
some share a key by chance, and ever more do so the more there are."""

_member = story_member.c
# Made once: to put such a query together takes longer than to ask it.
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_NUMBERED = select(copy_trace.c.number).where(copy_trace.c.digest == bindparam("digest"))
_OF_TRACE = select(_member.story_id).where(_member.trace == bindparam("trace")).limit(1)
_HOLDING = select(_member.trace, _member.story_id).where(_member.trace.in_(_KEYS)).distinct()
_ORIGINAL = (
    select(story.c.original, story.c.documents, _member.trace)
    .join(story_member, _member.document_id == story.c.original)
    .where(story.c.id == bindparam("story"))
)
_FURTHER = (
    select(_member.document_id)
    .where(
        _member.story_id == bindparam("story"),
        _member.like_id.is_not(None),
        _member.like_id != bindparam("original"),
    )
    .limit(1)
)


def filed(connection: Connection, read: ReadDocument) -> None:
    """Put a document into the story that it belongs to, which may join stories into one."""
    member = member_of(read)
    ours = {"digest": member.digest}
    number: int | None = connection.execute(_NUMBERED, ours).scalar_one_or_none()
    if number is None:
        number = traces.keep(connection, member)
        joined = _matched(connection, member.trace, number)
    else:
        joined = set(connection.scalars(_OF_TRACE, {"trace": number}))
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
    of_each = {numbers[m.document]: m.trace for m in members.values()}
    # While another document has the same trace, all hold together as before.
    groups = [list(of_each)] if left in of_each else list(connected(of_each))
    stories = [
        story_of([m for m in members.values() if numbers[m.document] in group])
        for group in map(set, groups)
        if group
    ]
    _replace(connection, [known], stories, numbers, gone=document_id)
    if left not in of_each:
        traces.forget(connection, left)


def copied(connection: Connection, kept: Narrowing = EVERYTHING) -> list[Story]:
    """Return the stories of more than one document, one of them kept, ordered by id."""
    query = select(story.c.id).where(story.c.documents > 1)
    if kept.of_documents:
        carried = select(story_member.c.story_id).where(kept.shows(story_member.c.document_id))
        query = query.where(story.c.id.in_(carried))
    known = sorted(connection.scalars(query))
    columns = story_member.c
    found: dict[str, list[Folded]] = {}
    for part in parts(known):
        for row in connection.execute(
            select(columns.story_id, *_FOLDED).where(columns.story_id.in_(part))
        ):
            found.setdefault(row.story_id, []).append(_folded(row))
    return [_told(name, found[name]) for name in known]


def _told(name: str, folded: list[Folded]) -> Story:
    ordered = sorted(folded, key=lambda f: (f.kind != "original", f.document))
    documents = tuple(sorted(f.document for f in folded))
    return Story(name, documents, ordered[0].document, tuple(ordered))


def _matched(connection: Connection, trace: Trace, number: int) -> set[str]:
    """Return the stories that hold a copy of a trace which is itself in none."""
    shared: Counter[int] = Counter()
    near = traces.sharing(connection, bands(trace))
    facts = fact_bands(trace)
    by_facts = traces.sharing(connection, facts, trace.published)
    shared = near + Counter({n: times for n, times in by_facts.items() if times >= FACTS_SHARED})
    del shared[number]
    # The likeliest first: once one copy is found in a story, the others need not be looked at.
    candidates = sorted(shared, key=lambda n: (-shared[n], n))[:_MOST_COMPARED]
    story_by_trace = _stories_of(connection, candidates)
    found: set[str] = set()
    for part in parts(candidates, 20):
        wanted = [n for n in part if story_by_trace[n] not in found]
        for candidate, other in traces.found(connection, wanted).items():
            if story_by_trace[candidate] not in found and compare(other, trace):
                found.add(story_by_trace[candidate])
    return found


def _stories_of(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in parts(numbers):
        rows_of = connection.execute(_HOLDING, {"keys": part}).all()
        found |= {row.trace: row.story_id for row in rows_of}
    return found


def _joins_quietly(connection: Connection, member: Member, number: int, known: str) -> bool:
    """Add a document that changes nothing else in a story; tell whether it does not.

    That is one published after the original and a copy of it, in a story of none but such, at
    least one of which is there: the reason of the original tells whether it is alone.
    """
    row = connection.execute(_ORIGINAL, {"story": known}).one()
    further = {"story": known, "original": row.original}
    original = traces.found(connection, [row.trace])[row.trace]
    match = compare(original, member.trace)
    if (
        match is None
        or row.documents == 1
        or member.document < known
        or original.published is None
        or (member.trace.published or date.max) <= original.published
        or connection.execute(_FURTHER, further).first() is not None
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
    of_number = traces.found(connection, sorted(set(numbers.values())))
    days = {d: of_number[n].published or date.max for d, n in numbers.items()}
    earliest = min((day for d, day in days.items() if d != gone), default=None)
    # Only among those published first does it matter what the texts say of their origin.
    asked = [d for d, day in days.items() if day == earliest]
    sources = {
        document.id: (document.outlet, credits_of(document))
        for part in parts(asked)
        for document in rows.documents(connection, part)
    }
    members = {d: Member(d, of_number[n], *sources.get(d, (None, ""))) for d, n in numbers.items()}
    return members, numbers


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
    for part in parts(out):
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
