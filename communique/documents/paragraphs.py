"""A text cut into paragraphs: stretches between blank lines or line breaks.

In a hard-wrapped text (lines broken at a fixed width, as news wires send them) a line break is no
more than a space; there, blank lines, indented lines and lines that end early part the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.spans import Span

WIDEST = 132
"""Characters in the widest line that is still taken for a hard-wrapped one."""
_NARROWEST = 40
_FEWEST_BREAKS = 3
_MOSTLY = 0.6
_SLACK = 12
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$|--$")
_ITEM = re.compile(r"[-–—•*·▪◦]\s|\(?\d{1,2}[.)]\s|\(?[a-zA-Z][.)]\s|#{1,6}\s|>")
_LEADING_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class _Line:
    """One line without the white space at its ends; empty where nothing else is in it."""

    start: int
    end: int
    indent: int
    words: str


def stretches(text: str, *, wrapped: bool | None = None) -> list[Span]:
    """Return where the paragraphs of `text` stand: trimmed, in order, never overlapping.

    `wrapped` tells whether the lines are hard-wrapped; None finds out.
    """
    lines = list(_lines(text))
    if wrapped is None:
        wrapped = _is_wrapped(lines)
    if not wrapped:
        return [Span(line.start, line.end) for line in lines if line.words]
    return list(_joined(lines))


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    """Tell whether most lines end only where the next word had no room left."""
    width = _width(lines)
    if not _NARROWEST <= width <= WIDEST:
        return False
    breaks = [(a, b) for a, b in pairwise(lines) if _may_continue(a, b)]
    if len(breaks) < _FEWEST_BREAKS:
        return False
    full = sum(1 for a, b in breaks if not _has_room(a, b, width))
    open_ended = sum(1 for a, _ in breaks if not _ENDS.search(a.words))
    return full > _MOSTLY * len(breaks) and open_ended > _MOSTLY * len(breaks)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words and not words.strip(_INVISIBLE):
            words = ""
        indent = len(raw) - len(raw.lstrip())
        yield _Line(at + indent, at + indent + len(words), indent, words)
        at += len(raw)


def _width(lines: Sequence[_Line]) -> int:
    lengths = sorted(line.indent + len(line.words) for line in lines if line.words)
    # One line in fifty may stick out: a web address, a table.
    return lengths[-1 - len(lengths) // 50] if lengths else 0


def _may_continue(line: _Line, following: _Line) -> bool:
    """Tell whether `following` may go on with the sentence in which `line` breaks off."""
    if not line.words or not following.words or _ITEM.match(following.words):
        return False
    return following.indent <= line.indent + 1


def _has_room(line: _Line, following: _Line, width: int) -> bool:
    word = _LEADING_WORD.match(following.words)
    return line.indent + len(line.words) + 1 + (word.end() if word else 0) <= width - _SLACK


def _joined(lines: Sequence[_Line]) -> Iterator[Span]:
    width = _width(lines)
    capitals = not any(char.islower() for line in lines for char in line.words[:200])
    start: int | None = None
    for number, line in enumerate(lines):
        if not line.words:
            continue
        if start is None:
            start = line.start
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and _may_continue(line, following):
            early = _has_room(line, following, width)
            if not early or not _ENDS.search(line.words):
                is_title = (
                    early and number == 0 and not capitals and _reads_as_title(line, following)
                )
                if not is_title:
                    continue
        yield Span(start, line.end)
        start = None


def _reads_as_title(line: _Line, following: _Line) -> bool:
    """Tell whether a first line that ends early is a title, and no sentence cut off."""
    return len(line.words.split()) > 2 and not following.words[0].islower()
