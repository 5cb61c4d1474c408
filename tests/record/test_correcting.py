"""What becomes of corrections when a document is read again, for any findings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from communique.documents.document import ReadDocument
from communique.findings import Findings
from communique.record.correcting import (
    LEAST_OVERLAP,
    Corrected,
    Correction,
    corrected,
    overlap,
    spans_of,
)
from communique.record.deciding import Accept, Add, Change, Edit, Reject, decide
from tests.builders import document, entity, figure, position
from tests.strategies import findings, spans

TEXT = "freed 40 men"
LENGTH = len(TEXT)
DOCUMENT = document(TEXT)


def decided(
    reading: Findings, changes: list[Change], before: list[Correction] | None = None
) -> list[Correction]:
    """Return the corrections that a person makes, one after the other, in one reading."""
    made = list(before or [])
    for change in changes:
        now = corrected(reading, made)
        kept = decide(ReadDocument(document=DOCUMENT, findings=reading), now, change)
        fields = {name: getattr(kept, name) for name in kept.__dataclass_fields__}
        made.append(
            Correction(
                id=len(made) + 1,
                document_id=DOCUMENT.id,
                by="Ilse",
                at=datetime(2031, 5, 6, tzinfo=UTC),
                **fields,
            )
        )
    return made


def without_confidence(found: Findings) -> Any:
    lists = msgspec.to_builtins(found)
    return {
        name: [{k: v for k, v in each.items() if k != "confidence"} for each in several]
        for name, several in lists.items()
    }


def numbered(letter: str, several: list[Any]) -> tuple[Any, ...]:
    return tuple(
        msgspec.structs.replace(each, id=f"{letter}{n}") for n, each in enumerate(several, 1)
    )


@st.composite
def readings(draw: st.DrawFn) -> Findings:
    """Return facts that stand on one stretch of words, and some that stand on several.

    None names another: links have tests of their own.
    """
    at = spans(LENGTH)
    values = st.integers(0, 3)
    stances: Any = st.sampled_from(["offer", "refuse"])
    figures = st.builds(lambda at, value: figure("f", at, value=value), at, values)
    positions = st.builds(lambda at, stance: position("p", None, stance, "terms", at), at, stances)
    mentions = st.lists(at, min_size=1, max_size=2)
    entities = st.builds(lambda mentions: entity("e", "Norland", "place", *mentions), mentions)
    return Findings(
        entities=numbered("e", draw(st.lists(entities, max_size=2))),
        figures=numbered("f", draw(st.lists(figures, max_size=3))),
        positions=numbered("p", draw(st.lists(positions, max_size=2))),
    )


READINGS = readings()


def address(draw_from: Corrected, draw: st.DataObject) -> str:
    assume(draw_from.facts)
    return draw.draw(st.sampled_from(sorted(draw_from.facts)))


@settings(max_examples=20, deadline=None)
@given(reading=findings(LENGTH))
def test_without_corrections_the_findings_are_as_they_were_read(reading: Findings):
    assert corrected(reading).findings is reading


@settings(max_examples=80, deadline=None)
@given(reading=READINGS, data=st.data())
def test_an_accepted_fact_is_as_it_was_and_sure(reading: Findings, data: st.DataObject):
    fact = address(corrected(reading), data)
    now = corrected(reading, decided(reading, [Accept(fact)]))
    assert without_confidence(now.findings) == without_confidence(reading)
    assert now.facts[fact][1].body["confidence"] == 1.0
    assert now.standing[1].attached
    assert now.standing[1].fact == fact


@settings(max_examples=80, deadline=None)
@given(reading=READINGS, data=st.data())
def test_a_rejected_fact_alone_is_gone(reading: Findings, data: st.DataObject):
    fact = address(corrected(reading), data)
    kind, slot = corrected(reading).facts[fact]
    now = corrected(reading, decided(reading, [Reject(fact)]))
    left = [body.body for name, body in now.facts.values() if name == kind]
    before = [body.body for name, body in corrected(reading).facts.values() if name == kind]
    before.remove(slot.body)
    assert left == before


@settings(max_examples=80, deadline=None)
@given(first=READINGS, later=READINGS, data=st.data())
def test_after_a_new_reading_a_correction_holds_the_fact_that_overlaps_most_or_stands_alone(
    first: Findings, later: Findings, data: st.DataObject
):
    fact = address(corrected(first), data)
    made = decided(first, [Accept(fact)])
    kind, anchors = made[0].kind, spans_of(made[0].kind, made[0].new or {})
    shares = {
        name: overlap(anchors, spans_of(kind, slot.body))
        for name, (of, slot) in corrected(later).facts.items()
        if of == kind
    }
    most = max(shares.values(), default=0.0)
    now = corrected(later, made)
    standing = now.standing[1]
    assert standing.fact is not None
    assert standing.attached == (most >= LEAST_OVERLAP)
    if standing.attached:
        assert shares[standing.fact] == most
    assert now.facts[standing.fact][1].body["confidence"] == 1.0
    of_kind = sum(name == kind for name, _ in now.facts.values())
    assert of_kind == len(shares) + (not standing.attached)


@settings(max_examples=80, deadline=None)
@given(first=READINGS, later=READINGS, data=st.data())
def test_a_rejected_fact_does_not_return_at_its_words(
    first: Findings, later: Findings, data: st.DataObject
):
    fact = address(corrected(first), data)
    made = decided(first, [Reject(fact)])
    kind = made[0].kind
    spans_there = spans_of(kind, made[0].old or {})

    def there(of: Corrected) -> int:
        return sum(
            name == kind and overlap(spans_there, spans_of(kind, slot.body)) >= LEAST_OVERLAP
            for name, slot in of.facts.values()
        )

    found = there(corrected(later))
    now = corrected(later, made)
    assert there(now) == max(0, found - 1)
    assert now.standing[1].attached == (found > 0)


@settings(max_examples=80, deadline=None)
@given(first=READINGS, later=READINGS, data=st.data())
def test_of_several_corrections_none_is_dropped_and_no_two_hold_one_fact(
    first: Findings, later: Findings, data: st.DataObject
):
    facts = sorted(corrected(first).facts)
    assume(facts)
    chosen = data.draw(st.lists(st.sampled_from(facts), unique=True, max_size=4))
    changes: list[Change] = [
        data.draw(st.sampled_from([Accept(name), Reject(name)])) for name in chosen
    ]
    made = decided(first, changes)
    now = corrected(later, made)
    assert set(now.standing) == {each.id for each in made}
    shown = [each.fact for each in now.standing.values() if each.fact is not None]
    assert len(set(shown)) == len(shown)
    assert len(shown) == sum(each.new is not None for each in made)
    assert all(now.facts[name][1].body["confidence"] == 1.0 for name in shown)


@settings(max_examples=80, deadline=None)
@given(reading=READINGS, later=READINGS, at=spans(LENGTH), value=st.integers(0, 99))
def test_what_a_person_adds_is_there_once_in_every_reading(
    reading: Findings, later: Findings, at: Any, value: int
):
    add = Add("figure", {"start": at.start, "end": at.end, "value": value, "unit": "ship"})
    made = decided(reading, [add])
    for each in (reading, later, Findings()):
        now = corrected(each, made)
        own = now.standing[1].fact
        assert own is not None
        there = [f for f in now.findings.figures if f.id == own]
        assert [(f.start, f.end, f.value, f.low, f.high) for f in there] == [
            (at.start, at.end, value, value, value)
        ]
    assert len(corrected(Findings(), made).findings.figures) == 1
    assert len(corrected(reading, made).findings.figures) == len(reading.figures) + 1


@settings(max_examples=80, deadline=None)
@given(reading=READINGS, later=READINGS, data=st.data())
def test_an_edited_figure_keeps_what_the_person_wrote(
    reading: Findings, later: Findings, data: st.DataObject
):
    assume(reading.figures)
    fact = data.draw(st.sampled_from([figure.id for figure in reading.figures]))
    made = decided(reading, [Edit(fact, {"what": "held", "value": 7})])
    again = decided(reading, [Edit(fact, {"unit": "ship"})], made)
    for each in (reading, later):
        own = corrected(each, again).standing[2].fact
        (now,) = (f for f in corrected(each, again).findings.figures if f.id == own)
        assert (now.what, now.value, now.unit) == ("held", 7, "ship")
