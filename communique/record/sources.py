"""Which documents count as one source, for whatever counts those of the record."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from communique.record.stories import story_member

_AT_ONCE = 500
"""Documents in one question; databases have a limit on them."""


def copies_of(connection: Connection, document_id: str) -> list[str]:
    """Return the other documents that carry the report of a document."""
    ours = select(story_member.c.story_id).where(story_member.c.document_id == document_id)
    query = select(story_member.c.document_id).where(
        story_member.c.story_id.in_(ours), story_member.c.document_id != document_id
    )
    return sorted(connection.scalars(query))


def stories_among(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Return the story of each of some documents, by its id."""
    ids = sorted(set(documents))
    query = select(story_member.c.document_id, story_member.c.story_id)
    known: dict[str, str] = {}
    for at in range(0, len(ids), _AT_ONCE):
        some = query.where(story_member.c.document_id.in_(ids[at : at + _AT_ONCE]))
        known |= {row.document_id: row.story_id for row in connection.execute(some)}
    return {document: known.get(document, document) for document in ids}
