"""Figures compared: what is counted, of whom, and what the words admit of the number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from communique import data_files
from communique.findings import Figure
from communique.matching.wording import alike, head_words, listed, subject, words_of

_ROUNDING = 0.1
"""How far "about 300" reaches to each side, as a share of it."""


def _table() -> dict[str, Any]:
    return data_files.table(__package__, "quantities.toml")


@cache
def _families() -> dict[str, str]:
    rows = (row["words"].split() for row in _table()["same"])
    return {word: row[0] for row in rows for word in row}


@dataclass(frozen=True)
class Balance:
    """Which counted things make up a sum: initial − less = leaves."""

    initial: frozenset[str]
    less: frozenset[str]
    leaves: frozenset[str]


@cache
def balances() -> tuple[Balance, ...]:
    """Return the sums that figures of one report may make up."""
    keys = ("initial", "less", "leaves")
    return tuple(Balance(*(frozenset(row[k].split()) for k in keys)) for row in _table()["balance"])


def counted(what: str | None) -> str | None:
    """Return what is counted, one word for all that count the same: "freed" → "released"."""
    if what is None or not what.strip():
        return None
    word = "-".join(what.lower().split())
    return _families().get(word, word)


@cache
def is_position(what: str | None) -> bool:
    """Tell whether an amount is what a side wants or offers, rather than a count of something."""
    return what in _table()["positions"]["words"].split()


def who_words(phrase: str | None) -> tuple[str, ...]:
    """Return the words of those who are counted, the head last; empty for people as such."""
    words = head_words(phrase) if phrase else ()
    return tuple(word for word in words if word not in listed("anyone"))


def who_head(phrase: str | None) -> str | None:
    """Return the subject of the head of `phrase`; None for people as such."""
    words = who_words(phrase)
    return subject(words[-1]) if words else None


def may_be_part(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether one phrase says no more of those who are counted than the other.

    "Prisoners" may be the "Norland prisoners" and so may "Norlanders", but not "Sudmark prisoners".
    """
    if not part or not whole:
        return True
    short, long = sorted((part, whole), key=len)
    return all(any(subject(a) == subject(b) or alike(a, b) for b in long) for a in short)


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`, which may be infinite."""

    low: float
    high: float

    def __sub__(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def meets(self, other: Range) -> bool:
        """Tell whether one number may be both."""
        return self.low <= other.high and other.low <= self.high


@lru_cache(maxsize=10_000)
def range_of(low: float | None, high: float | None, hedge: str | None) -> Range | None:
    """Return what a figure admits; None where it admits anything or makes no sense.

    "About" reaches a tenth to each side; "nearly", which has no lower end, at most a tenth down.
    """
    ends = [end for end in (low, high) if end is not None]
    if not ends or any(not math.isfinite(end) for end in ends):
        return None
    if low is not None and high is not None and low > high:
        return None
    near = hedge is not None and any(w in listed("approximate") for w in words_of(hedge))
    slack = _ROUNDING if near else 0.0
    lowest = high - abs(high) * slack if near and low is None and high is not None else low
    return Range(
        -math.inf if lowest is None else lowest - abs(lowest) * (slack if low is not None else 0),
        math.inf if high is None else high + abs(high) * (slack if low is not None else 0),
    )


def figure_range(figure: Figure) -> Range | None:
    """Return what the words of a figure admit."""
    return range_of(figure.low, figure.high, figure.hedge)


def number(value: float) -> str:
    """Return a number as people write it: 1200 → "1,200", 2.50 → "2.5"."""
    if abs(value) >= 1e15 or not math.isfinite(value):  # beyond exact integers
        return f"{value:g}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def shown(found: Range) -> str:
    """Return a range in words: "140", "30 to 40", "at most 20,000", "at least 12"."""
    if found.low == found.high:
        return number(found.low)
    if math.isinf(found.low):
        return f"at most {number(found.high)}"
    if math.isinf(found.high):
        return f"at least {number(found.low)}"
    return f"{number(found.low)} to {number(found.high)}"
