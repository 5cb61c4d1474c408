"""Counts and amounts: what the words admit, of what, by whom, when and where."""

from __future__ import annotations

import re

from communique.findings import Figure
from communique.reading.counted import Counted
from communique.reading.draft import Draft
from communique.reading.ellipsis import with_same_thing
from communique.reading.explaining_acts import why_figure, why_joined
from communique.reading.figure_links import change_of, period_of, place_of, set_against, whole_of
from communique.reading.number_phrases import plain, whole_phrases
from communique.reading.parsed import FigureSpan, Parsed
from communique.reading.quantities import Quantity, is_hedge, quantity_of
from communique.reading.units import (
    Unit,
    currency_of,
    is_percent,
    measure_of,
    percent_of,
    rate_of,
    singular,
    time_unit_of,
)
from communique.spans import Span

_PERSONS = frozenset({"person", "people", "man", "woman", "child"})
_NEXT = 30
"""Characters behind a number phrase in which its unit may stand."""
_UNIT_WORDS = re.compile(r"[\s-]*((?:[^\s.,;:()]+(?:\.[^\s.,;:()]+)*\.?[\s-]*){1,3})")


def find_figures(draft: Draft) -> Draft:
    """Turn the proposed number phrases into figures, in the order of the text."""
    found: list[Figure] = []
    seen = _Seen()
    for proposal in whole_phrases(draft.parsed):
        if draft.in_story(proposal.span):
            figure = _figure(draft, proposal, f"f{len(found) + 1}", seen)
            if figure is not None:
                why_figure(draft, proposal, figure)
                found.append(figure)
    whole = list(with_same_thing(draft, whole_of(draft, found)))
    joined = set_against(draft, whole)
    why_joined(draft, found, joined)
    return draft.knowing(figures=joined)


class _Seen:
    """Units that were named last, for amounts that leave theirs out: "from 56 to 43"."""

    def __init__(self) -> None:
        """Start with none."""
        self._last: dict[str, tuple[Unit, int]] = {}

    def note(self, measure: str, unit: Unit, sentence: int) -> None:
        """Remember the unit of a measure, named in a sentence."""
        self._last[measure] = (unit, sentence)

    def last(self, measure: str, sentence: int) -> Unit | None:
        """Return the last unit; a thing that was counted is forgotten with its sentence."""
        unit, where = self._last.get(measure, (None, -1))
        return unit if measure != "other" or where == sentence else None


def _figure(draft: Draft, proposal: FigureSpan, number: str, seen: _Seen) -> Figure | None:
    text = draft.document.text
    span = proposal.span
    quantity = quantity_of(span.of(text)) or _bare_plural(span.of(text), proposal.measure)
    if quantity is None:
        return None
    counted = Counted(draft.parsed, span)
    unit = _unit(draft.parsed, proposal, quantity, counted, seen)
    quantity = quantity.times(unit.factor)
    attribution = draft.attribution_over(span)
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
        who=_who(counted, proposal.measure) or proposal.who,
        place=place_of(draft, counted),
        period=period_of(draft, counted),
        per=_per(text, span),
        change=change_of(draft.parsed, counted),
        attribution=attribution.id if attribution else None,
        confidence=round(proposal.confidence, 3),
    )


def _bare_plural(phrase: str, measure: str) -> Quantity | None:
    """Read "weeks", "tons" as at least two of them."""
    unit = time_unit_of(phrase) if measure == "time" else measure_of(phrase)
    if unit is not None and re.search(r"s\b", phrase):
        return Quantity(2, None, None, None)
    return None


def _measure_of(parsed: Parsed, proposal: FigureSpan, counted: Counted) -> str:
    """Return the measure, by the words where they name one: the model's label is a guess there."""
    phrase = proposal.span.of(parsed.text)
    if is_percent(phrase):
        return "percent"
    if currency_of(phrase) is not None and proposal.measure != "time":
        return "money"
    noun = counted.noun
    if proposal.measure == "other" and noun is not None and noun.lemma.lower() in _PERSONS:
        return "person"
    return proposal.measure


def _unit(
    parsed: Parsed, proposal: FigureSpan, quantity: Quantity, counted: Counted, seen: _Seen
) -> Unit:
    """Return the unit: of the phrase, else of the words behind, else of the figure before."""
    measure = _measure_of(parsed, proposal, counted)
    phrase, after = proposal.span.of(parsed.text), _after(parsed.text, proposal.span)
    if measure == "person":
        return Unit("person")
    if measure == "percent" or (quantity.part and measure == "other"):
        return Unit("percent") if quantity.part else percent_of(f"{phrase} {after}")
    head = counted.head
    sentence = head.sentence if head is not None else -1
    unit = _NAMED[measure](parsed, phrase, after, counted)
    if unit is None:
        return seen.last(measure, sentence) or Unit("USD" if measure == "money" else None)
    seen.note(measure, unit, sentence)
    return unit


def _money(_: Parsed, phrase: str, after: str, __: Counted) -> Unit | None:
    unit = currency_of(phrase)
    if unit is None and (unit := currency_of(after)) is not None and unit.factor < 1:
        # Prices quoted in cents keep them: the word is no part of the phrase.
        return Unit("cent")
    return unit


def _time(_: Parsed, phrase: str, after: str, __: Counted) -> Unit | None:
    return time_unit_of(phrase) or time_unit_of(after)


def _thing(parsed: Parsed, phrase: str, _: str, counted: Counted) -> Unit | None:
    noun = counted.hyphened or counted.noun
    beside = f"{noun.text} {parsed.text[noun.end : noun.end + 10]}" if noun is not None else ""
    unit = measure_of(phrase) or measure_of(beside)
    if unit is None and noun is not None and noun.upos in {"NOUN", "PROPN"}:
        return Unit(singular(noun.text))
    return unit


_NAMED = {"money": _money, "time": _time, "other": _thing}


def _after(text: str, span: Span) -> str:
    match = _UNIT_WORDS.match(text, span.end, min(len(text), span.end + _NEXT))
    return match[1] if match else ""


def _who(counted: Counted, measure: str) -> Span | None:
    """Return the counted words. Whom an amount concerns is the model's to say, not a rule's."""
    if measure in {"person", "other"}:
        return counted.who()
    return counted.share_of() if measure == "percent" else None


def _per(text: str, span: Span) -> str | None:
    inside = re.search(r"(?<=[^\W\d_])\s+(?:an?|per)\s+[^\W\d_]+$|/[^\W\d_]+$", span.of(text))
    if (
        inside
        and not is_hedge(plain(span.of(text)[: inside.start()]))
        and (rate := rate_of(inside.group()))
    ):
        return rate
    after = text[span.end : span.end + _NEXT]
    words = _unit_end(after)
    return rate_of(after[words:]) or (rate_of(after) if words else None)


def _unit_end(after: str) -> int:
    """Return where the name of a unit that the words begin with ends: "dlrs a share"."""
    match = re.match(r"\s*[^\W\d_]+", after)
    if match and (
        currency_of(match.group()) or measure_of(match.group()) or is_percent(match.group())
    ):
        return match.end()
    return 0
