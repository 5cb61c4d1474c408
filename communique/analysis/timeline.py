"""Events told by one or more documents, merged where nothing that is known of them differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from communique.analysis.coverage import Coverage
from communique.dates import Interval
from communique.documents.document import ReadDocument
from communique.findings import Event
from communique.matching.event_words import event_sentence, noun
from communique.matching.evidence import Evidence, cite_all, in_order
from communique.matching.model import Actor, Claimant, Happening, Version
from communique.matching.sureness import surest
from communique.spans import Span
from communique.vocabulary import EventStatus

_LONGEST = timedelta(days=10)
"""Events known only to a month or a year are not taken for those of one day in it."""


@dataclass(frozen=True)
class _Telling:
    """One event of one document, with its later tellings in that document."""

    document: str
    type: str
    mode: str | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: Actor | None
    when: Interval | None
    words: str
    events: tuple[Event, ...]
    first: Span

    @property
    def start(self) -> date:
        """The first day that it may have been."""
        return (self.when and self.when.first_known) or date.max


@dataclass
class _Merged:
    """Tellings taken for one event while they are being merged."""

    tellings: list[_Telling] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    actors: dict[str, Actor] = field(default_factory=dict)
    recipients: dict[str, Actor] = field(default_factory=dict)
    place: Actor | None = None
    mode: str | None = None
    when: Interval | None = None

    def add(self, telling: _Telling) -> None:
        self.tellings.append(telling)
        self.documents.add(telling.document)
        self.actors |= {a.id: a for a in telling.actors}
        self.recipients |= {a.id: a for a in telling.recipients}
        self.place = self.place or telling.place
        self.mode = self.mode or telling.mode
        self.when = telling.when if self.when is None else _both(self.when, telling.when)


def find_happenings(coverage: Coverage) -> tuple[Happening, ...]:
    """Return all events, dated ones first, earliest first; undated ones in a fixed order."""
    tellings = [t for r in coverage.read for t in _tellings(coverage, r)]
    by_type: dict[str, list[_Telling]] = defaultdict(list)
    for telling in tellings:
        by_type[telling.type].append(telling)
    merged = [m for kind in sorted(by_type) for m in _merge(coverage, by_type[kind])]
    return tuple(sorted((_happening(coverage, m) for m in merged), key=place_in_time))


def timeline(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return those of `happenings` that are dated, earliest first."""
    return tuple(sorted((h for h in happenings if h.date is not None), key=place_in_time))


