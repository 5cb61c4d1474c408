"""Words between marks, as full-text indexes give them, and where they stand without the marks."""

from __future__ import annotations

import re

from communique.spans import Span

ON, OFF = "\ue000", "\ue001"
"""Marks around what was found: characters that no text is to hold."""
_MARK = re.compile(f"[{ON}{OFF}]")


def unmarked(words: str) -> tuple[str, tuple[Span, ...]]:
    """Return `words` without the marks, and where that stands which was between them."""
    pieces: list[str] = []
    found: list[Span] = []
    length, at, opened = 0, 0, None
    for match in _MARK.finditer(words):
        pieces.append(words[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match.group() == ON:
            opened = length
        elif opened is not None and opened < length:
            found.append(Span(opened, length))
            opened = None
    pieces.append(words[at:])
    return "".join(pieces), tuple(found)
