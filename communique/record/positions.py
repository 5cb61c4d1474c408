"""What may be asked of positions in the record: by issue, by side and by date.

Nothing here reads a whole document. Issues and sides are counted over `position_issue` and what it
is joined with by index; of the positions themselves only those that are asked for are fetched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    bindparam,
    func,
    select,
    tuple_,
)

from communique.matching.issues import subjects_of
from communique.record.actor_tables import (
    actor,
    actor_entity,
    actor_name,
    actor_spelling,
    office_held,
)
from communique.record.issues import issue, issue_matter, issue_word, position_issue
from communique.record.narrowing import EVERYTHING, Narrowing, documents_of
from communique.record.position_rows import PositionRow, fetched, parts, story, with_story
from communique.record.tables import document
from communique.vocabulary import EntityKind

MOST = 0.5
"""Share of the documents that settles for whom a person speaks."""


@dataclass(frozen=True)
class Asked:
    """Which positions are asked for. What is None or empty narrows nothing."""

    at: date | None = None
    """Published on this day or before; what has no date is then left out."""
    since: date | None = None
    """Published on this day or later, likewise."""
    issues: tuple[str, ...] = ()
    """Ids of issues."""
    sides: tuple[str, ...] = ()
    """Ids of actors for whom the positions count."""
    negotiation: str | None = None
    """Id of a negotiation, whose documents alone count."""


@dataclass(frozen=True)
class IssueRow:
    """An issue, with how much is said of it."""

    id: str
    name: str
    positions: int
    latest: date | None


@dataclass(frozen=True)
class CellRow:
    """How much is told of one side on one issue."""

    issue: str
    side: str
    """Id of an actor, as a document has it: a spokesman, where it does not tell for whom."""
    positions: int
    first: date | None
    latest: date | None


@dataclass(frozen=True)
class SideRow:
    """Who takes a position."""

    id: str
    name: str
    kind: EntityKind
    names: tuple[str, ...]


def issues_about(connection: Connection, words: str) -> list[str]:
    """Return the ids of the issues that `words` name, or of the one whose id they are."""
    known = connection.scalars(select(issue.c.id).where(issue.c.id == words)).all()
    subjects = subjects_of(words, frozenset())
    if known or not subjects:
        return list(known)
    named = (
        select(issue_matter.c.issue_id)
        .join(issue_word, issue_word.c.matter == issue_matter.c.matter)
        .where(issue_word.c.word.in_(sorted(subjects)))
        .group_by(issue_matter.c.issue_id)
        .having(func.count() == len(subjects))
    )
    return list(connection.scalars(named.order_by(issue_matter.c.issue_id)))


def issues(connection: Connection, asked: Asked, most: int) -> list[IssueRow]:
    """Return the issues on which most is said, that one first."""
    count, latest = func.count().label("positions"), func.max(position_issue.c.published)
    counted = select(position_issue.c.issue_id, count, latest.label("latest"))
    counted = narrowed(connection, counted, asked).group_by(position_issue.c.issue_id)
    top = counted.order_by(count.desc(), position_issue.c.issue_id).limit(most).subquery()
    found = select(issue.c.id, issue.c.name, top.c.positions, top.c.latest).join_from(
        top, issue, issue.c.id == top.c.issue_id
    )
    rows = [IssueRow(*row) for row in connection.execute(found).all()]
    return sorted(rows, key=lambda row: (-row.positions, row.id))


def cells(connection: Connection, asked: Asked) -> list[CellRow]:
    """Return how much is told of each side on each issue that is asked for."""
    key, published = position_issue.c.side_key, position_issue.c.published
    counted = narrowed(
        connection,
        select(
            position_issue.c.issue_id,
            key,
            func.count().label("positions"),
            func.min(published).label("first"),
            func.max(published).label("latest"),
        ),
        asked,
    )
    each = counted.group_by(position_issue.c.issue_id, key).subquery()
    found = select(
        each.c.issue_id,
        actor_name.c.actor_id,
        func.sum(each.c.positions),
        func.min(each.c.first),
        func.max(each.c.latest),
    ).join_from(each, actor_name, actor_name.c.key == each.c.side_key)
    grouped = found.group_by(each.c.issue_id, actor_name.c.actor_id)
    # A sum of whole numbers is a decimal to some databases.
    return [
        CellRow(row[0], row[1], int(row[2]), *row[3:]) for row in connection.execute(grouped).all()
    ]


def stories(connection: Connection, asked: Asked) -> dict[str, int]:
    """Return by issue how many independent stories tell what is asked for."""
    query = select(position_issue.c.issue_id, func.count(story().distinct()))
    told = with_story(narrowed(connection, query, asked))
    grouped = told.group_by(position_issue.c.issue_id)
    return {row[0]: row[1] for row in connection.execute(grouped).all()}


def latest(
    connection: Connection,
    asked: Asked,
    each: int,
    *,
    by_stance: bool,
    kept: Narrowing = EVERYTHING,
) -> list[PositionRow]:
    """Return the latest positions of every side on every issue that is asked for, earliest first.

    Args:
        connection: to the record.
        asked: what is asked for.
        each: how many of one side on one issue, the latest ones.
        by_stance: take so many for each of the side's stances.
        kept: what is less sure is left out.

    """
    names = ["issue_id", "side_key", *(["stance"] if by_stance else [])]
    told = position_issue.c
    apart = narrowed(connection, select(*(told[name] for name in names)), asked)
    wanted = apart.group_by(*(told[name] for name in names)).subquery()
    # The index holds the positions of a side on an issue in this order: few rows are looked at.
    other = position_issue.alias()
    last = (
        select(other.c.document_id, other.c.local_id)
        .where(*(other.c[name] == wanted.c[name] for name in names), *_within(other, asked))
        .order_by(other.c.published.desc().nulls_last())
        .limit(each)
        .correlate(wanted)
    )
    chosen = (
        select(told.document_id, told.local_id, actor_name.c.actor_id.label("side"))
        .join_from(wanted, position_issue, tuple_(told.document_id, told.local_id).in_(last))
        .join(actor_name, actor_name.c.key == told.side_key)
        .subquery()
    )
    return fetched(connection, chosen, kept)


def sides(connection: Connection, ids: Iterable[str]) -> dict[str, SideRow]:
    """Return actors by their ids, with all their names."""
    found: dict[str, Any] = {}
    names: dict[str, set[str]] = defaultdict(set)
    for some in parts(ids):
        for row in connection.execute(select(actor).where(actor.c.id.in_(some))).all():
            found[row.id] = row
        spelt = select(actor_name.c.actor_id, actor_spelling.c.spelling).join_from(
            actor_name, actor_spelling, actor_spelling.c.name_key == actor_name.c.key
        )
        for actor_id, spelling in connection.execute(
            spelt.where(actor_name.c.actor_id.in_(some))
        ).all():
            names[actor_id].add(spelling)
    return {
        known: SideRow(known, row.name, row.kind, tuple(sorted(names[known])))
        for known, row in found.items()
    }


def bodies_of(connection: Connection, persons: Iterable[str]) -> dict[str, str]:
    """Return for persons, given by actor id, the body for which most documents have them speak.

    Where documents tell of several bodies alike, none is returned: one of them was misread.
    """
    who, body = actor_name.alias(), actor_name.alias()
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for some in parts(persons):
        count = func.count(office_held.c.document_id.distinct())
        query = (
            select(who.c.actor_id, body.c.actor_id, count)
            .join_from(office_held, who, who.c.key == office_held.c.person)
            .join(body, body.c.key == office_held.c.body)
            .where(who.c.actor_id.in_(some))
            .group_by(who.c.actor_id, body.c.actor_id)
        )
        for person, of_body, documents in connection.execute(query).all():
            told[person][of_body] = documents
    likeliest = {person: max(counts, key=counts.__getitem__) for person, counts in told.items()}
    return {
        person: body_id
        for person, body_id in likeliest.items()
        if told[person][body_id] > MOST * sum(told[person].values())
    }


def named_in(
    connection: Connection, actor_ids: Sequence[str], documents: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Return for each actor those of the documents that name it."""
    found: dict[str, set[str]] = {actor_id: set() for actor_id in actor_ids}
    for some in parts(documents):
        query = select(actor_entity.c.actor_id, actor_entity.c.document_id).where(
            actor_entity.c.document_id.in_(some), actor_entity.c.actor_id.in_(list(actor_ids))
        )
        for actor_id, document_id in connection.execute(query).all():
            found[actor_id].add(document_id)
    return {actor_id: frozenset(here) for actor_id, here in found.items()}


