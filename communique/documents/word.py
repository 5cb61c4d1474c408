"""The text of a Word document (.docx), in paragraphs with their kinds (python-docx)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from communique.documents.extra import missing
from communique.documents.page import Page
from communique.errors import UnreadableInput
from communique.vocabulary import ParagraphKind

_LARGEST = 1 << 27
"""Bytes that all parts of the document may have when unpacked."""
_MARKUP = 1 << 24
_BYTES_A_CHARACTER = 8
"""Bytes of markup that there may be for each character of text, beside `_MARKUP`."""
_WORDS = (
    ".//w:t[not(ancestor::w:moveFrom)] | .//w:tab[not(ancestor::w:pPr)] | .//w:br | .//w:cr"
    " | .//w:noBreakHyphen"
)
"""All words as they stand with tracked changes accepted; `p.text` leaves insertions out."""
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

_STUMBLES = (KeyError, ValueError, TypeError, AttributeError, SyntaxError, RecursionError)


def read_word(raw: bytes, where: str, max_chars: int) -> Page:
    """Return the text of a Word document, and which of its paragraphs are titles or headings.

    Raises UnreadableInput where it is damaged, made to fill the memory, or the extra is missing.
    """
    try:
        import docx  # noqa: PLC0415
        from docx.oxml.exceptions import XmlchemyError  # noqa: PLC0415
    except ImportError as error:
        raise missing(where, "Word documents") from error
    _refuse_bomb(raw, where, max_chars)
    try:
        document = docx.Document(BytesIO(raw))
        blocks = list(_blocks(document.iter_inner_content()))
    except (*_STUMBLES, XmlchemyError) as error:
        # lxml's errors are SyntaxErrors; the library may stumble over any part that is not there.
        raise UnreadableInput(where, "the Word document is damaged") from error
    parts: list[str] = []
    structure: dict[int, ParagraphKind] = {}
    at = 0
    for kind, words in blocks:
        if kind is not None:
            structure[at] = kind
        parts.append(words)
        at += len(words) + 2
    title = next((words for kind, words in blocks if kind == "title"), None)
    return Page("\n\n".join(parts), structure, title)


def _refuse_bomb(raw: bytes, where: str, max_chars: int) -> None:
    """Raise UnreadableInput where a small file says that it becomes a huge one.

    It cannot lie: no more of a part is unpacked than its entry says.
    """
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        members = archive.infolist()
    markup = sum(each.file_size for each in members if each.filename.endswith((".xml", ".rels")))
    whole = sum(each.file_size for each in members)
    if markup > _BYTES_A_CHARACTER * max_chars + _MARKUP or whole > _LARGEST:
        raise UnreadableInput(where, f"unpacked it has {whole:,} bytes; no story is that long")


def _blocks(content: Any) -> Iterator[tuple[ParagraphKind | None, str]]:
    """Yield the paragraphs in their order, and each row of a table as one."""
    for block in content:
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(words for cell in row.cells if (words := _joined(cell)))
                if cells:
                    yield None, " | ".join(cells)
            continue
        for line in _words(block).split("\n"):
            if words := " ".join(line.split()):
                yield _kind(block), words


def _joined(cell: Any) -> str:
    return " ".join(" ".join(_words(each) for each in cell.paragraphs).split())


def _words(paragraph: Any) -> str:
    found = (
        (each, each.tag.rpartition("}")[2])
        for each in paragraph._p.xpath(_WORDS)
        # What stands in a box is no part of the sentence beside it.
        if not any(above.tag.endswith("}txbxContent") for above in each.iterancestors())
    )
    return "".join(_MARKS.get(name) or each.text or "" for each, name in found)


def _kind(paragraph: Any) -> ParagraphKind | None:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if style == "Title":
        return "title"
    if style == "Subtitle" or style.startswith("Heading"):
        return "heading"
    return "caption" if style == "Caption" else None
