"""Logging in and out, where accounts are in force."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from communique.brief import wording
from communique.web import forms
from communique.web.entrance import LogInRefused
from communique.web.guard import is_plain_here
from communique.web.page import Page
from communique.web.site import site_of
from communique.web.visitor import visitor_of

_WRONG = "There is no user of this name with this password."
_PLAIN = (
    "This page came by plain http, over which a browser keeps no session and everyone on the way "
    "reads along. Whoever runs the app can have it use https: `communique serve --help` says how."
)


def show(request: Request) -> Response:
    """Ask for a name and a password; whoever needs none is led on."""
    there = _next(request.query_params.get("next", ""))
    if visitor_of(request).role is not None:
        return RedirectResponse(there, status_code=303)
    return _asked(request, there)


def log_in(request: Request, form: FormData) -> Response:
    """Begin a session."""
    site = site_of(request)
    there = _next(forms.text_of(form, "next"))
    if site.entrance is None:
        return RedirectResponse(there, status_code=303)
    plain = request.headers.get("origin", "").lower().startswith("http://")
    if plain and not is_plain_here(request):
        return _asked(request, there, status=400, wrong=_PLAIN)
    name, password = forms.text_of(form, "name"), form.get("password")
    response = RedirectResponse(there, status_code=303)
    try:
        site.entrance.log_in(request, response, name, password if isinstance(password, str) else "")
    except LogInRefused as refused:
        if not refused.wait:
            return _asked(request, there, status=401, wrong=_WRONG, name=name)
        seconds = wording.count(refused.wait, "second")
        wrong = f"There were too many log-ins that failed. Wait {seconds}, then try again."
        answer = _asked(request, there, status=429, wrong=wrong, name=name)
        answer.headers["Retry-After"] = str(refused.wait)
        return answer
    return response


def log_out(request: Request, _: FormData) -> Response:
    """End the session."""
    response = RedirectResponse("/login", status_code=303)
    entrance = site_of(request).entrance
    if entrance is not None:
        entrance.log_out(request, response)
    return response


def _asked(
    request: Request, there: str, *, status: int = 200, wrong: str = "", name: str = ""
) -> Response:
    return site_of(request).page(
        request, "login.html", status=status, there=there, wrong=wrong, name=name
    )


def _next(asked: str) -> str:
    """Return the page of this app that an address leads on to; the start for anything else."""
    try:
        parts = urlsplit(asked) if asked.isprintable() else None
    except ValueError:  # "//[" is no address
        parts = None
    here = asked.startswith("/") and not asked.startswith(("//", "/\\", "/login", "/logout"))
    return asked if here and parts and not parts.scheme and not parts.netloc else "/"


PAGE = Page(
    "Log in",
    "/login",
    (
        Route("/login", show),
        forms.post("/login", log_in, for_all=True),
        forms.post("/logout", log_out, for_all=True),
    ),
    in_navigation=False,
)
