"""Figures of one report that do not add up. Nothing is said of which of them is right."""

from __future__ import annotations

from communique.documents.document import ReadDocument
from communique.matching.evidence import cite_all
from communique.matching.model import OddSum
from communique.matching.quantities import figure_range
from communique.matching.sums import Term, odd_sums, term
from tests.oracle.coverage import Coverage


def find_odd_sums(coverage: Coverage) -> tuple[OddSum, ...]:
    """Return the sums that do not add up, the most widely reported first, copies counted once."""
    return odd_sums(
        ((r.document.id, _terms(coverage, r)) for r in coverage.read), coverage.stories.count
    )


def _terms(coverage: Coverage, r: ReadDocument) -> list[Term]:
    terms = []
    for figure in r.findings.figures:
        found, evidence = figure_range(figure), cite_all(r.document, [figure.span])
        if found is None or not evidence or figure.per is not None or figure.change is not None:
            continue
        terms.append(
            term(
                id=figure.id,
                what=figure.what,
                who=figure.who.of(r.document.text) if figure.who else None,
                unit=figure.unit,
                subset_of=figure.subset_of,
                admits=found,
                claimant=coverage.claimant(r.document.id, figure.attribution),
                evidence=evidence[0],
                confidence=coverage.sureness(r.document.id, figure),
            )
        )
    return terms
