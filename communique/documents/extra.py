"""What is said where a file can be read with an extra that is not installed."""

from __future__ import annotations

from communique.errors import UnreadableInput


def missing(where: str, kind: str) -> UnreadableInput:
    """Return what is said of a file of that kind."""
    return UnreadableInput(
        where, f'to read {kind}, install the extra "documents": pip install "communique[documents]"'
    )
