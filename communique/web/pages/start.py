"""Start: hand in coverage, and see what became of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.web.page import Page
from communique.web.site import site_of


def start(request: Request) -> Response:
    """Show what the record holds, and take in more."""
    site = site_of(request)
    return site.page(request, "start.html", documents=site.view().count())


PAGE = Page("Start", "/", (Route("/", start),))
