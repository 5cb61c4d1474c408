"""Documents filed into a record that is thrown away, and what is then asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, select

from communique import brief
from communique.analysis import Most, overview
from communique.analysis.model import Analysis
from communique.brief import Brief
from communique.documents.document import ReadDocument
from communique.record import Store, View


@contextmanager
def viewed(read: Iterable[ReadDocument]) -> Iterator[View]:
    """Give the View of a record that holds these documents, and nothing else."""
    with Store.throwaway() as store:
        writer = store.writer()
        for item in read:
            writer.file(item, "model 1")
        yield store.view()


def rows_of(store: Store, tables: Iterable[Table]) -> list[list[tuple[Any, ...]]]:
    """Return all rows of some tables, in an order of their own."""
    with store._database.reading() as connection:
        return [
            sorted((tuple(row) for row in connection.execute(select(table))), key=str)
            for table in tables
        ]


@contextmanager
def kept(read: Iterable[ReadDocument], removed: Sequence[ReadDocument] = ()) -> Iterator[Store]:
    """Give a record into which all were filed, and from which some were taken out again."""
    with Store.throwaway() as store:
        writer = store.writer()
        for each in (*read, *removed):
            writer.file(each, "model 1")
        for each in removed:
            writer.remove(each.document.id)
        yield store


def analyse(read: Iterable[ReadDocument], most: Most | None = None) -> Analysis:
    """Return what the record of these documents says of the talks."""
    with viewed(read) as view:
        return overview(view, most)


def outline(read: Iterable[ReadDocument], *, uncertain_below: float = 0.0) -> Brief:
    """Return the brief of these documents."""
    with viewed(read) as view:
        return brief.outline(view, uncertain_below=uncertain_below)
