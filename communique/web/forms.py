"""Routes that take a form. All that change anything are made here, so that none forgets to check.

A form is refused unless an editor sends it, from one of our own pages: its origin is ours where the
browser tells one, and it carries a token (`csrf`) that was made for this browser and session.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.web.csrf import FIELD
from communique.web.site import site_of
from communique.web.visitor import need_editor, visitor_of

MAX_FILES = 500
MAX_FIELDS = 40
MAX_FIELD = 24_000_000
"""Bytes of one field that is no file: a pasted text of five million characters, and some more."""

FormHandler = Callable[[Request, FormData], Response]
"""A form's files are open until it returns."""


class FormRoute(Route):
    """A route that takes a form from our own pages only."""


def post(
    path: str, handler: FormHandler, *, name: str | None = None, for_all: bool = False
) -> FormRoute:
    """Return the route by which a form is sent to `handler`, in a thread of its own.

    Args:
        path: where it is sent to.
        handler: what takes it.
        name: of the route; that of the handler where None.
        for_all: who is no editor may send it, too; it changes nothing of the record.

    """

    async def endpoint(request: Request) -> Response:
        if not _from_here(request):
            raise HTTPException(403, "This form was sent by another site; nothing was changed.")
        session = (visitor_of(request) if for_all else need_editor(request)).session
        async with request.form(
            max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD
        ) as form:
            token = form.get(FIELD)
            tokens = site_of(request).tokens
            if not isinstance(token, str) or not tokens.accepts(request, token, session):
                raise HTTPException(
                    403,
                    "This form is too old, or was not sent by this app; nothing was changed. "
                    "Open the page anew and send it again.",
                )
            answer = await run_in_threadpool(handler, request, form)
            site_of(request).desk.forget()
            return answer

    return FormRoute(path, endpoint, methods=["POST"], name=name or handler.__name__)


def text_of(form: FormData, name: str) -> str:
    """Return a field of words, without white space around it; empty where there is none."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _from_here(request: Request) -> bool:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:  # "http://[" is no address
        return False