def contacts(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return meetings, visits, calls and other talks, latest first, undated ones last."""
    met = sorted((h for h in happenings if h.type == "CONSULT"), key=lambda h: h.id)
    dated = sorted((h for h in met if h.date is not None), key=_last_day, reverse=True)
    return (*dated, *(h for h in met if h.date is None))


def place_in_time(happening: Happening) -> tuple[object, ...]:
    """Return a key that puts dated events first, earliest first."""
    when = happening.date
    start = (when and when.first_known) or date.max
    end = (when and when.last_known) or date.max
    return (when is None, start, end, happening.type, happening.id)


def _last_day(happening: Happening) -> date:
    when = happening.date
    return (when and when.last_known) or date.min


def _tellings(coverage: Coverage, r: ReadDocument) -> list[_Telling]:
    by_id = {event.id: event for event in r.findings.events}
    same: dict[str, list[Event]] = defaultdict(list)
    for event in r.findings.events:
        if 0 <= event.start < event.end <= len(r.document.text):
            same[_first(event, by_id)].append(event)
    found = []
    for events in same.values():
        first = min(events, key=lambda e: (e.start, e.end, e.id))
        actors = {a.id: a for e in events for a in _known(coverage, r, e.actors)}
        recipients = {a.id: a for e in events for a in _known(coverage, r, e.recipients)}
        places = (coverage.actors.of(r.document.id, e.place) for e in events)
        dates = [e.date for e in events if e.date is not None and e.date.first_known]
        exact = min(dates, key=_length, default=None)
        found.append(
            _Telling(
                document=r.document.id,
                type=first.type,
                mode=next((e.mode for e in events if e.mode), None),
                actors=tuple(actors[a] for a in sorted(actors)),
                recipients=tuple(recipients[a] for a in sorted(recipients) if a not in actors),
                place=next((p for p in places if p is not None), None),
                when=Interval(exact.start, exact.end) if exact else None,
                words=" ".join(first.span.of(r.document.text).split()).casefold(),
                events=tuple(events),
                first=first.span,
            )
        )
    return found


def _first(event: Event, by_id: dict[str, Event]) -> str:
    seen = {event.id}
    while event.same_as in by_id and event.same_as not in seen:
        event = by_id[event.same_as]
        seen.add(event.id)
    return min(seen) if event.same_as in seen else event.id  # a ring goes by one of its ids


def _known(coverage: Coverage, r: ReadDocument, entities: Iterable[str]) -> list[Actor]:
    found = (coverage.actors.of(r.document.id, entity) for entity in entities)
    return [actor for actor in found if actor is not None]


def _merge(coverage: Coverage, tellings: Sequence[_Telling]) -> list[_Merged]:
    """Join tellings of one type, going through them by date and then by document and place."""
    merged: list[_Merged] = []
    by_side: dict[str, list[_Merged]] = defaultdict(list)
    for telling in sorted(tellings, key=_rank):
        sides = sorted({coverage.side(a).id for a in (*telling.actors, *telling.recipients)})
        near = (m for side in sides for m in reversed(by_side[side]) if _recent(m, telling))
        home = next((m for m in near if _same(coverage, m, telling)), None)
        if home is None:
            home = _Merged()
            merged.append(home)
        home.add(telling)
        for side in sides:
            if home not in by_side[side][-1:]:
                by_side[side] = [m for m in by_side[side] if m is not home and _recent(m, telling)]
                by_side[side].append(home)
    return merged


def _rank(telling: _Telling) -> tuple[object, ...]:
    return (telling.start, _length(telling.when), telling.words, telling.document, telling.first)


def _recent(merged: _Merged, telling: _Telling) -> bool:
    """Tell whether later tellings, which start no earlier, may still be of the merged event."""
    if merged.when is None or merged.when.start is None or telling.when is None:
        return True
    return telling.start - merged.when.start <= _LONGEST


def _same(coverage: Coverage, merged: _Merged, telling: _Telling) -> bool:
    if not _dates_agree(coverage, merged, telling):
        return False
    if merged.mode and telling.mode and merged.mode != telling.mode:
        return False
    if merged.place and telling.place and merged.place != telling.place:
        return False
    if telling.type == "CONSULT":  # talks have no direction: who met whom is whom who met
        ours = [*merged.actors.values(), *merged.recipients.values()]
        return _people_agree(coverage, ours, [*telling.actors, *telling.recipients], known=True)
    return _people_agree(
        coverage, list(merged.actors.values()), telling.actors, known=True
    ) and _people_agree(coverage, list(merged.recipients.values()), telling.recipients, known=False)


def _dates_agree(coverage: Coverage, merged: _Merged, telling: _Telling) -> bool:
    stories = coverage.stories.of_document
    copies = any(stories[d] == stories[telling.document] for d in merged.documents)
    if telling.document in merged.documents:
        return False  # the report itself tells them apart
    if merged.when is None or telling.when is None:
        # Nothing ties undated events of two reports together, unless they are copies.
        same_words = any(telling.words == t.words for t in merged.tellings)
        return merged.when == telling.when and copies and same_words
    if merged.when == telling.when:
        return True
    short = max(_length(merged.when), _length(telling.when)) <= _LONGEST
    return short and _both(merged.when, telling.when) is not None


def _people_agree(
    coverage: Coverage, ours: Sequence[Actor], theirs: Sequence[Actor], *, known: bool
) -> bool:
    """Tell whether one list names no more than the other, a person standing for the side."""
    if not ours or not theirs:
        return not known
    short, long = sorted((ours, theirs), key=len)
    return all(any(_may_be(coverage, a, b) for b in long) for a in short)


def _may_be(coverage: Coverage, one: Actor, other: Actor) -> bool:
    return one == other or coverage.side(one) == other or coverage.side(other) == one


def _length(when: Interval | None) -> timedelta:
    if when is None or when.start is None or when.end is None:
        return timedelta.max
    return when.end - when.start


def _both(one: Interval, other: Interval | None) -> Interval | None:
    """Return the days that both intervals hold, `one` where the other is not known."""
    if other is None:
        return one
    start = max((d for d in (one.start, other.start) if d is not None), default=None)
    end = min((d for d in (one.end, other.end) if d is not None), default=None)
    return None if start is not None and end is not None and start > end else Interval(start, end)


def _happening(coverage: Coverage, merged: _Merged) -> Happening:
    versions, told = _versions(coverage, merged), merged.tellings
    kind = told[0].events[0].type
    actors = tuple(merged.actors[a] for a in sorted(merged.actors))
    recipients = tuple(merged.recipients[a] for a in sorted(merged.recipients)
                       if a not in merged.actors)  # fmt: skip
    what = noun(kind, merged.mode)
    return Happening(
        id=f"{told[0].document}:{told[0].events[0].id}",
        type=kind,
        mode=merged.mode,
        actors=actors,
        recipients=recipients,
        place=merged.place,
        date=merged.when,
        exact=merged.when is not None and merged.when.is_day,
        versions=versions,
        stories=coverage.stories.count(sorted(merged.documents)),
        sentence=event_sentence(what, actors, recipients, merged.place, merged.when, versions),
        evidence=in_order(e for version in versions for e in version.evidence),
    )


def _versions(coverage: Coverage, merged: _Merged) -> tuple[Version, ...]:
    """Return what each claimant says became of the event, earliest publication first."""
    found: dict[tuple[EventStatus, Claimant], list[tuple[Event, ReadDocument]]] = defaultdict(list)
    for telling in merged.tellings:
        r = coverage.documents[telling.document]
        for event in telling.events:
            claimant = coverage.claimant(telling.document, event.attribution)
            found[event.status, claimant].append((event, r))
    versions = []
    for (status, claimant), told in found.items():
        evidence: list[Evidence] = []
        for event, r in told:
            dated = event.date
            at = None
            if dated is not None and dated.at_start is not None and dated.at_end is not None:
                at = Span(dated.at_start, dated.at_end) if dated.at_start < dated.at_end else None
            evidence += cite_all(r.document, [event.span, at])
        in_time = in_order(evidence)
        days = [e.published for e in in_time if e.published is not None]
        published = min(days, default=None)
        sure = surest(coverage.sureness(r.document.id, event) for event, r in told)
        versions.append(Version(status, claimant, in_time[0].words, published, in_time, sure))
    return tuple(
        sorted(
            versions,
            key=lambda v: (v.published is None, v.published or date.min, v.status, str(v.claimant)),
        )
    )
