"""Full-text search over documents and statements.

What is searched are passages: the story of each document, and the words of each statement. A
passage holds no words of its own; they stand in the document's text. The index over them is that
of the database (`search_sqlite`, `search_postgres`), behind one interface: both look for forms of
the words ("released" for "release"), for "words in this order" and for beginnings ("relea*").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    Select,
    Table,
    Text,
    and_,
    delete,
    insert,
    select,
)

from communique.documents.document import ReadDocument
from communique.record import claims, search_postgres, search_sqlite, tables, voices
from communique.record.actor_tables import actor, actor_entity
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.tables import metadata
from communique.spans import Span, hull

passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("local_id", Text),  # of the statement; none for the story of the document
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index(None, "document_id", "local_id"),
)

_STORY = frozenset({"title", "heading", "body", "caption"})
_REACH = 120
"""Characters of a snippet to each side of the first words found."""


@dataclass(frozen=True)
class Terms:
    """What is looked for: all of these, each a run of words, or the beginning of its last one."""

    runs: tuple[tuple[tuple[str, ...], bool], ...]
    """Words that stand in this order, and whether the last is only the beginning of a word."""

    @classmethod
    def of(cls, words: str) -> Terms:
        """Return what `words` ask for: words, "runs of words" in quotation marks, beginnings*."""
        found = []
        for match in re.finditer(r'["“”]([^"“”]*)["“”]|(\S+)', words):
            run = match.group(1) if match.group(1) is not None else match.group(2)
            parts = tuple(re.findall(r"\w+", run))
            if parts:
                found.append((parts, run.rstrip('"”').endswith("*")))
        return cls(tuple(found))


@dataclass(frozen=True)
class Filters:
    """Which passages are meant at all."""

    speaker: str | None = None
    """Only statements of someone one of whose names holds these words."""
    about: str | None = None
    """Only what stands in documents that have these words, too."""
    between: tuple[date, date] | None = None
    """Only documents published on one of these days or between them."""
    kind: Literal["statement", "document"] | None = None


@dataclass(frozen=True)
class Hit:
    """A passage that was found."""

    kind: Literal["statement", "document"]
    document: str
    ref: str
    outlet: str | None
    published: date | None
    title: str | None
    statement: str | None
    """Id of the statement, within its document."""
    speaker: str | None
    """Name of who speaks, else the words of the source."""
    span: Span
    """The passage."""
    snippet: str
    """The words around those found, white space evened out, each found one between « and »."""
    matches: tuple[Span, ...]
    """Where the words found stand in the document's text; none where only the title has them."""


class FullText(Protocol):
    """The full-text index of one kind of database."""

    def add(self, connection: Connection, document_id: str) -> None:
        """Take in the passages of a document, which are stored."""

    def take_out(self, connection: Connection, document_id: str) -> None:
        """Take out the passages of a document, which are still stored."""

    def matching(self, terms: Terms) -> Select[tuple[int, float]]:
        """Return a query for `id` and `rank` of the passages with all terms, least rank best."""

    def marked(
        self, connection: Connection, terms: Terms, passages: Sequence[int]
    ) -> dict[int, tuple[str, tuple[Span, ...]]]:
        """Return by id the words of passages and where in them the terms stand."""


def index_of(connection: Connection) -> FullText:
    """Return the index of the database behind a connection."""
    return search_sqlite if connection.dialect.name == "sqlite" else search_postgres


def filed(connection: Connection, read: ReadDocument) -> None:
    """Make the words of a document that has just been stored findable."""
    document = read.document
    whole = _story(read)
    said = [(found.id, hull(found.content)) for found in read.findings.attributions]
    rows: list[dict[str, Any]] = [
        {"document_id": document.id, "local_id": name, "start": span.start, "end": span.end}
        for name, span in ([(None, whole)] if whole else []) + said
    ]
    if rows:
        connection.execute(insert(passage), rows)
        index_of(connection).add(connection, document.id)


def erased(connection: Connection, document_id: str) -> None:
    """Take the words of a document that is about to be deleted out of the index."""
    index_of(connection).take_out(connection, document_id)
    connection.execute(delete(passage).where(passage.c.document_id == document_id))


def search(
    connection: Connection,
    words: str,
    filters: Filters,
    limit: int | None = None,
    kept: Narrowing = EVERYTHING,
) -> list[Hit]:
    """Return the passages with all of `words`, the best first; without words, the latest first.

    Args:
        connection: to the record.
        words: as `Terms.of` takes them; none where only the filters count.
        filters: which passages are meant.
        limit: how many to return at most.
        kept: which documents are looked at.

    """
    index, terms = index_of(connection), Terms.of(words)
    if words.strip() and not terms.runs:
        return []
    of_document = tables.document.c
    meant = _meant(connection, index, filters, kept)
    if terms.runs:
        found = index.matching(terms)
        if meant is not None:
            found = found.where(found.selected_columns.id.in_(meant))
        ranked = found.order_by("rank", "id").limit(limit).subquery()
        query = _shown().join(ranked, ranked.c.id == passage.c.id)
        query = query.order_by(ranked.c.rank, passage.c.id)
    else:
        query = _shown() if meant is None else _shown().where(passage.c.id.in_(meant))
        undated = of_document.published.is_(None)
        query = query.order_by(undated, of_document.published.desc(), passage.c.id).limit(limit)
    rows = connection.execute(query).mappings().all()
    marked = index.marked(connection, terms, [row["id"] for row in rows])
    return [_hit(row, *marked[row["id"]]) for row in rows]


