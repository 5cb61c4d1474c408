"""The full-text index of SQLite: FTS5 over a view, so that it keeps no second copy of the texts.

`passage_words` is the index; `passage_text` shows it the title and the words of each passage. What
is taken out must be told to the index in the very words that were put in, which the view still
shows then. The index only notes what was taken out; `forget` makes that true of its bytes, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy import text as sql
from sqlalchemy.engine.interfaces import DBAPICursor

from communique.record.search_marks import OFF, ON, unmarked
from communique.spans import Span

if TYPE_CHECKING:
    from communique.record.search import Terms

STEPS = (
    """
    CREATE VIEW passage_text AS
    SELECT passage.id AS id, passage.document_id AS document_id,
           CASE WHEN passage.local_id IS NULL THEN document.title END AS title,
           substr(document.text, passage.start + 1, passage."end" - passage.start) AS words
    FROM passage JOIN document ON document.id = passage.document_id
    """,
    """
    CREATE VIRTUAL TABLE passage_words USING fts5(
        title, words, content='passage_text', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
)
"""Make the index."""

STEPS_BACK = ("DROP TABLE passage_words", "DROP VIEW passage_text")
"""Take it away."""

_WORDS = table("passage_words", column("rowid"))
_ADD = sql(
    "INSERT INTO passage_words (rowid, title, words) "
    "SELECT id, title, words FROM passage_text WHERE document_id = :document"
)
_TAKE_OUT = sql(
    "INSERT INTO passage_words (passage_words, rowid, title, words) "
    "SELECT 'delete', id, title, words FROM passage_text WHERE document_id = :document"
)
_MARKED = sql(
    "SELECT rowid, highlight(passage_words, 1, :on, :off) FROM passage_words "
    "WHERE passage_words MATCH :query AND rowid = :id"
)
_PLAIN = sql("SELECT words FROM passage_text WHERE id = :id")


def add(connection: Connection, document_id: str) -> None:
    """Take in the passages of a document, which are stored."""
    connection.execute(_ADD, {"document": document_id})


def take_out(connection: Connection, document_id: str) -> None:
    """Take out the passages of a document, which are still stored."""
    connection.execute(_TAKE_OUT, {"document": document_id})


def matching(terms: Terms) -> Select[tuple[int, float]]:
    """Return a query for `id` and `rank` of the passages with all terms, least rank best."""
    condition = sql("passage_words MATCH :query_words").bindparams(
        bindparam("query_words", _query(terms), unique=True)
    )
    # A title says more of what a document is about than a word of its text.
    rank = func.bm25(literal_column("passage_words"), 2.0, 1.0)
    # With the plus, a filter on the id is a filter; without, each of its ids is searched for apart.
    number = literal_column("+passage_words.rowid", Integer).label("id")
    return select(number, rank.label("rank")).select_from(_WORDS).where(condition)


def marked(
    connection: Connection, terms: Terms, passages: Sequence[int]
) -> dict[int, tuple[str, tuple[Span, ...]]]:
    """Return by id the words of passages and where in them the terms stand."""
    found: dict[int, tuple[str, tuple[Span, ...]]] = {}
    for number in passages:
        plain = connection.execute(_PLAIN, {"id": number}).scalar_one()
        found[number] = (plain, ())
        if not terms.runs:
            continue
        asked = {"on": ON, "off": OFF, "query": _query(terms), "id": number}
        for _, words in connection.execute(_MARKED, asked):
            shown, spans = unmarked(words)
            if shown == plain:
                found[number] = (plain, spans)
    return found


def forget(cursor: DBAPICursor) -> None:
    """Write the index anew without what was taken out of it; needed before a file is scrubbed."""
    there = "SELECT 1 FROM sqlite_schema WHERE name = 'passage_words'"
    cursor.execute(there)
    if cursor.fetchone() is not None:
        cursor.execute("INSERT INTO passage_words (passage_words) VALUES ('optimize')")


def _query(terms: Terms) -> str:
    return " AND ".join(
        f'"{" ".join(words)}"{" *" if beginning else ""}' for words, beginning in terms.runs
    )
