"""Search: words in documents and statements, narrowed by negotiation, speaker, time and kind."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.record import Filters, Hit, View
from communique.web import accuracy
from communique.web.addresses import again, asked, chosen, period
from communique.web.page import Page
from communique.web.site import site_of

_FOUND = 200
"""Passages that are looked at, of which the facets are counted."""
_SHOWN = 50
_FACETS = 8
_KINDS = {"statement": "Statements", "document": "Texts"}
_MARKED = re.compile("«([^«»]*)»")


@dataclass(frozen=True)
class Facet:
    """A link that narrows what is found, or takes that back."""

    words: str
    number: int
    href: str
    on: bool = False


def search(request: Request) -> Response:
    """Look for words."""
    words, speaker = asked(request, "words"), asked(request, "speaker")
    kind = chosen(request, "kind", _KINDS)
    first, last = period(request)
    between = (first or date.min, last or date.max) if first or last else None
    filters = Filters(speaker=speaker or None, between=between, kind=kind or None)  # type: ignore[arg-type]
    wanted = bool(words) or filters != Filters()
    negotiation = asked(request, "negotiation")
    wanted = wanted or bool(negotiation)
    site = site_of(request)
    view = site.view().within(negotiation or None)
    hits = view.search(words, filters, _FOUND) if wanted else []
    shown = hits if "all" in request.query_params else hits[:_SHOWN]
    return site.page(
        request,
        "search.html",
        words=words,
        speaker=speaker,
        kind=kind,
        kinds=_KINDS,
        negotiation=negotiation,
        first=first,
        last=last,
        wanted=wanted,
        measured_by=accuracy.by_kind(),
        found=len(hits),
        is_all=len(hits) < _FOUND,
        shown=[(hit, marked(hit.snippet), *_at(hit)) for hit in shown],
        more=again(request, all=1) if len(shown) < len(hits) else None,
        facets={
            "Kind": list(_kinds(request, hits, kind)),
            "Negotiation": list(_negotiations(request, hits, view, negotiation)),
            "Speaker": list(_speakers(request, hits, speaker)),
            "Published": list(_months(request, hits, bool(between))),
        },
    )


def marked(snippet: str) -> list[tuple[str, bool]]:
    """Return the pieces of a snippet, each with whether its words were looked for."""
    pieces = _MARKED.split(snippet)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def _at(hit: Hit) -> tuple[str, object]:
    """Return the document and the words to which a passage leads."""
    if hit.kind == "statement":
        return hit.document, hit.span
    return hit.document, hit.matches[0] if hit.matches else None


def _kinds(request: Request, hits: Sequence[Hit], on: str) -> Iterator[Facet]:
    if on:
        yield Facet(_KINDS[on], len(hits), again(request, kind=None), on=True)
        return
    for kind, number in Counter(hit.kind for hit in hits).most_common():
        yield Facet(_KINDS[kind], number, again(request, kind=kind))


def _negotiations(request: Request, hits: Sequence[Hit], view: View, on: str) -> Iterator[Facet]:
    if on:
        (found, _) = view.negotiation(on)
        yield Facet(found.name, len(hits), again(request, negotiation=None), on=True)
        return
    bears = view.negotiations_among({hit.document for hit in hits})
    numbers = Counter(
        {name: sum(hit.document in here for hit in hits) for name, here in bears.items()}
    )
    most = sorted(numbers, key=lambda name: (-numbers[name], name))[:_FACETS]
    for each in view.negotiations_of_ids(most):
        if each.named or each.documents > 1:
            yield Facet(each.name, numbers[each.id], again(request, negotiation=each.id))


def _speakers(request: Request, hits: Sequence[Hit], on: str) -> Iterator[Facet]:
    if on:
        yield Facet(on, len(hits), again(request, speaker=None), on=True)
    names = Counter(hit.speaker for hit in hits if hit.speaker)
    for name, number in names.most_common(_FACETS):
        if name != on:
            yield Facet(name, number, again(request, speaker=name))


def _months(request: Request, hits: Sequence[Hit], on: bool) -> Iterator[Facet]:
    if on:
        yield Facet("this period", len(hits), again(request, from_=None, to=None), on=True)
    months = Counter(hit.published.replace(day=1) for hit in hits if hit.published)
    if on and len(months) < 2:
        return
    for month in sorted(months, reverse=True)[:_FACETS]:
        end = month.replace(day=monthrange(month.year, month.month)[1])
        yield Facet(f"{month:%B %Y}", months[month], again(request, from_=month, to=end))


PAGE = Page("Search", "/search", (Route("/search", search),))
