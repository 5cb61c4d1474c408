"""A document: the text, where it came from, and which parts of it are the story."""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec

from communique.findings import Findings
from communique.sifting import sifted
from communique.spans import Span
from communique.vocabulary import ParagraphKind, PublishedFrom


class Paragraph(msgspec.Struct, frozen=True):
    """A stretch of the text between line breaks, and what it is."""

    start: int
    end: int
    kind: ParagraphKind

    @property
    def span(self) -> Span:
        """Where the paragraph stands."""
        return Span(self.start, self.end)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One published text. `text` is what was taken in and is never edited afterwards."""

    id: str
    ref: str
    """What the caller calls it: the `id` of a JSON line, else the file's name."""
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None
    read: bool = True
    not_read: str | None = None
    """Why the text was kept but not read: "language: Arabic"."""
    text: str
    paragraphs: tuple[Paragraph, ...] = ()


class ReadDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document with what was read in it."""

    document: Document
    findings: Findings

    def to_json(self) -> bytes:
        """Return one line of `communique read --json`, without the line end."""
        lists = {name: getattr(self.findings, name) for name in Findings.__struct_fields__}
        return msgspec.json.encode({"document": self.document, **lists})

    def sifted(self, least: float) -> ReadDocument:
        """Return the document with the facts that are at least this sure, as `sifting` has it."""
        return ReadDocument(document=self.document, findings=sifted(self.findings, least))

    @classmethod
    def from_json(cls, line: bytes) -> ReadDocument:
        """Return what a line of `communique read --json` holds.

        Raises msgspec.ValidationError or msgspec.DecodeError where it is not such a line.
        """
        document = msgspec.json.decode(line, type=_Line).document
        return cls(document=document, findings=msgspec.json.decode(line, type=Findings))


class _Line(msgspec.Struct):
    document: Document


def document_id(text: str, *, url: str | None, caller_id: str | None, outlet: str | None) -> str:
    """Return the id of a text: a hash of it and of the first of its origins that is known.

    Two outlets that carry one wire report give two documents; the name of the file and the date
    play no part, so that a text read again under another name stays the same document.
    """
    origin = url or caller_id or outlet or ""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
    digest.update(b"\0" + origin.encode("utf-8", "surrogatepass"))
    return f"sha256:{digest.hexdigest()}"
