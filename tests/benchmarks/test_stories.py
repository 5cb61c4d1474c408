"""The labelled pairs of story copies."""

from __future__ import annotations

import json

import pytest

from benchmarks.stories import ANNOTATIONS, SETS, is_reported


@pytest.mark.parametrize("name", SETS)
def test_there_are_300_pairs_of_each_set_in_two_halves_each_pair_once(name: str) -> None:
    lines = (ANNOTATIONS / SETS[name]).read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    assert len({frozenset((p["one"], p["other"])) for p in pairs}) == 300
    assert {p["label"] for p in pairs} == {"near", "rewritten", "independent"}
    assert all(set(p) == {"one", "other", "band", "label"} for p in pairs)
    assert 120 < sum(map(is_reported, pairs)) < 180


def test_the_half_of_a_pair_does_not_depend_on_which_is_named_first() -> None:
    assert is_reported({"one": "a", "other": "b"}) == is_reported({"one": "b", "other": "a"})
