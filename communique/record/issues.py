"""Issues across documents, and which position bears on which: kept up position by position.

A new matter joins the nearest issue whose leader it belongs with, which is found by its words, or
opens an issue. Leaders hold on: another matter takes over only where it is spoken of twice as
often, or where nobody speaks of the leader any more. Then the matters of the issues that it touches
are settled anew. That is rare once an issue is well known, so that filing one more report of it
stays a matter of a few rows.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import (
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
    delete,
    insert,
    select,
    update,
)

from communique.documents.document import ReadDocument
from communique.findings import Entity, Findings
from communique.matching.issues import Matter, belongs, home_of, matter_of, name_of
from communique.matching.wording import words_of
from communique.record import claims
from communique.record.tables import metadata

_MOST_WORDS, _LONGEST_WORD = 12, 40
"""Of a matter that is kept: what is longer is no noun phrase, and too long for an index."""
_LONGEST_WORDING = 300
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
    Column("toward", Text),
    Column("told_by", Text),
    Column("stance", String(20), nullable=False),
    Column("published", Date),
    Index("ix_position_issue_issue_id", "issue_id", "published"),
    Index(None, "matter"),
)


class Sides:
    """For whom the entities of one document count."""

    def __init__(self, found: Findings) -> None:
        self._entities = {entity.id: entity for entity in found.entities}
        self._parties = {role.entity for role in found.talks if role.as_ == "party"}

    def of(self, entity: str | None) -> str | None:
        """Return the party for whom an entity speaks, else the body, else the entity itself.

        A party that belongs to a state which is a party counts for the state.
        """
        chain: list[Entity] = []
        while (known := self._entities.get(entity or "")) is not None and known not in chain:
            chain.append(known)
            entity = known.affiliation
        for i, link in enumerate(chain):
            if link.id in self._parties:
                above = [e for e in chain[i + 1 :] if e.id in self._parties and e.kind == "place"]
                return above[-1].id if above else link.id
        bodies = (link for link in chain if link.kind not in {"person", "source"})
        return next(bodies, chain[0]).id if chain else None


def filed(connection: Connection, read: ReadDocument) -> None:
    """Give each position of a document its issue."""
    document, found = read.document, read.findings
    if not found.positions:
        return
    names = _names(found)
    sides = Sides(found)
    speakers = {said.id: said.speaker for said in found.attributions}
    for position in found.positions:
        words = position.what.of(document.text)
        matter = _kept(matter_of(_evened(position.issue), words, names))
        row = {
            "document_id": document.id,
            "local_id": position.id,
            "issue_id": _take(connection, matter, _evened(position.issue)),
            "matter": _key(matter),
            "side": sides.of(position.party),
            "toward": sides.of(position.toward),
            "told_by": sides.of(speakers.get(position.attribution or "")),
            "stance": position.stance,
            "published": document.published,
        }
        connection.execute(insert(position_issue), row)
        _see_who_leads(connection, matter)


def erased(connection: Connection, document_id: str) -> None:
    """Take back what the positions of a document did to the issues."""
    of_document = position_issue.c.document_id == document_id
    said = claims.position.c
    found = connection.execute(
        select(position_issue.c.matter, said.issue)
        .join_from(
            position_issue,
            claims.position,
            (said.document_id == position_issue.c.document_id)
            & (said.local_id == position_issue.c.local_id),
        )
        .where(of_document)
        .order_by(position_issue.c.local_id)
    ).all()
    connection.execute(delete(position_issue).where(of_document))
    for key, wording in found:
        _leave(connection, key, _evened(wording))


def _take(connection: Connection, matter: Matter, wording: str) -> str:
    """Count one more position on a matter; return the id of its issue."""
    key = _key(matter)
    issue_id = connection.scalar(
        select(issue_matter.c.issue_id).where(issue_matter.c.matter == key)
    )
    if issue_id is None:
        home = home_of(matter, _leaders_near(connection, matter))
        if home is None:
            issue_id = _opened(connection, matter)
        else:
            issue_id = connection.execute(_issue_of(_key(home))).scalar_one()
        row = {"matter": key, "issue_id": issue_id, "uses": 1, "leads": home is None}
        connection.execute(insert(issue_matter), row)
    else:
        _count(connection, issue_matter, 1, matter=key)
    if not _count(connection, issue_wording, 1, matter=key, words=wording):
        row = {"matter": key, "words": wording, "uses": 1}
        connection.execute(insert(issue_wording), row)
    return str(issue_id)


def _leave(connection: Connection, key: str, wording: str) -> None:
    """Count one position less on a matter; one of which nobody speaks any more is forgotten."""
    _count(connection, issue_wording, -1, matter=key, words=wording)
    connection.execute(
        delete(issue_wording).where(issue_wording.c.matter == key, issue_wording.c.uses <= 0)
    )
    _count(connection, issue_matter, -1, matter=key)
    known = connection.execute(select(issue_matter).where(issue_matter.c.matter == key)).one()
    if known.uses > 0:
        if known.leads:
            _name(connection, known.issue_id, key)
        return
    connection.execute(delete(issue_word).where(issue_word.c.matter == key))
    connection.execute(delete(issue_matter).where(issue_matter.c.matter == key))
    if not known.leads:
        return
    others = _matters(connection, [known.issue_id])
    if others:
        _lead(connection, known.issue_id, next(iter(others)))
    else:
        connection.execute(delete(issue).where(issue.c.id == known.issue_id))


def _see_who_leads(connection: Connection, matter: Matter) -> None:
    """Let a matter that was spoken of once more lead its issue, if it is time that it did."""
    key = _key(matter)
    known = connection.execute(select(issue_matter).where(issue_matter.c.matter == key)).one()
    if known.leads:
        _name(connection, known.issue_id, key)
        return
    leader = select(issue_matter.c.uses).where(
        issue_matter.c.issue_id == known.issue_id, issue_matter.c.leads
    )
    if known.uses >= _TAKES_OVER * connection.execute(leader).scalar_one():
        _lead(connection, known.issue_id, matter)


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
            _name(connection, opened, _key(matter))
    _name(connection, issue_id, _key(leader))
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


def _name(connection: Connection, issue_id: str, leader: str) -> None:
    """Call an issue by the words most used for the matter that leads it."""
    wordings = select(issue_wording.c.words, issue_wording.c.uses)
    found = connection.execute(wordings.where(issue_wording.c.matter == leader))
    name = name_of({row.words: row.uses for row in found})
    connection.execute(
        update(issue).where(issue.c.id == issue_id, issue.c.name != name).values(name=name)
    )


def _count(connection: Connection, table: Table, by: int, **where: str) -> bool:
    """Change how often something is used; tell whether it is known."""
    row = update(table).where(*(table.c[name] == value for name, value in where.items()))
    return connection.execute(row.values(uses=table.c.uses + by)).rowcount > 0


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


def _names(found: Findings) -> frozenset[str]:
    """Return the words of the names of those who negotiate, as this document has them."""
    sides = Sides(found)
    told = [role.entity for role in found.talks]
    told += [one for p in found.positions for one in (p.party, p.toward) if one is not None]
    known = {*told, *(side for one in told if (side := sides.of(one)) is not None)}
    return frozenset(word for e in found.entities if e.id in known for word in words_of(e.name))
