"""Time expressions on the calendar: each with its TIMEX3 value and the days that it covers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from communique.dates import Interval
from communique.findings import Time
from communique.reading.dating import Dated, Dating, is_narrative
from communique.reading.draft import Draft
from communique.reading.explaining import why_times
from communique.reading.lexicon import table
from communique.reading.meanings import Meaning
from communique.reading.parsed import Parsed, TimeSpan
from communique.reading.tense import Tense, tense_at
from communique.reading.time_dates import year_before
from communique.reading.time_grammar import meaning_of
from communique.reading.time_spotting import with_spotted
from communique.spans import Span
from communique.vocabulary import TimeType

_LONGEST_JOIN = 12
"""Characters between the two ends of a range."""
_YEAR = 4
"""Digits."""
_TENSED = frozenset({"month", "weekday", "season", "quarter", "shift"})


def find_times(draft: Draft) -> Draft:
    """Find the times of the story and date them.

    A range ("from 24 November to 1 December") is a time of its own, besides its two ends.
    """
    text, published = draft.document.text, draft.document.published
    placed = [
        (span, proposal)
        for span, proposal in with_spotted(text, list(draft.parsed.times))
        if draft.in_story(span)
    ]
    spans = [span for span, _ in placed]
    meanings = _before_the_era(text, spans, [meaning_of(span.of(text)) for span in spans])
    dating = Dating(published, narrative=is_narrative(meanings, published))
    found: list[Time] = []
    for at, (span, proposal) in enumerate(placed):
        meaning = meanings[at]
        tense: Tense = ""
        if meaning is not None and meaning.form in _TENSED and meaning.lean in {"", "that", "this"}:
            tense = tense_at(draft.parsed, span)
        year = _year_of_range(text, spans, meanings, at)
        dated = dating.place(meaning, tense, year=year) if meaning else Dated(None, None)
        found.append(_time(span, proposal, meaning, dated))
    times = _numbered(_with_ranges(draft, found))
    why_times(draft, times)
    return draft.knowing(times=times)


def _time(span: Span, proposal: TimeSpan | None, meaning: Meaning | None, dated: Dated) -> Time:
    kind: TimeType = proposal.type if proposal else "DATE"
    return Time(
        id="",
        start=span.start,
        end=span.end,
        type=meaning.type if meaning else kind,
        value=dated.value,
        interval=dated.interval,
        confidence=round(proposal.confidence, 3) if proposal else None,
    )


def _before_the_era(
    text: str, spans: Sequence[Span], meanings: Sequence[Meaning | None]
) -> list[Meaning | None]:
    """Give the first year of a range the era that its end names: "264 to 241 BC"."""
    found = list(meanings)
    for at, (first, second) in enumerate(pairwise(spans)):
        after, words = found[at + 1], first.of(text)
        era = after is not None and (after.value or "").startswith("BC")
        if era and words.isdigit() and len(words) <= _YEAR and _joined(text, first, second):
            found[at] = year_before(words)
    return found


def _year_of_range(
    text: str, spans: Sequence[Span], meanings: Sequence[Meaning | None], at: int
) -> int | None:
    """Return the year that a range's end gives to its beginning: "1 May to 9 June 2031"."""
    if at + 1 >= len(spans):
        return None
    first, second = meanings[at], meanings[at + 1]
    if (
        first is None
        or second is None
        or first.form != "month"
        or second.form != "fixed"
        or first.lean
    ):
        return None
    value = second.value or ""
    if not _joined(text, spans[at], spans[at + 1]) or not value[:4].isdigit() or len(value) < 7:
        return None
    later = value[5:7].isdigit() and int(value[5:7]) < (first.month or 1)
    return int(value[:4]) - (1 if later else 0)


def _joined(text: str, first: Span, second: Span) -> bool:
    between = text[first.end : second.start]
    return (
        len(between) <= _LONGEST_JOIN
        and between.strip().lower() in table("times.toml")["range"]["words"]
    )


def _with_ranges(draft: Draft, times: Sequence[Time]) -> list[Time]:
    """Add a time for each range, and open the ends of times behind "since" or "until"."""
    found: list[Time] = []
    text, parsed = draft.document.text, draft.parsed
    whole: list[Time] = []
    skipped: set[int] = set()
    for at, time in enumerate(times[:-1]):
        other = times[at + 1]
        before = _preposition(parsed, time.span, everywhere=True)
        between = text[time.end : other.start].strip().lower()
        if not _joined(text, time.span, other.span) or (between == "and" and before != "between"):
            continue
        days = _from_to(*_in_order(text, time, other, draft.document.published))
        if days is not None:
            skipped |= {at, at + 1}
            value = f"{days.start}/{days.end}"
            whole.append(
                Time(
                    id="",
                    start=time.start,
                    end=other.end,
                    type="DURATION",
                    value=value,
                    interval=days,
                )
            )
    for at, time in enumerate(times):
        found.append(time if at in skipped else _opened(draft, time))
    return sorted(found + whole, key=lambda t: (t.start, -t.end))


def _in_order(
    text: str, first: Time, second: Time, published: date | None
) -> tuple[Interval | None, Interval | None]:
    """Return the days of two times, of weekdays in one week's order: "from Monday to Friday"."""
    one, other = first.interval, second.interval
    known = table("times.toml")["weekday"]
    weekdays = all(time.span.of(text).lower() in known for time in (first, second))
    if not weekdays or one is None or other is None or one.start is None or other.start is None:
        return one, other
    if one.start <= other.start:
        return one, other
    ahead = published is not None and one.start > published
    if ahead:
        return one, Interval.day(other.start + timedelta(days=7))
    return Interval.day(one.start - timedelta(days=7)), other


def _from_to(first: Interval | None, second: Interval | None) -> Interval | None:
    if first is None or second is None or first.start is None or second.end is None:
        return None
    return Interval(first.start, second.end) if first.start < second.end else None


def _opened(draft: Draft, time: Time) -> Time:
    """Open the days at the side that a preposition leaves open: "since March", "by Friday"."""
    days = time.interval
    if days is None or time.type not in {"DATE", "TIME"}:
        return time
    word = _preposition(draft.parsed, time.span)
    bound = table("times.toml")["bound"].get(word or "")
    if bound == "from":
        days = Interval(days.start, _no_earlier(draft.document.published, days))
    elif bound == "after":
        days = Interval(days.start, None)
    elif bound in {"to", "before"}:
        days = Interval(None, days.end)
    return msgspec.structs.replace(time, interval=days)


def _no_earlier(published: date | None, days: Interval) -> date | None:
    return (
        published
        if published is not None and days.start is not None and days.start <= published
        else None
    )


def _preposition(parsed: Parsed, span: Span, *, everywhere: bool = False) -> str | None:
    """Return the preposition in front of a time, where it governs the time and not what follows it.

    "After Tuesday's raid" says when the raid was, not when that was which came after it.
    """
    words = parsed.words_in(span)
    if not words:
        return None
    at, first = words[0].index - 1, parsed.sentences[words[0].sentence].first
    while at >= first and parsed.words[at].upos in {"DET", "ADV"}:
        at -= 1
    if at < first:
        return None
    word, head = parsed.words[at], parsed.head_of(span)
    text = word.text.lower()
    owned = parsed.text[span.end : span.end + 2] in {"'s", "’s"}
    sure = text in {"since", "until", "till", "by"} and not owned
    ours = head is not None and word.head == head.index
    return text if everywhere or ours or sure else None


def _numbered(times: Sequence[Time]) -> tuple[Time, ...]:
    return tuple(msgspec.structs.replace(time, id=f"t{n}") for n, time in enumerate(times, 1))
