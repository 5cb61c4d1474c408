"""The entrance, where accounts are in force: by a session, by HTTP Basic, or by a proxy's word."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from communique.accounts import Accounts
from communique.errors import RecordError
from communique.record import User, key_of
from communique.web.limits import Limits
from communique.web.proxies import Proxies
from communique.web.sessions import Sessions
from communique.web.visitor import NOBODY, Visitor

API = "/api/v1/"
BASIC_KEPT = 10 * 60
"""Seconds for which a password that came with HTTP Basic is not asked to be proved again."""
_MOST_KEPT = 1_000


class LogInRefused(Exception):
    """The name or the password is wrong, or it is too early for another try.

    Attributes:
        wait: seconds until the next try; 0 where this one was wrong.

    """

    def __init__(self, wait: int = 0) -> None:
        super().__init__(f"wait {wait} s" if wait else "wrong name or password")
        self.wait = wait


@dataclass(frozen=True)
class _Proved:
    name: str
    stamp: str
    until: float


class Entrance:
    """Finds out who asks."""

    def __init__(
        self,
        accounts: Accounts,
        *,
        proxies: Proxies | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._accounts = accounts
        self._proxies = proxies or Proxies()
        self._clock = clock
        self._limits = Limits(clock)
        self._sessions = Sessions()
        self._key = secrets.token_bytes(32)
        self._proved: OrderedDict[bytes, _Proved] = OrderedDict()
        self._lock = threading.Lock()

    def visitor(self, request: Request) -> Visitor:
        """Return who asks; nobody where nothing vouches for them.

        Raises LogInRefused where HTTP Basic gives a wrong password, or too many.
        """
        named = self._proxies.named(request)
        if named is not None:
            known = self._accounts.user(named)
            name = known.name if known else named
            return Visitor(name, known.role if known else "reader", "proxy", f"proxy {name}")
        session = self._sessions.of(request)
        if session is not None:
            user = self._accounts.user(session.name)
            if user is not None and hmac.compare_digest(user.stamp, session.stamp):
                return Visitor(user.name, user.role, "password", session.id)
        # On pages a browser would send it by itself, with whatever another site has it send.
        if request.scope["path"].startswith(API):
            return self._by_basic(request)
        return NOBODY

    def log_in(self, request: Request, response: Response, name: str, password: str) -> None:
        """Begin a session for whoever has this name and password, in place of any before.

        Raises LogInRefused where it is wrong, or too early for another try.
        """
        user = self._prove(request, name, password)
        self._sessions.end(request)
        self._sessions.begin(user, request, response)

    def log_out(self, request: Request, response: Response) -> None:
        """End a session."""
        session = self._sessions.end(request, response)
        if session is not None:
            self._accounts.note(session.name, "logged-out", self._proxies.address(request))

    def _by_basic(self, request: Request) -> Visitor:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return NOBODY
        try:
            name, colon, password = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            raise LogInRefused from None
        if not colon:
            raise LogInRefused
        mark = hmac.new(self._key, f"{name}:{password}".encode(), hashlib.sha256).digest()
        with self._lock:
            known = self._proved.get(mark)
        user = self._accounts.user(known.name) if known else None
        if (
            known is None
            or user is None
            or user.stamp != known.stamp
            or known.until < self._clock()
        ):
            user = self._prove(request, name, password)
            proved = _Proved(user.name, user.stamp, self._clock() + BASIC_KEPT)
            with self._lock:
                self._proved[mark] = proved
                self._proved.move_to_end(mark)
                while len(self._proved) > _MOST_KEPT:
                    self._proved.popitem(last=False)
        return Visitor(user.name, user.role, "password")

    def _prove(self, request: Request, name: str, password: str) -> User:
        address = self._proxies.address(request)
        key = _key(name)
        wait = self._limits.begin(key, address)
        if wait:
            raise LogInRefused(wait)
        user = self._accounts.proved(name, password)
        if user is None:
            # Only names that there are: people type passwords into the wrong field.
            there = self._accounts.user(name)
            self._accounts.note(there.name if there else None, "log-in-refused", address)
            raise LogInRefused
        self._limits.succeeded(key, address)
        self._accounts.note(user.name, "logged-in", address)
        return user


def _key(name: str) -> str:
    try:
        return key_of(name)
    except RecordError:
        return ""  # no user has it
