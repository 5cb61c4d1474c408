"""Which documents count as one source, for whatever counts those of the record."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from communique.record.stories import story_member

_AT_ONCE = 500
"""Documents in one question; databases have a limit on them."""
_ours = story_member.alias()
_COPIES = (
    select(story_member.c.document_id)
    .join(_ours, _ours.c.story_id == story_member.c.story_id)
    .where(
        _ours.c.document_id == bindparam("document"),
        story_member.c.document_id != bindparam("document"),
    )
)
_STORIES = select(story_member.c.document_id, story_member.c.story_id).where(
    story_member.c.document_id.in_(bindparam("documents", expanding=True))
)


def copies_of(connection: Connection, document_id: str) -> list[str]:
    """Return the other documents that carry the report of a document."""
    return sorted(connection.scalars(_COPIES, {"document": document_id}))


def stories_among(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Return the story of each of some documents, by its id."""
    ids = sorted(set(documents))
    known: dict[str, str] = {}
    for at in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(_STORIES, {"documents": ids[at : at + _AT_ONCE]})
        known |= {row.document_id: row.story_id for row in rows}
    return {document: known.get(document, document) for document in ids}
