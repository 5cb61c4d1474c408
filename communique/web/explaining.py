"""Why facts were filed: read again with the reasons, when someone asks."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec

from communique.brief import why_json
from communique.documents import Document
from communique.errors import ReaderError
from communique.reading import Explaining, Reader, label
from communique.reasons import Explained

_KEPT = 8

Reasons = dict[str, Any]
"""One fact with its reasons, as `communique show --why --json` prints it."""


class Explainer:
    """Explains documents, and remembers the last few."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._known: OrderedDict[Document, tuple[Reasons, ...]] = OrderedDict()

    def version(self) -> str:
        """Return the name and version of what explains. Raises as `reading.open_reader`."""
        return label(self._reader())

    def why(self, document: Document) -> tuple[Reasons, ...]:
        """Return each fact of a document with its reasons.

        Raises ReaderError where the reader gives none, and as `reading.open_reader`.
        """
        # One at a time: reading takes all of a processor, and pages are to stay quick.
        with self._lock:
            # By all of it: the id stays where the day of publication is put right.
            if document not in self._known:
                self._known[document] = tuple(self._asked(document))
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
            return self._known[document]

    def _asked(self, document: Document) -> list[Reasons]:
        reader = self._reader()
        if not isinstance(reader, Explaining):
            raise ReaderError(f"the reader {reader.name!r} gives no reasons for what it finds")
        found = reader.explain(document) if document.read else Explained.nothing()
        return [msgspec.json.decode(line) for line in why_json(document, found, label(reader))]
