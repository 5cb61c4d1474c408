"""Entities while they are put together."""

from __future__ import annotations

from communique.reading.cast import Cast
from tests.builders import entity, span


def test_a_new_entity_takes_no_number_that_is_in_use() -> None:
    text = "Norland met Sudmark."
    known = [entity("e1", "Norland", "place", span(text, "Norland")),
             entity("e3", "Sudmark", "place", span(text, "Sudmark"))]  # fmt: skip
    cast = Cast(known)
    numbers = [cast.add("the envoy", "person"), cast.add("the union", "organisation")]
    assert len({*numbers, "e1", "e3"}) == 4
    assert cast.members["e3"].name == "Sudmark"
