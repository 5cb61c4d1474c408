"""A brief as JSON: one object a line, `{id, kind, …, evidence: [{document, start, end}]}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from communique.brief.model import Brief, Group, Section, Source


def to_json(brief: Brief) -> str:
    """Return all lines of the brief, then its sources, one object a line."""
    objects = [*_lines(brief), *map(_source, brief.sources)]
    return "".join(msgspec.json.encode(item).decode() + "\n" for item in objects)


def _lines(brief: Brief) -> Iterator[dict[str, Any]]:
    for section in brief.sections:
        for group in _groups(section):
            for line in group.lines:
                cited = [brief.citation(number).evidence for number in line.citations]
                yield _encodable(
                    {
                        "confidence": None,
                        **line.facts,
                        "id": line.id,
                        "kind": line.kind,
                        "section": section.id,
                        "group": group.heading or None,
                        "when": line.when or None,
                        "text": line.text,
                        "uncertain": line.uncertain,
                        "citations": list(line.citations),
                        "evidence": [
                            {"document": e.document, "start": e.span.start, "end": e.span.end}
                            for e in cited
                        ],
                    },
                    first=("id", "kind", "section", "group", "when", "text"),
                    last=("confidence", "uncertain", "citations", "evidence"),
                )


def _groups(section: Section) -> Iterator[Group]:
    for row in section.table.rows if section.table else ():
        yield from row.cells
    yield from section.groups


def _source(source: Source) -> dict[str, Any]:
    document = source.document
    return _encodable(
        {
            "id": document.id,
            "kind": "source",
            "ref": document.ref,
            "title": document.title,
            "outlet": document.outlet,
            "url": document.url,
            "published": document.published,
            "read": document.read,
            "copies": [copy.id for copy in source.copies],
            "evidence": [
                {"document": d.id, "start": 0, "end": len(d.text)} for d in source.all if d.text
            ],
        }
    )


def _encodable(
    given: dict[str, Any], *, first: tuple[str, ...] = (), last: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return `given` with its keys in order, and with no half of a surrogate pair in its texts."""
    middle = [key for key in given if key not in first and key not in last]
    return {key: _whole(given[key]) for key in (*first, *middle, *last)}


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        # UTF-8 has no halves of pairs; texts that were decoded with care hold none either.
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return value