def texts_around(
    connection: Connection, spans: Iterable[tuple[str, int, int]], reach: int
) -> dict[tuple[str, int, int], tuple[int, str]]:
    """Return for words, by document, start and end, the text around them and where it starts."""
    found: dict[tuple[str, int, int], tuple[int, str]] = {}
    for document_id, start, end in set(spans):
        first = max(0, start - reach)
        # SQL counts characters from one.
        wanted = {"wanted": document_id, "first": first + 1, "length": end + reach - first}
        text = connection.scalar(_PART_OF_TEXT, wanted)
        if text is not None:
            found[document_id, start, end] = (first, text)
    return found


_PART_OF_TEXT = select(
    func.substr(
        document.c.text, bindparam("first", type_=Integer), bindparam("length", type_=Integer)
    )
).where(document.c.id == bindparam("wanted"))


def narrowed(connection: Connection, query: Select[Any], asked: Asked) -> Select[Any]:
    """Return a query over `position_issue` for what is asked for alone."""
    column = position_issue.c
    query = query.where(*_within(position_issue, asked))
    if asked.issues:
        query = query.where(column.issue_id.in_(asked.issues))
    if asked.sides:
        keys = select(actor_name.c.key).where(actor_name.c.actor_id.in_(asked.sides))
        query = query.where(column.side_key.in_(connection.scalars(keys).all()))
    return query


def _within(table: FromClause, asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions on the days that are asked for."""
    found: list[ColumnElement[bool]] = []
    if asked.at is not None:
        found.append(table.c.published <= asked.at)
    if asked.since is not None:
        found.append(table.c.published >= asked.since)
    if asked.negotiation is not None:
        found.append(table.c.document_id.in_(documents_of(asked.negotiation)))
    return found
