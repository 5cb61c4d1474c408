"""Figures: each series through time, with whose word each count is and where they differ."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.web import accuracy, charts
from communique.web.addresses import again, asked, number
from communique.web.page import Page
from communique.web.site import site_of

_SERIES, _MOST = 12, 96


def figures(request: Request) -> Response:
    """Show the series that are most widely reported."""
    about = asked(request, "about")
    limit = min(_MOST, _SERIES + number(request, "more"))
    site = site_of(request)
    found = site.view().figures(about=about or None, limit=limit)
    drawn = [(series, charts.chart(series)) for series in found.series]
    is_more = len(found.series) >= limit and limit < _MOST
    return site.page(
        request,
        "figures.html",
        about=about,
        charts=[(series, chart) for series, chart in drawn if chart],
        alone=[series for series, chart in drawn if chart is None],
        sums=found.sums,
        things=found.things,
        more=again(request, more=limit) if is_more else None,
        height=charts.HEIGHT,
        bottom=charts.BOTTOM,
        measured_by=accuracy.by_kind(),
        uncertain_below=site.settings.uncertain_below,
    )


PAGE = Page("Figures", "/figures", (Route("/figures", figures),))
