"""What may be asked of the series of figures in the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, or_, select

from communique.matching.model import OddSum, Series
from communique.matching.quantities import counted
from communique.matching.series import one_thing, widest_first
from communique.matching.sums import odd_sums
from communique.matching.wording import subject, words_of
from communique.record import claims, sources, voices
from communique.record.actor_tables import actor, actor_entity
from communique.record.letters import lowered
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.series_members import members, terms_of, thing_in
from communique.record.series_tables import odd_report, series, series_conflict, series_figure
from communique.record.stories import story_member

_MORE = 3
"""Things looked through for each series that is asked for, since places tell series apart."""


@dataclass(frozen=True)
class Figures:
    """Series of figures, and sums that do not add up."""

    series: tuple[Series, ...]
    """The most widely reported first."""
    sums: tuple[OddSum, ...]
    things: int
    """How many things are counted in all, of which these are some."""


def figures(
    connection: Connection,
    *,
    about: str | None = None,
    limit: int | None = None,
    each: int,
    kept: Narrowing = EVERYTHING,
) -> Figures:
    """Return the most widely reported series, and the sums of figures that do not add up.

    Among those that are as widely reported, the ones on which claimants disagree come first.

    Args:
        connection: to the record.
        about: words for what is counted, who, or where; all of them must fit.
        limit: how many series and how many sums at most. Where there is one, only the
            latest figures of each thing are looked at.
        each: how many those are.
        kept: which documents and claims are looked at.

    """
    words = tuple(words_of(about)) if about is not None else ()
    if about is not None and not words:
        return Figures((), (), 0)
    fits = [_fits(word) for word in words]
    things, query = _widest(connection, fits, kept)
    found: list[Series] = []

    def look_at(row: RowMapping) -> None:
        told = members(
            connection,
            series_figure.c.series_id == row["id"],
            kept.shows(series_figure.c.document_id),
            voices.are_sure(claims.figure, kept),
            limit=each if limit is not None else None,
        )
        same = one_thing(thing_in(row), [member.told for member in told])
        found.extend(s for s in same if all(_is_of(s, word) for word in words))

    looked_at: list[RowMapping] = []
    for row in connection.execute(query.limit(limit and _MORE * limit)).mappings():
        look_at(row)
        looked_at.append(row)
        if limit is not None and len(found) >= limit:
            break
    if limit is not None:
        for row in _disagreed(connection, fits, looked_at, limit):
            look_at(row)
    return Figures(widest_first(found)[:limit], sums(connection, words, limit, kept), things)


def _disagreed(
    connection: Connection,
    fits: Sequence[ColumnElement[bool]],
    widest: Sequence[RowMapping],
    limit: int,
) -> Sequence[RowMapping]:
    """Return series on which claimants disagreed last, as widely reported as some of `widest`."""
    if not widest:
        return ()
    apart = series_conflict.c
    latest = (
        select(apart.series_id)
        .where(apart.kind == "disagreement")
        .order_by(apart.published.desc().nulls_last())
        .limit(_MORE * limit)
    )
    query = select(series).where(
        series.c.id.in_(latest),
        series.c.id.not_in([row["id"] for row in widest]),
        series.c.stories >= widest[-1]["stories"],
        *fits,
    )
    return connection.execute(query.order_by(series.c.id)).mappings().all()


def _widest(
    connection: Connection, fits: Sequence[ColumnElement[bool]], kept: Narrowing
) -> tuple[int, Select[Any]]:
    """Return how many things are counted, and a query for those most widely reported first."""
    if not kept.of_documents:
        things = connection.scalar(select(func.count()).select_from(series).where(*fits))
        query = select(series).where(*fits)
        return things or 0, query.order_by(series.c.stories.desc(), series.c.id)
    own = func.coalesce(story_member.c.story_id, series_figure.c.document_id)
    told = (
        select(series_figure.c.series_id, func.count(own.distinct()).label("told"))
        .join_from(
            series_figure,
            story_member,
            story_member.c.document_id == series_figure.c.document_id,
            isouter=True,
        )
        .where(kept.shows(series_figure.c.document_id))
        .group_by(series_figure.c.series_id)
        .subquery()
    )
    query = select(series).join(told, told.c.series_id == series.c.id).where(*fits)
    things = connection.scalar(select(func.count()).select_from(query.subquery()))
    return things or 0, query.order_by(told.c.told.desc(), series.c.id)


def sums(
    connection: Connection,
    words: Sequence[str] = (),
    limit: int | None = None,
    kept: Narrowing = EVERYTHING,
) -> tuple[OddSum, ...]:
    """Return the sums that do not add up, the most widely reported first.

    Args:
        connection: to the record.
        words: that the sentence which tells of the sum must have, in some form.
        limit: how many at most; then only the latest reports are looked at.
        kept: which documents and claims are looked at.

    """
    undated = odd_report.c.published.is_(None)
    of = kept.shows(odd_report.c.document_id)
    query = (
        select(odd_report.c.document_id)
        .where(of)
        .order_by(undated, odd_report.c.published.desc(), odd_report.c.document_id)
    )
    ids = list(connection.scalars(query.limit(limit)))
    terms = terms_of(connection, ids, kept)
    stories = sources.stories_among(connection, ids)
    found = odd_sums(
        ((name, terms.get(name, [])) for name in ids),
        lambda documents: len({stories[name] for name in documents}),
    )
    return tuple(s for s in found if all(_says(s.sentence, word) for word in words))[:limit]


def _fits(word: str) -> ColumnElement[bool]:
    """Return the condition that figures of a series may be about a word."""
    figure = claims.figure
    member = and_(
        series_figure.c.document_id == figure.c.document_id,
        series_figure.c.local_id == figure.c.local_id,
    )
    at_place = (
        select(series_figure.c.series_id)
        .join(figure, member)
        .join(
            actor_entity,
            and_(
                actor_entity.c.document_id == figure.c.document_id,
                actor_entity.c.entity_id == figure.c.place,
            ),
        )
        .join(actor, actor.c.id == actor_entity.c.actor_id)
        .where(lowered(actor.c.name).contains(word.lower(), autoescape=True))
    )
    return or_(
        series.c.what == (counted(word) or word),
        series.c.who == subject(word),
        func.lower(series.c.unit).in_((word, subject(word))),
        series.c.id.in_(at_place),
    )


def _is_of(found: Series, word: str) -> bool:
    """Tell whether a series is about a word."""
    whole = " ".join(filter(None, (found.label, found.what, found.unit, found.who, found.place)))
    return _says(whole, word)


def _says(words: str, word: str) -> bool:
    meant = {word, counted(word), subject(word)}
    return any({said, counted(said), subject(said)} & meant for said in words_of(words))
