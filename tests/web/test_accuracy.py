from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import communique
from communique.web import accuracy
from communique.web.marked import KINDS

CARD = Path(communique.__file__).parent / "reading" / "weights" / "MODEL_CARD.md"


def test_every_kind_of_fact_says_how_accurate_it_is_or_that_nobody_knows() -> None:
    found = accuracy.by_kind()
    assert found.keys() == KINDS.keys()
    for kind, known in found.items():
        assert known.note
        assert bool(known.measures) == (kind != "talks"), kind


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("/negotiation", ["talks", "position", "event", "figure"]),
        ("/search?words=captives", ["attribution"]),
        ("/figures", ["figure"]),
        ("/timeline", ["event"]),
        ("/contacts", ["event"]),
        ("/map", ["event", "entity"]),
        ("/actors", ["entity"]),
        ("/actors/Norland", ["entity", "position", "attribution"]),
        ("/deals", ["position"]),
        ("/brief", ["talks", "position", "event", "figure"]),
    ],
)
def test_every_page_of_facts_says_in_a_header_how_accurate_they_are(
    app: TestClient, path: str, kinds: list[str]
) -> None:
    page = app.get(path).text
    headers = re.findall(r'<details class="measured"><summary>(.*?)</summary>', page)
    for kind in kinds:
        known = accuracy.by_kind()[kind].short
        assert any(header.endswith(known) for header in headers), kind


def test_all_figures_of_the_card_are_read() -> None:
    table = CARD.read_text(encoding="utf-8").split("<!-- accuracy:begin -->")[1]
    table = table.split("<!-- accuracy:end -->")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    written = sum(len(row.split(" | ")[-1].split("; ")) for row in rows)
    assert len(accuracy.measures()) == written > 20


@pytest.mark.parametrize("measure", accuracy.measures(), ids=lambda m: f"{m.skill}: {m.what}")
def test_a_figure_is_as_the_card_has_it(measure: accuracy.Measure) -> None:
    row = next(
        line
        for line in CARD.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| {measure.skill} | {measure.on} |")
        and f"{measure.what} {measure.figure}" in line
    )
    assert row


def test_what_another_reader_found_was_measured_by_nobody() -> None:
    for known in accuracy.by_kind("rules 1").values():
        assert known.measures == ()
        assert "rules 1" in known.note
        assert known.short == "accuracy not measured"


def test_a_header_gives_the_figures_in_short() -> None:
    measures = (
        accuracy.Measure("figures", "reports", "found", "F1 89.8 [85.7, 94.6]"),
        accuracy.Measure("figures", "others", "found", "F1 85.6 [82.1, 88.7]"),
    )
    assert accuracy.Accuracy(measures, "").short == "measured F1 85.6–89.8"
    assert accuracy.Accuracy(measures[:1], "").short == "measured F1 89.8"
