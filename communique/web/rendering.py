"""Templates, and the filters and macros that all of them share.

Everything is escaped. Words of documents and file names go through `line` or `words`, which also
take out control characters and characters that turn the reading direction; what is shown stands in
`<bdi>` or another isolated element.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique.analysis import Evidence
from communique.brief import drafting, wording
from communique.brief.talks import told_parts
from communique.spans import Span


def render(template: str, **shown: Any) -> str:
    """Return a template of `templates/`, filled."""
    return _environment().get_template(template).render(**shown)


def document_path(document_id: str, span: Span | None = None) -> str:
    """Return the path of a document's page, with the words lit that stand on `span`."""
    path = f"/documents/{quote(document_id, safe=':')}"
    return f"{path}?at={span.start}-{span.end}#at" if span else path


def telling(evidence: Sequence[Evidence], words: str) -> Evidence:
    """Return what says `words`, cut to exactly them; the first evidence where none holds them."""
    holding = [e for e in evidence if words and words in e.words]
    if not holding:
        return evidence[0]
    shortest = min(holding, key=lambda e: len(e.words))
    start = shortest.span.start + shortest.words.index(words)
    return replace(shortest, span=Span(start, start + len(words)), words=words)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("communique.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.filters.update(
        day=wording.day,
        days=wording.interval,
        line=wording.one_line,
        words=wording.visible,
        sentence=drafting.sentence,
        short=wording.short,
        told=told_parts,
    )
    found.globals.update(
        count=wording.count,
        document_path=document_path,
        first_of=wording.first_of,
        relations=wording.RELATIONS,
        says=wording.says,
        stances=wording.STANCES,
        statuses=wording.STATUSES,
        telling=telling,
        where=wording.where,
    )
    return found
