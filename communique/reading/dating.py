"""Meanings put on the calendar, by the day of publication and by what was dated before."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from communique.dates import Interval
from communique.reading.meanings import Meaning
from communique.reading.periods import day_shifted, days_of, edge_of, value_at
from communique.reading.tense import Tense

_TOLD, _TOLD_TO_NEAR = 4, 3
"""Years gone by that make a narrative, and how many for each day near publication."""
_LAG, _BEHIND = 20, 1.3
"""Days back that count as no step back, and how much farther a day behind is than one ahead."""
_NEAR, _HALF, _FAR = timedelta(days=62), timedelta(days=183), timedelta(days=270)
_STARTS = {
    "SP": 3,
    "SU": 6,
    "FA": 9,
    "WI": 12,
    "Q1": 1,
    "Q2": 4,
    "Q3": 7,
    "Q4": 10,
    "H1": 1,
    "H2": 7,
}


@dataclass(frozen=True)
class Dated:
    """A TIMEX3 value, and the days that it covers where they are known."""

    value: str | None
    interval: Interval | None


def is_narrative(meanings: Sequence[Meaning | None], published: date | None) -> bool:
    """Tell whether a text tells of years gone by rather than of the days before its publication.

    There, "in March" is the March of the year that is being told.
    """
    if published is None:
        return True
    known = [m for m in meanings if m is not None]
    years = sum(
        m.form == "fixed"
        and (m.value or "")[:4].isdigit()
        and int((m.value or "")[:4]) < published.year - 1
        for m in known
    )
    near = sum(m.form == "weekday" or (m.form == "shift" and m.anchor == "now") for m in known)
    return years >= _TOLD and years > _TOLD_TO_NEAR * near


class Dating:
    """Dates the times of one document, in the order of the text."""

    def __init__(self, published: date | None, *, narrative: bool) -> None:
        """Start with nothing dated yet."""
        self._published = published
        self._narrative = narrative
        self._last: Interval | None = None

    def place(self, meaning: Meaning, tense: Tense, *, year: int | None = None) -> Dated:
        """Return the value and days of a meaning, and remember them.

        Args:
            meaning: of the time expression.
            tense: of its clause.
            year: the year that a range gives to its first part ("1 to 9 May 2031").

        """
        try:
            dated = self._dated(meaning, tense, year)
        except (ValueError, OverflowError):
            # 30 February, or a count of years that no calendar reaches.
            return Dated(None, None)
        of_now = self._narrative and meaning.form == "shift" and meaning.anchor == "now"
        if (
            dated.interval is not None
            and not of_now
            and meaning.form not in {"stretch", "duration"}
        ):
            self._last = dated.interval
        return _refined(dated, meaning, self._published, tense)

    def _dated(self, meaning: Meaning, tense: Tense, year: int | None) -> Dated:
        dated = Dated(meaning.value, None)
        match meaning.form:
            case "fixed":
                dated = Dated(meaning.value, days_of(meaning.value or ""))
            case "month":
                dated = self._month(meaning, tense, year)
            case "weekday":
                dated = self._weekday(meaning, tense)
            case "season" | "quarter":
                dated = self._season(meaning, tense)
            case "shift":
                dated = self._shift(meaning, tense)
            case "stretch":
                dated = self._stretch(meaning)
            case "clock":
                dated = self._clock(meaning)
        start = dated.interval.start if dated.interval is not None else None
        if meaning.until is not None and start is not None:
            end = start.replace(day=meaning.until)
            return Dated(f"{start}/{end}", Interval(start, end))
        return dated

    def _base(self, meaning: Meaning) -> date | None:
        """Return the day that a meaning counts from."""
        told = meaning.anchor == "then" or (self._narrative and meaning.lean == "that")
        if told and self._last is not None:
            back = meaning.count < 0 or (meaning.count == 0 and meaning.unit == "Y")
            return self._last.start if back else self._last.end
        return self._published

    def _month(self, meaning: Meaning, tense: Tense, year: int | None) -> Dated:
        month, day = meaning.month or 1, meaning.day
        blank = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
        if year is None:
            year = self._year_of(meaning, month, day, tense)
        if year is None:
            return Dated(blank, None)
        if (month, day) == (2, 29):
            year = _leap(year, ahead=tense == "future")
        value = f"{year:04d}{blank[4:]}"
        return Dated(value, days_of(value))

    def _year_of(self, meaning: Meaning, month: int, day: int | None, tense: Tense) -> int | None:
        last = self._last
        if self._narrative and not meaning.lean and last is not None and last.start is not None:
            return _told_year(last.start, last.end or last.start, month, day)
        base = self._base(meaning)
        if base is None:
            return None
        if meaning.lean:
            return _leaning_year(base, meaning, month, day)
        return _likely_year(base, month, day, tense)

    def _weekday(self, meaning: Meaning, tense: Tense) -> Dated:
        day = meaning.day or 1
        base = self._base(meaning)
        last = self._last
        if self._narrative and last is not None and last.is_day and last.start is not None:
            base, tense = last.start, "future"
        if base is None:
            return Dated(f"XXXX-WXX-{day}", None)
        if meaning.unit == "W":
            week = base + timedelta(weeks={"past": -1, "future": 1}.get(meaning.lean, 0))
            found = week - timedelta(days=week.isoweekday() - day)
            return Dated(found.isoformat(), Interval.day(found))
        back = (base.isoweekday() - day) % 7
        ahead = (day - base.isoweekday()) % 7
        if meaning.lean == "past" or (meaning.anchor == "then" and meaning.count < 0):
            found = base - timedelta(days=back or 7)
        elif meaning.lean == "future":
            found = base + timedelta(days=ahead or 7)
        elif tense == "future" or (meaning.lean == "this" and tense != "past"):
            found = base + timedelta(days=ahead)
        else:
            found = base - timedelta(days=back)
        return Dated(found.isoformat(), Interval.day(found))

    def _season(self, meaning: Meaning, tense: Tense) -> Dated:
        base = self._published
        if self._narrative and self._last is not None:
            base = self._last.start
        code = meaning.value or ""
        if base is None:
            return Dated(f"XXXX-{code}", None)
        if meaning.unit == "Y":
            value = f"{base.year + {'past': -1, 'future': 1}.get(meaning.lean, 0):04d}-{code}"
            return Dated(value, days_of(value))
        year, begun = base.year, _STARTS[code] <= base.month
        if meaning.lean == "past" or (
            tense != "future" and not meaning.lean and not self._narrative
        ):
            year -= 0 if begun else 1
            running = days_of(f"{year:04d}-{code}")
            if meaning.lean == "past" and running is not None and running.may_contain(base):
                year -= 1
        elif meaning.lean == "future":
            year += 1 if begun else 0
        elif code == "WI" and base.month < _STARTS["SP"]:
            year -= 1  # a winter has the name of the year in which it begins
        elif tense == "future" and not self._narrative and _is_over(year, code, base):
            year += 1
        value = f"{year:04d}-{code}"
        return Dated(value, days_of(value))

    def _shift(self, meaning: Meaning, tense: Tense) -> Dated:
        base = self._base(meaning)
        if base is None:
            return Dated(None, None)
        unit = meaning.unit
        last = self._last
        vague = last is not None and not last.is_day and unit in {"D", "W"}
        if meaning.anchor == "then" and vague and last != Interval.day(base):
            return Dated(value_at(base, "D")[:7] if meaning.count == 0 else None, None)
        if unit == "WE":
            found = base + timedelta(weeks=meaning.count)
            gone = meaning.lean == "that" and tense != "future" and base.isoweekday() < 6
            if meaning.count == -1 or gone:
                # On any day of the week, "last weekend" is the one that ended before it.
                found = base - timedelta(days=base.isoweekday())
        else:
            found = day_shifted(base, unit, meaning.count)
        value = value_at(found, "D" if meaning.fine else unit)
        if meaning.fine and unit != "D":
            return Dated(value, Interval(found - timedelta(days=3), found + timedelta(days=3)))
        return Dated(value, days_of(value))

    def _stretch(self, meaning: Meaning) -> Dated:
        value = meaning.value or f"P{meaning.count}{meaning.unit}"
        base = self._base(meaning)
        if base is None:
            return Dated(value, None)
        back = meaning.lean == "past"
        other = day_shifted(base, meaning.unit, -meaning.count if back else meaning.count)
        return Dated(value, Interval(other, base) if back else Interval(base, other))

    def _clock(self, meaning: Meaning) -> Dated:
        last = self._last
        day = last.start if last is not None and last.is_day else self._published
        if day is None:
            return Dated(f"XXXX-XX-XXT{meaning.value}", None)
        return Dated(f"{day.isoformat()}T{meaning.value}", Interval.day(day))


def _refined(dated: Dated, meaning: Meaning, published: date | None, tense: Tense) -> Dated:
    """Narrow the days by "early" or "late", and add the part of the day to the value."""
    value, interval = dated.value, dated.interval
    if meaning.part and value is not None and len(value) == 10:
        value = f"{value}T{meaning.part}"
    running = meaning.form == "shift" and meaning.count == 0 and meaning.anchor == "now"
    if interval is None or published is None or not running or not interval.may_contain(published):
        return Dated(
            value, edge_of(interval, meaning.edge) if interval and meaning.edge else interval
        )
    # "Earlier this week" and "killed this year" end today, "later this week" begins today.
    if meaning.edge == "START" or (tense == "past" and not meaning.edge):
        interval = Interval(interval.start, published)
    elif meaning.edge == "END" or tense == "future":
        interval = Interval(published, interval.end)
    return Dated(value, interval)


def _is_over(year: int, code: str, day: date) -> bool:
    period = days_of(f"{year:04d}-{code}")
    return period is not None and period.end is not None and period.end < day


def _safe(year: int, month: int, day: int | None) -> date:
    """Return the day, or the last one of the month where it has no such day."""
    for last in (day or 1, 30, 29, 28):
        try:
            return date(year, month, min(day or 1, last))
        except ValueError:
            continue
    raise ValueError(f"no day {day} in month {month}")


def _leap(year: int, *, ahead: bool) -> int:
    """Return the next leap year from a year on, or the last one until then."""
    while not calendar.isleap(year) and MINYEAR < year < MAXYEAR:
        year += 1 if ahead else -1
    return year


def _leaning_year(base: date, meaning: Meaning, month: int, day: int | None) -> int:
    """Return the year of "last May" or "7 June next year"."""
    way = {"past": -1, "future": 1}.get(meaning.lean, 0)
    if meaning.unit == "Y" or not way:
        return base.year + way
    here, then = (base.month, base.day), (month, day or base.day)
    passed = then < here if way < 0 else then > here
    return base.year if passed else base.year + way


def _likely_year(base: date, month: int, day: int | None, tense: Tense) -> int:
    """Return the year of a month, or of a day in it, by the tense that it is told in."""
    ahead = _safe(base.year, month, day) - base
    if day is None and month == base.month:
        return base.year
    if tense == "future":
        # "Was 4 percent in December", told in January of a plan: too far ahead to be meant.
        passed = ahead < -_NEAR and _safe(base.year + 1, month, day) - base < _FAR
        return base.year + 1 if passed else base.year
    if tense == "past":
        # "The vote, set for 5 May, was put off" is told in the past of a day that is near.
        return base.year - 1 if ahead > (_NEAR if day else _NEAR / 3) else base.year
    if ahead > _HALF:
        return base.year - 1
    return base.year + 1 if ahead < -_FAR else base.year


def _told_year(start: date, end: date, month: int, day: int | None) -> int:
    """Return the year nearest to what was told last, the same one where only a year was given."""
    if end - start > _HALF:
        return start.year
    middle = start + (end - start) / 2
    options = [middle.year, middle.year + 1, middle.year - 1]
    ahead = {year: (_safe(year, month, day or 15) - middle).days for year in options}
    # A story moves on: what lies ahead is likelier than what lies as far behind.
    return min(options, key=lambda y: ahead[y] if ahead[y] > -_LAG else _BEHIND * -ahead[y])
