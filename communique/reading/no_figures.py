"""Numbers that are no counts or amounts, whatever the model proposes.

Ages, times of day, prices of shares, and stretches of time that are tied to now.
"""

from __future__ import annotations

import re

from communique.reading.counted import Counted
from communique.reading.figure_units import is_person
from communique.reading.parsed import FigureSpan, Parsed
from communique.reading.units import time_unit_of

_OLD = re.compile(r"(?:[\s-]years?)?(?:-|\s)old\b", re.IGNORECASE)
_AGED = re.compile(r"\baged?\s+$", re.IGNORECASE)
_AGO = re.compile(r"\s+ago\b", re.IGNORECASE)
_TIED_TO_NOW = frozenset({"past", "last", "next", "coming"})
_CLOCK = re.compile(r"[0-2]?\d:[0-5]\d")
_QUOTED = re.compile(r"(?:\d+-)?\d+/\d+")
_RATE_BEHIND = re.compile(r"\s*(?:of|over|above|below)\b", re.IGNORECASE)
_AGE = 10
"""Characters before a number in which "aged" stands."""


def is_no_figure(parsed: Parsed, proposal: FigureSpan, counted: Counted) -> bool:
    """Tell whether a number phrase is an age, a window or time of day, or a share's price."""
    return (
        _is_age(parsed, proposal, counted)
        or _is_window(parsed, proposal)
        or _CLOCK.fullmatch(proposal.span.of(parsed.text)) is not None
        or _is_quotation(parsed, proposal)
    )


def _is_window(parsed: Parsed, proposal: FigureSpan) -> bool:
    """Read "over the past five years", "two weeks ago"; a term of "five years" is an amount."""
    span = proposal.span
    if time_unit_of(span.of(parsed.text)) is None:
        return False
    if _AGO.match(parsed.text, span.end):
        return True
    words = parsed.words_in(span)
    before = parsed.words[max(0, words[0].index - 1) : words[0].index]
    return bool(before) and before[0].text.lower() in _TIED_TO_NOW


def _is_age(parsed: Parsed, proposal: FigureSpan, counted: Counted) -> bool:
    """Read "her 12-year-old son", "aged 12"; a "10-day-old truce" is as long as that."""
    span = proposal.span
    phrase = span.of(parsed.text)
    if _AGED.search(parsed.text, max(0, span.start - _AGE), span.start) and phrase.isdigit():
        return True
    if (
        not _OLD.match(parsed.text, span.end)
        or "year" not in f"{phrase}{parsed.text[span.end :][:6]}"
    ):
        return False
    whose = counted.next_noun
    return whose is None or is_person(whose) or whose.upos == "PROPN"


def _is_quotation(parsed: Parsed, proposal: FigureSpan) -> bool:
    """Read "up 1/8 at 40-3/8": a fraction that names no unit and is a part of nothing."""
    span = proposal.span
    if not _QUOTED.fullmatch(span.of(parsed.text)) or _RATE_BEHIND.match(parsed.text, span.end):
        return False
    last = parsed.words_in(span)[-1]
    after = parsed.words[last.index + 1 : last.index + 2]
    # "Up 1/8 today": a time is no unit.
    named = (w for w in after if w.deprel != "obl:unmarked" and w.upos in {"NOUN", "SYM", "PROPN"})
    return next(named, None) is None and not any(w.text == "-" for w in after)
