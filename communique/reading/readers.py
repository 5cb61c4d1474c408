"""The readers there are, by name, and how one of them is opened.

A reader stands in `READERS`, or another package brings it through an entry point of the group
`communique.readers`. docs/own-reader.md tells how to write one.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from communique.documents.document import Document
from communique.errors import ReaderError, UnknownReader
from communique.findings import Findings
from communique.reasons import Explained

GROUP = "communique.readers"
"""The group of entry points through which other packages bring readers."""

SHIPPED = "communique"
"""The reader that is part of the package."""

READERS: Mapping[str, str] = {
    SHIPPED: "communique.reading.shipped:open_shipped",
}
"""What opens each reader, written as an entry point is: it is imported when it is asked for."""


@runtime_checkable
class Reader(Protocol):
    """What finds the facts of a document."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def version(self) -> str:
        """Another one wherever it may find something else in the same text."""

    def read(self, document: Document) -> Findings:
        """Return the facts of a document that is to be read (`document.read`).

        Raises CommuniqueError where this one document cannot be read; the others go on.
        """


@runtime_checkable
class Explaining(Reader, Protocol):
    """A reader that can also say why it files what it files."""

    def explain(self, document: Document) -> Explained:
        """Read as `read` does, and say of each fact why it was filed."""


def label(reader: Reader) -> str:
    """Return what the record files the findings of a reader under: its name and version."""
    return f"{reader.name} {reader.version}"


def names() -> list[str]:
    """Return the names of all readers that are installed, the shipped ones first."""
    brought = sorted({entry.name for entry in entry_points(group=GROUP)} - READERS.keys())
    return [*READERS, *brought]


def open_reader(name: str = SHIPPED) -> Reader:
    """Open the reader of that name; one of `READERS` goes before one that a package brings.

    Raises:
        UnknownReader: there is none.
        ReaderError: it cannot be imported, two packages bring it, or it is no reader.
        ModelError: its weights are missing or damaged.
    """
    entry = _entry(name)
    whose = f"the reader {name!r} ({entry.value})"
    try:
        opener = entry.load()
    except (ImportError, AttributeError) as error:
        raise ReaderError(f"{whose} cannot be imported: {error}") from error
    reader = opener()
    if not isinstance(reader, Reader):
        raise ReaderError(f"{whose} is none: a reader has a name, a version and a method read")
    if reader.name != name:
        raise ReaderError(f"{whose} calls itself {reader.name!r}; the two have to agree")
    return reader


def _entry(name: str) -> EntryPoint:
    if name in READERS:
        return EntryPoint(name, READERS[name], GROUP)
    values = {entry.value: entry for entry in entry_points(group=GROUP, name=name)}
    if not values:
        raise UnknownReader(
            f"there is no reader {name!r}; there are: {', '.join(names())}. "
            f"A package brings another through an entry point of the group {GROUP}"
        )
    if len(values) > 1:
        raise ReaderError(f"several packages bring a reader {name!r}: {', '.join(sorted(values))}")
    return next(iter(values.values()))
