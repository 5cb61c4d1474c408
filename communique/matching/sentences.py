"""The sentence in which words stand, told by end marks alone."""

from __future__ import annotations

import re
from bisect import bisect_right

from communique.documents.document import Document
from communique.spans import Span

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_REACH = 600
"""Characters to each side beyond which no sentence is followed."""


def sentence_at(document: Document, span: Span) -> Span:
    """Return where the sentence stands in which `span` starts; it holds the whole of `span`."""
    text = document.text
    at = bisect_right(document.paragraphs, span.start, key=lambda p: p.start) - 1
    paragraph = document.paragraphs[at] if at >= 0 else None
    first, last = (paragraph.start, paragraph.end) if paragraph else (0, len(text))
    low, high = max(first, span.start - _REACH), min(last, span.end + _REACH)
    low = max((m.end() for m in _END.finditer(text, low, span.start + 2) if m.end() <= span.start),
              default=low)  # fmt: skip
    end = _END.search(text, max(low, span.end - 1), high)
    return Span(low, max(span.end, end.start() + len(end.group().rstrip()) if end else high))
