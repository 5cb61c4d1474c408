"""What every export has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar

from communique.documents.document import ReadDocument


class Exporter(ABC):
    """One form in which the record is handed out.

    Calling it yields the bytes of the export of some documents, piece by piece, so that a record of
    any size can be written without being held in memory. An exporter keeps nothing between calls.
    """

    name: ClassVar[str]
    """What the user calls it."""
    media_type: ClassVar[str]
    """What a web server calls it."""

    def __call__(self, documents: Iterable[ReadDocument]) -> Iterator[bytes]:
        """Yield the export of `documents`, in the order given."""
        yield self.begin()
        for read in documents:
            yield self.write(read)
        yield self.finish()

    def begin(self) -> bytes:
        """Return what stands before the first document."""
        return b""

    @abstractmethod
    def write(self, read: ReadDocument) -> bytes:
        """Return one document."""

    def finish(self) -> bytes:
        """Return what stands after the last document."""
        return b""
