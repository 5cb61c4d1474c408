"""Acronyms, as names are written."""

from __future__ import annotations

_LONGEST = 8
"""Letters."""


def is_acronym(name: str) -> bool:
    """Tell whether a name is written as an acronym: one word of two to eight capitals."""
    letters = name.replace(".", "").strip()
    return 1 < len(letters) <= _LONGEST and letters.isalpha() and letters.isupper()
