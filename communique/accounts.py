"""Users and their passwords: how these are hashed and checked; the record keeps the hashes."""

from __future__ import annotations

import threading
import unicodedata
from functools import cached_property
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from communique.errors import AccountRefused
from communique.record import Role, Store, User

LogIn = Literal["logged-in", "logged-out", "log-in-refused"]

SHORTEST = 10
LONGEST = 1_000
"""Characters of a password; a longer one would only keep the machine busy."""
AT_ONCE = 2
"""Passwords that are hashed at the same time: each takes 64 MiB while it lasts."""


class Accounts:
    """The users of a record, and whether they are who they say."""

    def __init__(self, store: Store, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._hasher = hasher or PasswordHasher()
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def add(self, name: str, role: Role, password: str | None, *, by: str) -> None:
        """Add a user; without a password, for who comes in by a proxy alone.

        Raises AccountRefused where the password is too short or too long, else as `Users.add`.
        """
        made = None if password is None else self._hashed(password)
        self._store.users(by).add(name, role, made)

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Give a user another password, which ends what the old one allowed.

        Raises AccountRefused where it is too short or too long, NotInRecord without such a user.
        """
        self._store.users(by).set_password(name, self._hashed(password))

    def user(self, name: str) -> User | None:
        """Return the user of a name; None where there is none."""
        return self._store.view().user(name)

    def have_password(self) -> bool:
        """Tell whether anyone could log in by a password."""
        return any(user.has_password for user in self._store.view().users())

    def note(self, name: str | None, did: LogIn, where: str) -> None:
        """Keep in the audit that a user logged in or out at an address, or was refused there."""
        self._store.users(name or "").note_log_in(name, did, where)

    def proved(self, name: str, password: str) -> User | None:
        """Return the user whose name and password these are, else None.

        It takes as long for a name that nobody has, so that time does not tell who is a user.
        """
        view = self._store.view()
        user, kept = view.user(name), view.password_of(name)
        if len(password) > LONGEST:
            kept, password = None, ""
        with self._turns:
            nobodys = self._nobodys
            right = self._verifies(kept or nobodys, password)
        return user if right and kept is not None else None

    @cached_property
    def _nobodys(self) -> str:
        """A hash of what is no password, to be compared with where there is no user."""
        return self._hasher.hash("")

    def _verifies(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, _plain(password))
        except (VerificationError, InvalidHashError):
            return False

    def _hashed(self, password: str) -> str:
        if len(password) < SHORTEST:
            raise AccountRefused(f"a password has {SHORTEST} characters or more")
        if len(password) > LONGEST:
            raise AccountRefused(f"a password has {LONGEST:,} characters at the most")
        with self._turns:
            return self._hasher.hash(_plain(password))


def _plain(password: str) -> bytes:
    """Return the bytes of a password, the same whichever way a keyboard composes its letters."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
