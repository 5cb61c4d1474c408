"""Issues across documents, and which position bears on which: kept up position by position.

A new matter joins the nearest issue whose leader it belongs with, which is found by its words, or
opens an issue. Leaders hold on: another matter takes over only where it is spoken of twice as
often, or where nobody speaks of the leader any more. Then the matters of the issues that it touches
are settled anew. That is rare once an issue is well known, so that filing one more report of it
stays a matter of a few rows.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from communique.documents.document import ReadDocument
from communique.matching.issues import Matter, belongs, home_of, matter_of, name_of
from communique.matching.sides import Sides, party_words
from communique.record import claims
from communique.record.actor_tables import actor_entity
from communique.record.counting import add
from communique.record.tables import metadata

_MOST_WORDS, _LONGEST_WORD, _LONGEST_WORDING = 12, 40, 300
"""Of what is kept: what is longer is no noun phrase, and too long for an index."""
_TAKES_OVER = 2

issue = Table(
    "issue",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
)

issue_matter = Table(
    "issue_matter",
    metadata,
    Column("matter", Text, primary_key=True),  # its subjects in order, a space between
    Column("issue_id", ForeignKey("issue.id"), nullable=False),
    Column("uses", Integer, nullable=False),
    Column("leads", Boolean, nullable=False),
    Index(None, "issue_id"),
)

issue_word = Table(
    "issue_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("matter", Text, primary_key=True),  # one that leads
    Index(None, "matter"),
)

issue_wording = Table(
    "issue_wording",
    metadata,
    Column("matter", Text, primary_key=True),
    Column("words", Text, primary_key=True),
    Column("uses", Integer, nullable=False),
)

position_issue = Table(
    "position_issue",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("local_id", Text, primary_key=True),
    Column("issue_id", ForeignKey("issue.id"), nullable=False),
    Column("matter", Text, nullable=False),
    # Entities of the document: for whom it counts, toward whom it is taken, and for whom whoever
    # tells of it speaks; the body, not the spokesman.
    Column("side", Text),
    Column("side_key", Text),  # of the name of the side: `actor_name` has its actor
    Column("toward", Text),
    Column("told_by", Text),
    Column("stance", String(20), nullable=False),
    Column("published", Date),
    Index("ix_position_issue_stance", "issue_id", "side_key", "stance", "published"),
    Index("ix_position_issue_day", "issue_id", "side_key", "published"),
    Index(None, "published", "document_id"),
    Index(None, "matter"),
)

# Made once: to put such a query together takes longer than to ask it.
_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
_leader = issue_matter.alias()
_STANDING = (
    select(issue_matter.c.matter, issue_matter.c.issue_id, issue_matter.c.leads)
    .add_columns((issue_matter.c.uses >= _TAKES_OVER * _leader.c.uses).label("takes_over"))
    .join(_leader, (_leader.c.issue_id == issue_matter.c.issue_id) & _leader.c.leads)
    .where(issue_matter.c.matter.in_(_KEYS))
)
_WORDINGS = select(issue_wording).where(issue_wording.c.matter.in_(_KEYS))
_CALLED = select(issue.c.id, issue.c.name).where(issue.c.id.in_(_KEYS))
_HOMES = select(issue_matter.c.matter, issue_matter.c.issue_id).where(
    issue_matter.c.matter.in_(_KEYS)
)
_MORE = (
    update(issue_matter)
    .where(issue_matter.c.matter == bindparam("key"))
    .values(uses=issue_matter.c.uses + bindparam("more"))
)
_NAME_KEYS = select(actor_entity.c.entity_id, actor_entity.c.name_key).where(
    actor_entity.c.document_id == bindparam("document"), actor_entity.c.entity_id.in_(_KEYS)
)


def filed(connection: Connection, read: ReadDocument) -> None:
    """Give each position of a document its issue."""
    document, found = read.document, read.findings
    if not found.positions:
        return
    names = party_words(found)
    sides = Sides(found)
    keys = _name_keys(connection, document.id, [sides.of(p.party) for p in found.positions])
    speakers = {said.id: said.speaker for said in found.attributions}
    matters: dict[str, Matter] = {}
    uses: Counter[str] = Counter()
    wordings: Counter[tuple[str, str]] = Counter()
    rows: list[dict[str, Any]] = []
    for position in found.positions:
        wording = _evened(position.issue)
        matter = _kept(matter_of(wording, position.what.of(document.text), names))
        key = _key(matter)
        matters[key] = matter
        uses[key] += 1
        wordings[key, wording] += 1
        row = {
            "document_id": document.id,
            "local_id": position.id,
            "matter": key,
            "side": sides.of(position.party),
            "side_key": keys.get(sides.of(position.party) or ""),
            "toward": sides.of(position.toward),
            "told_by": sides.of(speakers.get(position.attribution or "")),
            "stance": position.stance,
            "published": document.published,
        }
        rows.append(row)
    add(connection, issue_wording, "uses", wordings)
    homes = _counted(connection, matters, uses)
    rows = [{**row, "issue_id": homes[row["matter"]]} for row in rows]
    connection.execute(insert(position_issue), rows)
    _see_who_leads(connection, list(matters))


def erased(connection: Connection, document_id: str) -> None:
    """Take back what the positions of a document did to the issues."""
    of_document = position_issue.c.document_id == document_id
    said = claims.position.c
    query = select(position_issue.c.matter, said.issue).join_from(
        position_issue,
        claims.position,
        (said.document_id == position_issue.c.document_id)
        & (said.local_id == position_issue.c.local_id),
    )
    found = [(row[0], _evened(row[1])) for row in connection.execute(query.where(of_document))]
    connection.execute(delete(position_issue).where(of_document))
    wordings = {told: -number for told, number in Counter(found).items()}
    add(connection, issue_wording, "uses", wordings)
    _leave(connection, Counter(key for key, _ in found))


def _name_keys(
    connection: Connection, document_id: str, entities: Iterable[str | None]
) -> dict[str, str]:
    """Return under which keys the names of some entities of a document are filed."""
    wanted = {entity for entity in entities if entity is not None}
    found = connection.execute(_NAME_KEYS, {"document": document_id, "keys": sorted(wanted)})
    return {row.entity_id: row.name_key for row in found}


def renamed(connection: Connection, document_id: str) -> None:
    """Follow a person who decided anew who is who in a document."""
    of_document = position_issue.c.document_id == document_id
    sides = set(connection.scalars(select(position_issue.c.side).where(of_document)))
    for side, key in _name_keys(connection, document_id, sides).items():
        known = update(position_issue).where(of_document, position_issue.c.side == side)
        connection.execute(known.values(side_key=key))


def _counted(
    connection: Connection, matters: Mapping[str, Matter], uses: Mapping[str, int]
) -> dict[str, str]:
    """Count what is said on each matter, given by its key; return the ids of the issues."""
    known = connection.execute(_HOMES, {"keys": list(matters)})
    homes = {row.matter: row.issue_id for row in known}
    if homes:
        connection.execute(_MORE, [{"key": key, "more": uses[key]} for key in homes])
    for key, matter in matters.items():
        if key not in homes:
            home = home_of(matter, _leaders_near(connection, matter))
            if home is None:
                homes[key] = _opened(connection, matter)
            else:
                homes[key] = connection.execute(_issue_of(_key(home))).scalar_one()
            row = {"matter": key, "issue_id": homes[key], "uses": uses[key], "leads": home is None}
            connection.execute(insert(issue_matter), row)
    return homes


def _leave(connection: Connection, uses: Mapping[str, int]) -> None:
    """Count so many positions less on each matter; those of which nobody speaks are forgotten."""
    if not uses:
        return
    less = update(issue_matter).where(issue_matter.c.matter == bindparam("key"))
    connection.execute(
        less.values(uses=issue_matter.c.uses - bindparam("less")),
        [{"key": key, "less": uses[key]} for key in sorted(uses)],
    )
    of_these = issue_matter.c.matter.in_(sorted(uses))
    known = connection.execute(select(issue_matter).where(of_these)).all()
    gone = [row for row in known if row.uses <= 0]
    # All of them first: none that goes too may take the lead from another.
    for table in (issue_word, issue_matter):
        lost = table.c.matter.in_([row.matter for row in gone])
        connection.execute(delete(table).where(lost))
    _name(connection, {row.matter: row.issue_id for row in known if row.uses > 0 and row.leads})
    for row in sorted(gone, key=lambda each: str(each.matter)):
        if not row.leads:
            continue
        others = _matters(connection, [row.issue_id])
        if others:
            _lead(connection, row.issue_id, next(iter(others)))
        else:
            connection.execute(delete(issue).where(issue.c.id == row.issue_id))


def _see_who_leads(connection: Connection, keys: Sequence[str]) -> None:
    """Let matters that were spoken of once more lead their issues, if it is time that they did."""
    found = connection.execute(_STANDING, {"keys": keys}).all()
    _name(connection, {row.matter: row.issue_id for row in found if row.leads})
    for key in [row.matter for row in found if row.takes_over]:
        # One that took the lead just now may have drawn this one in.
        row = connection.execute(_STANDING, {"keys": [key]}).one()
        if row.takes_over:
            _lead(connection, row.issue_id, _read(key))


def _lead(connection: Connection, issue_id: str, leader: Matter) -> None:
    """Let a matter lead an issue; settle anew what it was of, and the lesser issues beside it."""
    uses = connection.execute(
        select(issue_matter.c.uses).where(issue_matter.c.matter == _key(leader))
    ).scalar_one()
    beside = [
        connection.execute(_issue_of(_key(other))).scalar_one()
        for other in _leaders_near(connection, leader, at_most=uses)
        if belongs(other, leader)
    ]
    touched = list(dict.fromkeys([issue_id, *beside]))
    members = _matters(connection, touched)
    for matter, (of_issue, leads) in members.items():
        if leads:
            _set_leading(connection, matter, of_issue, leads=False)
    _set_leading(connection, leader, issue_id, leads=True)
    for matter, (of_issue, _) in members.items():
        if matter == leader or belongs(matter, leader):
            _move(connection, matter, of_issue, issue_id)
            continue
        home = home_of(matter, _leaders_near(connection, matter))
        if home is not None:
            _move(connection, matter, of_issue, connection.scalar(_issue_of(_key(home))))
        else:
            opened = _opened(connection, matter)
            _move(connection, matter, of_issue, opened)
            _set_leading(connection, matter, opened, leads=True)
            _name(connection, {_key(matter): opened})
    _name(connection, {_key(leader): issue_id})
    kept = select(issue_matter.c.issue_id).where(issue_matter.c.issue_id.in_(touched))
    connection.execute(delete(issue).where(issue.c.id.in_(touched), issue.c.id.not_in(kept)))


def _leaders_near(
    connection: Connection, matter: Matter, *, at_most: int | None = None
) -> list[Matter]:
    """Return the leaders that share a word with a matter, the most spoken of first."""
    near = (
        select(issue_matter.c.matter)
        .where(
            issue_matter.c.matter.in_(
                select(issue_word.c.matter).where(issue_word.c.word.in_(sorted(matter)))
            )
        )
        .order_by(issue_matter.c.uses.desc(), issue_matter.c.matter)
    )
    if at_most is not None:
        near = near.where(issue_matter.c.uses <= at_most)
    return [_read(key) for key in connection.scalars(near)]


def _matters(connection: Connection, issues: list[str]) -> dict[Matter, tuple[str, bool]]:
    """Return the matters of some issues, each with its issue and whether it leads; by rank."""
    found = connection.execute(
        select(issue_matter)
        .where(issue_matter.c.issue_id.in_(issues))
        .order_by(issue_matter.c.uses.desc(), issue_matter.c.matter)
    )
    return {_read(row.matter): (row.issue_id, row.leads) for row in found}


def _set_leading(connection: Connection, matter: Matter, issue_id: str, *, leads: bool) -> None:
    key = _key(matter)
    known = update(issue_matter).where(issue_matter.c.matter == key)
    connection.execute(known.values(leads=leads, issue_id=issue_id))
    connection.execute(delete(issue_word).where(issue_word.c.matter == key))
    if leads:
        _index(connection, matter)


def _move(connection: Connection, matter: Matter, old: str, new: str | None) -> None:
    if old != new:
        for table in (issue_matter, position_issue):
            connection.execute(
                update(table).where(table.c.matter == _key(matter)).values(issue_id=new)
            )


def _opened(connection: Connection, matter: Matter) -> str:
    """Open an issue that a matter leads; return its id, which its meaning gives it."""
    key = _key(matter)
    # An issue keeps its id where another matter takes the lead of it: the id may be taken.
    issue_id = key
    while True:
        issue_id = f"issue:{hashlib.sha256(issue_id.encode()).hexdigest()[:16]}"
        taken = select(issue.c.id).where(issue.c.id == issue_id)
        if connection.scalar(taken) is None:
            break
    connection.execute(insert(issue), {"id": issue_id, "name": ""})
    _index(connection, matter)
    return issue_id


def _index(connection: Connection, matter: Matter) -> None:
    key = _key(matter)
    connection.execute(
        insert(issue_word), [{"word": word, "matter": key} for word in sorted(matter)]
    )


def _name(connection: Connection, leaders: Mapping[str, str]) -> None:
    """Call issues, given by the keys of their leaders, by the words most used for these."""
    if not leaders:
        return
    wordings: dict[str, dict[str, int]] = {key: {} for key in leaders}
    for row in connection.execute(_WORDINGS, {"keys": list(leaders)}).all():
        wordings[row.matter][row.words] = row.uses
    names = {leaders[key]: name_of(found) for key, found in wordings.items()}
    for row in connection.execute(_CALLED, {"keys": list(names)}).all():
        if row.name != names[row.id]:
            renamed = update(issue).where(issue.c.id == row.id)
            connection.execute(renamed.values(name=names[row.id]))


def _issue_of(key: str) -> Any:
    return select(issue_matter.c.issue_id).where(issue_matter.c.matter == key)


def _kept(matter: Matter) -> Matter:
    return frozenset(sorted(word[:_LONGEST_WORD] for word in matter)[:_MOST_WORDS])


def _key(matter: Matter) -> str:
    return "\n".join(sorted(matter))


def _read(key: str) -> Matter:
    return frozenset(key.split("\n"))


def _evened(wording: str) -> str:
    return " ".join(wording.split())[:_LONGEST_WORDING]
