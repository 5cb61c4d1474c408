"""The brief: for a period and an audience, to be read here, printed or downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique import brief as briefs
from communique.brief import AUDIENCES, Brief
from communique.web import accuracy
from communique.web.days import day
from communique.web.page import Page
from communique.web.site import Site, site_of

DOWNLOADS = {
    "html": ("html", "text/html"),
    "md": ("markdown", "text/markdown"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
"""Endings of files, with the form of the brief and its media type."""

_KIND_OF = {
    "positions": "position",
    "sticking-points": "position",
    "moved": "position",
    "figures": "figure",
    "standing": "event",
    "contacts": "event",
    "timeline": "event",
    "parties": "talks",
}
"""For each section the kind of facts that its lines stand on."""


@dataclass(frozen=True)
class Asked:
    """What a brief is asked to be of."""

    first: date | None
    last: date | None
    audience: str

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Return what an address asks for; HTTP 400 where it makes no sense."""
        given = request.query_params
        audience = given.get("audience") or next(iter(AUDIENCES))
        if audience not in AUDIENCES:
            raise HTTPException(400, "There is no such audience.")
        asked = cls(day(given.get("from", "")), day(given.get("to", "")), audience)
        if asked.first and asked.last and asked.first > asked.last:
            raise HTTPException(400, "The period ends before it begins.")
        return asked

    def brief(self, site: Site) -> Brief:
        """Return it."""
        whole = site.desk.brief(self.first, self.last, site.settings.uncertain_below)
        return briefs.fitted(whole, AUDIENCES[self.audience])

    @property
    def query(self) -> str:
        """The address's part that asks for it again."""
        parts = {"from": self.first, "to": self.last, "audience": self.audience}
        return "&".join(f"{key}={value}" for key, value in parts.items() if value)


def brief(request: Request) -> Response:
    """Show a brief."""
    site = site_of(request)
    asked = Asked.of(request)
    return site.page(
        request,
        "brief.html",
        brief=asked.brief(site),
        asked=asked,
        audiences=AUDIENCES,
        measured_by=accuracy.by_kind(),
        kind_of=_KIND_OF,
    )


def download(request: Request) -> Response:
    """Hand out a brief as a file."""
    ending = request.path_params["ending"]
    if ending not in DOWNLOADS:
        raise HTTPException(404)
    form, media_type = DOWNLOADS[ending]
    asked = Asked.of(request)
    made = asked.brief(site_of(request))
    if form in briefs.FILES:
        content = briefs.FILES[form](made)
    else:
        # Half of a surrogate pair has no bytes.
        content = briefs.render(made, form).encode("utf-8", "replace")
        media_type += "; charset=utf-8"
    days = "".join(f"-{when}" for when in (asked.first, asked.last) if when)
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="brief{days}.{ending}"'},
    )


PAGE = Page("Brief", "/brief", (Route("/brief", brief), Route("/brief.{ending}", download)))
