"""Sessions: what a browser holds after a log-in, in a cookie that is signed and ends by itself.

The key lives as long as the program, and so do the sessions: when it is started anew, people log in
anew. That is why those that were logged out need be remembered here alone.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from communique.record import User
from communique.web.guard import is_plain_here

LIFETIME = 12 * 60 * 60
"""Seconds from a log-in to the end of its session."""


@dataclass(frozen=True)
class Session:
    """What a log-in began."""

    id: str
    name: str
    stamp: str
    """Of the user at the log-in; with another password it is another one."""


class Sessions:
    """Begins, knows and ends sessions."""

    def __init__(self) -> None:
        self._signer = URLSafeTimedSerializer(
            secrets.token_bytes(32),
            salt="communique session",
            signer_kwargs={"digest_method": hashlib.sha256},
        )
        self._ended: dict[str, float] = {}
        self._lock = threading.Lock()

    def begin(self, user: User, request: Request, response: Response) -> None:
        """Have the browser keep a new session, whatever it held before."""
        value = self._signer.dumps([secrets.token_hex(16), user.name, user.stamp])
        response.set_cookie(
            _cookie(request),
            value if isinstance(value, str) else value.decode(),
            max_age=LIFETIME,
            httponly=True,
            samesite="strict",
            secure=not is_plain_here(request),
            path="/",
        )

    def of(self, request: Request) -> Session | None:
        """Return the session that a browser holds; None where it has none, or it is over."""
        value = request.cookies.get(_cookie(request), "")
        if not value or len(value) > 4_000:
            return None
        try:
            number, name, stamp = self._signer.loads(value, max_age=LIFETIME)
        except (BadData, ValueError, TypeError):
            return None
        with self._lock:
            return None if number in self._ended else Session(number, name, stamp)

    def end(self, request: Request, response: Response | None = None) -> Session | None:
        """End the session that a browser holds, also for whoever has a copy; return it."""
        session = self.of(request)
        if session is not None:
            now = time.monotonic()
            with self._lock:
                self._ended = {k: at for k, at in self._ended.items() if now - at < LIFETIME}
                self._ended[session.id] = now
        if response is not None:
            response.delete_cookie(
                _cookie(request),
                path="/",
                httponly=True,
                samesite="strict",
                secure=not is_plain_here(request),
            )
        return session


def _cookie(request: Request) -> str:
    # A browser takes a cookie of this beginning from this very host alone, by https.
    return "communique" if is_plain_here(request) else "__Host-communique"
