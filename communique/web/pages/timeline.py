"""Timeline: what happened when, from years down to days, by kind and actor."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.matching.event_words import noun
from communique.matching.model import Happening
from communique.record import Days
from communique.vocabulary import EventType
from communique.web import accuracy, periods
from communique.web.addresses import again, asked, chosen, period
from communique.web.page import Page
from communique.web.site import site_of

_SHOWN = 100
TYPES = {kind: noun(kind, None).capitalize() for kind in get_args(EventType)}


def timeline(request: Request) -> Response:
    """Show the events of a period."""
    first, last = period(request)
    kind, actor = chosen(request, "type", TYPES), asked(request, "actor")
    days = Days(first, last, actor or None, kind or None)  # type: ignore[arg-type]
    site = site_of(request)
    view = site.view()
    found = view.timeline(days, _SHOWN)
    return site.page(
        request,
        "timeline.html",
        first=first,
        last=last,
        kind=kind,
        actor=actor,
        types=TYPES,
        bars=[
            (bar, again(request, from_=bar.first, to=bar.last))
            for bar in periods.bars(view.events_per_day(days), first, last)
        ],
        tall=periods.TALL,
        whole=again(request, from_=None, to=None),
        around=[
            (words, again(request, from_=begin, to=end))
            for words, begin, end in periods.around(first, last)
        ],
        days=[
            (periods.named(*when), list(group))
            for when, group in groupby(reversed(found.happenings), key=_when)
        ],
        shown=len(found.happenings),
        of=found.of,
        measured_by=accuracy.by_kind(),
        uncertain_below=site.settings.uncertain_below,
    )


def _when(told: Happening) -> tuple[date | None, date | None]:
    return (told.date.start, told.date.end) if told.date else (None, None)


PAGE = Page("Timeline", "/timeline", (Route("/timeline", timeline),))
