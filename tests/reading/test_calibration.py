"""Raw scores made into probabilities: always rising, never beyond 0 and 1."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import ModelError
from communique.reading.calibration import FILE, Calibration, Curve, load_calibration
from communique.reading.parsed import Linked, Parsed, Quote
from communique.reading.pipeline import drafted, read
from communique.reading.scores import load_model, weights_folder
from communique.spans import Span
from tests.builders import entity
from tests.reading.standin import StandIn, document, model

UNIT = st.floats(0, 1)
TEXT = "Norland said on Monday that 40 men were held.\nThe union wants a truce until May."


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    raw = sorted(draw(st.sets(UNIT, max_size=8)))
    right = sorted(draw(st.lists(UNIT, min_size=len(raw), max_size=len(raw))))
    return Curve(tuple(zip(raw, right, strict=True)))


@given(curves(), UNIT, UNIT)
def test_a_surer_score_is_never_a_smaller_probability(curve: Curve, one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert 0 <= curve(low) <= curve(high) <= 1


@given(curves())
def test_a_curve_goes_through_its_knots(curve: Curve) -> None:
    for raw, right in curve.knots:
        assert curve(raw) == right


@given(UNIT)
def test_without_knots_a_score_stays_as_it_is(raw: float) -> None:
    assert Curve()(raw) == raw


@pytest.mark.parametrize(
    "knots",
    [((0.2, 0.5), (0.4, 0.3)), ((0.4, 0.3), (0.2, 0.5)), ((0.2, 0.3), (0.2, 0.5)), ((0.5, 1.2),)],
)
def test_what_does_not_rise_within_bounds_is_no_curve(
    knots: tuple[tuple[float, float], ...],
) -> None:
    with pytest.raises(ValueError, match="knot"):
        Curve(knots)


def test_facts_take_the_curve_of_their_kind_and_those_without_estimate_none() -> None:
    halved = Calibration(facts={"entity": Curve(((0.0, 0.0), (1.0, 0.5)))})
    sure = entity("e1", "Norland", "place", Span(0, 7), confidence=0.8)
    described = entity("e2", "the union", "organisation", Span(9, 18))
    found = halved.of_facts("entity", (sure, described))
    assert [fact.confidence for fact in found] == [0.4, None]
    assert halved.of_facts("figure", (sure,)) == (sure,)


def test_links_take_the_curve_of_their_role_and_are_asked_for_by_words() -> None:
    source, content = Span(0, 7), Span(13, 20)
    links = (Linked("source", source, 0.9), Linked("content", content, 0.9))
    quote = Quote(Span(8, 12), source, (content,), 0.8, links=links)
    known = Calibration(links={"source": Curve(((0.9, 0.6),))})
    (found,) = known.of_links(Parsed(text="Norland said it would.", quotes=[quote])).quotes
    assert found.link("source", source) == 0.6
    assert found.link("content", content) == 0.9
    assert found.link("source", content) is None
    assert found.confidence == 0.8


def test_every_link_that_the_model_makes_carries_its_probability() -> None:
    parsed = drafted(document(TEXT * 3), model(StandIn())).parsed
    made = [
        (quote, [("source", quote.source), *(("content", c) for c in quote.content)])
        for quote in parsed.quotes
    ]
    made += [(figure, [("who", figure.who)]) for figure in parsed.figures]
    made += [(p, [("party", p.party), ("condition", p.condition)]) for p in parsed.positions]
    assert any(span is not None for _, links in made for _, span in links)
    for proposal, links in made:
        for role, span in links:
            assert span is None or 0 <= (proposal.link(role, span) or -1) <= 1
    for event in parsed.events:
        assert {x.role for x in event.links} <= {"actor", "recipient"}


def test_what_is_found_does_not_change_with_its_probability() -> None:
    raw, level = model(StandIn()), Curve(((0.5, 0.25),))
    flat = Calibration(facts=dict.fromkeys(("attribution", "event", "figure", "position"), level))
    found, calibrated = (
        read(document(TEXT), raw),
        read(document(TEXT), replace(raw, calibration=flat)),
    )
    assert [e.span for e in found.events] == [e.span for e in calibrated.events]
    assert found.events
    assert {e.confidence for e in calibrated.events} == {0.25}


def linked_weights(folder: Path) -> None:
    for file in weights_folder().iterdir():
        if file.name != FILE:
            (folder / file.name).symlink_to(file)


def test_weights_without_a_calibration_load_and_keep_their_scores(tmp_path: Path) -> None:
    linked_weights(tmp_path)
    assert load_model(tmp_path).calibration == Calibration()


def test_a_calibration_beside_the_weights_is_taken(tmp_path: Path) -> None:
    known = Calibration(facts={"event": Curve(((0.2, 0.1), (0.9, 0.8)))})
    (tmp_path / FILE).write_bytes(msgspec.json.encode(known))
    assert load_calibration(tmp_path) == known


@pytest.mark.parametrize(
    "damage", [b"", b"{", b'{"facts": {"event": {"knots": [[0.2, 0.9], [0.4, 0.1]]}}}', b"[]"]
)
def test_a_damaged_calibration_is_named_as_a_damaged_model(tmp_path: Path, damage: bytes) -> None:
    linked_weights(tmp_path)
    (tmp_path / FILE).write_bytes(damage)
    with pytest.raises(ModelError, match=rf"^{re.escape(str(tmp_path))}.*; install again$"):
        load_model(tmp_path)
