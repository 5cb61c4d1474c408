"""Time expressions that give themselves away by their form, found without the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.reading.lexicon import table
from communique.reading.parsed import TimeSpan
from communique.spans import Span


def with_spotted(text: str, proposed: list[TimeSpan]) -> list[tuple[Span, TimeSpan | None]]:
    """Return the proposed spans and those found by form, in the order of the text.

    A found span replaces the proposals that lie inside it ("5 March 2031" over "March"); any other
    that overlaps a proposal is dropped.
    """
    found: list[tuple[Span, TimeSpan | None]] = []
    queue = sorted(proposed, key=lambda p: p.span)
    at = 0
    for span in spotted(text):
        while at < len(queue) and queue[at].span.end <= span.start:
            found.append((queue[at].span, queue[at]))
            at += 1
        inside = at
        while inside < len(queue) and queue[inside].span.start < span.end:
            inside += 1
        overlapping = queue[at:inside]
        if all(span.contains(proposal.span) and span != proposal.span for proposal in overlapping):
            found.append((span, None))
            at = inside
    found.extend((proposal.span, proposal) for proposal in queue[at:])
    return found


def spotted(text: str) -> Iterator[Span]:
    """Yield dates, weekdays, "yesterday", "last week" and years after a preposition."""
    for match in _pattern().finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if kind == "weekday" and _is_name(text, start):
            continue
        yield Span(start, end)


def _is_name(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1].lower() in table("times.toml")["named"]["words"]


@cache
def _pattern() -> re.Pattern[str]:
    lists = table("times.toml")
    months = _cased(m for m in lists["month"])
    sure = _cased(m for m in lists["month"] if m not in lists["doubtful"]["words"])
    weekdays = _cased(w for w in lists["weekday"] if w.endswith("day"))
    parts = r"(?:\s(?:morning|afternoon|evening|night))?"
    day, year = r"[0-3]?\d(?:st|nd|rd|th)?", r"(?:1[5-9]\d\d|20\d\d)"
    to = r"(?:-|–|\sto\s|\sthrough\s)"
    numbers = "|".join(("a", "an", *table("numbers.toml")["small"]))
    count = rf"(?:(?:{numbers})(?:-(?:{numbers}))?|\d[\d,]*(?:\.\d+)?)"
    alone = r"(?<![-.,/\w])"  # no number begins inside another one
    units = "day|week|weekend|month|quarter|year|decade"
    return re.compile(
        rf"""
          (?P<iso>\b{year}-[01]\d-[0-3]\d\b)
        | (?P<full>(?:\b{weekdays},?\s)?\b{months}\s{day}(?:{to}{day})?(?:(?:,\s?|\s){year})?\b
            (?![.,]?\d)(?!\s?(?:percent|pct|%)))
        | (?P<british>(?:\b{weekdays},?\s)?\b(?:{day}{to})?{day}\s(?:of\s)?{months}
            (?:,?\s{year})?\b)
        | (?P<monthyear>\b{months},?\s(?:of\s)?{year}\b)
        | (?P<weekday>\b(?:(?i:last|next|this)\s)?{weekdays}\b{parts})
        | (?P<near>(?i:\b(?:yesterday|tomorrow|tonight|today)\b){parts})
        | (?P<spell>(?i:\b(?:(?:earlier|later|early|late)\s)?(?:last|next|this)\s(?:{units})\b)
            (?!-))
        | (?P<ago>(?i:{alone}(?:{count}|several|a\sfew)\s(?:{units})s?\s(?:ago|earlier|later)\b))
        | (?P<past>(?i:\b(?:last|past|next|coming)\s(?:{count}|few|several)\s(?:{units})s\b))
        | (?P<same>(?i:\b(?:earlier|later)\s(?:today|this\s(?:morning|afternoon|evening))\b))
        | (?i:\b(?:in|since|until|till|by|from|during|of|to|last|next|late|early|mid|through)[\s-])
            (?P<month>{sure})\b(?!,?\s(?:[A-Z]|\d|of\s\d)|-)
        | (?i:\b(?:in|since|until|by|during)\s)(?P<doubtful>(?:May|March|MARCH|MAY))\b
            (?!,?\s(?:[A-Z]|\d|of\s\d)|-)
        | (?i:\b(?:in|since|until|till|by|during)\s)(?P<year>{year})\b
            (?!\s?[-/%]?\d)(?!\s(?:people|men|women|of\b|more\b|other\b|[a-z]+s\b))
        """,
        re.VERBOSE,
    )


def _cased(words: Iterator[str]) -> str:
    """Return the words in title case and capitals as alternatives; short ones may have a stop."""
    forms = {form for word in words for form in (word.title(), word.upper())}
    ordered = sorted(forms, key=len, reverse=True)
    return "(?:" + "|".join(rf"{form}\.?" if len(form) <= 4 else form for form in ordered) + ")"
