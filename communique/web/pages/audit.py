"""Audit: who changed what, when, the latest first; for editors."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.web.addresses import again, number
from communique.web.page import Page
from communique.web.site import site_of
from communique.web.visitor import need_editor

_LISTED = 100
DID = {
    "document-filed": "filed",
    "document-removed": "removed",
    "correction-made": "decided on a fact of",
    "correction-undone": "took back what was decided on a fact of",
    "decision-made": "decided on an actor",
    "decision-undone": "took back a decision on an actor",
    "document-assigned": "assigned",
    "document-unassigned": "took out of a negotiation",
    "negotiation-renamed": "named a negotiation",
    "negotiations-merged": "made one of two negotiations",
    "documents-settled": "had all documents assigned anew",
    "user-added": "added a user",
    "user-removed": "removed a user",
    "user-role": "gave a user a role",
    "user-password": "gave a user a password",
    "logged-in": "logged in",
    "logged-out": "logged out",
    "log-in-refused": "was refused at the log-in",
}
"""What a person did, in words that go on from their name."""
_ABOUT = {"of": "", "decision": "", "fields": "fields: ", "role": "as ", "with": "and ", "from": ""}
"""What stands before each further thing that is known."""


def audit(request: Request) -> Response:
    """List who changed what."""
    need_editor(request)
    site = site_of(request)
    before = number(request, "before", 100_000_000) or None
    found = site.view().latest_audit(before=before, limit=_LISTED + 1)
    shown = found[:_LISTED]
    return site.page(
        request,
        "audit.html",
        entries=shown,
        did=DID,
        about=_about,
        first=before is None,
        more=again(request, before=shown[-1].id) if len(found) > _LISTED else None,
    )


def _about(entry: object) -> list[str]:
    given = getattr(entry, "about", {})
    return [
        words + (", ".join(given[key]) if isinstance(given[key], list) else str(given[key]))
        for key, words in _ABOUT.items()
        if given.get(key)
    ]


PAGE = Page("Audit", "/audit", (Route("/audit", audit),), for_editors=True)
