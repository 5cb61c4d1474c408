"""Tokens by which a form proves that one of our own pages sent it.

A browser gets a random nonce in a cookie that no script and no other site can read; a form carries
a keyed hash of it. The hash is salted anew for each page, so that compressed pages of one browser
have no secret in common that could be guessed by their length. Where someone is logged in, it is
bound to their session: what was made before a log-in, or for another one, is worth nothing after.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from communique.web.guard import is_plain_here

COOKIE = "communique_form"
FIELD = "csrf"
_SALT = 16


@dataclass(frozen=True)
class Tokens:
    """Makes and checks tokens with a key that lives as long as the program."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def nonce_of(self, request: Request) -> str:
        """Return the browser's nonce, a new one where it has none."""
        known = request.cookies.get(COOKIE, "")
        return known if _is_nonce(known) else secrets.token_hex(32)

    def remember(self, request: Request, response: Response, nonce: str) -> None:
        """Have the browser keep its nonce until it is closed."""
        secure = not is_plain_here(request)
        response.set_cookie(
            COOKIE, nonce, httponly=True, samesite="strict", path="/", secure=secure
        )

    def token_for(self, nonce: str, session: str) -> str:
        """Return a token for a form on a page that goes to this browser, in this session."""
        salt = secrets.token_hex(_SALT)
        return f"{salt}.{self._sealed(nonce, salt, session)}"

    def accepts(self, request: Request, token: str, session: str) -> bool:
        """Tell whether a form with this token was made for the browser and session that send it."""
        nonce = request.cookies.get(COOKIE, "")
        salt, _, seal = token.partition(".")
        if not _is_nonce(nonce) or len(salt) != 2 * _SALT:
            return False
        # Compared as bytes: what was sent may hold any character.
        expected = self._sealed(nonce, salt, session)
        return hmac.compare_digest(seal.encode(), expected.encode())

    def _sealed(self, nonce: str, salt: str, session: str) -> str:
        words = f"{nonce}.{salt}.{session}".encode()
        return hmac.new(self.key, words, hashlib.sha256).hexdigest()


def _is_nonce(words: str) -> bool:
    return len(words) == 64 and set(words) <= set("0123456789abcdef")
