"""Map: where places are known to lie, and what is told to have been there."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.matching.event_words import noun
from communique.matching.places import namesakes
from communique.record import Days, Places
from communique.vocabulary import EventType
from communique.web import accuracy, maps
from communique.web.addresses import again, asked, chosen, period
from communique.web.page import Page
from communique.web.site import site_of
from communique.web.talks import PLACES

_TYPES = {kind: noun(kind, None).capitalize() for kind in get_args(EventType)}
_EXTENTS = ("named", "world")


def places(request: Request) -> Response:
    """Show places with the events there."""
    first, last = period(request)
    kind, actor = chosen(request, "type", _TYPES), asked(request, "actor")
    extent, near = chosen(request, "extent", _EXTENTS), asked(request, "near")
    days = Days(first, last, actor or None, kind or None)  # type: ignore[arg-type]
    site = site_of(request)
    found = site.desk.places(days, PLACES)
    frame = _frame(found, extent, near)
    dots, outside = maps.dots(found.scenes, found.named, frame)
    drawn = [*found.scenes, *found.named]
    return site.page(
        request,
        "places.html",
        first=first,
        last=last,
        kind=kind,
        actor=actor,
        types=_TYPES,
        found=found,
        frame=frame,
        land=maps.land(frame),
        dots=dots,
        outside=outside,
        number={place.id: number for number, place in enumerate(drawn, 1)},
        namesakes={p.id: namesakes(p.name, p.location.source) for p in drawn},
        extents=[
            (words, again(request, extent=key, near=None), (key or "") == extent and not near)
            for words, key in (
                ("Where events are", None),
                ("All places named", "named"),
                ("The world", "world"),
            )
        ],
        close_to=lambda place: again(request, near=place.id, extent=None) + "#map",
        measured_by=accuracy.by_kind(),
        uncertain_below=site.settings.uncertain_below,
    )


def _frame(found: Places, extent: str, near: str) -> maps.Frame:
    if extent == "world":
        return maps.WORLD
    scenes = found.scenes or found.named
    drawn = (*found.scenes, *found.named)
    shown = [p for p in drawn if p.id == near] or (drawn if extent == "named" else scenes)
    return maps.frame((place.location.lat, place.location.lon) for place in shown)


PAGE = Page("Map", "/map", (Route("/map", places),))
