"""Evidence: the document, the exact words, and the sentence in which they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.documents.document import Document
from communique.spans import Span, hull

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_REACH = 600


@dataclass(frozen=True)
class Evidence:
    """Words of one document that say what a line says."""

    document: str
    """Id of the document."""
    ref: str
    published: date | None
    outlet: str | None
    span: Span
    """Where `words` stand in the document's text."""
    words: str
    sentence: str
    """The sentence around the words, its white space evened out: to be shown, not to be counted."""


def cite(document: Document, span: Span) -> Evidence | None:
    """Return the evidence that stands on `span`; None where the text ends before it."""
    if span.end > len(document.text):
        return None
    return words_at(
        document, span, sentence=sentence_around(document.text, span, _paragraph(document, span))
    )


def words_at(document: Document, span: Span, *, sentence: str = "") -> Evidence:
    """Return the words of `span` as evidence, in a sentence or alone; the span is in the text."""
    return Evidence(
        document=document.id,
        ref=document.ref,
        published=document.published,
        outlet=document.outlet,
        span=span,
        words=span.of(document.text),
        sentence=sentence,
    )


def cite_all(document: Document, spans: Iterable[Span | None]) -> tuple[Evidence, ...]:
    """Return the evidence for those of `spans` that are known, in the order of the text."""
    known = sorted({span for span in spans if span is not None})
    return tuple(e for e in (cite(document, span) for span in known) if e is not None)


def joined(text: str, *spans: Span | None, gap: int = 80) -> tuple[Span, ...]:
    """Return `spans` with those that stand near each other on one line joined into one.

    Args:
        text: what the spans stand in.
        spans: None is left out.
        gap: the most characters that may lie between two spans that are joined.

    """
    found: list[Span] = []
    for span in sorted(span for span in spans if span is not None):
        near = bool(found) and found[-1].distance(span) <= gap
        if near and "\n" not in text[found[-1].end : span.start]:
            found[-1] = hull((found[-1], span))
        else:
            found.append(span)
    return tuple(found)


def sentence_at(document: Document, span: Span) -> Span:
    """Return where the sentence stands in which `span` lies, as `sentence_around` finds it."""
    return sentence_span(document.text, span, _paragraph(document, span))


def sentence_around(text: str, span: Span, within: Span | None = None) -> str:
    """Return the sentence in which `span` lies, at most a few hundred characters to each side.

    Sentences are told apart by their end marks alone: good enough to show, not to reason on.

    Args:
        text: what the span stands in.
        span: the words whose sentence is wanted.
        within: the paragraph; without one, the sentence ends where its line does.

    """
    return " ".join(sentence_span(text, span, within).of(text).split())


def sentence_span(text: str, span: Span, within: Span | None = None) -> Span:
    """Return where the sentence stands that `sentence_around` returns."""
    if within is None:
        line_end = text.find("\n", span.end)
        within = Span(
            min(text.rfind("\n", 0, span.start) + 1, span.start),
            max(span.end, len(text) if line_end < 0 else line_end),
        )
    first = max(within.start, span.start - _REACH)
    before = text[first : span.start]
    after = text[span.end : min(within.end, span.end + _REACH)]
    # The words themselves may start a sentence, so that the end before them is seen by looking on.
    ends = (m.end() for m in _SENTENCE_END.finditer(before + text[span.start : span.start + 2]))
    start = max((at for at in ends if at <= len(before)), default=0)
    # The words themselves may end a sentence, so that the end is looked for from their last one.
    end = _SENTENCE_END.search(text[span.end - 1 : span.end] + after)
    stop = max(0, end.end() - 1) if end else len(after)
    return Span(first + start, span.end + stop)


def _paragraph(document: Document, span: Span) -> Span | None:
    """Return the paragraph in which `span` starts; it reaches to the end of `span` at least."""
    at = bisect_right(document.paragraphs, span.start, key=lambda p: p.start) - 1
    paragraph = document.paragraphs[at] if at >= 0 else None
    if paragraph is None or paragraph.end <= span.start:
        return None
    return Span(paragraph.start, max(paragraph.end, span.end))


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return `evidence` once each, earliest document first, undated documents last."""
    return tuple(sorted(set(evidence), key=_place))


def _place(evidence: Evidence) -> tuple[bool, date, str, Span]:
    return (
        evidence.published is None,
        evidence.published or date.min,
        evidence.document,
        evidence.span,
    )