def _story(read: ReadDocument) -> Span | None:
    """Return the story of a document, from its first paragraph to its last; else all its text."""
    document = read.document
    parts = [p.span for p in document.paragraphs if p.kind in _STORY]
    if parts:
        return hull(parts)
    return Span(0, len(document.text)) if document.text else None


def _shown() -> Select[Any]:
    said, speaks = claims.statement, actor_entity
    return (
        select(
            passage,
            tables.document.c.ref,
            tables.document.c.outlet,
            tables.document.c.published,
            tables.document.c.title,
            said.c.source_words,
            actor.c.name.label("speaker"),
        )
        .join(tables.document, tables.document.c.id == passage.c.document_id)
        .outerjoin(
            said,
            and_(
                said.c.document_id == passage.c.document_id,
                said.c.local_id == passage.c.local_id,
            ),
        )
        .outerjoin(
            speaks,
            and_(speaks.c.document_id == said.c.document_id, speaks.c.entity_id == said.c.speaker),
        )
        .outerjoin(actor, actor.c.id == speaks.c.actor_id)
    )


def _meant(
    connection: Connection, index: FullText, filters: Filters, kept: Narrowing
) -> Select[tuple[int]] | None:
    """Return a query for the ids of the passages that pass the filters; None where all do."""
    conditions = [kept.shows(passage.c.document_id)] if kept.of_documents else []
    if filters.speaker is not None:
        conditions.append(passage.c.id.in_(_spoken_by(connection, filters.speaker)))
    if filters.kind == "statement":
        conditions.append(passage.c.local_id.is_not(None))
    elif filters.kind == "document":
        conditions.append(passage.c.local_id.is_(None))
    if filters.between is not None:
        of_days = select(tables.document.c.id).where(
            tables.document.c.published.between(*filters.between)
        )
        conditions.append(passage.c.document_id.in_(of_days))
    if filters.about is not None:
        terms = Terms.of(filters.about)
        if not terms.runs:
            conditions.append(passage.c.id.is_(None))
        else:
            found = index.matching(terms).subquery()
            whole = passage.alias("whole")
            on_it = (
                select(whole.c.document_id)
                .join(found, found.c.id == whole.c.id)
                .where(whole.c.local_id.is_(None))
            )
            conditions.append(passage.c.document_id.in_(on_it))
    return select(passage.c.id).where(*conditions) if conditions else None


def _spoken_by(connection: Connection, name: str) -> Select[tuple[int]]:
    """Return a query for the statements of those one of whose names holds `name`, in any case."""
    said, speaks = claims.statement.c, actor_entity.c
    return (
        select(passage.c.id)
        .select_from(actor_entity)
        .join(
            claims.statement,
            and_(said.document_id == speaks.document_id, said.speaker == speaks.entity_id),
        )
        .join(
            passage,
            and_(passage.c.document_id == said.document_id, passage.c.local_id == said.local_id),
        )
        .where(speaks.name_key.in_(voices.names_of(connection, name)))
    )


def _hit(row: RowMapping, words: str, found: Sequence[Span]) -> Hit:
    at = row["start"]
    source = " ".join((row["source_words"] or "").split()) or None
    return Hit(
        kind="document" if row["local_id"] is None else "statement",
        document=row["document_id"],
        ref=row["ref"],
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"],
        statement=row["local_id"],
        speaker=row["speaker"] or source,
        span=Span(at, row["end"]),
        snippet=snippet(words, found),
        matches=tuple(Span(at + span.start, at + span.end) for span in found),
    )


def snippet(words: str, found: Sequence[Span]) -> str:
    """Return the words around the first of those found, each found one between « and »."""
    first = found[0] if found else Span(0, 1)
    start, end = max(0, first.start - _REACH), min(len(words), first.end + _REACH)
    # Never from the middle of a word.
    if start:
        space = words.find(" ", start, first.start)
        start = space + 1 if space >= 0 else first.start
    if end < len(words):
        space = words.rfind(" ", first.end, end)
        end = space if space >= 0 else end
    pieces, at = [], start
    for span in found:
        if span.start >= at and span.end <= end:
            pieces += [words[at : span.start], "«", span.of(words), "»"]
            at = span.end
    shown = " ".join("".join([*pieces, words[at:end]]).split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(words) else ''}"
