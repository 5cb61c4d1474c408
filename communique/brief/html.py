"""A brief as one self-contained web page, with the source texts beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from communique import data_files
from communique.brief import charts
from communique.brief.marking import pieces, stretches
from communique.brief.model import Brief, Citation, Mark
from communique.brief.wording import UNCERTAIN, count, day, first_of, one_line, visible, where
from communique.documents.document import Document
from communique.spans import Span

_WHOLE = 60_000
"""Up to this many characters, a text is shown whole; of a longer one, what is around citations."""
_AROUND = 1_500


@dataclass(frozen=True)
class Passage:
    """Words of a source text that the same citations stand on."""

    words: str
    numbers: tuple[int, ...]
    begins: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph of a source text, or the part of it that is shown."""

    kind: str
    passages: tuple[Passage, ...]
    left_out: int
    """Characters that are left out before it."""


@dataclass(frozen=True)
class Text:
    """A source text as the page shows it."""

    document: Document
    blocks: tuple[Block, ...]
    left_out: int
    """Characters that are left out at its end."""

    @property
    def link(self) -> str:
        """Its address, where it is one of the web."""
        url = self.document.url or ""
        return url if url.lower().startswith(("https://", "http://")) else ""

    def repeats_title(self, block: Block) -> bool:
        """Tell whether a paragraph is the title, which stands above the text already."""
        cited = any(passage.numbers for passage in block.passages)
        words = " ".join(passage.words for passage in block.passages)
        return not cited and one_line(words) == one_line(self.document.title or "")


def to_html(brief: Brief) -> str:
    """Return one page of HTML, with no reference to anything outside it.

    Whatever the coverage contains is escaped. A policy in the page forbids all that the page does
    not need, the network first of all.
    """
    style, script = _part("brief.css"), _part("brief.js")
    return _environment().get_template("brief.html").render(
        brief=brief,
        texts=tuple(texts(brief)),
        days=charts.days(_shown_marks(brief)),
        policy=(
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=Markup(style),  # noqa: S704  # our own files
        script=Markup(script),  # noqa: S704
    )  # fmt: skip


def texts(brief: Brief) -> Iterator[Text]:
    """Yield the texts that are cited, in the order of the sources."""
    cited: dict[str, list[tuple[Span, int]]] = {}
    for citation in brief.citations:
        evidence = citation.evidence
        cited.setdefault(evidence.document, []).append((evidence.span, citation.number))
    for source in brief.sources:
        for document in source.all:
            if document.id in cited:
                yield _text(document, cited[document.id])


def _text(document: Document, marks: list[tuple[Span, int]]) -> Text:
    blocks: list[Block] = []
    shown = list(_shown(document, [span for span, _ in marks]))
    edges = [edge for start, end, _ in shown for edge in (start, end)]
    cut = list(pieces(len(document.text), marks, edges=edges))
    at = seen = 0
    for start, end, kind in shown:
        while at < len(cut) and cut[at].start < start:
            at += 1
        passages = []
        while at < len(cut) and cut[at].start < end:
            piece = cut[at]
            words = document.text[piece.start : piece.end]
            passages.append(Passage(words, piece.keys, piece.begins))
            at += 1
        left_out = len(document.text[seen:start].strip())
        blocks.append(Block(kind, tuple(passages), left_out))
        seen = end
    return Text(document, tuple(blocks), len(document.text[seen:].strip()))


def _shown(document: Document, cited: list[Span]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of the text that are shown, none across a paragraph's edge."""
    windows = _windows(len(document.text), cited)
    for start, end, kind in stretches(document):
        for first, last in windows:
            if first < end and start < last:
                yield max(start, first), min(end, last), kind


def _windows(length: int, cited: list[Span]) -> list[tuple[int, int]]:
    if length <= _WHOLE:
        return [(0, length)]
    found: list[tuple[int, int]] = [(0, _AROUND)]
    for span in sorted(cited):
        start, end = max(0, span.start - _AROUND), min(length, span.end + _AROUND)
        if start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _shown_marks(brief: Brief) -> list[Mark]:
    """Return the events whose lines are in view, so that the picture and the list agree."""
    shown = {line.id for section in brief.sections for line in section.shown_lines()}
    return [mark for mark in brief.marks if mark.line.id in shown]


def _quoted(citation: Citation) -> str:
    return one_line(citation.words)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("communique.brief"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(
        day=day,
        line=one_line,
        quoted=_quoted,
        safe_text=visible,
        text=lambda words: visible(words, turns=True),
    )
    found.globals.update(
        UNCERTAIN=UNCERTAIN,
        count=count,
        first_of=first_of,
        number=charts.number,
        scale=charts.Scale.of,
        where=where,
    )
    return found


def _part(name: str) -> str:
    return data_files.text(__package__, f"templates/{name}")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
