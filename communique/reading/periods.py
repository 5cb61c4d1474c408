"""Days that a TIMEX3 value covers, and arithmetic on days, weeks, months and years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from communique.dates import Interval

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEAR = re.compile(r"(\d{2,4})(X{0,2})")
_MONTHS = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14),
}  # fmt: skip


@lru_cache(maxsize=4096)
def days_of(value: str) -> Interval | None:
    """Return the days of a value such as 2031-03, 2031-W12 or 203X; None where it names none."""
    try:
        return _days_of(value)
    except (ValueError, OverflowError):
        return None


def _days_of(value: str) -> Interval | None:
    if match := _DAY.fullmatch(value):
        return Interval.day(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _MONTH.fullmatch(value):
        return months(int(match[1]), int(match[2]), int(match[2]))
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        first = monday + timedelta(days=5) if match[3] else monday
        return Interval(first, monday + timedelta(days=6))
    if match := _PART.fullmatch(value):
        return months(int(match[1]), *_MONTHS[match[2]])
    if (match := _YEAR.fullmatch(value)) and len(value) == 4:
        width = 10 ** len(match[2])
        first_year = int(match[1]) * width
        return Interval(date(first_year, 1, 1), date(first_year + width - 1, 12, 31))
    return None


def months(year: int, first: int, last: int) -> Interval:
    """Return the days of whole months, the first and last counted from January of `year`."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Interval(
        date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
    )


def month_shifted(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the year and month that lie `count` months after the given one."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def day_shifted(day: date, unit: str, count: int) -> date:
    """Return the day that lies `count` units (D, W, M, Y, E, C, Q, F) after `day`.

    Raises OverflowError or ValueError where no calendar reaches so far.
    """
    if unit in {"D", "W", "F"}:
        return day + timedelta(days=count * {"D": 1, "W": 7, "F": 14}[unit])
    year, month = month_shifted(
        day.year, day.month, count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
    )
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def value_at(day: date, unit: str) -> str:
    """Return the value of the day or period that holds `day`."""
    if unit in {"W", "F", "WE"}:
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return {
        "D": day.isoformat(), "M": f"{day.year:04d}-{day.month:02d}", "Y": f"{day.year:04d}",
        "E": f"{day.year // 10:03d}X", "C": f"{day.year // 100:02d}XX",
    }[unit]  # fmt: skip


def edge_of(interval: Interval, edge: str) -> Interval:
    """Return what "early", "mid" or "late" leaves of a period: half, rather more than less."""
    if interval.start is None or interval.end is None or interval.is_day:
        return interval
    length = (interval.end - interval.start).days
    if edge == "START":
        return Interval(interval.start, interval.start + timedelta(days=length // 2))
    if edge == "END":
        return Interval(interval.end - timedelta(days=length // 2), interval.end)
    quarter = timedelta(days=length // 4)
    return Interval(interval.start + quarter, interval.end - quarter)
