"""Contacts: who met whom, as a network, a calendar and a list."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.record import Days
from communique.web import accuracy, networks
from communique.web.addresses import again, asked, period
from communique.web.page import Page
from communique.web.site import site_of

_LOOKED_AT = 400
_SHOWN = 60


def contacts(request: Request) -> Response:
    """Show meetings, visits and calls."""
    first, last = period(request)
    actor = asked(request, "actor")
    site = site_of(request)
    found = site.view().timeline(Days(first, last, actor or None, "CONSULT"), _LOOKED_AT)
    met = list(reversed(found.happenings))
    return site.page(
        request,
        "contacts.html",
        first=first,
        last=last,
        actor=actor,
        network=networks.network(met),
        width=networks.WIDTH,
        height=networks.HEIGHT,
        months=networks.calendar(met),
        met=met[:_SHOWN],
        looked_at=len(met),
        of=found.of,
        only=lambda name: again(request, actor=name),
        on=lambda month, day: again(request, from_=_on(month, day), to=_on(month, day)),
        measured_by=accuracy.by_kind(),
        uncertain_below=site.settings.uncertain_below,
    )


def _on(month: date, day: int) -> date:
    return month.replace(day=day)


PAGE = Page("Contacts", "/contacts", (Route("/contacts", contacts),))
