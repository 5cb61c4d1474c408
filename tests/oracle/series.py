"""The figures of a body of coverage as series."""

from __future__ import annotations

from collections import defaultdict

from communique.documents.document import ReadDocument
from communique.findings import Figure
from communique.matching.evidence import cite_all
from communique.matching.model import Count, Series
from communique.matching.series import Place, Thing, Told, one_thing, thing_of, widest_first
from tests.oracle.coverage import Coverage


def find_series(coverage: Coverage) -> tuple[Series, ...]:
    """Return the series, the most widely reported first; each story's count is there once."""
    told: dict[Thing, list[Told]] = defaultdict(list)
    for r in coverage.read:
        for figure in r.findings.figures:
            thing = _thing(r, figure)
            if thing is not None:
                told[thing].append(_told(coverage, r, figure))
    return widest_first(s for thing, same in told.items() for s in one_thing(thing, same))


def _thing(r: ReadDocument, figure: Figure) -> Thing | None:
    in_text = 0 <= figure.start < figure.end <= len(r.document.text)
    if not in_text or (figure.low is None and figure.high is None):
        return None
    return thing_of(
        what=figure.what,
        unit=figure.unit,
        who=_phrase(r, figure) if figure.who else None,
        per=figure.per,
        change=(figure.change.direction, figure.change.kind) if figure.change else None,
        part=figure.subset_of is not None,
    )


def _phrase(r: ReadDocument, figure: Figure) -> str:
    return " ".join(figure.who.of(r.document.text).split()) if figure.who else ""


def _told(coverage: Coverage, r: ReadDocument, figure: Figure) -> Told:
    document = r.document
    place = coverage.actors.of(document.id, figure.place)
    ended = figure.period.end if figure.period else None
    count = Count(
        words=" ".join(figure.span.of(document.text).split()),
        low=figure.low,
        high=figure.high,
        value=figure.value,
        hedge=figure.hedge,
        claimant=coverage.claimant(document.id, figure.attribution),
        date=ended or document.published,
        period=figure.period,
        stories=1,
        evidence=cite_all(document, [figure.span]),
        confidence=coverage.sureness(document.id, figure),
    )
    return Told(
        story=coverage.stories.of_document[document.id],
        place=Place(place.id, place.name) if place else None,
        phrase=_phrase(r, figure),
        count=count,
    )
