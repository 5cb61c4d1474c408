"""The brief as a Word document, read back as Word reads it."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from io import BytesIO
from typing import Any

import pytest

from communique.brief import AUDIENCES, FILES, Brief, fitted
from communique.errors import ExtraMissing
from tests.brief.coverage import SCRIPT, coverage, hostile
from tests.filed import outline

needs_docx = pytest.mark.skipif(
    importlib.util.find_spec("docx") is None
    and os.environ.get("COMMUNIQUE_REQUIRE_DOCUMENTS") != "1",
    reason='the extra "documents" is not installed',
)


@pytest.fixture(scope="module")
def brief() -> Brief:
    return outline([*coverage(), hostile()])


def opened(content: bytes) -> Any:
    import docx  # noqa: PLC0415

    return docx.Document(BytesIO(content))


@pytest.fixture(scope="module")
def paper(brief: Brief) -> Any:
    return opened(FILES["docx"](brief))


def words_of(paper: Any) -> str:
    """Return all words, those of links and tables among them."""
    return "\n".join(
        "".join(each.text or "" for each in paragraph.xpath(".//w:t"))
        for paragraph in paper.element.body.xpath(".//w:p")
    )


@needs_docx
def test_headings_are_those_of_the_brief(paper: Any, brief: Brief) -> None:
    headings = [p.text for p in paper.paragraphs if p.style.name == "Heading 1"]
    assert headings == [*(s.heading for s in brief.sections), "Citations", "Sources"]
    assert paper.paragraphs[0].style.name == "Title"


@needs_docx
def test_positions_stand_in_a_table_with_a_column_for_each_side(paper: Any, brief: Brief) -> None:
    section = next(s for s in brief.sections if s.table)
    assert section.table is not None
    (table,) = paper.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Issue", *section.table.columns]
    assert len(table.rows) == 1 + len(section.table.first)
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


@needs_docx
def test_every_number_leads_to_the_words_that_it_stands_for(paper: Any, brief: Brief) -> None:
    links = paper.element.body.xpath(".//w:hyperlink")
    names = set(paper.element.body.xpath(".//w:bookmarkStart/@w:name"))
    assert len(names) == len(brief.cited_on_page())
    for link in links:
        (anchor,) = link.xpath("./@w:anchor")
        number = int("".join(t.text for t in link.xpath(".//w:t")).strip("[]"))
        assert anchor == f"citation-{number}"
        assert anchor in names
    shown = {n for s in brief.sections for line in s.shown_lines() for n in line.cited}
    assert len(shown) == len(names)
    text = words_of(paper)
    for citation in brief.cited_on_page():
        if SCRIPT not in citation.words:
            assert " ".join(citation.words.split()) in text


@needs_docx
def test_lines_quote_the_coverage(paper: Any) -> None:
    text = words_of(paper)
    assert "“free 40 captives”" in text
    assert re.search(r"At least 260\W", text)


@needs_docx
def test_hostile_words_are_words(paper: Any) -> None:
    text = words_of(paper)
    assert SCRIPT in text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text)


@needs_docx
def test_an_audience_has_its_sections_alone(brief: Brief) -> None:
    few = fitted(brief, AUDIENCES["principal"])
    headings = [p.text for p in opened(FILES["docx"](few)).paragraphs if "Heading" in p.style.name]
    assert "Timeline" not in headings


def test_without_the_extra_its_name_is_told(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ExtraMissing, match=r'pip install "communique\[documents\]"'):
        FILES["docx"](brief)
