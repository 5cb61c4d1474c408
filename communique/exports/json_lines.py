"""JSON Lines: one document a line, with all that was read in it."""

from __future__ import annotations

from communique.documents.document import ReadDocument
from communique.exports.base import Exporter


class JsonLines(Exporter):
    """The objects that `communique read --json` prints."""

    name = "jsonl"
    media_type = "application/x-ndjson"

    def write(self, read: ReadDocument) -> bytes:
        """Return the document's line."""
        return read.to_json() + b"\n"
