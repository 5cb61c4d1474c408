"""Who may use the record through the web app, as what, and the hashes of their passwords.

How passwords are hashed is not known here.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Row,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from communique.errors import NotInRecord, RecordError
from communique.record import auditing
from communique.record.auditing import Did
from communique.record.database import Database
from communique.record.tables import metadata

Role = Literal["reader", "editor"]
"""A reader looks; an editor also changes the record."""

LONGEST_NAME = 100

account = Table(
    "account",
    metadata,
    Column("key", String(400), primary_key=True),  # the name, in whichever case it is written
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("password", Text),  # its hash; None for who comes in by a proxy alone
    Column("stamp", String(40), nullable=False),  # another one with each password
    Column("made_at", DateTime, nullable=False),  # in coordinated universal time
)


@dataclass(frozen=True)
class User:
    """Someone who may use the record."""

    name: str
    role: Role
    has_password: bool
    made_at: datetime
    """In coordinated universal time."""
    stamp: str = field(repr=False)
    """Another one with each password, so that what was allowed by the old one ends with it."""


class Users:
    """Adds, changes and removes users; each change is in the audit."""

    def __init__(self, opened: Database, who: str) -> None:
        self._database = opened
        self._who = who

    def add(self, name: str, role: Role, password: str | None) -> None:
        """Add a user, with the hash of a password or without one.

        Raises RecordError where the name is none, or another user has it.
        """
        key = key_of(name)
        with self._database.writing(changes_answers=False) as connection:
            if _row(connection, key) is not None:
                raise RecordError(f"there is a user {name} already, in this case or another")
            connection.execute(
                insert(account).values(
                    key=key,
                    name=unicodedata.normalize("NFC", name),
                    role=role,
                    password=password,
                    stamp=_stamp(),
                    made_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
                )
            )
            auditing.note(connection, self._who, "user-added", target=name, about={"role": role})

    def remove(self, name: str) -> None:
        """Remove a user. Raises NotInRecord where there is none of that name."""
        with self._database.writing(changes_answers=False) as connection:
            row = _known(connection, name)
            connection.execute(delete(account).where(account.c.key == row.key))
            auditing.note(connection, self._who, "user-removed", target=row.name)

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password, by its hash. Raises as `remove`."""
        self._change(name, "user-password", {"password": password, "stamp": _stamp()}, {})

    def set_role(self, name: str, role: Role) -> None:
        """Give a user another role. Raises as `remove`."""
        self._change(name, "user-role", {"role": role}, {"role": role})

    def note_log_in(self, name: str | None, did: Did, where: str) -> None:
        """Keep that a user logged in or out, or was refused.

        Args:
            name: as the users' list has it; None where no user has the name that was given, which
                may be a password in the wrong field.
            did: what happened.
            where: the address that it came from.

        """
        with self._database.writing(changes_answers=False) as connection:
            auditing.note(connection, name, did, about={"from": where})

    def _change(self, name: str, did: Did, values: dict[str, str], about: dict[str, str]) -> None:
        with self._database.writing(changes_answers=False) as connection:
            row = _known(connection, name)
            connection.execute(update(account).where(account.c.key == row.key).values(values))
            auditing.note(connection, self._who, did, target=row.name, about=about)


def key_of(name: str) -> str:
    """Return by what a user is found, in whichever case the name is written.

    Raises RecordError where it is no name: HTTP sends it before a colon, and lists show it.
    """
    if not name or name != name.strip() or len(name) > LONGEST_NAME:
        raise RecordError(f"a user's name has 1 to {LONGEST_NAME} characters, and no space around")
    if ":" in name or not name.isprintable():
        raise RecordError("a user's name holds no colon and nothing that cannot be seen")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def users(connection: Connection) -> list[User]:
    """Return all users, by name."""
    return [_user(row) for row in connection.execute(select(account).order_by(account.c.key))]


def user(connection: Connection, name: str) -> User | None:
    """Return the user of a name; None where there is none."""
    row = _found(connection, name)
    return None if row is None else _user(row)


def password_of(connection: Connection, name: str) -> str | None:
    """Return the hash of a user's password; None where there is none, or no such user."""
    row = _found(connection, name)
    return None if row is None else row.password


def _found(connection: Connection, name: str) -> Row[tuple[str, ...]] | None:
    try:
        return _row(connection, key_of(name))
    except RecordError:
        return None


def _row(connection: Connection, key: str) -> Row[tuple[str, ...]] | None:
    return connection.execute(select(account).where(account.c.key == key)).first()


def _known(connection: Connection, name: str) -> Row[tuple[str, ...]]:
    row = _found(connection, name)
    if row is None:
        raise NotInRecord(f"there is no user {name}; `communique user list` shows those there are")
    return row


def _user(row: Row[tuple[str, ...]]) -> User:
    return User(
        name=row.name,
        role=row.role,
        has_password=row.password is not None,
        made_at=row.made_at.replace(tzinfo=UTC),
        stamp=row.stamp,
    )


def _stamp() -> str:
    return secrets.token_hex(16)
