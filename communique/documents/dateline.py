"""The day a text was published, where the text itself says so: datelines and date lines.

"MAY 6, 2031 —", "EASTVALE, 6 May 2031 (Agency) —", or a line such as
"Published: Tuesday, 6 May 2031, 10:30 GMT".
A dateline that gives no year gives no date: its year would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from communique import data_files
from communique.dates import YEARS

_HEAD = 6
_LONGEST_LINE = 120
_OLDEST_TWO_DIGIT_YEAR = 69
_DATELINE_END = re.compile(r"\s(?:—|–|--?|_)(?:\s|$)|[—–]|:\s")
_LONGEST_DATELINE = 90
_SHORT = 3
"""Letters of an acronym, which begins many a sentence."""
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_LINE_WORDS = re.compile(
    r"(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|released|created|date|on|at|by"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|\d{1,2}[:.]\d\d(?::\d\d)?|[ap]\.?m\b\.?|local time|hrs?"
    r"|utc|gmt|[a-z]{1,3}[sd]t|[+-]\d{2}:?\d{2}"
    r"|[\s,.|•·/()\[\]:–—-]+",
    re.IGNORECASE,
)


def published_in(paragraphs: list[str]) -> date | None:
    """Return the date of publication that the first paragraphs of a story give, or None."""
    head = paragraphs[:_HEAD]
    lines = [(line, found) for line in head if (found := date_of_line(line)) is not None]
    for line, found in lines:
        if not _is_change(line) or "published" in line.lower():
            return found
    if lines:
        return lines[0][1]
    return next((found for line in head if (found := _dateline(line)) is not None), None)


def date_of_line(line: str) -> date | None:
    """Return the date of a line that holds nothing but a date, its label and the time of day."""
    if len(line) > _LONGEST_LINE or not any(char.isdigit() for char in line):
        return None
    dates = list(_dates(line))
    for start, end, found in dates:
        rest = f"{line[:start]} {line[end:]}"
        if not _LINE_WORDS.sub("", rest):
            return found
    return _first_of_several(line, dates)


def _first_of_several(line: str, dates: Sequence[tuple[int, int, date]]) -> date | None:
    """Return the day of publication in a line such as "Published: May 5, 2031 | Updated: May 6"."""
    at, labels = 0, []
    for start, end, _ in dates:
        labels.append(line[at:start])
        at = end
    if len(dates) < 2 or _LINE_WORDS.sub("", " ".join([*labels, line[at:]])):
        return None
    first = (d for (_, _, d), words in zip(dates, labels, strict=True) if not _is_change(words))
    return next(first, None)


def _is_change(words: str) -> bool:
    return "updated" in words.lower() or "modified" in words.lower()


def parse_day(words: str) -> date | None:
    """Return the day that a date field names ("2031-05-06T10:00Z", "6 May 2031"); None if unsure.

    The day is the one written, in the writer's own time zone. What programs put where they know no
    day, the first or the last that they can write, is none.
    """
    found = _day_in(words.strip())
    return found if found is not None and found.year in YEARS else None


def _day_in(words: str) -> date | None:
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    found = {day for _, _, day in _dates(words[:_LONGEST_LINE])}
    return found.pop() if len(found) == 1 else None


def dateline_end(paragraph: str) -> int:
    """Return where the dateline ends with which a paragraph begins, 0 where it begins with none.

    It is a place up to a dash, with a day behind it, or an agency in brackets, or in capitals:
    "EASTVALE, May 6 —", "Eastvale (Agency) -", "EASTVALE —". Among capitals one of the first two
    must tell it.
    """
    found = _placed().match(paragraph[:_LONGEST_DATELINE])
    if found is None or found["place"].lower().startswith("the "):
        return 0
    if found["day"] or found["agency"]:
        return found.end()
    city = found["place"].split(",")[0]
    after = paragraph[found.end() : found.end() + _LONGEST_DATELINE]
    tells = city.isupper() and sum(map(str.isalpha, city)) > _SHORT and not after.isupper()
    return found.end() if tells else 0


@cache
def _placed() -> re.Pattern[str]:
    names = "|".join(sorted(months(), key=len, reverse=True))
    word = r"[A-Z][\w.'’-]*"
    return re.compile(
        rf"\s*(?P<place>{word}(?:[ /]{word}|,\s+{word}){{0,4}}?)"
        rf"(?P<day>,\s+(?i:(?:{names})\b\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{names})\b\.?)(?:,?\s+\d{{2,4}})?)?"
        r"(?P<agency>\s*,?\s*\([\w .,/&-]{2,40}\))?\s*(?:—\s*|(?:–|--?)\s+)"
    )


def _dateline(paragraph: str) -> date | None:
    head = paragraph[:_LONGEST_DATELINE]
    end = _DATELINE_END.search(head)
    if end is None:
        return None
    head = head[: end.start()]
    for start, _, found in _dates(head):
        place = head[:start].strip(" ,(")
        # A place in capitals, or nothing at all: "On May 6, 2031 – a Tuesday" is no dateline.
        if not place or place.split(",")[0].split("(")[0].isupper():
            return found
    return None


@cache
def months() -> dict[str, int]:
    """Return the number of each name and abbreviation of a month, in lower case."""
    return dict(data_files.table(__package__, "dateline.toml")["months"])


@cache
def _written() -> re.Pattern[str]:
    names = "|".join(sorted(months(), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<m1>{names})\b\.?\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*[,.]?\s*(?P<y1>\d{{4}})(?!\d|\s*(?:gmt|utc|hours|hrs|local))"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?P<m2>{names})\b\.?,?[\s-]*(?P<y2>\d{{4}}|\d\d)"
        r"(?![\d:.]|\s*(?:gmt|utc|hours|hrs|local|[ap]\.?m\b)))",
        re.IGNORECASE,
    )


def _dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield start, end and value of each full date that is written in `text`."""
    for match in _ISO.finditer(text):
        if found := _day(int(match[1]), int(match[3]), int(match[4])):
            yield match.start(), match.end(), found
    for match in _written().finditer(text):
        month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
        year = int(match["y1"] or match["y2"])
        if year < 100:
            year += 1900 if year >= _OLDEST_TWO_DIGIT_YEAR else 2000
        if found := _day(year, months()[month.lower()], int(day)):
            yield match.start(), match.end(), found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
