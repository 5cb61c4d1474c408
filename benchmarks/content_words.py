"""The words of a name or a phrase that tell whom it is about."""

from __future__ import annotations

import re

_SMALL = frozenset({"the", "of", "a", "an", "and", "in", "for", "to", "its", "his", "their"})
"""Left out, as the scorer beside the data leaves them out."""


def content_words(*phrases: str) -> set[str]:
    """Return the words of phrases in lower case, small ones left out."""
    return {word for phrase in phrases for word in re.findall(r"\w+", phrase.lower())} - _SMALL
