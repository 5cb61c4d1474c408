"""Counts and amounts: what the words admit, of what, by whom, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique.findings import Change, Figure
from communique.reading.counted import Counted
from communique.reading.counting import is_number_word
from communique.reading.draft import Draft
from communique.reading.figure_links import FigureTimes, change_of, place_of, set_against, whole_of
from communique.reading.lexicon import table
from communique.reading.parsed import FigureSpan, Parsed
from communique.reading.quantities import Quantity, is_hedge, opening_hedge, quantity_of
from communique.reading.units import (
    Unit,
    currency_of,
    measure_of,
    percent_of,
    rate_of,
    singular,
    time_unit_of,
)
from communique.spans import Span

_NEXT = 30
"""Characters behind a number phrase in which its unit may stand."""
_UNIT_WORDS = re.compile(r"[\s-]*((?:[^\s.,;:()]+(?:\.[^\s.,;:()]+)*\.?[\s-]*){1,3})")


def find_figures(draft: Draft) -> Draft:
    """Turn the proposed number phrases into figures, in the order of the text."""
    found: list[Figure] = []
    seen = _Seen()
    times = FigureTimes(draft)
    for proposal in _whole_phrases(draft.parsed):
        if draft.in_story(proposal.span):
            figure = _figure(draft, proposal, f"f{len(found) + 1}", seen, times)
            if figure is not None:
                found.append(figure)
    return draft.knowing(figures=set_against(draft, whole_of(draft, found)))


class _Seen:
    """Units that were named last, for amounts that leave theirs out: "from 56 to 43"."""

    def __init__(self) -> None:
        self.last: dict[str, Unit] = {}


def _whole_phrases(parsed: Parsed) -> Iterator[FigureSpan]:
    """Yield the proposals, each with the hedge in front of it and without another one inside it."""
    pending: FigureSpan | None = None
    for proposal in parsed.figures:
        if pending is not None:
            between = parsed.text[pending.span.end : proposal.span.start]
            if is_hedge(_plain(pending.span.of(parsed.text))) and not between.strip():
                span = Span(pending.span.start, proposal.span.end)
                who = proposal.who or pending.who
                proposal = FigureSpan(span, proposal.measure, who, proposal.confidence)
            elif proposal.span.overlaps(pending.span):
                continue
            else:
                yield _widened(parsed, pending)
        pending = proposal
    if pending is not None:
        yield _widened(parsed, pending)


def _widened(parsed: Parsed, proposal: FigureSpan) -> FigureSpan:
    """Take in a hedge that stands right before the phrase, and "a" before "dozen"."""
    words = parsed.words_in(proposal.span)
    if not words:
        return proposal
    first = words[0].index
    begin = parsed.sentences[words[0].sentence].first
    before = [w.text.lower() for w in parsed.words[max(begin, first - 5) : first]]
    article = bool(before) and before[-1] in {"a", "an"} and is_number_word(words[0].text.lower())
    if article:
        before.pop()
        first -= 1
    first -= opening_hedge(before)
    if first == words[0].index:
        return proposal
    span = Span(parsed.words[first].start, proposal.span.end)
    return FigureSpan(span, proposal.measure, proposal.who, proposal.confidence)


def _figure(
    draft: Draft, proposal: FigureSpan, number: str, seen: _Seen, times: FigureTimes
) -> Figure | None:
    text = draft.document.text
    span = proposal.span
    quantity = quantity_of(span.of(text)) or _bare_plural(span.of(text), proposal.measure)
    if quantity is None:
        return None
    counted = Counted(draft.parsed, span)
    unit = _unit(draft.parsed, proposal, quantity, counted, seen)
    quantity = quantity.times(unit.factor)
    attribution = draft.attribution_over(span)
    direction, kind = change_of(draft.parsed, counted)
    return Figure(
        id=number,
        start=span.start,
        end=span.end,
        low=quantity.low,
        high=quantity.high,
        hedge=quantity.hedge,
        value=quantity.value,
        unit=unit.name,
        what=counted.what(),
        who=proposal.who or _who(counted, proposal.measure),
        place=place_of(draft, counted),
        period=times.of(counted),
        per=_per(text, span),
        change=Change(direction, kind) if direction and kind else None,
        attribution=attribution.id if attribution else None,
        confidence=round(proposal.confidence, 3),
    )


def _bare_plural(phrase: str, measure: str) -> Quantity | None:
    """Read "weeks", "tons" as at least two of them."""
    unit = time_unit_of(phrase) if measure == "time" else measure_of(phrase)
    if unit is not None and re.search(r"s\b", phrase):
        return Quantity(2, None, None, None)
    return None


def _unit(
    parsed: Parsed, proposal: FigureSpan, quantity: Quantity, counted: Counted, seen: _Seen
) -> Unit:
    """Return the unit, from the phrase, else from the words behind it, else from the figure before."""
    measure = proposal.measure
    if measure == "person":
        return Unit("person")
    phrase = proposal.span.of(parsed.text)
    after = _after(parsed.text, proposal.span)
    if measure == "percent" or quantity.part and measure == "other":
        return Unit("percent") if quantity.part else percent_of(f"{phrase} {after}")
    unit: Unit | None
    if measure == "money":
        unit = currency_of(phrase)
        if unit is None and (unit := currency_of(after)) is not None and unit.factor < 1:
            # Prices quoted in cents keep them: the word is no part of the phrase.
            unit = Unit("cent")
    elif measure == "time":
        unit = time_unit_of(phrase) or time_unit_of(after)
    else:
        noun = counted.hyphened or counted.noun
        beside = f"{noun.text} {parsed.text[noun.end : noun.end + 10]}" if noun is not None else ""
        unit = measure_of(phrase) or (measure_of(beside) if noun is not None else None)
        if unit is None and noun is not None and noun.upos in {"NOUN", "PROPN"}:
            unit = Unit(singular(noun.text))
    if unit is None:
        return seen.last.get(measure, Unit("USD" if measure == "money" else None))
    seen.last[measure] = unit
    return unit


def _after(text: str, span: Span) -> str:
    match = _UNIT_WORDS.match(text, span.end, min(len(text), span.end + _NEXT))
    return match[1] if match else ""


def _who(counted: Counted, measure: str) -> Span | None:
    """Return the counted words. Whom an amount concerns is the model's to say: rules guess it badly."""
    if measure in {"person", "other"}:
        return counted.who()
    return counted.share_of() if measure == "percent" else None


def _per(text: str, span: Span) -> str | None:
    inside = re.search(r"(?<=[^\W\d_])\s+(?:an?|per)\s+[^\W\d_]+$|/[^\W\d_]+$", span.of(text))
    if inside and not is_hedge(_plain(span.of(text)[: inside.start()])) and (rate := rate_of(inside.group())):
        return rate
    after = text[span.end : span.end + _NEXT]
    words = _unit_end(after)
    return rate_of(after[words:]) or (rate_of(after) if words else None)


def _unit_end(after: str) -> int:
    """Return where the name of a unit that the words begin with ends: "dlrs a share"."""
    match = re.match(r"\s*[^\W\d_]+", after)
    if match and (currency_of(match.group()) or measure_of(match.group()) or match.group().strip() in _percents()):
        return match.end()
    return 0


@cache
def _percents() -> frozenset[str]:
    return frozenset(table("units.toml")["percent"]["words"])


def _plain(words: str | Sequence[str]) -> str:
    joined = words if isinstance(words, str) else " ".join(words)
    return " ".join(joined.lower().split())
