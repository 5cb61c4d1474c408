"""Annotated documents read as `communique read --json` reads them, without their annotation."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.documents import Document, LoadOptions, ReadDocument, load
from communique.errors import InputError
from communique.reading import Model, read

Row = dict[str, Any]
_KNOWN = ("id", "text", "published", "date", "title", "outlet")
"""What the reader is told; "date" is a publication date under another name."""


def loaded(rows: Iterable[Row]) -> Iterator[tuple[Row, Document]]:
    """Yield annotated rows with the documents that are taken in from them, text and date alone."""
    for row in rows:
        bare = {name: row[name] for name in _KNOWN if row.get(name) is not None}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "document.jsonl"
            file.write_text(json.dumps(bare), encoding="utf-8")
            (document,) = load([str(file)], LoadOptions())
        if isinstance(document, InputError):
            raise document
        yield row, document


def readings(rows: Iterable[Row], model: Model) -> Iterator[tuple[Row, ReadDocument]]:
    """Yield annotated rows with what the whole reading finds in them."""
    for row, document in loaded(rows):
        yield row, ReadDocument(document=document, findings=read(document, model))


def as_json(document: ReadDocument) -> Row:
    """Return a read document as the objects of the JSON contract."""
    found: Row = json.loads(document.to_json())
    return found
