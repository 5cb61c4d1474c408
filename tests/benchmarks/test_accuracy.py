"""The tables of the README and of docs/accuracy.md are written from results."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import BEGIN, END, README, full_page, short_table, with_table
from benchmarks.figures_of_merit import share
from benchmarks.integers import side_by_side
from benchmarks.results import Result, Tally, Trial

NAMES = Trial("names", "Harbour set", "dev", "exact spans")
TAGS = Trial("syntax", "Quay bank", "dev", "raw | given")
RESULTS = [
    Result(NAMES, "all", 81.234, 79.0, 83.06, unit="F1", documents=40, brief=True),
    Result(NAMES, "places", 90.0, 88.0, 92.0, unit="F1", documents=40, detail="gold 12"),
    Result(NAMES, "kind", 70.0, 60.0, 75.0, documents=40, brief=True),
    Result(TAGS, "speed", 3120.4, unit="words/s", brief=True),
]


def test_a_figure_is_written_with_its_interval_and_unit() -> None:
    assert [r.figure for r in RESULTS] == [
        "F1 81.2 [79.0, 83.1]",
        "F1 90.0 [88.0, 92.0]",
        "70.0 [60.0, 75.0] %",
        "3,120 words/s",
    ]


def test_the_short_table_has_the_chief_figures_of_one_trial_in_one_row() -> None:
    assert short_table(RESULTS).splitlines()[2:] == [
        "| names | Harbour set, dev: exact spans |"
        " all F1 81.2 [79.0, 83.1]; kind 70.0 [60.0, 75.0] % |",
        "| syntax | Quay bank, dev: raw \\| given | speed 3,120 words/s |",
    ]


def test_the_full_page_has_every_figure_under_its_skill() -> None:
    page = full_page(RESULTS)
    assert page.index("## Names") < page.index("| places |") < page.index("## Syntax")
    assert "| places | F1 90.0 [88.0, 92.0] | 40 | gold 12 |" in page
    assert "**Harbour set, dev** (exact spans)" in page


def test_the_table_replaces_what_stands_between_the_comments_and_nothing_else() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    once = with_table(page, "| new |")
    assert once == f"before\n{BEGIN}\n| new |\n{END}\nafter\n"
    assert with_table(once, "| new |") == once


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END} {BEGIN}", f"{BEGIN}{BEGIN}{END}"])
def test_a_page_without_both_comments_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="accuracy:begin"):
        with_table(page, "| new |")


def test_the_readme_has_both_comments() -> None:
    assert with_table(README.read_text(encoding="utf-8"), "| new |")


def test_a_tally_gives_percent_with_what_stands_behind_it() -> None:
    tally = Tally(share)
    tally.add(3, 4)
    tally.add(1, 4)
    result = tally.result(NAMES, "kind")
    assert result is not None
    assert (result.value, result.documents, result.detail) == (50.0, 2, "of 8")


def test_what_was_never_met_gives_no_figure() -> None:
    tally = Tally()
    assert tally.result(NAMES, "all") is None
    tally.add(0, 0, 0)
    assert tally.result(NAMES, "all") is None


def test_two_models_stand_side_by_side_where_both_were_measured() -> None:
    other = Result(NAMES, "all", 80.234, 78.0, 82.0, unit="F1")
    (line,) = side_by_side(RESULTS, [other])
    assert "F1 81.2 [79.0, 83.1]" in line
    assert "F1 80.2 [78.0, 82.0]" in line
    assert "-1.00" in line
