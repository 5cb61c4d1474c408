"""What a brief must say, as data: sections of lines, each line with the words that say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from communique.analysis import Analysis, overview
from communique.analysis.model import Extent
from communique.brief import claims, talks
from communique.brief.by_persons import notes_on_words
from communique.brief.drafting import Desk
from communique.brief.model import Brief, Source
from communique.brief.numbering import number
from communique.brief.wording import count, interval, legend, listed
from communique.dates import Interval
from communique.documents.document import Document
from communique.record import View

_IN_TITLE = 3


def outline(view: View, *, uncertain_below: float = 0.0) -> Brief:
    """Return the brief of the record, or of what a View shows of it.

    Lines with a confidence less than `uncertain_below` are marked.
    """
    return compose(overview(view), uncertain_below=uncertain_below)


def compose(analysis: Analysis, *, uncertain_below: float = 0.0) -> Brief:
    """Return the brief of what analysis found, as `outline` does."""
    known = {document.id: document for document in analysis.documents}
    story_of = {d: story.id for story in analysis.stories for d in story.documents}
    sources = _sources(analysis, known)
    speaking = frozenset(source.document.id for source in sources)
    desk = Desk(known, story_of, speaking, uncertain_below)
    timeline, marks = talks.timeline(desk, analysis)
    sections = (
        talks.who(desk, analysis),
        talks.standing(desk, analysis),
        claims.positions(desk, analysis),
        claims.sticking(desk, analysis),
        claims.moved(desk, analysis),
        claims.figures(desk, analysis),
        talks.contacts(desk, analysis),
        timeline,
        claims.unread(desk, analysis),
    )
    numbered, citations = number(sections, desk.evidence)
    lines = {line.id: line for section in numbered for line in section.lines()}
    by_person = notes_on_words(analysis.by_persons)
    return Brief(
        title=_title(analysis),
        summary=_summary(analysis.extent, len(known)),
        sections=numbered,
        citations=tuple(
            replace(c, by_person=by_person.get((c.evidence.document, c.evidence.span), ""))
            for c in citations
        ),
        sources=sources,
        marks=tuple(type(m)(m.day, lines[m.line.id]) for m in marks),
        legend=legend(uncertain_below) if any(li.uncertain for li in lines.values()) else "",
    )


def _title(analysis: Analysis) -> str:
    parties = [part.actor.name for part in analysis.parts if part.role == "party"]
    return listed(parties[:_IN_TITLE]) or "The coverage in brief"


def _summary(extent: Extent, listed: int) -> str:
    parts = [count(extent.documents, "document")]
    if extent.stories < extent.documents:
        parts[0] += f" ({count(extent.stories, 'independent report')})"
    if extent.first and extent.last:
        parts.append(f"published {interval(Interval(extent.first, extent.last))}")
    if extent.unread:
        parts.append(f"{extent.unread:,} not read")
    if listed < extent.documents:
        parts.append(f"{listed:,} of them listed here: those cited, and the latest")
    return ", ".join(parts)


def _sources(analysis: Analysis, documents: dict[str, Document]) -> tuple[Source, ...]:
    """Return the reports, each under the earliest document that carries it."""
    left = dict(documents)
    found: list[Source] = []
    for story in analysis.stories:
        mine = sorted((left.pop(d) for d in story.documents if d in left), key=_place)
        if mine:
            found.append(Source(mine[0], tuple(mine[1:])))
    found += [Source(document) for document in left.values()]
    return tuple(sorted(found, key=lambda source: _place(source.document)))


def _place(document: Document) -> tuple[bool, date, str, str]:
    day = document.published
    return (day is None, day or date.min, document.outlet or document.ref, document.id)
