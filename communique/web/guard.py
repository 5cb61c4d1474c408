"""What stands between the network and the pages: who may ask, how much, and what answers allow.

Each guard is plain ASGI, so that it holds for pages, files and errors alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names by which a browser on this machine reaches an app that listens on loopback."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s:/?#@\\\[\]]+)(?::[0-9]*)?", re.ASCII)

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer, a form of our own would have no origin
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}


def is_plain_here(request: Request) -> bool:
    """Tell whether a browser asks by plain http, on the very machine that the app runs on.

    Elsewhere a browser is to keep cookies for https alone.
    """
    return request.scope["scheme"] == "http" and _name(request.headers) in LOOPBACK_NAMES


def _name(headers: Headers) -> str:
    """Return the name under which something is asked; empty where what is given is none.

    Addresses are put together with it: what follows a port would be taken for the path.
    """
    found = _HOST.fullmatch(headers.get("host", "").lower())
    return found[1] if found else ""


class HostGuard:
    """Refuses what was not asked under a name of this machine, or what another site builds in.

    A page of another site can have its own name lead to 127.0.0.1 (DNS rebinding), and would then
    be let in as the same origin; the name in its requests gives it away. Nor may it load pages in
    the background, to keep this machine busy; a link that leads here may be followed.
    """

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request under a strange name, else pass it on."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if _name(headers) not in self._names:
                answer = PlainTextResponse(
                    "This address is not one of this app. Open it as http://127.0.0.1 with the "
                    "port on which it was started, or start it with --name for this one.\n",
                    status_code=421,
                )
                await answer(scope, receive, send)
                return
            built_in = headers.get("sec-fetch-mode", "navigate") != "navigate"
            if built_in and headers.get("sec-fetch-site") in ("cross-site", "same-site"):
                answer = PlainTextResponse("Other sites may not load this.\n", status_code=403)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


class SizeGuard:
    """Refuses a request whose body is longer than `limit` bytes, before it is taken in."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request that is too long, else pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdecimal() or int(told) > self._limit:
            await self._refusal()(scope, receive, send)
            return
        taken = 0
        begun = False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limit:
                raise _TooLong
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except _TooLong:
            if not begun:
                await self._refusal()(scope, receive, send)

    def _refusal(self) -> PlainTextResponse:
        return PlainTextResponse(
            f"This is more than {_size(self._limit)} at once; send it in parts, or use "
            "`communique read`.\n",
            status_code=413,
            headers={"Connection": "close"},
        )


class _TooLong(Exception):
    pass


def _size(limit: int) -> str:
    return f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1_000} KB"


class HeaderGuard:
    """Sets on every answer what the browser may do with it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to the head of its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        # What is removed from the record must not linger in a browser's store; our own files may.
        kept = "no-cache" if scope["path"].startswith("/static/") else "no-store"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", kept)
            await send(message)

        await self._app(scope, receive, guarded)
