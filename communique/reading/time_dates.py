"""Days, months and years that are written out: "3 March 2031", "March 3 to 5", "the 1990s"."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.reading.lexicon import table
from communique.reading.meanings import Meaning

_LONGEST_MONTH = 31


def year_of(text: str) -> int:
    """Return the year that two or four digits name: of two, one between 1940 and 2039."""
    if text.startswith("'") or len(text) == 2:
        short = int(text[-2:])
        return short + (2000 if short < 40 else 1900)
    return int(text)


def date_of(year: str | None, month: str, day: str | None) -> Meaning | None:
    """Return a month, or a day of it, by number or name; None where the calendar has none such."""
    number = int(month) if month.isdigit() else table("times.toml")["month"][month]
    days = int(re.sub(r"\D", "", day)) if day else None
    if not 1 <= number <= 12 or (days is not None and not 1 <= days <= _LONGEST_MONTH):
        return None
    if year is None:
        return Meaning("month", month=number, day=days)
    value = f"{year_of(year):04d}-{number:02d}" + (f"-{days:02d}" if days else "")
    return Meaning("fixed", value=value)


def days_of_month(year: str | None, month: str, first: str, last: str) -> Meaning | None:
    """Return days of one month, from one to another: "March 3 to 5"; None in another order."""
    begin, until = date_of(year, month, first), int(re.sub(r"\D", "", last))
    in_order = until <= _LONGEST_MONTH and int(re.sub(r"\D", "", first)) < until
    return replace(begin, until=until) if begin is not None and in_order else None


def slashed(match: re.Match[str]) -> Meaning | None:
    """Read 3/14/2031 or 14.3.2031; where both orders make a date, neither is known."""
    first, second = int(match[1]), int(match[2])
    if first > 12 >= second:
        return date_of(match[3], str(second), str(first))
    if second > 12 >= first or first == second:
        return date_of(match[3], str(first), str(second))
    return Meaning("fixed", value=f"{year_of(match[3]):04d}")


def year_alone(match: re.Match[str]) -> Meaning:
    """Read "2031"."""
    return Meaning("fixed", value=f"{year_of(match[1]):04d}")


def century(match: re.Match[str]) -> Meaning:
    """Read "the 19th century", by number or word, before the era or after it."""
    digits = re.sub(r"\D", "", match[1])
    number = int(digits) if digits else table("times.toml")["century"][match[1]]
    return Meaning("fixed", value=f"BC{number - 1:02d}" if match[2] else f"{number - 1:02d}XX")


def year_before(year: str) -> Meaning:
    """Return the meaning of a year before the era."""
    return Meaning("fixed", value=f"BC{int(year):04d}")


def decade(match: re.Match[str]) -> Meaning:
    """Read "the 1990s"."""
    return Meaning("fixed", value=f"{year_of(match[1]) // 10:03d}X")
