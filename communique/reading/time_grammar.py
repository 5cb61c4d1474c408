"""What the words of a time expression mean, before it is known when they were written.

A small grammar of its own rather than a date library: those return one moment for "last week" or
"the 1960s" where a reading needs the days that the words cover, and take a millisecond each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from communique.reading.counting import counts_in, pieces_of
from communique.reading.lexicon import table
from communique.vocabulary import TimeType

Lean = Literal["past", "future", "this", "that", ""]
Anchor = Literal["now", "then"]


@dataclass(frozen=True)
class Meaning:
    """A time as its words give it. Which fields are filled depends on `form`."""

    form: Literal["fixed", "month", "weekday", "season", "quarter", "shift", "stretch", "clock", "duration"]
    value: str | None = None
    """fixed: the TIMEX3 value. season, quarter: its code. clock: the time of day. duration: P3D."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    """month: the day of the month; weekday: 1 is Monday."""
    unit: str = ""
    """shift, stretch: D, W, M, Q, Y, E, C."""
    count: int = 0
    """shift: units from the anchor on; stretch: how many units."""
    lean: Lean = ""
    anchor: Anchor = "now"
    edge: str = ""
    """START, MID or END."""
    part: str = ""
    """Part of the day: MO, AF, EV, NI."""
    approximate: bool = False
    fine: bool = False
    """shift: the result is a day, not the period that holds it ("two weeks ago" in days)."""

    @property
    def type(self) -> TimeType:
        """The TIMEX3 type."""
        if self.form in {"duration", "stretch"}:
            return "DURATION"
        if self.form == "fixed" and self.value and self.value.startswith("P") and not self.value.endswith("REF"):
            return "SET"
        return "TIME" if self.part or self.form == "clock" else "DATE"


@lru_cache(maxsize=20_000)
def meaning_of(words: str) -> Meaning | None:
    """Return what the words of a time expression mean, None where the grammar does not know them."""
    return _meaning(_normal(words))


def _normal(words: str) -> str:
    text = words.lower().replace("’", "'").replace("`", "'")
    text = re.sub(r"'s\b|(?<=s)'", "", text)
    text = re.sub(r"[,()\"“”\[\]]", " ", text)
    text = re.sub(r"(?<=[a-z])\.(?=[\s-]|$)", "", text)
    text = re.sub(r"(?<=[a-z\d])-(?=[a-z])|(?<=[a-z])-(?=\d)|[–—]", " ", text)
    return " ".join(text.split())


def _meaning(text: str) -> Meaning | None:
    reference = table("times.toml")["reference"]
    if text in reference:
        return Meaning("fixed", value=reference[text])
    text, approximate = _without_approximation(text)
    for strip in (_core, _with_part, _with_edge, _loosely):
        if (found := strip(text)) is not None:
            return replace(found, approximate=found.approximate or approximate)
    return None


def _without_approximation(text: str) -> tuple[str, bool]:
    for words in _approximations():
        if text.startswith(words + " "):
            return text[len(words) + 1 :], True
    return text, False


@cache
def _approximations() -> list[str]:
    return sorted(table("times.toml")["approximate"]["words"], key=len, reverse=True)


def _core(text: str) -> Meaning | None:
    for pattern, build in _rules():
        if (match := pattern.fullmatch(text)) and (meaning := build(match)) is not None:
            return meaning
    return None


def _with_part(text: str) -> Meaning | None:
    """Read "tuesday evening", "the morning of 7 october", "this afternoon"."""
    parts = table("times.toml")["part"]
    first, _, rest = text.partition(" ")
    whole, _, last = text.rpartition(" ")
    if last in parts and whole in {"this", "the same", "that", "later this", "earlier this", "late this", "early this"}:
        same = "then" if "same" in whole or whole == "that" else "now"
        return Meaning("shift", unit="D", anchor=same, part=parts[last])  # type: ignore[arg-type]
    if last in parts and whole in {"last", "next"}:
        return Meaning("shift", unit="D", count=-1 if whole == "last" else 1, part=parts[last])
    if last in parts and whole and (found := _core(whole) or _with_edge(whole)) is not None:
        return replace(found, part=parts[last])
    if first == "the":
        return _with_part(rest)
    if first in {"early", "late"} and rest and not rest.startswith(("this", "next", "last")):
        inner = _with_part(rest)
        return replace(inner, edge="START" if first == "early" else "END") if inner else None
    if first in parts and rest:
        inner = _core(re.sub(r"^(?:of|on) ", "", rest))
        return replace(inner, part=parts[first]) if inner else None
    if text in parts:
        return Meaning("shift", unit="D", anchor="then", part=parts[text])
    return None


def _with_edge(text: str) -> Meaning | None:
    """Read "early march", "the end of 2030", "later this week", "mid may"."""
    for words, edge in _edges():
        if text.startswith(words + " "):
            rest = text[len(words) + 1 :]
            inner = _core(rest) or (_with_part(rest) if rest != text else None)
            if inner is not None and inner.form not in {"duration", "stretch"}:
                return replace(inner, edge=inner.edge or edge)
    return None


@cache
def _edges() -> list[tuple[str, str]]:
    lists = table("times.toml")["edge"]
    pairs = [(words, edge) for edge, group in lists.items() for words in group]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _loosely(text: str) -> Meaning | None:
    """Read the first date inside a longer expression."""
    for pattern, build in _searched():
        if (match := pattern.search(text)) and (meaning := build(match)) is not None:
            return meaning
    return None


Build = Callable[[re.Match[str]], Meaning | None]


@cache
def _words() -> dict[str, str]:
    lists = table("times.toml")
    number = r"\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    return {
        "month": "|".join(sorted(lists["month"], key=len, reverse=True)),
        "weekday": "|".join(sorted(lists["weekday"], key=len, reverse=True)),
        "season": "|".join(lists["season"]),
        "unit": "|".join(f"{u}s?" for u in lists["unit"] if u != "century") + "|century|centuries",
        "number": f"(?:{number})(?: (?:{number}|hundred|and a half|or so))*",
        "vague": "several|few|a few|a couple of|couple of|couple|many|some|recent|the",
        "lean": "|".join(lists["lean"]),
        "day": r"[0-3]?\d(?:st|nd|rd|th)?",
        "year": r"1[0-9]\d\d|20\d\d|'\d\d",
        "ordinal": "first|second|third|fourth|1st|2nd|3rd|4th",
    }


def _compiled(*rules: tuple[str, Build]) -> list[tuple[re.Pattern[str], Build]]:
    return [(re.compile(pattern.format(**_words())), build) for pattern, build in rules]


@cache
def _rules() -> list[tuple[re.Pattern[str], Build]]:
    """Return the rules for a whole expression; the first that fits and makes sense counts."""
    return _compiled(
        *_dates(),
        (r"(?:the )?({year}) ?(?:ad|ce)?", lambda m: Meaning("fixed", value=f"{_year(m[1]):04d}")),
        (r"(?:fiscal|calendar|fiscal year|the year|year) ({year})", lambda m: Meaning("fixed", value=f"{_year(m[1]):04d}")),
        (r"({year})(?:s| s)", lambda m: Meaning("fixed", value=f"{_year(m[1]) // 10:03d}X")),
        (r"(?:the )?(?:early |late |mid )?({year})'?s", _decade),
        (r"(?:the )?(\d\d)(?:st|nd|rd|th) century", lambda m: Meaning("fixed", value=f"{int(m[1]) - 1:02d}XX")),
        (r"(?:on )?(?:(?:the )?(last|next|this|past|coming|following|previous) )?({weekday})(?: last)?s?", _weekday),
        (r"(?:the )?({weekday}) (?:of )?(last|next|this) week", _weekday_of_week),
        (r"({weekday}) (?:a )?week", lambda m: _weekday(m)),
        (r"(?:(?:in|the month of|the) )?(?:(last|next|this|past|coming|the following|the previous) )?({month})", _month),
        (r"(?:the )?(?:(last|next|this|past|coming|following|previous) )?({season})(?: of ({year})| ({year}))?", _season),
        (r"(?:the )?({ordinal}) (quarter|half)(?: of)?(?: fiscal)?(?: (?:the year|({year})|(this|last|next) year))?", _quarter),
        (r"(?:the )?({ordinal}) (quarter|half)s?", _quarter),
        (r"(today|tonight|yesterday|tomorrow|(?:the )?day before yesterday|(?:the )?day after tomorrow)", _near_day),
        (r"(?:the )?(?:(?:very )?(same|that|this)) (day|week|weekend|month|quarter|year|decade|century)", _same),
        (r"(?:the )?(last|past|previous|preceding|next|following|coming|current|present) (?:fiscal |calendar |full |financial )?(day|week|weekend|month|quarter|year|decade|century)", _next),
        (r"(?:the )?({number}|several|few|a few|a couple of|couple of|a couple|many) ({unit}) (ago|earlier|before|later|after|afterwards?|hence|from now|previously|on|thereafter|since|prior)", _ago),
        (r"(?:the )?(day|week|month|year|decade) (ago|earlier|before|later|after|prior)", _ago_bare),
        (r"({unit}) (?:ago|earlier|before|later|after)", lambda m: Meaning("fixed", value="FUTURE_REF" if m[0].endswith(("later", "after")) else "PAST_REF")),
        (r"(?:the |these |those |this )?(last|past|previous|preceding|next|coming|following|first|recent|latest|latter|final) ({number}|several|few|couple of|many)? ?(?:\w+ )?({unit})", _stretch),
        (r"(?:every|each) (?:other )?({unit}|{weekday})", _every),
        (r"(daily|nightly|weekly|biweekly|monthly|quarterly|yearly|annual|annually|hourly)", lambda m: Meaning("fixed", value=table("times.toml")["set"][m[1]])),
        (r"(?:the |a |another )?(?:period of )?({number}|several|a few|few|a couple of|couple of|many|some|the|recent)? ?(?:more |full |straight |consecutive |additional |other |whole |long |fiscal )?({unit})(?: or so| long| old)?", _duration),
        (r"(?:at )?(\d{{1,2}})(?:[:.](\d\d))? ?([ap])\.? ?m\.?(?: [a-z]{{3}})?(?: (?:on )?(.+))?", _clock),
        (r"(?:at )?(\d{{1,2}}):(\d\d)()(?: (?:on )?(.+))?", _clock),
    )  # fmt: skip


@cache
def _searched() -> list[tuple[re.Pattern[str], Build]]:
    """Return the rules that are also looked for inside longer expressions."""
    return _compiled(
        *((rf"\b{pattern}\b" if pattern[-1] != ")" else pattern, build) for pattern, build in _dates()),
        (r"\b(?:(last|next|this) )?({weekday})\b", _weekday),
        (r"\b(last|past|previous|next|following|coming|current|present|this) (?:fiscal |calendar )?(week|month|quarter|year|decade)\b", _next),
        (r"\b({ordinal}) (quarter|half)\b(?: of ({year}))?", _quarter),
        (r"\b({year})\b", lambda m: Meaning("fixed", value=f"{_year(m[1]):04d}")),
        (r"\b(today|tonight|yesterday|tomorrow)\b", _near_day),
        (r"\b({number}) ({unit})\b", _duration),
        (r"\b()({month})\b", _month),
    )  # fmt: skip


def _dates() -> tuple[tuple[str, Build], ...]:
    """Return the rules for days and months on the calendar; a weekday in front adds nothing."""
    lead = r"(?:on )?(?:(?:{weekday}) )?(?:the )?"
    return (
        (r"(\d{{4}})-(\d\d)-(\d\d)(?:t.*)?", lambda m: _date(m[1], m[2], m[3])),
        (r"(\d{{4}})/(\d\d?)/(\d\d?)", lambda m: _date(m[1], m[2], m[3])),
        (r"(\d\d?)[/.](\d\d?)[/.](\d{{4}})", _slashed),
        (r"(\d\d?)/(\d\d?)/(\d\d)", _slashed),
        (lead + r"({month}) ({day}) (?:of )?({year})", lambda m: _date(m[3], m[1], m[2])),
        (lead + r"({day}) (?:of )?({month}) ({year}|\d\d)", lambda m: _date(m[3], m[2], m[1])),
        (lead + r"({month}) (?:of |in )?({year})", lambda m: _date(m[2], m[1], None)),
        (lead + r"({month}) ({day})(?: (?:through|to|and) {day})?", lambda m: _date(None, m[1], m[2])),
        (lead + r"({day}) (?:of )?({month})", lambda m: _date(None, m[2], m[1])),
    )


def _year(text: str) -> int:
    if text.startswith("'") or len(text) == 2:
        short = int(text[-2:])
        return short + (2000 if short < 40 else 1900)
    return int(text)


def _date(year: str | None, month: str, day: str | None) -> Meaning | None:
    number = int(month) if month.isdigit() else table("times.toml")["month"][month]
    days = int(re.sub(r"\D", "", day)) if day else None
    if not 1 <= number <= 12 or (days is not None and not 1 <= days <= 31):
        return None
    if year is None:
        return Meaning("month", month=number, day=days)
    value = f"{_year(year):04d}-{number:02d}" + (f"-{days:02d}" if days else "")
    return Meaning("fixed", value=value)


def _slashed(match: re.Match[str]) -> Meaning | None:
    """Read 3/14/2031 or 14.3.2031; where both orders make a date, neither is known."""
    first, second = int(match[1]), int(match[2])
    if first > 12 >= second:
        return _date(match[3], str(second), str(first))
    if second > 12 >= first or first == second:
        return _date(match[3], str(first), str(second))
    return Meaning("fixed", value=f"{_year(match[3]):04d}")


def _decade(match: re.Match[str]) -> Meaning:
    return Meaning("fixed", value=f"{_year(match[1]) // 10:03d}X")


def _lean(word: str | None) -> Lean:
    lean: Lean = table("times.toml")["lean"].get((word or "").removeprefix("the "), "")
    return lean


def _weekday(match: re.Match[str]) -> Meaning:
    groups = [g for g in match.groups() if g]
    day = table("times.toml")["weekday"][groups[-1]]
    lean = _lean(groups[0]) if len(groups) > 1 else "past" if match[0].endswith(" last") else ""
    anchor: Anchor = "then" if groups[0] in {"following", "previous"} else "now"
    return Meaning("weekday", day=day, lean=lean, anchor=anchor)


def _weekday_of_week(match: re.Match[str]) -> Meaning:
    return Meaning("weekday", day=table("times.toml")["weekday"][match[1]], lean=_lean(match[2]), unit="W")


def _month(match: re.Match[str]) -> Meaning:
    word = match[1] or ""
    anchor: Anchor = "then" if word.startswith("the ") else "now"
    return Meaning("month", month=table("times.toml")["month"][match[2]], lean=_lean(word), anchor=anchor)


def _season(match: re.Match[str]) -> Meaning | None:
    year = match[3] or match[4]
    code = table("times.toml")["season"][match[2]]
    if year:
        return Meaning("fixed", value=f"{_year(year):04d}-{code}")
    return Meaning("season", value=code, lean=_lean(match[1]))


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _quarter(match: re.Match[str]) -> Meaning | None:
    number = _ORDINALS[match[1]]
    if match[2] == "half" and number > 2:
        return None
    code = ("Q" if match[2] == "quarter" else "H") + str(number)
    groups = match.groups()
    if len(groups) > 2 and groups[2]:
        return Meaning("fixed", value=f"{_year(groups[2]):04d}-{code}")
    return Meaning("quarter", value=code, lean=_lean(groups[3] if len(groups) > 3 else None))


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
    return Meaning("shift", unit=_unit(match[2]), anchor=anchor)


def _next(match: re.Match[str]) -> Meaning:
    word, unit = match[1], _unit(match[2])
    if word in {"past", "coming"} and unit != "WE" and match[2] in {"decade", "century", "year", "month", "week"}:
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
    return counts[0].number if counts else 1


def _ago(match: re.Match[str]) -> Meaning:
    unit, how = _unit(match[2]), match[3]
    back = how in {"ago", "earlier", "before", "previously", "prior", "since"}
    anchor: Anchor = "now" if how in {"ago", "hence", "from now"} else "then"
    number = _number(match[1])
    if unit.startswith("T"):
        return Meaning("shift", unit="D", anchor=anchor, approximate=True)
    if number is None or number != int(number):
        vague = "XXXX" if number is None else None
        return Meaning("fixed", value="PAST_REF" if back and vague else "PAST_REF" if back else "FUTURE_REF")
    return Meaning("shift", unit=unit, count=int(-number if back else number), anchor=anchor, fine=unit in {"D", "W", "F"})


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
    if number is None or number != int(number) or unit.startswith("T") or lean not in {"past", "future"}:
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
    if word is None and not plural or word == "the":
        number = None if plural else 1
    if match[0] in {"the week", "the day", "the month", "the year", "the quarter", "the weekend", "weekend"}:
        return Meaning("shift", unit=unit, anchor="now")
    return Meaning("duration", value=_period(unit, number))


def _every(match: re.Match[str]) -> Meaning:
    lists = table("times.toml")
    if match[1] in lists["weekday"]:
        return Meaning("fixed", value=f"XXXX-WXX-{lists['weekday'][match[1]]}")
    return Meaning("fixed", value=_period(_unit(match[1]), 2 if " other " in match[0] else 1))


def _clock(match: re.Match[str]) -> Meaning | None:
    hour = int(match[1])
    if hour > 24 or match[3] and hour > 12:
        return None
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    clock = f"{hour:02d}:{match[2]}" if match[2] else f"{hour:02d}"
    rest = re.sub(r"^(?:[a-z]{2,3} )(?=\w)", "", match[4] or "")
    if rest and (day := _core(rest) or _core(match[4])):
        return replace(day, part=clock)
    return Meaning("clock", value=clock)
