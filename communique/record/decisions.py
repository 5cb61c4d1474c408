"""What persons decide about actors: kept with who and when, applied to all that is read later.

A decision is about names, so it outlives documents and readings. It is never overwritten; a newer
one goes before an older one, and each can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from communique.errors import NotInRecord, RecordError
from communique.matching.name_keys import Office
from communique.matching.wording import plain
from communique.record import actors, auditing, corrections, issues, judgements
from communique.record.actor_tables import (
    actor_decision,
    actor_entity,
    actor_name,
    actor_spelling,
    name_form,
)
from communique.record.auditing import Did
from communique.record.database import Database

DecisionKind = Literal["same", "different", "unsure", "name", "role"]


@dataclass(frozen=True)
class Decision:
    """One decision, and whether it was undone."""

    id: int
    kind: DecisionKind
    left: str
    """Key of the main name that it is about."""
    right: str | None
    """Key of the other name; of a role, that of the body."""
    words: str | None
    """The name to show, or the role."""
    document: str | None
    """The only document in which the name is another one's."""
    first_day: date | None
    last_day: date | None
    who: str
    at: datetime
    """UTC."""
    undone_by: str | None
    undone_at: datetime | None


class Judge:
    """Someone who decides. Each decision is made in one transaction; its id undoes it."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def merge(self, main: str, other: str) -> int:
        """Decide that two actors are one, which goes by the id of the first.

        Raises NotInRecord where one of them is not there, RecordError where they are one already.
        """
        if main == other:
            raise RecordError(f"{main} is one actor already")
        return self._decide("same", main, right=other)

    def unsure(self, one: str, other: str) -> int:
        """Decide that nobody can tell whether two actors are one. Raises as `merge`."""
        return self._decide("unsure", one, right=other)

    def split(self, actor_id: str, name: str) -> int:
        """Decide that a name of an actor is another actor's.

        Raises NotInRecord where there is no such actor or it has no such name, RecordError where
        the name is its main one.
        """
        with self._database.reading() as connection:
            key = _key_of_name(connection, actor_id, name)
        if key == actor_id:
            raise RecordError(
                f"{name} is the main name of {actor_id}; split the other names from it, or tell "
                "apart a document in which it is another's"
            )
        return self._decide("different", actor_id, right=key)

    def split_in(self, actor_id: str, document_id: str) -> Sequence[int]:
        """Decide that in one document the names of an actor are those of another one.

        Raises NotInRecord where there is no such actor, or the document does not name it.
        """
        with self._database.reading() as connection:
            entity = actor_entity.c
            keys = connection.scalars(
                select(entity.name_key)
                .distinct()
                .where(entity.document_id == document_id, entity.actor_id == actor_id)
                .order_by(entity.name_key)
            ).all()
        if not keys:
            raise NotInRecord(f"{document_id} does not name {actor_id}")
        return [self._decide("different", key, document=document_id) for key in keys]

    def rename(self, actor_id: str, words: str) -> int:
        """Decide by which name an actor is shown. Raises NotInRecord where there is none."""
        return self._decide("name", actor_id, words=" ".join(words.split()))

    def give_role(
        self,
        actor_id: str,
        role: str,
        body: str,
        *,
        first_day: date | None = None,
        last_day: date | None = None,
    ) -> int:
        """Decide that a person held an office of a body, from one day to another where known.

        Raises NotInRecord where there is no such actor, RecordError where the role has no words.
        """
        office = Office(body, plain(role))
        if not office.words:
            raise RecordError(f"{role!r} is no role")
        return self._decide(
            "role", actor_id, right=body, words=office.role, first_day=first_day, last_day=last_day
        )

    def undo(self, decision_id: int) -> None:
        """Take a decision back; it stays in the list.

        Raises NotInRecord where there is none, RecordError where it is undone already.
        """
        with self._database.writing() as connection:
            row = _decision(connection, decision_id)
            if row.undone_at is not None:
                raise RecordError(f"decision {decision_id} was undone already, by {row.undone_by}")
            connection.execute(
                update(actor_decision)
                .where(actor_decision.c.id == decision_id)
                .values(undone_by=self._who, undone_at=_now())
            )
            _apply(connection, row)
            self._note(connection, "decision-undone", row)

    def _decide(self, kind: DecisionKind, left: str, **more: Any) -> int:
        with self._database.writing() as connection:
            for key in (left, more.get("right")):
                if key is not None and not _is_name(connection, key):
                    raise NotInRecord(
                        f"no actor is {key}; `communique actors` shows those there are"
                    )
            made = {"kind": kind, "left": left, "who": self._who, "at": _now(), **more}
            result = connection.execute(insert(actor_decision).values(made))
            key = result.inserted_primary_key
            number = int(key[0]) if key else 0
            row = _decision(connection, number)
            _apply(connection, row)
            self._note(connection, "decision-made", row)
        return number

    def _note(self, connection: Connection, did: Did, row: Any) -> None:
        # Not the names: they are words of documents.
        auditing.note(
            connection,
            self._who,
            did,
            target=str(row.id),
            document_id=row.document,
            about={"of": row.kind},
        )


def decisions(connection: Connection) -> list[Decision]:
    """Return all decisions, the newest first."""
    query = select(actor_decision).order_by(actor_decision.c.id.desc())
    return [Decision(**row) for row in connection.execute(query).mappings()]


def _apply(connection: Connection, row: Any) -> None:
    """Bring up to date what a decision that was made or undone bears on."""
    if row.document is not None:
        for read in corrections.read_documents(connection, [row.document]):
            actors.erased(connection, row.document)
            actors.filed(connection, read)
            issues.renamed(connection, row.document)
        return
    names = {row.left, row.right} - {None}
    if row.kind == "role":
        office = Office(row.right, row.words)
        query = select(name_form.c.name_key).where(
            name_form.c.way == "office", name_form.c.form == office.form
        )
        names |= judgements.judge_again(connection, set(connection.scalars(query)))
    changed = judgements.regroup(connection, names)
    judgements.describe(connection, changed)


def _decision(connection: Connection, number: int) -> Any:
    query = select(actor_decision).where(actor_decision.c.id == number)
    found = connection.execute(query).one_or_none()
    if found is None:
        raise NotInRecord(f"no decision has the number {number}")
    return found


def _is_name(connection: Connection, key: str) -> bool:
    query = select(actor_name.c.key).where(actor_name.c.key == key)
    return connection.execute(query).first() is not None


def _key_of_name(connection: Connection, actor_id: str, name: str) -> str:
    """Return the key of a name of an actor, given as it is written or by the key itself."""
    query = (
        select(actor_name.c.key)
        .distinct()
        .outerjoin(actor_spelling, actor_spelling.c.name_key == actor_name.c.key)
        .where(
            actor_name.c.actor_id == actor_id,
            (actor_spelling.c.spelling == name) | (actor_name.c.key == name),
        )
        .order_by(actor_name.c.key)
    )
    found = [str(key) for key in connection.scalars(query)]
    if not found:
        raise NotInRecord(f"{actor_id} has no name {name!r}")
    # A name may be read as a person's and as a body's: the main one is what the actor goes by.
    return next((key for key in found if key != actor_id), found[0])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
