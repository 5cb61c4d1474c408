"""From a body of coverage to all that analysis can say of it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.analysis.coverage import survey
from communique.analysis.positions import find_positions
from communique.analysis.roles import find_parts
from communique.analysis.series import find_series
from communique.analysis.standing import Sides, find_standing
from communique.analysis.sums import find_odd_sums
from communique.analysis.timeline import find_happenings
from communique.analysis.unread import find_unread
from communique.documents.document import ReadDocument
from communique.matching.happenings import contacts, timeline
from communique.matching.model import Analysis


def analyse(read: Sequence[ReadDocument]) -> Analysis:
    """Return what the documents say together; their order and repetitions play no part."""
    coverage = survey(read)
    sides = Sides(coverage.parties, {a: side.id for a, side in coverage.sides.items()})
    positions = find_positions(coverage)
    happenings = find_happenings(coverage)
    return Analysis(
        stories=coverage.stories.stories,
        actors=coverage.actors.actors,
        parts=find_parts(coverage),
        standing=find_standing(sides, happenings),
        issues=positions.issues,
        sticking_points=positions.sticking_points,
        movements=positions.movements,
        series=find_series(coverage),
        odd_sums=find_odd_sums(coverage),
        contacts=contacts(happenings),
        timeline=timeline(happenings),
        unread=find_unread(coverage.read),
    )
