"""Lines that may be misread are marked in words, in every form, and a legend says what it means."""

from __future__ import annotations

import json

import pytest

from communique.brief import Brief, render
from communique.brief.terminal import to_terminal
from communique.documents.document import ReadDocument
from tests.builders import attribution, entity, figure, position, read_document, role, span
from tests.filed import outline

MARK = "uncertain reading"


def report(
    sure: float | None, *, said: float | None = None, ref: str = "hp-1", also: str = ""
) -> ReadDocument:
    text = f"Norland says Sudmark must reopen the port. {also}Norland and Sudmark hold 90 captives."
    wants = "reopen the port"
    return read_document(
        text,
        ref=ref,
        outlet=ref,
        entities=[
            entity("e1", "Norland", "place", in_text=text),
            entity("e2", "Sudmark", "place", in_text=text),
        ],
        attributions=[
            attribution(
                "a1",
                span(text, f"Sudmark must {wants}"),
                source=span(text, "Norland"),
                cue=span(text, "says"),
                speaker="e1",
                confidence=said,
            )
        ],
        figures=[
            figure("f1", span(text, "90"), value=90, what="held", who=span(text, "captives"),
                   confidence=0.9)
        ],
        positions=[
            position("p1", "e1", "demand", "port", span(text, wants), confidence=sure,
                     attribution="a1")
        ],
        talks=[role(e, "party", span(text, "hold")) for e in ("e1", "e2")],
    )  # fmt: skip


def marked(brief: Brief) -> list[str]:
    return [line.kind for line in brief.lines() if line.uncertain]


def test_a_line_below_the_threshold_is_marked_and_others_are_not() -> None:
    brief = outline([report(0.2)], uncertain_below=0.3)
    assert marked(brief) == ["position"]
    assert MARK in brief.legend
    assert "0.3" in brief.legend


@pytest.mark.parametrize(("sure", "below"), [(0.3, 0.3), (None, 1.0), (0.0, 0.0)])
def test_nothing_is_marked_at_the_threshold_without_estimate_or_at_zero(
    sure: float | None, below: float
) -> None:
    brief = outline([report(sure)], uncertain_below=below)
    assert "position" not in marked(brief)
    assert bool(brief.legend) == bool(marked(brief))


def test_a_line_is_no_surer_than_whose_word_it_is() -> None:
    assert marked(outline([report(0.9, said=0.1)], uncertain_below=0.3)) == ["position"]


def test_the_surest_of_several_reports_counts() -> None:
    other = report(0.8, ref="sm-2", also="Rain fell in Eastvale all day. ")
    assert marked(outline([report(0.1), other], uncertain_below=0.3)) == []


@pytest.mark.parametrize("form", ["markdown", "terminal", "html"])
def test_the_mark_stands_in_words_beside_its_line_with_a_legend_once(form: str) -> None:
    page = render(outline([report(0.2)], uncertain_below=0.3), form)
    words = " ".join(page.replace("\\", "").split())
    assert words.count(f"“{MARK}” marks what may have been misread") == 1
    assert words.count(MARK) == 2
    assert words.index(f"“{MARK}”") < words.rindex(MARK)
    sure = render(outline([report(0.9)], uncertain_below=0.3), form)
    assert MARK not in sure


def test_the_terminal_marks_without_any_colour() -> None:
    page = to_terminal(outline([report(0.2)], uncertain_below=0.3), width=60, colour=False)
    assert "\x1b" not in page
    assert f"({MARK})" in " ".join(page.split())


def test_json_carries_the_confidence_and_the_mark_of_each_line() -> None:
    page = render(outline([report(0.2)], uncertain_below=0.3), "json")
    lines = [line for line in map(json.loads, page.splitlines()) if line["kind"] != "source"]
    known = {line["kind"]: (line["confidence"], line["uncertain"]) for line in lines}
    assert known["position"] == (0.2, True)
    assert known["figure"] == (0.9, False)
    assert known["talks-role"] == (None, False)


def test_the_mark_is_no_part_of_what_the_line_is_known_by() -> None:
    ids = [
        {line.id for line in outline([report(0.2)], uncertain_below=below).lines()}
        for below in (0.0, 0.3)
    ]
    assert ids[0] == ids[1]
