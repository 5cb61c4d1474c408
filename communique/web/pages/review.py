"""Review: what the machine is unsure of, one fact after the other, to be accepted or put right."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from communique.errors import CorrectionRefused, NotInRecord
from communique.record import Accept, Correction, Edit, Reject, Unsure
from communique.web import accuracy, forms, reviewing
from communique.web.page import Page
from communique.web.site import Site, site_of
from communique.web.visitor import visitor_of

KINDS = {
    "position": "Positions",
    "figure": "Figures",
    "event": "Events",
    "attribution": "Statements",
}
_BELOW = ("0.3", "0.5", "0.7", "0.9")
_DONE = {"accept": "Accepted", "reject": "Refused", "edit": "Corrected", "add": "Added"}


def review(request: Request) -> Response:
    """Put the next fact to the person."""
    site = site_of(request)
    given = request.query_params
    below, kind, after = _asked(site, given.get("below"), given.get("kind"), given.get("after"))
    view = site.view()
    left = view.unsure_left(below=float(below))
    ahead = view.unsure_left(below=float(below), after=after) if after else left
    of_kind = [kind] if kind else list(KINDS)
    following = view.unsure(below=float(below), kind=kind or None, after=after, limit=1)
    fact, card, document = following[0] if following else None, None, None
    if fact is not None:
        read = view.read_document(fact.document)
        document, card = read.document, reviewing.card(read, fact.kind, fact.id)
    done = _known(site, given.get("done", ""))
    return site.page(
        request,
        "review.html",
        kinds=KINDS,
        kind=kind,
        below=below,
        belows=dict.fromkeys((*_BELOW, below)),
        left=left,
        total=sum(left[each] for each in of_kind),
        passed=sum(left[each] - ahead[each] for each in of_kind),
        after=given.get("after", "") if after else "",
        skip=_path(below, kind, _token(fact)) if fact else "",
        again=_path(below, kind, ""),
        of=lambda other: _path(below, other, ""),
        fact=fact,
        card=card,
        document=document,
        done=done,
        decided=_DONE,
        measured_by=accuracy.by_kind(),
    )


def decide(request: Request, form: FormData) -> Response:
    """Keep what a person decided, and go on."""
    site = site_of(request)
    below, kind, after = _asked(site, *(forms.text_of(form, n) for n in ("below", "kind", "after")))
    document, fact = forms.text_of(form, "document"), forms.text_of(form, "fact")
    of_kind = forms.text_of(form, "of")
    known = of_kind in KINDS
    card = reviewing.card(site.view().read_document(document), of_kind, fact) if known else None
    if card is None or _at(card) != forms.text_of(form, "at"):
        raise HTTPException(409, "This document was read again meanwhile; nothing was changed.")
    decision = forms.text_of(form, "decision")
    change: Accept | Reject | Edit
    if decision == "accept":
        change = Accept(fact)
    elif decision == "reject":
        change = Reject(fact)
    elif decision == "edit":
        names = [f.name for f in card.fields if f"new-{f.name}" in form]
        values = {name: forms.text_of(form, f"new-{name}") for name in names}
        try:
            change = Edit(fact, reviewing.changed(card, values))
        except ValueError as error:
            raise HTTPException(400, str(error)) from error
    else:
        raise HTTPException(400, "Accept it, refuse it, or correct it.")
    made = _kept(lambda: site.store.writer().correct(document, change, by=visitor_of(request).name))
    done = {"done": f"{made.id}"}
    return RedirectResponse(_path(below, kind, _token(after), **done), status_code=303)


def undo(request: Request, form: FormData) -> Response:
    """Take a decision back; the fact is the next one again."""
    site = site_of(request)
    below, kind, after = _asked(site, *(forms.text_of(form, n) for n in ("below", "kind", "after")))
    number = forms.text_of(form, "correction")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise HTTPException(400, "There is no such decision.")
    _kept(lambda: site.store.writer().undo(int(number), by=visitor_of(request).name))
    return RedirectResponse(_path(below, kind, _token(after)), status_code=303)


def _kept(act: Callable[[], Correction]) -> Correction:
    try:
        return act()
    except CorrectionRefused as error:
        raise HTTPException(400, str(error)) from error


def _at(card: reviewing.Card) -> str:
    """Return where a fact stands, by which it is known again."""
    return f"{card.span.start}-{card.span.end}"


def _asked(
    site: Site, below: str | None, kind: str | None, after: str | None
) -> tuple[str, str, Unsure | None]:
    """Return what an address or a form asks for; HTTP 400 for nonsense."""
    given = below or f"{site.settings.uncertain_below or 0.3:g}"
    try:
        if not 0 < float(given) <= 1:
            raise ValueError(given)
    except ValueError as error:
        raise HTTPException(400, "That is no confidence between 0 and 1.") from error
    if kind and kind not in KINDS:
        raise HTTPException(400, "There is no such kind.")
    return given, kind or "", _from_token(after or "")


def _token(fact: Unsure | None) -> str:
    return f"{fact.confidence!r}~{fact.kind}~{fact.id}~{fact.document}" if fact else ""


def _from_token(token: str) -> Unsure | None:
    confidence, _, rest = token.partition("~")
    kind, _, rest = rest.partition("~")
    number, _, document = rest.partition("~")
    if not token:
        return None
    try:
        return Unsure(float(confidence), document, kind, number)
    except ValueError as error:
        raise HTTPException(400, "That is no place in the queue.") from error


def _path(below: str, kind: str, after: str, **more: str) -> str:
    given = {"below": below, "kind": kind, "after": after, **more}
    return f"/review?{urlencode({key: value for key, value in given.items() if value})}"


def _known(site: Site, number: str) -> Correction | None:
    """Return the decision that was made last, while it stands."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    try:
        return site.view().correction(int(number))
    except NotInRecord:
        return None


PAGE = Page(
    "Review",
    "/review",
    (
        Route("/review", review),
        forms.post("/review", decide),
        forms.post("/review/undo", undo, name="undo_correction"),
    ),
)
