"""The scorer beside the data is asked document by document; untrimmed spans are counted here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.attributions import UNTRIMMED, AttributionTallies
from benchmarks.results import Result
from benchmarks.scorer import Scorer, untrimmed_runs

SCORER = """
import re

class F:
    def __init__(self): self.tp = self.fp = self.fn = 0
    def add(self, tp, fp, fn): self.tp += tp; self.fp += fp; self.fn += fn
    def __str__(self): return f"F1 {self.tp}"

def tokens(text): return [m.span() for m in re.finditer(r"\\w+|[^\\w\\s]", text)]
def cover(toks, spans):
    return frozenset(i for i, (s, e) in enumerate(toks) if any(s < b and e > a for a, b in spans))
def spans_of(x):
    if x is None: return []
    if isinstance(x, dict): return [(x["start"], x["end"])]
    return [(s["start"], s["end"]) if isinstance(s, dict) else tuple(s) for s in x]

def attributions(pairs):
    f = F()
    for text, gold, found in pairs:
        both = min(len(gold), len(found))
        f.add(both, len(found) - both, len(gold) - both)
    print(f"attribution linked   exact {f}")

def gold(documents):
    for text, gold, found in documents: pass
    print(f"attribution speaker     66.7 % of 3")
    attributions([(t, gold["attributions"], found["attributions"]) for t, gold, found in documents])
"""
TEXT = 'Norland will sign, "at last," said its minister.'


@pytest.fixture
def scorer(tmp_path: Path) -> Scorer:
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    return Scorer(tmp_path)


def spans(*phrases: str) -> list[list[int]]:
    return [[TEXT.index(p), TEXT.index(p) + len(p)] for p in phrases]


def read(*attributions: dict[str, Any], text: str = TEXT) -> dict[str, Any]:
    return {"document": {"text": text}, "attributions": list(attributions)}


def annotated(*attributions: dict[str, Any]) -> dict[str, Any]:
    return {"id": "hp-1", "text": TEXT, "attributions": list(attributions)}


def untrimmed(gold: dict[str, Any], found: dict[str, Any], scorer: Scorer) -> dict[str, Result]:
    tallies = AttributionTallies("attribution", "invented", "all")
    tallies.add(scorer.attributions(gold, found), scorer, gold, found)
    return {r.what: r for r in tallies.results(brief=True) if r.trial.protocol == UNTRIMMED}


def test_counts_come_back_whole_where_the_scorer_prints_percentages(scorer: Scorer) -> None:
    counts = scorer.attributions(annotated({}, {}, {}), read({}))
    assert counts.matches == {"attribution linked exact": (1, 0, 2)}


def test_shares_come_back_as_counts(scorer: Scorer) -> None:
    counts = scorer.report(annotated({}), read({}, {}))
    assert counts.shares == {"attribution speaker": (2, 3)}
    assert counts.matches == {"attribution linked exact": (1, 1, 0)}


def test_a_text_that_was_changed_in_reading_is_refused(scorer: Scorer) -> None:
    with pytest.raises(ValueError, match="hp-1: the text was changed"):
        scorer.attributions(annotated(), read(text="Norland"))


def test_runs_of_tokens_end_where_a_token_is_left_out() -> None:
    assert list(untrimmed_runs(frozenset({3, 4, 5, 7, 9, 10}))) == [(3, 5), (7, 7), (9, 10)]
    assert list(untrimmed_runs(frozenset())) == []


def test_untrimmed_spans_that_differ_by_a_quotation_mark_differ(scorer: Scorer) -> None:
    gold = annotated({"content": spans('"at last,"')})
    inside = read({"content": [{"start": s, "end": e} for s, e in spans("at last,")]})
    assert untrimmed(gold, inside, scorer)["content"].value == 0
    whole = read({"content": [{"start": s, "end": e} for s, e in spans('"at last,"')]})
    assert untrimmed(gold, whole, scorer)["content"].value == 100


def test_each_part_of_a_discontinuous_content_counts_for_itself(scorer: Scorer) -> None:
    gold = annotated({"content": spans("Norland will sign", "at last")})
    one = read({"content": [{"start": s, "end": e} for s, e in spans("at last")]})
    content = untrimmed(gold, one, scorer)["content"]
    assert content.detail == "P 100.0 R 50.0 gold 2"


def test_a_missing_source_is_no_span(scorer: Scorer) -> None:
    gold = annotated({"source": None, "content": spans("at last")})
    found = read({"source": None, "content": [{"start": s, "end": e} for s, e in spans("at last")]})
    assert "source" not in untrimmed(gold, found, scorer)
