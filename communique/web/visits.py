"""When the app was last visited: kept in a cookie of the browser, as days of coverage.

A visit lasts as long as the page on the talks is opened again within a few hours, so that to reload
it does not make everything old.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import date

COOKIE = "communique_visit"
PAUSE = 4 * 60 * 60
"""Seconds without a page that end a visit."""
KEPT = 400 * 24 * 60 * 60

_FORM = re.compile(r"(\d{4}-\d\d-\d\d)?_(\d{4}-\d\d-\d\d)_(\d{1,12})", re.ASCII)


@dataclass(frozen=True)
class Visit:
    """The latest coverage that was there at the visit before, and at this one."""

    before: date | None
    """None at the first visit."""
    now: date
    at: int
    """When a page was last opened, in seconds."""

    def __str__(self) -> str:
        return f"{self.before or ''}_{self.now}_{self.at}"


def visit(cookie: str | None, latest: date, *, clock: float | None = None) -> Visit:
    """Return the present visit, by what the browser keeps of the one before.

    Args:
        cookie: as the browser gives it; None or nonsense at the first visit.
        latest: the latest day of publication in the record.
        clock: now, in seconds.

    """
    at = int(time.time() if clock is None else clock)
    known = _parsed(cookie or "")
    if known is None:
        return Visit(None, latest, at)
    if at - known.at > PAUSE:
        return Visit(known.now, latest, at)
    return Visit(known.before, latest, at)


def _parsed(words: str) -> Visit | None:
    found = _FORM.fullmatch(words)
    if found is None:
        return None
    try:
        before = date.fromisoformat(found[1]) if found[1] else None
        return Visit(before, date.fromisoformat(found[2]), int(found[3]))
    except ValueError:
        return None
