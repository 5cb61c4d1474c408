"""How many documents the inputs hold, before any is taken in; for a bar that tells how far it is.

Nothing is decoded: lines of JSON Lines are counted, and every other file is one document. Where
that cannot be told without using an input up, or would take long, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from communique.documents.sources import DAMAGE, Source, open_sources
from communique.errors import InputError

_LONGEST = 1 << 31
"""Bytes of unpacked JSON Lines that are looked through at the most."""


def count(inputs: Sequence[str]) -> int | None:
    """Return about how many documents and errors `load` yields; None where it cannot be told."""
    if any(given == "-" or _ends_when_read(given) for given in inputs):
        return None
    number, left = 0, _LONGEST
    for source in open_sources(inputs, None):
        if isinstance(source, InputError) or source.suffix not in (".jsonl", ".ndjson"):
            number += 1
            continue
        lines, size = _lines(source, left)
        left -= size
        if left <= 0:
            return None
        number += lines
    return number


def _ends_when_read(given: str) -> bool:
    """Tell whether an input is a pipe or the like, from which can be read but once."""
    path = Path(given)
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except (OSError, ValueError):
        return False


def _lines(source: Source, most: int) -> tuple[int, int]:
    """Return how many lines there are, and how many bytes were looked through."""
    number, size, last = 0, 0, b"\n"
    try:
        for piece in source.chunks(most):
            size += len(piece)
            number += piece.count(b"\n")
            last = piece[-1:]
    except DAMAGE:
        return number + 1, size
    return number + (last != b"\n"), size
