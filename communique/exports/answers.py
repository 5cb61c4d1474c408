"""Answers of the record as JSON objects: `{id, kind, …, evidence: [{document, start, end}]}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communique.dates import Interval
from communique.matching.evidence import Evidence
from communique.matching.model import Actor, Claimant, Count, Happening, OddSum, Series, Version
from communique.matching.places import namesakes
from communique.record import Changes, Figures, Hit, Places, Timeline

Object = dict[str, Any]


def search_objects(hits: Iterable[Hit]) -> Iterator[Object]:
    """Yield one object for each passage found: a `statement` or a `document`."""
    for hit in hits:
        yield {
            "id": f"{hit.document}:{hit.statement}" if hit.statement else hit.document,
            "kind": hit.kind,
            "ref": hit.ref,
            "title": hit.title,
            "outlet": hit.outlet,
            "published": hit.published,
            "speaker": hit.speaker,
            "snippet": hit.snippet,
            "matches": [{"start": span.start, "end": span.end} for span in hit.matches],
            "evidence": [{"document": hit.document, "start": hit.span.start, "end": hit.span.end}],
        }


def figures_objects(figures: Figures) -> Iterator[Object]:
    """Yield one object for each `series`, then for each `sum` that does not add up."""
    yield from map(_series, figures.series)
    yield from map(_sum, figures.sums)


def timeline_objects(timeline: Timeline) -> Iterator[Object]:
    """Yield one object for each `event`."""
    yield from map(_happening, timeline.happenings)


def places_objects(places: Places) -> Iterator[Object]:
    """Yield one object for each `place`: those where events are, then those only named."""
    for place in (*places.scenes, *places.named):
        yield {
            "id": place.id,
            "kind": "place",
            "name": place.name,
            "location": place.location,
            "namesakes": namesakes(place.name, place.location.source),
            "elsewhere": place.elsewhere,
            "stories": place.stories,
            "events": place.events,
            "latest": [_happening(happening) for happening in place.happenings],
            "evidence": _evidence(place.evidence),
        }


def changes_objects(changes: Changes) -> Iterator[Object]:
    """Yield one object for each change, then for each document that is `undated`."""
    for told in changes.told:
        for change in told.changes:
            yield {
                "id": change.id,
                "kind": change.kind,
                "section": told.section,
                "published": change.published,
                "sentence": change.sentence,
                "evidence": _evidence(change.evidence),
            }
    for document in changes.undated:
        yield {
            "id": document.id,
            "kind": "undated",
            "ref": document.ref,
            "evidence": [{"document": document.id, "start": 0, "end": document.length}],
        }


def _series(found: Series) -> Object:
    places = {count: place for place, count in enumerate(found.counts)}
    return {
        "id": found.id,
        "kind": "series",
        "label": found.label,
        "what": found.what,
        "unit": found.unit,
        "who": found.who,
        "place": found.place,
        "per": found.per,
        "stories": found.stories,
        "counts": [_count(count) for count in found.counts],
        "revisions": [
            {
                "before": places[revision.before],
                "after": places[revision.after],
                "sentence": revision.sentence,
                "evidence": _evidence(revision.evidence),
            }
            for revision in found.revisions
        ],
        "disagreements": [
            {
                "one": places[between.one],
                "other": places[between.other],
                "sentence": between.sentence,
                "evidence": _evidence(between.evidence),
            }
            for between in found.disagreements
        ],
        "evidence": _evidence(found.evidence),
    }


def _count(count: Count) -> Object:
    return {
        "words": count.words,
        "low": count.low,
        "high": count.high,
        "value": count.value,
        "hedge": count.hedge,
        **_claimant(count.claimant),
        "date": count.date,
        "period": _days(count.period),
        "stories": count.stories,
        "confidence": count.confidence,
        "evidence": _evidence(count.evidence),
    }


def _sum(found: OddSum) -> Object:
    first = found.evidence[0]
    return {
        "id": f"sum:{first.document}:{first.span.start}:{found.kind}",
        "kind": "sum",
        "sum": found.kind,
        "sentence": found.sentence,
        "stories": found.stories,
        "confidence": found.confidence,
        "evidence": _evidence(found.evidence),
    }


def _happening(found: Happening) -> Object:
    return {
        "id": found.id,
        "kind": "event",
        "type": found.type,
        "mode": found.mode,
        "date": _days(found.date),
        "exact": found.exact,
        "actors": [_actor(actor) for actor in found.actors],
        "recipients": [_actor(actor) for actor in found.recipients],
        "place": _actor(found.place) if found.place else None,
        "disputed": found.disputed,
        "versions": [_version(version) for version in found.versions],
        "stories": found.stories,
        "sentence": found.sentence,
        "confidence": found.confidence,
        "evidence": _evidence(found.evidence),
    }


def _version(version: Version) -> Object:
    return {
        "status": version.status,
        "words": version.words,
        **_claimant(version.claimant),
        "published": version.published,
        "confidence": version.confidence,
        "evidence": _evidence(version.evidence),
    }


def _claimant(claimant: Claimant) -> Object:
    return {
        "claimant": claimant.name,
        "actor": claimant.actor,
        "via": list(claimant.via),
        "hedged": claimant.hedged,
    }


def _actor(actor: Actor) -> Object:
    return {"id": actor.id, "name": actor.name}


def _days(when: Interval | None) -> Object | None:
    return None if when is None else {"from": when.start, "to": when.end}


def _evidence(evidence: Iterable[Evidence]) -> list[Object]:
    return [{"document": e.document, "start": e.span.start, "end": e.span.end} for e in evidence]
