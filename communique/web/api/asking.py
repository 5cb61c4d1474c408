"""What may be asked of many documents at once: the pages' answers, as commands print them too."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import msgspec

from communique import analysis, exports
from communique.errors import NotInRecord
from communique.record import Days, Filters, View
from communique.web.api import shapes
from communique.web.api.operation import Operation
from communique.web.site import Site

Answer = dict[str, Any]

_CITED = 5
"""Documents that stand for all of a negotiation."""


def search(site: Site, asked: shapes.SearchQuery) -> Answer:
    """Return passages with all of the words; a question that holds nothing finds nothing."""
    between = (asked.first or date.min, asked.last or date.max)
    filters = Filters(
        speaker=asked.speaker,
        about=asked.about,
        between=between if asked.first or asked.last else None,
        kind=asked.kind,
    )
    if not asked.words.strip() and filters == Filters() and asked.negotiation is None:
        return {"items": []}
    hits = _view(site, asked).search(asked.words, filters, asked.limit)
    return {"items": list(exports.search_objects(hits))}


def actors(site: Site, asked: shapes.ActorsQuery) -> Answer:
    """Return a page of actors."""
    view = _view(site, asked)
    found = view.actors(kind=asked.kind, named=asked.named, offset=asked.offset, limit=asked.limit)
    evidence = view.first_mentions([each.id for each in found])
    return {"items": [_actor(each, evidence[each.id]) for each in found]}


def actor(site: Site, _: object, actor: str) -> Answer:
    """Return one actor with its names and roles."""
    view = site.view()
    found = view.actor(view.find_actor(actor))
    evidence = view.first_mentions([found.actor.id])[found.actor.id]
    roles = [asdict(role) for role in view.roles(found.actor.id)]
    return {**_actor(found.actor, evidence), "names": found.names, "roles": roles}


def negotiations(site: Site, asked: shapes.NegotiationsQuery) -> Answer:
    """Return a page of negotiations."""
    view = site.view()
    found = view.negotiations(offset=asked.offset, limit=asked.limit)
    return {
        "items": [
            {
                "id": each.id,
                "kind": "negotiation",
                "name": each.name,
                "named": each.named,
                "documents": each.documents,
                "first": each.first,
                "last": each.last,
                "parties": [asdict(party) for party in each.parties],
                "subjects": each.subjects,
                "evidence": [e.evidence.to_json() for e in view.negotiation(each.id)[1][:_CITED]],
            }
            for each in found
        ]
    }


def figures(site: Site, asked: shapes.FiguresQuery) -> Answer:
    """Return series of figures, and sums that do not add up."""
    found = _view(site, asked).figures(about=asked.about, limit=asked.limit)
    return {"things": found.things, "items": list(exports.figures_objects(found))}


def timeline(site: Site, asked: shapes.TimelineQuery) -> Answer:
    """Return dated events."""
    days = Days(first=asked.first, last=asked.last, actor=asked.actor, type=asked.type)
    found = _view(site, asked).timeline(days, asked.limit)
    return {"of": found.of, "items": list(exports.timeline_objects(found))}


def places(site: Site, asked: shapes.PlacesQuery) -> Answer:
    """Return places that are known to lie somewhere, with the events there."""
    days = Days(first=asked.first, last=asked.last, actor=asked.actor, type=asked.type)
    found = _view(site, asked).places(days, asked.limit)
    return {
        "of_scenes": found.of_scenes,
        "of_named": found.of_named,
        "unknown": found.unknown,
        "looked_in": found.looked_in,
        "items": list(exports.places_objects(found)),
    }


def positions(site: Site, asked: shapes.PositionsQuery) -> Answer:
    """Return where the parties stand on the issues of which most is said; nothing of others."""
    scope = analysis.Scope(at=asked.at, party=asked.party, issue=asked.issue)
    view = _view(site, asked)
    try:
        found = analysis.matrix(view, scope)
    except NotInRecord:
        return {"items": []}
    return {"items": list(exports.position_lines(found))}


def deals(site: Site, asked: shapes.DealsQuery) -> Answer:
    """Return term sheets."""
    found = analysis.find_deals(
        _view(site, asked),
        since=asked.since,
        at=asked.at,
        least_confidence=asked.min_confidence,
        most=asked.limit,
    )
    return {"items": [deal.to_json() for deal in found]}


def changes(site: Site, asked: shapes.ChangesQuery) -> Answer:
    """Return what has changed since a day, that day included."""
    found = analysis.changes(_view(site, asked), asked.since, asked.limit)
    items = list(exports.changes_objects(found))
    return {"since": found.since, "documents": found.documents, "items": items}


def corrections(site: Site, asked: shapes.CorrectionsQuery) -> Answer:
    """Return what persons corrected, undone or not."""
    listed = site.view().corrections(asked.document)
    return {"items": [msgspec.json.decode(each.to_json()) for each in listed]}


def _view(site: Site, asked: Any) -> View:
    """Return what is looked at. Raises NotInRecord where there is no such negotiation."""
    return site.view().within(asked.negotiation)


def _actor(found: Any, evidence: Any) -> Answer:
    return {
        "id": found.id,
        "kind": "actor",
        "name": found.name,
        "actor_kind": found.kind,
        "documents": found.documents,
        "location": found.location,
        "evidence": [asdict(place) for place in evidence],
    }


ASKING: tuple[Operation, ...] = (
    Operation(
        "/search",
        "Passages of documents and statements with all of the words",
        search,
        shapes.Passages,
        shapes.SearchQuery,
    ),
    Operation("/actors", "Who is who", actors, shapes.Actors, shapes.ActorsQuery),
    Operation(
        "/actors/{actor}",
        "One actor with its names and roles",
        actor,
        shapes.WholeActor,
        names={"actor": "The id, or a name in any case."},
    ),
    Operation(
        "/negotiations",
        "Parties and issues that belong together",
        negotiations,
        shapes.Negotiations,
        shapes.NegotiationsQuery,
    ),
    Operation(
        "/figures",
        "Figures of the same thing through time",
        figures,
        shapes.AllFigures,
        shapes.FiguresQuery,
    ),
    Operation("/timeline", "What happened when", timeline, shapes.Events, shapes.TimelineQuery),
    Operation(
        "/places",
        "Where places lie, and what is told to have been there",
        places,
        shapes.Places,
        shapes.PlacesQuery,
    ),
    Operation(
        "/positions",
        "Where each party stands on each issue",
        positions,
        shapes.Positions,
        shapes.PositionsQuery,
    ),
    Operation("/deals", "Term sheets", deals, shapes.Deals, shapes.DealsQuery),
    Operation(
        "/changes",
        "What has changed since a day",
        changes,
        shapes.AllChanges,
        shapes.ChangesQuery,
    ),
    Operation(
        "/corrections",
        "What persons corrected",
        corrections,
        shapes.Corrections,
        shapes.CorrectionsQuery,
    ),
)
