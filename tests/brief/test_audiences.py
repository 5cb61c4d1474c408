"""For whom a brief is printed."""

from __future__ import annotations

from communique.brief import AUDIENCES, FORMATS, fitted, render
from tests.brief.coverage import coverage
from tests.filed import outline

BRIEF = outline(coverage())


def test_a_principal_sees_few_lines_of_what_matters() -> None:
    short = fitted(BRIEF, AUDIENCES["principal"])
    assert [s.id for s in short.sections] == [
        "parties", "standing", "positions", "sticking-points", "moved"
    ]  # fmt: skip
    assert all(len(group.first) <= 3 for s in short.sections for group in s.groups)


def test_research_leaves_nothing_folded_away() -> None:
    for section in fitted(BRIEF, AUDIENCES["research"]).sections:
        assert section.rest == ()
        assert all(group.rest == () for group in section.groups)
        assert section.table is None or section.table.rest == ()


def test_the_first_audience_sees_the_brief_as_it_is() -> None:
    assert fitted(BRIEF, next(iter(AUDIENCES.values()))) == BRIEF


def test_numbers_stay_those_of_the_whole_brief_in_every_form() -> None:
    short = fitted(BRIEF, AUDIENCES["principal"])
    for line in short.lines():
        assert line.citations
        assert all(short.citation(n) == BRIEF.citation(n) for n in line.citations)
    for form in FORMATS:
        assert render(short, form)
