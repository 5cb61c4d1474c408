"""What addresses ask for, and addresses that ask again, a little otherwise."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from communique.web.days import day

_LONGEST = 300


def asked(request: Request, name: str) -> str:
    """Return words that an address gives, evened out and not too long; empty where none are."""
    return " ".join(request.query_params.get(name, "").split())[:_LONGEST]


def chosen(request: Request, name: str, among: object) -> str:
    """Return one of a few values; empty where none is given, HTTP 400 for another."""
    given = request.query_params.get(name, "")
    if given and given not in among:  # type: ignore[operator]
        raise HTTPException(400, f"There is no such {name}.")
    return given


def period(request: Request) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period; HTTP 400 where it ends before it begins."""
    first, last = day(asked(request, "from")), day(asked(request, "to"))
    if first and last and first > last:
        raise HTTPException(400, "The period ends before it begins.")
    return first, last


def number(request: Request, name: str, most: int = 1_000_000) -> int:
    """Return a whole number from 0; 0 where none is given, HTTP 400 for nonsense."""
    given = request.query_params.get(name, "0")
    if not (given.isascii() and given.isdigit() and len(given) < 9 and int(given) <= most):
        raise HTTPException(400, f"That is no {name}.")
    return int(given)


def again(request: Request, **otherwise: object) -> str:
    """Return the address that was asked for with some values otherwise; None takes one out.

    Underscores stand for nothing: `from_` is `from`.
    """
    given = {key: value for key, value in request.query_params.items() if value}
    given |= {key.rstrip("_"): value for key, value in otherwise.items()}  # type: ignore[misc]
    kept = {key: str(value) for key, value in given.items() if value is not None}
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path
