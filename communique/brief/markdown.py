"""A brief in Markdown, with footnotes that quote the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.brief.model import Brief, Citation, Group, Line, Section, Table
from communique.brief.wording import UNCERTAIN, more, one_line, source_line, where

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!()+-])")
_NUMBER_START = re.compile(r"^(\d+)([.)])")


def to_markdown(brief: Brief) -> str:
    """Return the brief in Markdown: headings, lists, one table, and footnotes."""
    lines = [f"# {escaped(brief.title)}", "", escaped(brief.summary)]
    if brief.legend:
        lines += ["", f"*{escaped(brief.legend)}*"]
    for section in brief.sections:
        lines += ["", f"## {escaped(section.heading)}", *_section(section)]
    lines += [
        "",
        "## Sources",
        "",
        *(f"- {source_line(source, escaped)}" for source in brief.sources),
        "",
    ]
    lines += [f"[^{c.number}]: {_citation(c)}" for c in brief.cited_on_page()]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return `text` on one line, so that Markdown and HTML see nothing but words in it."""
    line = _SPECIAL.sub(r"\\\1", one_line(text))
    return _NUMBER_START.sub(r"\1\\\2", line)


def _section(section: Section) -> Iterator[str]:
    if section.note:
        yield from ("", f"*{escaped(section.note)}*")
    if section.table:
        yield from ("", *_table(section.table))
    for group in section.first:
        yield ""
        if group.heading:
            yield from (f"**{escaped(group.heading)}**", "")
        yield from (f"- {_line(line)}" for line in group.first)
        if group.rest:
            yield f"- *{_left_out(group)}*"
    if section.rest:
        yield from ("", f"*{more(len(section.rest))} in the record*")


def _table(table: Table) -> Iterator[str]:
    yield f"| Issue | {' | '.join(map(escaped, table.columns))} |"
    yield f"| --- |{' --- |' * len(table.columns)}"
    for row in table.first:
        cells = " | ".join(_cell(cell) for cell in row.cells)
        yield f"| **{escaped(row.heading)}** | {cells} |"
    if table.rest:
        yield from ("", f"*{more(len(table.rest), 'issues')} in the record*")


def _cell(cell: Group) -> str:
    parts = [_line(line) for line in cell.first]
    if cell.rest:
        parts.append(f"*{_left_out(cell)}*")
    return "<br>".join(parts) or "—"


def _left_out(group: Group) -> str:
    return f"{more(len(group.rest))} in the record"


def _line(line: Line) -> str:
    found = [f"{line.when}: "] if line.when else []
    for part in line.parts:
        words = escaped(part.text)
        lead = " " if part.text[:1].isspace() and words else ""
        tail = " " if part.text[-1:].isspace() else ""
        if words and part.kind in ("name", "tag"):
            mark = "**" if part.kind == "name" else "*"
            words = f"{mark}{words}{mark}"
        found.append(f"{lead}“{words}”{tail}" if part.kind == "quote" else f"{lead}{words}{tail}")
    if line.uncertain:
        found.append(f" \\({UNCERTAIN}\\)")
    found.append(" " + "".join(f"[^{number}]" for number in line.cited))
    if line.independent:
        found.append(f" +{line.independent}")
    return "".join(found)


def _citation(citation: Citation) -> str:
    context = f" in “{escaped(citation.context)}”" if citation.context else ""
    by = f" \\({escaped(citation.by_person)}\\)" if citation.by_person else ""
    return f"{escaped(where(citation.evidence))}: “{escaped(citation.words)}”{context}{by}"
