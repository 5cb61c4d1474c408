"""Which documents count as one source."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection


def copies_of(connection: Connection, document_id: str) -> list[str]:  # noqa: ARG001
    """Return the other documents that carry the report of a document."""
    return []


def stories_among(connection: Connection, documents: Iterable[str]) -> dict[str, str]:  # noqa: ARG001
    """Return the story of each of some documents, by its id."""
    return {document: document for document in documents}
