"""The gate: finds out who asks before any page is made, and lets nobody else in."""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.errors import CommuniqueError
from communique.person import person
from communique.web import failures
from communique.web.entrance import API, Entrance, LogInRefused
from communique.web.guard import SizeGuard
from communique.web.visitor import NOBODY, Visitor

LOG_IN = "/login"
_STATIC = "/static/"
_SMALL = 20_000
"""Bytes of a request by whoever is not logged in; a name and a password need no more."""


class Gate:
    """Notes on each request who asks; sends those that are to log in to do so."""

    def __init__(self, app: ASGIApp, entrance: Entrance | None) -> None:
        self._app = app
        self._for_nobody = SizeGuard(app, _SMALL)
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find out who asks, and pass the request on or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer: Response | None = None
        try:
            visitor = await run_in_threadpool(self._visitor, request)
        except LogInRefused as refused:
            visitor, answer = NOBODY, _not_proved(refused.wait)
        except CommuniqueError as error:
            visitor, answer = NOBODY, failures.told_of(request, error)
        scope.setdefault("state", {})["visitor"] = visitor
        if answer is None and visitor is NOBODY and not _is_open(scope["path"]):
            answer = _log_in_first(request)
        if answer is not None:
            await answer(scope, receive, send)
        elif visitor is NOBODY:
            await self._for_nobody(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _visitor(self, request: Request) -> Visitor:
        if self._entrance is None:
            return Visitor(person(), "editor", "machine")
        if request.scope["path"].startswith(_STATIC):
            return NOBODY
        return self._entrance.visitor(request)


def _is_open(path: str) -> bool:
    """Tell whether something is there without a log-in: that page, and what it looks like."""
    return path == LOG_IN or path.startswith(_STATIC)


def _log_in_first(request: Request) -> Response:
    # Not request.url, which is put together with what the request says of the host.
    path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
    if path.startswith(API):
        return _not_proved(0)
    navigates = request.headers.get("sec-fetch-mode", "navigate") == "navigate"
    if request.method in ("GET", "HEAD") and navigates:
        asked = f"{path}?{query}" if query else path
        there = LOG_IN if asked == "/" else f"{LOG_IN}?next={quote(asked, safe='')}"
        return RedirectResponse(there, status_code=303)
    return failures.told(
        request,
        401,
        "Your session is over, or you have not logged in; nothing was changed. Log in, and send "
        "it again.",
    )


def _not_proved(wait: int) -> Response:
    """Return what the API answers to whoever has not said who they are, or not yet again."""
    if wait:
        said = {"error": "Too Many Requests", "message": f"Too many log-ins; wait {wait} seconds."}
        return JSONResponse(said, status_code=429, headers={"Retry-After": str(wait)})
    said = {"error": "Unauthorized", "message": "Give a user's name and password (HTTP Basic)."}
    challenge = 'Basic realm="Communique", charset="UTF-8"'
    return JSONResponse(said, status_code=401, headers={"WWW-Authenticate": challenge})
