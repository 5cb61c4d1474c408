"""Counts and amounts: what the words admit, of what, by whom, when and where."""

from __future__ import annotations

import re

from communique.findings import Figure
from communique.reading.claims import claim_over
from communique.reading.counted import Counted
from communique.reading.draft import Draft
from communique.reading.ellipsis import with_same_thing
from communique.reading.explaining_acts import why_figure, why_joined
from communique.reading.figure_links import change_of, period_of, place_of, set_against, whole_of
from communique.reading.figure_units import Seen, measure_in, names_measure, unit_of
from communique.reading.no_figures import is_no_figure
from communique.reading.number_phrases import plain, whole_phrases
from communique.reading.parsed import FigureSpan, Parsed
from communique.reading.quantities import Quantity, is_hedge, quantity_of
from communique.reading.units import currency_of, is_percent, measure_of, rate_of, time_unit_of
from communique.spans import Span

_NEXT = 30
"""Characters behind a number phrase in which its unit may stand."""


def find_figures(draft: Draft) -> Draft:
    """Turn the proposed number phrases into figures, in the order of the text."""
    found: list[Figure] = []
    seen = Seen()
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


def _figure(draft: Draft, proposal: FigureSpan, number: str, seen: Seen) -> Figure | None:
    text = draft.document.text
    span = proposal.span
    quantity = quantity_of(span.of(text)) or _bare_plural(span.of(text), proposal.measure)
    if quantity is None:
        return None
    counted = Counted(draft.parsed, span)
    if is_no_figure(draft.parsed, proposal, counted):
        return None
    unit = unit_of(draft.parsed, proposal, quantity, counted, seen)
    quantity = quantity.times(unit.factor)
    claim = claim_over(draft, span)
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
        who=_who(draft.parsed, proposal, counted),
        place=place_of(draft, counted),
        period=period_of(draft, counted),
        per=_per(text, span),
        change=change_of(draft.parsed, counted),
        attribution=claim.id if claim else None,
        confidence=round(proposal.confidence, 3),
    )


def _bare_plural(phrase: str, measure: str) -> Quantity | None:
    """Read "weeks", "tons" as at least two of them."""
    unit = time_unit_of(phrase) if measure == "time" else measure_of(phrase)
    if unit is not None and re.search(r"s\b", phrase):
        return Quantity(2, None, None, None)
    return None


def _who(parsed: Parsed, proposal: FigureSpan, counted: Counted) -> Span | None:
    """Return the counted words. Whom an amount concerns is the model's to say, not a rule's.

    So it is with what a number joined to a noun qualifies: "a 12-member panel" is of the panel.
    """
    measure = measure_in(parsed, proposal, counted)
    if measure == "percent":
        return proposal.who or counted.share_of()
    if measure not in {"person", "other"}:
        return proposal.who
    amount = counted.hyphened is not None or names_measure(parsed, proposal)
    return (proposal.who or counted.who()) if amount else (counted.who() or proposal.who)


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
