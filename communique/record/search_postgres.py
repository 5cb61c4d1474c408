"""The full-text index of PostgreSQL: a tsvector for each passage, under a GIN index.

Words are cut down to their stems as for English, but none is passed over as too common: the same
searches find the same on either database. Of a very long document only the beginning is indexed,
since a tsvector holds no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, column, func, select, table
from sqlalchemy import text as sql

from communique.record.search_marks import OFF, ON, unmarked
from communique.spans import Span

if TYPE_CHECKING:
    from communique.record.search import Terms

_MOST = 400_000
"""Characters of a passage that are indexed."""

STEPS_BACK = (
    "DROP TABLE IF EXISTS passage_words",
    "DROP VIEW IF EXISTS passage_text",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS communique_words",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS communique_stem",
)
"""Take the index away."""

STEPS = (
    *STEPS_BACK,
    "CREATE TEXT SEARCH DICTIONARY communique_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION communique_words (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION communique_words "
    "ALTER MAPPING REPLACE english_stem WITH communique_stem",
    """
    CREATE VIEW passage_text AS
    SELECT passage.id AS id, passage.document_id AS document_id,
           CASE WHEN passage.local_id IS NULL THEN document.title END AS title,
           substr(document.text, passage.start + 1, passage."end" - passage.start) AS words
    FROM passage JOIN document ON document.id = passage.document_id
    """,
    """
    CREATE TABLE passage_words (
        id INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
        words TSVECTOR NOT NULL
    )
    """,
    "CREATE INDEX ix_passage_words_words ON passage_words USING GIN (words)",
)
"""Make the index."""

_WORDS: Any = table("passage_words", column("id"), column("words"))
_ADD = sql(
    "INSERT INTO passage_words (id, words) "
    "SELECT id, setweight(to_tsvector('communique_words', coalesce(title, '')), 'A') || "
    "to_tsvector('communique_words', left(words, :most)) "
    "FROM passage_text WHERE document_id = :document"
)
_TAKE_OUT = sql(
    "DELETE FROM passage_words WHERE id IN (SELECT id FROM passage WHERE document_id = :document)"
)
_PLAIN = sql("SELECT words FROM passage_text WHERE id = :id")


def add(connection: Connection, document_id: str) -> None:
    """Take in the passages of a document, which are stored."""
    connection.execute(_ADD, {"document": document_id, "most": _MOST})


def take_out(connection: Connection, document_id: str) -> None:
    """Take out the passages of a document, which are still stored."""
    connection.execute(_TAKE_OUT, {"document": document_id})


def matching(terms: Terms) -> Select[tuple[int, float]]:
    """Return a query for `id` and `rank` of the passages with all terms, least rank best."""
    query = _query(terms)
    rank = -func.ts_rank_cd(_WORDS.c.words, query)
    return select(_WORDS.c.id.label("id"), rank.label("rank")).where(
        _WORDS.c.words.bool_op("@@")(query)
    )


def marked(
    connection: Connection, terms: Terms, passages: Sequence[int]
) -> dict[int, tuple[str, tuple[Span, ...]]]:
    """Return by id the words of passages and where in them the terms stand."""
    found: dict[int, tuple[str, tuple[Span, ...]]] = {}
    options = f"StartSel={ON}, StopSel={OFF}, HighlightAll=true"
    for number in passages:
        plain = connection.execute(_PLAIN, {"id": number}).scalar_one()
        found[number] = (plain, ())
        if terms.runs:
            headline = func.ts_headline("communique_words", plain, _query(terms), options)
            shown, spans = unmarked(connection.execute(select(headline)).scalar_one())
            if shown == plain:
                found[number] = (plain, spans)
    return found


def _query(terms: Terms) -> Any:
    """Return a tsquery for all terms."""
    parts: list[ColumnElement[Any]] = [
        func.to_tsquery("communique_words", bindparam(None, _as_query(words, beginning)))
        for words, beginning in terms.runs
    ]
    return reduce(lambda one, other: one.op("&&")(other), parts[1:], parts[0])


def _as_query(words: tuple[str, ...], beginning: bool) -> str:
    return " <-> ".join(f"'{word}'" for word in words) + (":*" if beginning else "")
