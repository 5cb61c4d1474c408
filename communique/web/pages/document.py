"""One document: its text with every fact marked, the facts beside it, and why each was filed."""

from __future__ import annotations

import re

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.documents import Document
from communique.errors import ReaderError
from communique.findings import Findings
from communique.spans import Span
from communique.web import accuracy, marked
from communique.web.page import Page
from communique.web.site import site_of

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_LISTED = 100


def documents(request: Request) -> Response:
    """List the documents, the latest first."""
    view = site_of(request).view()
    after = request.query_params.get("after")
    found = view.latest(limit=_LISTED + 1, after=after)
    return site_of(request).page(
        request,
        "documents.html",
        total=view.count(),
        found=found[:_LISTED],
        more=found[_LISTED - 1].id if len(found) > _LISTED else None,
        first=after is None,
    )


def document(request: Request) -> Response:
    """Show a document with its facts."""
    site = site_of(request)
    view = site.view()
    number = request.path_params["document"]
    read = view.read_document(view.find(number))
    lit = _lit(request, read.document)
    by_persons = view.by_persons([read.document.id])
    part = marked.part_of(read, number=_part(request), lit=lit, by_persons=by_persons)
    model = view.model_of(read.document.id) or ""
    return site.page(
        request,
        "document.html",
        document=read.document,
        part=part,
        kinds=marked.KINDS,
        total=_totals(read.findings),
        model=model,
        link=_web_address(read.document),
        measured_by=accuracy.by_kind(model),
        uncertain_below=site.settings.uncertain_below,
    )


def why(request: Request) -> Response:
    """Say of every fact of a document why it was filed, on a page of its own."""
    site = site_of(request)
    found, note = _reasons(request)
    view = site.view()
    number = view.find(request.path_params["document"])
    return site.page(
        request,
        "why.html",
        document=view.read_document(number).document,
        reasons=found,
        note=note,
    )


def why_json(request: Request) -> Response:
    """Say it to the script of the document's page."""
    found, note = _reasons(request)
    body = {"note": note, "reasons": {reasons["fact"]: reasons["reasons"] for reasons in found}}
    return Response(msgspec.json.encode(body), media_type="application/json")


def _reasons(request: Request) -> tuple[tuple[dict[str, object], ...], str]:
    site = site_of(request)
    view = site.view()
    number = view.find(request.path_params["document"])
    try:
        found = site.explainer.why(view.read_document(number).document)
        version = site.explainer.version()
    except ReaderError as error:
        return (), str(error)
    made_by = view.model_of(number)
    if made_by == version:
        return found, ""
    return found, f"This document was read by {made_by}; the reasons are those of {version}."


def _lit(request: Request, shown: Document) -> Span | None:
    """Return the words that a link leads to; None where it names none that are there."""
    place = _PLACE.fullmatch(request.query_params.get("at", ""))
    if place is None:
        return None
    start, end = int(place[1]), int(place[2])
    return Span(start, end) if start < end <= len(shown.text) else None


def _part(request: Request) -> int | None:
    asked = request.query_params.get("part")
    if asked is None:
        return None
    if not re.fullmatch(r"[1-9]\d{0,6}", asked, re.ASCII):
        raise HTTPException(404)
    return int(asked)


def _totals(findings: Findings) -> dict[str, int]:
    lists = {
        "attribution": "attributions",
        "position": "positions",
        "figure": "figures",
        "event": "events",
        "entity": "entities",
        "talks": "talks",
        "time": "times",
    }
    return {kind: len(getattr(findings, name)) for kind, name in lists.items()}


def _web_address(shown: Document) -> str:
    url = shown.url or ""
    return url if url.lower().startswith(("https://", "http://")) else ""


PAGE = Page(
    "Documents",
    "/documents",
    (
        Route("/documents", documents),
        Route("/documents/{document}", document),
        Route("/documents/{document}/why", why),
        Route("/documents/{document}/why.json", why_json),
    ),
)
