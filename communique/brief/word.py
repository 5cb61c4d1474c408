"""A brief as a Word document (python-docx), with numbers that lead to the words at its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from communique.brief.model import Brief, Citation, Group, Line, Section, Table
from communique.brief.wording import UNCERTAIN, more, one_line, source_line, where
from communique.errors import ExtraMissing

_WIDE, _HIGH, _MARGIN = 11906, 16838, 1134
"""Twentieths of a point: A4, with margins of two centimetres."""
_TWIP = 635
"""English Metric Units, in which the library counts, to a twentieth of a point."""
_SMALL = 9 * 12700


def to_word(brief: Brief) -> bytes:
    """Return the brief as a Word document: headings, lists, tables, and numbered references.

    Raises ExtraMissing where the library is not installed.
    """
    return _Paper(library()).written(brief)


def library() -> Any:
    """Return the library that writes Word documents. Raises ExtraMissing where there is none."""
    try:
        import docx  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing("Word documents", "documents") from error
    return docx


class _Paper:
    """One document while it is being written."""

    def __init__(self, docx: Any) -> None:
        self._file = docx.Document()
        self._element = docx.oxml.OxmlElement
        self._name = docx.oxml.ns.qn
        self._bullet = self._file.styles["List Bullet"]  # once: to look it up takes long
        self._marks = 0
        page = self._file.sections[0]
        page.page_width, page.page_height = _WIDE * _TWIP, _HIGH * _TWIP
        page.left_margin = page.right_margin = _MARGIN * _TWIP
        page.top_margin = page.bottom_margin = _MARGIN * _TWIP

    def written(self, brief: Brief) -> bytes:
        about = self._file.core_properties
        about.title, about.author, about.comments = one_line(brief.title)[:250], "Communique", ""
        about.created = about.modified = datetime.now(UTC)
        self._file.add_heading(one_line(brief.title), 0)
        self._file.add_paragraph(one_line(brief.summary))
        self._note(brief.legend)
        for section in brief.sections:
            self._section(section)
        self._file.add_heading("Citations", 1)
        for citation in brief.cited_on_page():
            self._citation(citation)
        self._file.add_heading("Sources", 1)
        for source in brief.sources:
            self._file.add_paragraph(source_line(source, one_line), style=self._bullet)
        made = BytesIO()
        self._file.save(made)
        return made.getvalue()

    def _section(self, section: Section) -> None:
        self._file.add_heading(one_line(section.heading), 1)
        self._note(section.note)
        if section.table:
            self._table(section.table)
        for group in section.first:
            if group.heading:
                self._file.add_heading(one_line(group.heading), 2)
            for line in group.first:
                self._line(self._file.add_paragraph(style=self._bullet), line)
            self._left_out(group.rest)
        self._left_out(section.rest)

    def _table(self, table: Table) -> None:
        made = self._file.add_table(rows=1, cols=1 + len(table.columns), style="Table Grid")
        head = made.rows[0]
        head._tr.get_or_add_trPr().append(self._element("w:tblHeader"))  # again on each page
        for cell, words in zip(head.cells, ("Issue", *table.columns), strict=True):
            cell.paragraphs[0].add_run(one_line(words)).bold = True
        for row in table.first:
            cells = made.add_row().cells
            cells[0].paragraphs[0].add_run(one_line(row.heading)).bold = True
            for cell, group in zip(cells[1:], row.cells, strict=True):
                self._cell(cell, group)
        self._left_out(table.rest, "issues")

    def _cell(self, cell: Any, group: Group) -> None:
        paragraph = cell.paragraphs[0]
        for number, line in enumerate(group.first):
            self._line(paragraph if number == 0 else cell.add_paragraph(), line)
        if not group.lines:
            paragraph.add_run("—")
        elif group.rest:
            last = cell.add_paragraph() if group.first else paragraph
            last.add_run(f"{more(len(group.rest))} in the record").italic = True

    def _line(self, paragraph: Any, line: Line) -> None:
        if line.when:
            paragraph.add_run(f"{line.when}: ").bold = True
        for part in line.parts:
            words = one_line(part.text)
            lead = " " if part.text[:1].isspace() and words else ""
            tail = " " if part.text[-1:].isspace() else ""
            if part.kind == "quote":
                words = f"“{words}”"
            run = paragraph.add_run(f"{lead}{words}{tail}")
            run.bold = part.kind == "name" or None
            run.italic = part.kind == "tag" or None
            if part.kind == "quiet":
                run.font.size = _SMALL
        if line.uncertain:
            paragraph.add_run(f" ({UNCERTAIN})").italic = True
        paragraph.add_run(" ")
        for number in line.cited:
            self._reference(paragraph, number)
        if line.independent:
            paragraph.add_run(f" +{line.independent}").font.size = _SMALL

    def _reference(self, paragraph: Any, number: int) -> None:
        """Add a raised number that leads to the citation of that number."""
        link = self._element("w:hyperlink")
        link.set(self._name("w:anchor"), f"citation-{number}")
        run = paragraph.add_run(f"[{number}]")
        run.font.superscript = True
        link.append(run._r)
        paragraph._p.append(link)

    def _citation(self, citation: Citation) -> None:
        paragraph = self._file.add_paragraph()
        self._bookmarked(paragraph, f"[{citation.number}]", f"citation-{citation.number}")
        context = f" in “{one_line(citation.context)}”" if citation.context else ""
        paragraph.add_run(
            f" {where(citation.evidence)}: “{one_line(citation.words)}”{context}"
        ).font.size = _SMALL

    def _bookmarked(self, paragraph: Any, words: str, name: str) -> None:
        self._marks += 1
        start, end = self._element("w:bookmarkStart"), self._element("w:bookmarkEnd")
        for each in (start, end):
            each.set(self._name("w:id"), str(self._marks))
        start.set(self._name("w:name"), name)
        paragraph._p.append(start)
        paragraph.add_run(words).bold = True
        paragraph._p.append(end)

    def _note(self, words: str) -> None:
        if words:
            self._file.add_paragraph().add_run(one_line(words)).italic = True

    def _left_out(self, rest: Iterable[object], what: str = "") -> None:
        if number := len(list(rest)):
            self._note(f"{more(number, what)} in the record")
