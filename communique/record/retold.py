"""Figures that a report, or a copy of it, had given before: to read them again is nothing new."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, or_, select, tuple_

from communique.record import claims
from communique.record.series_tables import series_conflict, series_figure
from communique.record.stories import story_member


def figure_of(member: FromClause, figure: FromClause) -> ColumnElement[bool]:
    """Return the condition that a row of `figure` is that of a row that names a figure."""
    return and_(
        figure.c.document_id == member.c.document_id, figure.c.local_id == member.c.local_id
    )


def told_before(
    member: FromClause,
    counted: FromClause,
    among: Callable[[ColumnElement[Any]], ColumnElement[bool]] | None = None,
) -> ColumnElement[bool]:
    """Return the condition that the same report, or a copy of it, gave a figure before.

    It gave it before where it gave the same number for the same thing, on the same voice's word.

    Args:
        member: the figure's row in `series_figure`.
        counted: its row in `figure`.
        among: which earlier figures count, by document and figure; all, where it is not given.

    """
    ours, figure = member.c, counted.c
    other, other_figure = series_figure.alias("other"), claims.figure.alias("other_figure")
    mine, theirs = story_member.alias("mine"), story_member.alias("theirs")
    own = "outlet:%"
    at = tuple_(other.c.document_id, other.c.local_id)
    return (
        select(other.c.local_id)
        .select_from(mine)
        .join(theirs, theirs.c.story_id == mine.c.story_id)
        .join(other, other.c.document_id == theirs.c.document_id)
        .join(other_figure, figure_of(other, other_figure))
        .where(
            mine.c.document_id == ours.document_id,
            # Put so that no index on the series serves, which may hold most figures of the record.
            other.c.series_id.concat("") == ours.series_id,
            tuple_(other.c.published, other.c.document_id, other.c.local_id)
            < tuple_(ours.published, ours.document_id, ours.local_id),
            or_(
                other.c.voice.is_not_distinct_from(ours.voice),
                and_(other.c.voice.like(own), ours.voice.like(own)),
            ),
            other_figure.c.low.is_not_distinct_from(figure.low),
            other_figure.c.high.is_not_distinct_from(figure.high),
            *([among(at)] if among else []),
        )
        .correlate(member, counted, series_conflict)
        .exists()
    )
