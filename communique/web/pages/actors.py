"""Actors: who is who, what each is said to be, say and want; and what persons decide of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from communique import analysis
from communique.errors import NotInRecord, RecordError
from communique.record import View
from communique.vocabulary import EntityKind
from communique.web import accuracy, forms, periods
from communique.web.addresses import again, asked, chosen, number
from communique.web.page import Page
from communique.web.site import site_of
from communique.web.visitor import visitor_of

_NEGOTIATIONS = 100
_LISTED = 60
_STATEMENTS = 40
_DECISIONS = 40
KINDS = {
    kind: words
    for kind, words in {
        "person": "Persons",
        "organisation": "Organisations",
        "place": "Places",
        "group": "Groups",
        "source": "Sources",
    }.items()
    if kind in get_args(EntityKind)
}
_DECIDED = {
    "same": "are one actor",
    "different": "are two",
    "unsure": "may be one; nobody can tell",
    "name": "is shown as",
    "role": "held an office",
}


def actor_path(actor_id: str) -> str:
    """Return the path of an actor's page."""
    return f"/actors/{quote(actor_id, safe=':')}"


def actors(request: Request) -> Response:
    """List actors, and what was decided of them."""
    kind, named = chosen(request, "kind", KINDS), asked(request, "named")
    offset = number(request, "offset", 10_000_000)
    site = site_of(request)
    negotiation = asked(request, "negotiation")
    view = site.view()
    found = view.within(negotiation or None).actors(
        kind=kind or None,  # type: ignore[arg-type]
        named=named or None,
        offset=offset,
        limit=_LISTED + 1,
    )
    decisions = view.decisions()
    return site.page(
        request,
        "actors.html",
        found=found[:_LISTED],
        kind=kind,
        kinds=KINDS,
        named=named,
        negotiation=negotiation,
        negotiations=view.negotiations(limit=_NEGOTIATIONS),
        offset=offset,
        more=again(request, offset=offset + _LISTED) if len(found) > _LISTED else None,
        decisions=decisions[:_DECISIONS],
        decided=_DECIDED,
        actor_path=actor_path,
        measured_by=accuracy.by_kind(),
    )


def actor(request: Request) -> Response:
    """Show one actor."""
    site = site_of(request)
    view = site.view()
    found = view.actor(view.find_actor(request.path_params["actor"]))
    statements, per_day = view.statements_of(found.actor.id, limit=_STATEMENTS)
    return site.page(
        request,
        "actor.html",
        actor=found.actor,
        names=found.names,
        roles=[(role, _name(view, role.body)) for role in view.roles(found.actor.id)],
        mentions=view.first_mentions([found.actor.id])[found.actor.id],
        cells=_positions(view, found.actor.id),
        statements=statements,
        said=sum(per_day.values()),
        bars=periods.bars({day: n for day, n in per_day.items() if day}, None, None),
        tall=periods.TALL / 2,
        decisions=[d for d in view.decisions() if {d.left, d.right} & set(found.keys)],
        decided=_DECIDED,
        actor_path=actor_path,
        measured_by=accuracy.by_kind(),
        uncertain_below=site.settings.uncertain_below,
    )


def merge(request: Request, form: FormData) -> Response:
    """Decide that two actors are one."""
    main, other = forms.text_of(form, "actor"), forms.text_of(form, "other")
    if not other:
        raise HTTPException(400, "Name the other actor.")
    site = site_of(request)
    found = site.view().find_actor(other)
    _decide(lambda: site.store.writer().judge(visitor_of(request).name).merge(main, found))
    return RedirectResponse(f"{actor_path(main)}#decisions", status_code=303)


def split(request: Request, form: FormData) -> Response:
    """Decide that a name of an actor is another one's."""
    main, name = forms.text_of(form, "actor"), forms.text_of(form, "name")
    site = site_of(request)
    _decide(lambda: site.store.writer().judge(visitor_of(request).name).split(main, name))
    return RedirectResponse(f"{actor_path(main)}#decisions", status_code=303)


def undo(request: Request, form: FormData) -> Response:
    """Take a decision back."""
    given = forms.text_of(form, "decision")
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise HTTPException(400, "There is no such decision.")
    site = site_of(request)
    _decide(lambda: site.store.writer().judge(visitor_of(request).name).undo(int(given)))
    return RedirectResponse("/actors#decisions", status_code=303)


def _decide(act: Callable[[], object]) -> None:
    try:
        act()
    except NotInRecord:
        raise
    except RecordError as error:
        raise HTTPException(400, str(error)) from error


def _positions(view: View, actor_id: str) -> tuple[analysis.Cell, ...]:
    try:
        return analysis.matrix(view, analysis.Scope(party=actor_id)).cells
    except NotInRecord:
        return ()


def _name(view: View, actor_id: str) -> str:
    try:
        return view.actor(actor_id).actor.name
    except NotInRecord:
        return ""


PAGE = Page(
    "Actors",
    "/actors",
    (
        Route("/actors", actors),
        forms.post("/actors/merge", merge),
        forms.post("/actors/split", split),
        forms.post("/actors/undo", undo, name="undo_decision"),
        Route("/actors/{actor:path}", actor),
    ),
)
