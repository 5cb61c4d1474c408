"""Deals: term sheets – who would give what for what, and what became of it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.analysis.deal import Become
from communique.web import accuracy
from communique.web.addresses import again, asked, number
from communique.web.days import day
from communique.web.page import Page
from communique.web.site import site_of
from communique.web.talks import DEALS

_MOST = 48
_BECOME: dict[Become, str] = {
    "proposed": "proposed",
    "considered": "would consider it",
    "conditional": "on conditions",
    "accepted": "accepted",
    "rejected": "rejected",
    "denied": "denied",
    "carried out": "carried out",
    "broken": "broken",
}
_COLOURS = {
    "proposed": "offer",
    "considered": "open",
    "conditional": "demand",
    "accepted": "accept",
    "carried out": "accept",
    "rejected": "reject",
    "denied": "reject",
    "broken": "reject",
}


def deals(request: Request) -> Response:
    """Show the deals that were last spoken of."""
    since, at = day(asked(request, "since")), day(asked(request, "at"))
    if since and at and since > at:
        raise HTTPException(400, "The period ends before it begins.")
    most = min(_MOST, DEALS + number(request, "more"))
    site = site_of(request)
    sure = site.settings.uncertain_below
    found = site.desk.deals(since, at, least_confidence=sure, most=most)
    return site.page(
        request,
        "deals.html",
        deals=found,
        since=since,
        at=at,
        more=again(request, more=most) if len(found) >= most < _MOST else None,
        become=_BECOME,
        colours=_COLOURS,
        measured_by=accuracy.by_kind(),
    )


PAGE = Page("Deals", "/deals", (Route("/deals", deals),))
