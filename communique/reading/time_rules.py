"""The rules of the time grammar: a pattern over normal words, and what it means.

Patterns see lower-case words without commas, hyphens and possessives; `{names}` in them stand for
the word lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import ceil

from communique.reading.counting import counts_in, pieces_of
from communique.reading.lexicon import rows, table
from communique.reading.meanings import Anchor, Lean, Meaning
from communique.reading.time_dates import (
    century,
    date_of,
    days_of_month,
    decade,
    slashed,
    year_alone,
    year_before,
    year_of,
)

_MOST = 100_000
"""Units that any calendar may be asked to go back or forth."""
_HOURS = 24
"""In a day."""

Build = Callable[[re.Match[str]], Meaning | None]


@cache
def _words() -> dict[str, str]:
    lists = table("times.toml")
    number = r"\d+-\d/\d|\d+(?:\.\d+)?|an?|" + "|".join(table("numbers.toml")["small"])
    weekday = "|".join(sorted(lists["weekday"], key=len, reverse=True))
    return {
        "month": "|".join(sorted(lists["month"], key=len, reverse=True)),
        "weekday": weekday,
        "season": "|".join(lists["season"]),
        "unit": "|".join(f"{u}s?" for u in lists["unit"] if u != "century") + "|century|centuries",
        "number": f"(?:{number})(?: (?:{number}|hundred|and a half|or so))*",
        "lead": rf"(?:on )?(?:(?:{weekday}) )?(?:the )?",
        "day": r"[0-3]?\d(?:st|nd|rd|th)?",
        "year": r"1[0-9]\d\d|20\d\d|'\d\d",
        "century": "|".join(sorted(lists["century"], key=len, reverse=True)),
        "before": "|".join(lists["before"]["words"]),
        "ordinal": "first|second|third|fourth|1st|2nd|3rd|4th",
    }


@cache
def _rules(where: str) -> list[tuple[re.Pattern[str], Build]]:
    """Return the rules for a whole expression, or those for a part of one, in order."""
    builders = _builders()
    return [
        (re.compile(pattern.format(**_words())), builders[name])
        for name, place, pattern in rows("time_patterns.tsv")
        if place == where
    ]


def _set(match: re.Match[str]) -> Meaning:
    return Meaning("fixed", value=table("times.toml")["set"][match[1]])


def _vague_shift(match: re.Match[str]) -> Meaning:
    ahead = match[0].endswith(("later", "after"))
    return Meaning("fixed", value="FUTURE_REF" if ahead else "PAST_REF")


def _lean(word: str | None) -> Lean:
    lean: Lean = table("times.toml")["lean"].get((word or "").split(" ")[-1], "")
    return lean


def _weekday(match: re.Match[str]) -> Meaning:
    groups = [g for g in match.groups() if g]
    day = table("times.toml")["weekday"][groups[-1]]
    lean = _lean(groups[0]) if len(groups) > 1 else "past" if match[0].endswith(" last") else ""
    anchor: Anchor = "then" if groups[0] in {"following", "previous"} else "now"
    return Meaning("weekday", day=day, lean=lean, anchor=anchor)


def _weekday_of_week(match: re.Match[str]) -> Meaning:
    return Meaning(
        "weekday", day=table("times.toml")["weekday"][match[1]], lean=_lean(match[2]), unit="W"
    )


def _month(match: re.Match[str]) -> Meaning:
    word = match[1] or ""
    anchor: Anchor = "then" if word.startswith("the ") else "now"
    return Meaning(
        "month", month=table("times.toml")["month"][match[2]], lean=_lean(word), anchor=anchor
    )


def _season(match: re.Match[str]) -> Meaning | None:
    year = match[3] or match[4]
    code = table("times.toml")["season"][match[2]]
    if year:
        return Meaning("fixed", value=f"{year_of(year):04d}-{code}")
    return Meaning("season", value=code, lean=_lean(match[1]))


_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}


def _quarter(match: re.Match[str]) -> Meaning | None:
    year, lean = (*match.groups(), None, None)[2:4]
    return _quarter_of(match[1], match[2], year=year or "", lean=lean or "")


def _month_of_year(match: re.Match[str]) -> Meaning:
    day = int(re.sub(r"\D", "", match[2])) if match[2] else None
    lean: Lean = {"last": "past", "next": "future"}.get(match[3], "this")  # type: ignore[assignment]
    return Meaning(
        "month", month=table("times.toml")["month"][match[1]], day=day, lean=lean, unit="Y"
    )


def _quarter_of(ordinal: str, part: str, *, year: str = "", lean: str = "") -> Meaning | None:
    number = _ORDINALS[ordinal]
    if part == "half" and number > 2:
        return None
    code = ("Q" if part == "quarter" else "H") + str(number)
    if year:
        return Meaning("fixed", value=f"{year_of(year):04d}-{code}")
    return Meaning("quarter", value=code, lean=_lean(lean), unit="Y" if lean else "")


def _last_quarter(match: re.Match[str]) -> Meaning | None:
    last = "fourth" if match[1] == "quarter" else "second"
    return _quarter_of(last, match[1], year=match[2] or "", lean=match[3] or "")


def _edge_of_date(match: re.Match[str]) -> Meaning | None:
    inner = core(match[3])
    if inner is None or inner.form not in {"fixed", "month"}:
        return None
    if match[2]:
        return inner  # "the first nine months of 2030" are more than its beginning
    return replace(inner, edge="START" if match[1] in {"first", "opening"} else "END")


def _near_day(match: re.Match[str]) -> Meaning:
    word = match[1].removeprefix("the ")
    part = "NI" if word == "tonight" else ""
    return Meaning("shift", unit="D", count=table("times.toml")["day"][word], part=part)


def _unit(word: str) -> str:
    units = table("times.toml")["unit"]
    singular = word.removesuffix("s") if word not in units else word
    name: str = "C" if word == "centuries" else units[singular]
    return name


def _same(match: re.Match[str]) -> Meaning:
    anchor: Anchor = "now" if match[1] == "this" else "then"
    lean: Lean = "that" if match[2] == "day" else ""
    return Meaning("shift", unit=_unit(match[2]), anchor=anchor, lean=lean)


def _next(match: re.Match[str]) -> Meaning:
    word, unit = match[1], _unit(match[2])
    if (
        word in {"past", "coming"}
        and unit != "WE"
        and match[2] in {"decade", "century", "year", "month", "week"}
    ):
        return Meaning("stretch", unit=unit, count=1, lean=_lean(word))
    count = {"past": -1, "future": 1}.get(_lean(word), 0)
    then = word in {"previous", "preceding", "following"} or (word == "next" and unit == "D")
    return Meaning("shift", unit=unit, count=count, anchor="then" if then else "now")


def _number(text: str | None) -> float | None:
    """Return how many, None where the words leave it open."""
    if not text or text in {"several", "few", "a few", "many", "some", "the", "recent"}:
        return None
    if "couple" in text:
        return 2
    if text in {"a", "an"}:
        return 1
    counts = counts_in(pieces_of(text.removeprefix("a ").removeprefix("an ")))
    if not counts and text[:1].isdigit():
        return None  # too many for any count
    number = counts[0].number if counts else 1
    return number if number <= _MOST else None


def _ago(match: re.Match[str]) -> Meaning:
    unit, how = _unit(match[2]), match[3]
    back = how in {"ago", "earlier", "before", "previously", "prior", "since"}
    anchor: Anchor = "now" if how in {"ago", "hence", "from now"} else "then"
    number = _number(match[1])
    if unit.startswith("T"):
        days = int((number or 0) // _HOURS) if unit == "TH" else 0
        return Meaning(
            "shift", unit="D", count=-days if back else days, anchor=anchor, approximate=True
        )
    if number is None or number != int(number):
        return Meaning("fixed", value="PAST_REF" if back else "FUTURE_REF")
    return Meaning(
        "shift",
        unit=unit,
        count=int(-number if back else number),
        anchor=anchor,
        fine=unit in {"D", "W", "F"},
    )


def _ago_bare(match: re.Match[str]) -> Meaning:
    back = match[2] in {"ago", "earlier", "before", "prior"}
    anchor: Anchor = "now" if match[2] == "ago" else "then"
    return Meaning("shift", unit=_unit(match[1]), count=-1 if back else 1, anchor=anchor)


def _stretch(match: re.Match[str]) -> Meaning | None:
    unit, number = _unit(match[3]), _number(match[2])
    if unit == "WE":
        return None
    value = _period(unit, number)
    lean = _lean(match[1])
    plural = match[3].endswith("s") or match[3] == "centuries"
    if number is None and not plural:
        return None
    if unit == "TH" and number is not None:
        unit, number = "D", ceil(number / _HOURS)
    if (
        number is None
        or number != int(number)
        or unit.startswith("T")
        or lean not in {"past", "future"}
    ):
        return Meaning("duration", value=value)
    anchor: Anchor = "then" if match[1] in {"following", "previous", "preceding"} else "now"
    return Meaning("stretch", unit=unit, count=int(number), lean=lean, value=value, anchor=anchor)


def _period(unit: str, number: float | None) -> str:
    amount = "X" if number is None else f"{number:g}"
    if unit == "F":
        amount, unit = (amount if number is None else f"{2 * number:g}"), "W"
    if unit == "E" and number is not None:
        amount, unit = f"{10 * number:g}", "Y"
    if unit == "C" and number is not None:
        amount, unit = f"{100 * number:g}", "Y"
    if unit == "WE":
        return f"P{amount}WE"
    return f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"


def _duration(match: re.Match[str]) -> Meaning | None:
    unit = _unit(match[2])
    word = match[1]
    plural = match[2].endswith("s") or match[2] == "centuries"
    number = _number(word)
    if (word is None and not plural) or word == "the":
        number = None if plural else 1
    if match[0] in {
        "the week",
        "the day",
        "the month",
        "the year",
        "the quarter",
        "the weekend",
        "weekend",
    }:
        return Meaning("shift", unit=unit, anchor="now", lean="that")
    return Meaning("duration", value=_period(unit, number))


def _every(match: re.Match[str]) -> Meaning:
    lists = table("times.toml")
    if match[1] in lists["weekday"]:
        return Meaning("fixed", value=f"XXXX-WXX-{lists['weekday'][match[1]]}")
    return Meaning("fixed", value=_period(_unit(match[1]), 2 if " other " in match[0] else 1))


def _clock(match: re.Match[str]) -> Meaning | None:
    hour = int(match[1])
    if hour > 24 or (match[3] and hour > 12):
        return None
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    clock = f"{hour:02d}:{match[2] or '00'}"
    rest = re.sub(r"^(?:[a-z]{2,3} )(?=\w)", "", match[4] or "")
    if rest and (day := core(rest) or core(match[4])):
        return replace(day, part=clock)
    return Meaning("clock", value=clock)


_OFFSET = re.compile(
    r"\b(?:minute|hour|day|week|fortnight|month|quarter|year|decade)s?"
    r"(?: earlier than| later than| before| after| from| prior to| since) $"
)


def inside(text: str) -> Meaning | None:
    """Return what the first date inside a longer expression means."""
    for pattern, build in _rules("part"):
        if (match := pattern.search(text)) and (meaning := build(match)) is not None:
            # "Two weeks after 3 March" is no day of which the words name the date.
            return None if _OFFSET.search(text[: match.start()]) else meaning
    return None


def core(text: str) -> Meaning | None:
    """Return what a bare date, weekday or period means, None where no rule fits all of it."""
    for pattern, build in _rules("whole"):
        if (match := pattern.fullmatch(text)) and (meaning := build(match)) is not None:
            return meaning
    return None


@cache
def _builders() -> dict[str, Build]:
    """Return what each name in the file of patterns stands for."""
    return {
        "ago": _ago,
        "ago_bare": _ago_bare,
        "and_a_half": lambda m: Meaning("duration", value=_period(_unit(m[1]), 1.5)),
        "century": century,
        "year_before": lambda match: year_before(match[1]),
        "decade_before": lambda match: Meaning("fixed", value=f"BC{int(match[1]) // 10:03d}"),
        "clock": _clock,
        "day_month": lambda m: date_of(None, m[2], m[1]),
        "day_month_year": lambda m: date_of(m[3], m[2], m[1]),
        "decade": decade,
        "duration": _duration,
        "edge_of_date": _edge_of_date,
        "every": _every,
        "half_of": lambda m: Meaning("duration", value=_period(_unit(m[1]), 0.5)),
        "last_quarter": _last_quarter,
        "month": _month,
        "month_day": lambda m: date_of(None, m[1], m[2]),
        "month_days": lambda m: days_of_month(m[4], m[1], m[2], m[3]),
        "days_month": lambda m: days_of_month(m[4], m[3], m[1], m[2]),
        "month_day_year": lambda m: date_of(m[3], m[1], m[2]),
        "month_of_year": _month_of_year,
        "month_year": lambda m: date_of(m[2], m[1], None),
        "near_day": _near_day,
        "next": _next,
        "quarter": _quarter,
        "quarter_of_date": lambda m: _quarter_of(m[2], m[3], year=m[1]),
        "quarter_of_year": lambda m: _quarter_of(m[2], m[3], lean=m[1]),
        "same": _same,
        "season": _season,
        "set": _set,
        "slashed": slashed,
        "stretch": _stretch,
        "vague_shift": _vague_shift,
        "weekday": _weekday,
        "weekday_of_week": _weekday_of_week,
        "year": year_alone,
        "year_end": lambda _: Meaning("month", month=12, day=31),
        "year_month_day": lambda m: date_of(m[1], m[2], m[3]),
    }
