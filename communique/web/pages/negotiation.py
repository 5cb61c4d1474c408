"""The state of the talks on one screen."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.brief import wording
from communique.web import accuracy, visits
from communique.web.addresses import asked
from communique.web.days import day
from communique.web.page import Page
from communique.web.site import site_of

_CHANGES = 60
_NEGOTIATIONS = 100
_FIRST_VISIT = timedelta(days=7)
_KINDS = {
    "moved": "moved",
    "position": "new position",
    "disagreement": "figures differ",
    "denied": "denied",
    "event": "event",
}


def negotiation(request: Request) -> Response:
    """Show who talks, what each side wants, where they are stuck, and what is new."""
    site = site_of(request)
    of = asked(request, "of")
    known = site.desk.all(negotiation=of or None)
    talks = site.desk.talks(known)
    chosen = day(request.query_params.get("since", ""))
    visit = visits.visit(request.cookies.get(visits.COOKIE), talks.as_of) if talks.as_of else None
    since, why = chosen, "chosen"
    if chosen is None and visit:
        since = visit.before or visit.now - _FIRST_VISIT
        why = "visit" if visit.before else "week"
    changes = site.desk.changed_since(since, known) if since else ()
    response = site.page(
        request,
        "negotiation.html",
        talks=talks,
        roles={
            heading: [part for part in talks.parts if part.role == role]
            for role, heading in wording.ROLES.items()
        },
        of=of,
        negotiations=site.view().negotiations(limit=_NEGOTIATIONS),
        title=wording.listed(part.actor.name for part in talks.parts if part.role == "party"),
        since=since,
        why=why,
        changes=changes[:_CHANGES],
        more_changes=max(0, len(changes) - _CHANGES),
        change_kinds=_KINDS,
        measured_by=accuracy.by_kind(),
        uncertain_below=site.settings.uncertain_below,
    )
    if visit and not of:  # one of several negotiations is not all that a visit saw
        response.set_cookie(
            visits.COOKIE,
            str(visit),
            max_age=visits.KEPT,
            path="/",
            httponly=True,
            samesite="strict",
        )
    return response


PAGE = Page("Negotiation", "/negotiation", (Route("/negotiation", negotiation),))
