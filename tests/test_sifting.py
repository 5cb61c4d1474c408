"""Facts that are less sure than asked for go, and nothing points at what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from communique.findings import Findings
from communique.sifting import sifted
from tests.builders import attribution, condition, entity, event, figure, findings, position, role
from tests.builders import span as at
from tests.strategies import findings as any_findings

TEXT = "Norland said Sudmark freed 40 men and 12 women in Eastvale if talks went on; talks went on."
PARTS = ("entities", "attributions", "figures", "events", "positions", "talks", "times")


def ids(facts: Iterable[Any]) -> set[str]:
    return {fact.id for fact in facts}


def once(found: Findings) -> Findings:
    """Leave out facts that have the id of an earlier one, as no reading gives them."""
    lists = {}
    for part in PARTS:
        facts = getattr(found, part)
        named = {f.id: f for f in reversed(facts)} if part != "talks" else {}
        lists[part] = facts if part == "talks" else tuple(f for f in facts if named[f.id] is f)
    return Findings(**lists)


def references(found: Findings) -> Iterator[str | None]:
    for e in found.entities:
        yield e.affiliation
    for a in found.attributions:
        yield from (a.speaker, *a.via)
    for f in found.figures:
        yield from (f.place, f.subset_of, f.compared_to, f.attribution)
    for v in found.events:
        yield from (*v.actors, *v.recipients, v.place, v.same_as, v.attribution)
    for p in found.positions:
        yield from (p.party, p.toward, p.attribution, p.condition.event if p.condition else None)
    yield from (talks.entity for talks in found.talks)


ANY = any_findings(len(TEXT)).map(once)


@given(ANY, st.floats(0.01, 1))
def test_no_reference_leads_to_what_is_gone(found: Findings, least: float) -> None:
    left = sifted(found, least)
    named = PARTS[:5]
    gone = {i for part in named for i in ids(getattr(found, part)) - ids(getattr(left, part))}
    assert not gone & set(references(left))


@given(ANY, st.floats(0, 1))
def test_what_stays_is_sure_enough_or_without_an_estimate(found: Findings, least: float) -> None:
    left = sifted(found, least)
    for part in PARTS:
        for fact in getattr(left, part):
            assert fact.confidence is None or fact.confidence >= least
    # Nothing hangs on an entity's, an attribution's or a time's own estimate but itself.
    for part in ("entities", "attributions", "times"):
        before, after = ids(getattr(found, part)), ids(getattr(left, part))
        sure = {f.id for f in getattr(found, part) if f.confidence is None or f.confidence >= least}
        assert after == sure <= before


@given(ANY)
def test_zero_leaves_out_nothing(found: Findings) -> None:
    assert sifted(found, 0) == found


@given(ANY, st.floats(0, 1))
def test_sifting_twice_changes_nothing_more(found: Findings, least: float) -> None:
    assert sifted(sifted(found, least), least) == sifted(found, least)


def test_a_claim_goes_with_its_attribution_and_never_becomes_the_reports_own() -> None:
    said = attribution("a1", at(TEXT, "Sudmark freed 40 men"), confidence=0.4)
    claimed = figure("f1", at(TEXT, "40"), value=40, attribution="a1", confidence=0.9)
    own = figure("f2", at(TEXT, "12"), value=12, subset_of="f1", confidence=0.9)
    left = sifted(findings(attributions=[said], figures=[claimed, own]), 0.5)
    assert left.attributions == ()
    assert left.figures == (msgspec.structs.replace(own, subset_of=None),)


def test_an_entity_that_goes_is_taken_back_where_it_acts_and_where_it_takes_part() -> None:
    north = entity("e1", "Norland", "place", in_text=TEXT, confidence=0.9)
    south = entity("e2", "Sudmark", "place", in_text=TEXT, confidence=0.2)
    freed = event("v1", "CONCEDE", at(TEXT, "freed"), actors=["e2", "e1"], confidence=0.9)
    parts = [role(e, "party", at(TEXT, "talks")) for e in ("e1", "e2")]
    left = sifted(findings(entities=[north, south], events=[freed], talks=parts), 0.5)
    assert [e.id for e in left.entities] == ["e1"]
    assert left.events[0].actors == ("e1",)
    assert [talks.entity for talks in left.talks] == ["e1"]


def test_the_first_telling_that_stays_stands_in_for_one_that_goes() -> None:
    freed = at(TEXT, "freed")
    told = [
        event("v1", "CONCEDE", freed, confidence=0.1),
        event("v2", "CONCEDE", freed, same_as="v1", confidence=0.9),
        event("v3", "CONCEDE", freed, same_as="v1", confidence=0.9),
    ]
    left = sifted(findings(events=told), 0.5)
    assert [(e.id, e.same_as) for e in left.events] == [("v2", None), ("v3", "v2")]


def test_a_condition_stays_without_the_event_that_goes() -> None:
    talks = event("v1", "CONSULT", at(TEXT, "talks"), confidence=0.1)
    terms = condition(at(TEXT, "if talks went on"), event="v1")
    wanted = position("p1", None, "offer", "release", at(TEXT, "40 men"), condition=terms)
    (left,) = sifted(findings(events=[talks], positions=[wanted]), 0.5).positions
    assert left.condition == condition(at(TEXT, "if talks went on"))
