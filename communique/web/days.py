"""Days as forms and addresses give them."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException

from communique.brief import wording
from communique.dates import YEARS


def day(words: str) -> date | None:
    """Return the day that is written like 2031-05-17; None for nothing, HTTP 400 for nonsense."""
    if not words.strip():
        return None
    try:
        found = date.fromisoformat(words.strip())
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise HTTPException(
            400, f"“{wording.short(words, 40)}” is no day; write it like 2031-05-17."
        )
    return found
