"""The text of a PDF file, in paragraphs (pypdf).

What a page shows is lines; they are put together to paragraphs again, words that a line end parts
become one, and what stands above or below the text of most pages, such as its number, is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from communique.documents.extra import missing
from communique.documents.json_entries import too_large
from communique.documents.paragraphs import stretches
from communique.documents.quiet import quiet
from communique.errors import UnreadableInput

_EDGE = 2
"""Lines at the top and at the bottom of a page that may be no part of the text."""
_FEWEST_PAGES = 3
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–(]?\s*\d{1,4}\s*[-–)]?(?:\s*(?:/|of)\s*\d{1,4})?", re.I)
_PARTED = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+)")
_SHORT = 0.6
_HOSTILE = (RecursionError, MemoryError, OverflowError)


def read_pdf(raw: bytes, where: str, max_chars: int) -> str:
    """Return the text of a PDF file; empty where its pages are pictures.

    Raises:
        UnreadableInput: it is damaged, needs a password, or the extra is not installed.
        InputTooLarge: there is more text in it than `max_chars`.

    """
    try:
        import pypdf  # noqa: PLC0415
    except ImportError as error:
        raise missing(where, "PDF files") from error
    pages: list[list[str]] = []
    length = 0
    with quiet("pypdf"):
        try:
            for words in _pages(pypdf, raw, where):
                length += len(words)
                if length > max_chars:
                    raise too_large(where, max_chars)
                pages.append([" ".join(line.split()) for line in words.splitlines()])
        except (pypdf.errors.PyPdfError, *_HOSTILE, ArithmeticError, LookupError) as error:
            raise _damaged(where) from error
        except (TypeError, ValueError, AttributeError, AssertionError) as error:
            # The library may stumble anywhere over what does not keep to the format.
            raise _damaged(where) from error
    return _as_text(_without_edges(pages))


def _pages(pypdf: Any, raw: bytes, where: str) -> Iterator[str]:
    reader = pypdf.PdfReader(BytesIO(raw))
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except (pypdf.errors.DependencyError, NotImplementedError):
            opened = 0
        if not opened:
            raise UnreadableInput(where, "it is locked by a password; save it without one first")
    for page in reader.pages:
        yield page.extract_text().replace("\0", "")


def _damaged(where: str) -> UnreadableInput:
    return UnreadableInput(where, "the PDF file is damaged or not made as PDF files are")


def _without_edges(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of all pages but those that stand at the edge of most of them."""
    filled = [[line for line in page if line] for page in pages]
    edges = Counter(
        shape for page in filled for shape in {_shape(line) for line in _edges_of(page)}
    )
    often = {
        shape
        for shape, number in edges.items()
        if len(filled) >= _FEWEST_PAGES and number > len(filled) / 2
    }
    kept: list[str] = []
    for page in pages:
        at_edge = set(_edges_of([line for line in page if line]))
        kept += [
            line
            for line in page
            if line not in at_edge or not (_shape(line) in often or _PAGE_NUMBER.fullmatch(line))
        ]
    return kept


def _edges_of(page: Sequence[str]) -> list[str]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _shape(line: str) -> str:
    """Return a line with its numbers made alike: "Statement 3 of 7" on every page."""
    return re.sub(r"\d+", "0", line)


def _as_text(lines: Sequence[str]) -> str:
    width = max(map(len, lines), default=0)
    spaced: list[str] = []
    for line in lines:
        before = spaced[-1] if spaced else ""
        # A short line before a capital is a heading, a name or an end.
        if 0 < len(before) < _SHORT * width and line[:1].isupper() and before[-1] not in ",;-–":
            spaced.append("")
        spaced.append(line)
    raw = "\n".join(spaced)
    known = Counter(re.findall(r"[\w-]+", raw))

    def joined(parted: re.Match[str]) -> str:
        first, second = parted[1], parted[2]
        whole = f"{first}-{second}"
        return whole if known[whole] or second[0].isupper() else first + second

    paragraphs = (span.of(raw) for span in stretches(raw, wrapped=True))
    return "\n\n".join(" ".join(_PARTED.sub(joined, each).split()) for each in paragraphs)
