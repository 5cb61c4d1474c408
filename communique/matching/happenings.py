"""Events told by one or more documents, merged where nothing that is known of them differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from communique.dates import Interval
from communique.matching.event_words import event_sentence, noun, tells_offer
from communique.matching.evidence import Evidence, in_order
from communique.matching.model import Actor, Claimant, Happening, Version
from communique.matching.sureness import surest
from communique.spans import Span
from communique.vocabulary import EventStatus, EventType

LONGEST = timedelta(days=10)
"""Events known only to a month or a year are not taken for those of one day in it."""


@dataclass(frozen=True)
class Clause:
    """One clause that tells an event: what it says became of it, and whose word that is."""

    status: EventStatus
    claimant: Claimant
    trigger: Evidence
    dated: Evidence | None
    """The words that say when, where they stand apart and are known."""
    confidence: float | None


@dataclass(frozen=True)
class Telling:
    """One event of one document, with its later tellings in that document."""

    document: str
    id: str
    """Of the event that is told first, within the document."""
    type: EventType
    mode: str | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: Actor | None
    when: Interval | None
    words: str
    """The first trigger, in lower case."""
    first: Span
    clauses: tuple[Clause, ...]

    @property
    def start(self) -> date:
        """The first day that it may have been."""
        return (self.when and self.when.first_known) or date.max

    @property
    def people(self) -> tuple[Actor, ...]:
        """All who take part."""
        return (*self.actors, *self.recipients)


@dataclass(frozen=True)
class Grounds:
    """What must be known beside the tellings to say which of them are of one event.

    Attributes:
        side: the actor for whom an actor counts.
        story: the id of the story of a document, by the document's id.

    """

    side: Callable[[Actor], Actor]
    story: Callable[[str], str]


@dataclass
class _Merged:
    """Tellings taken for one event while they are being merged."""

    tellings: list[Telling] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    actors: dict[str, Actor] = field(default_factory=dict)
    recipients: dict[str, Actor] = field(default_factory=dict)
    place: Actor | None = None
    mode: str | None = None
    when: Interval | None = None

    def add(self, telling: Telling) -> None:
        self.tellings.append(telling)
        self.documents.add(telling.document)
        self.actors |= {a.id: a for a in telling.actors}
        self.recipients |= {a.id: a for a in telling.recipients}
        self.place = self.place or telling.place
        self.mode = self.mode or telling.mode
        self.when = telling.when if self.when is None else _both(self.when, telling.when)


def first_of(event: str, same_as: dict[str, str | None]) -> str:
    """Return the id of the event that `event`, of the same document, tells over again.

    Args:
        event: its id.
        same_as: for every event of the document the id of the one that it names, if any.

    """
    seen = {event}
    while (named := same_as.get(event)) in same_as and named is not None and named not in seen:
        event = named
        seen.add(event)
    return min(seen) if same_as.get(event) in seen else event  # a ring goes by one of its ids


def known_dates(dates: Iterable[Interval | None]) -> Interval | None:
    """Return the most exact of several dates of one event; None where none is known."""
    known = [when for when in dates if when is not None and when.first_known is not None]
    exact = min(known, key=_length, default=None)
    return Interval(exact.start, exact.end) if exact else None


def merge(tellings: Iterable[Telling], grounds: Grounds) -> list[tuple[Telling, ...]]:
    """Return the tellings in groups, each of one event, in a fixed order."""
    by_type: dict[tuple[str, bool], list[Telling]] = defaultdict(list)
    for telling in tellings:
        # An offer is not what comes of it.
        offer = tells_offer(telling.type, [clause.trigger.words for clause in telling.clauses])
        by_type[telling.type, offer].append(telling)
    return [tuple(m.tellings) for kind in sorted(by_type) for m in _merge(by_type[kind], grounds)]


def rank(telling: Telling) -> tuple[object, ...]:
    """Return a key that puts tellings in the order in which merging goes through them."""
    return (telling.start, _length(telling.when), telling.words, telling.document, telling.first)


def happening_of(told: Sequence[Telling], stories: int) -> Happening:
    """Return the event that a group of tellings is of, as `merge` gives it.

    Args:
        told: the group, in its order.
        stories: how many independent stories there are among their documents.

    """
    merged = _Merged()
    for telling in told:
        merged.add(telling)
    versions = _versions(clause for telling in told for clause in telling.clauses)
    actors = tuple(merged.actors[a] for a in sorted(merged.actors))
    recipients = tuple(merged.recipients[a] for a in sorted(merged.recipients)
                       if a not in merged.actors)  # fmt: skip
    sides, words = len(actors) + len(recipients), [version.words for version in versions]
    what = noun(told[0].type, merged.mode, sides, words)
    return Happening(
        id=happening_id(told),
        type=told[0].type,
        mode=merged.mode,
        actors=actors,
        recipients=recipients,
        place=merged.place,
        date=merged.when,
        exact=merged.when is not None and merged.when.is_day,
        versions=versions,
        stories=stories,
        sentence=event_sentence(what, actors, recipients, merged.place, merged.when, versions),
        evidence=in_order(e for version in versions for e in version.evidence),
    )


def happening_id(told: Sequence[Telling]) -> str:
    """Return the id of the event that a group of tellings is of: that of its first telling."""
    return f"{told[0].document}:{told[0].id}"


def when_of(told: Sequence[Telling]) -> Interval | None:
    """Return when the event of a group of tellings took place, as exactly as they say together."""
    when: Interval | None = None
    for telling in told:
        when = telling.when if when is None else _both(when, telling.when)
    return when


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


def _merge(tellings: Sequence[Telling], grounds: Grounds) -> list[_Merged]:
    """Join tellings of one type, going through them by date and then by document and place."""
    merged: list[_Merged] = []
    by_side: dict[str, list[_Merged]] = defaultdict(list)
    for telling in sorted(tellings, key=rank):
        sides = sorted({grounds.side(a).id for a in telling.people})
        near = (m for side in sides for m in reversed(by_side[side]) if _recent(m, telling))
        home = next((m for m in near if _same(grounds, m, telling)), None)
        if home is None:
            home = _Merged()
            merged.append(home)
        home.add(telling)
        for side in sides:
            if home not in by_side[side][-1:]:
                by_side[side] = [m for m in by_side[side] if m is not home and _recent(m, telling)]
                by_side[side].append(home)
    return merged


def _recent(merged: _Merged, telling: Telling) -> bool:
    """Tell whether later tellings, which start no earlier, may still be of the merged event."""
    if merged.when is None or merged.when.start is None or telling.when is None:
        return True
    return telling.start - merged.when.start <= LONGEST


def _same(grounds: Grounds, merged: _Merged, telling: Telling) -> bool:
    if not _dates_agree(grounds, merged, telling):
        return False
    if merged.mode and telling.mode and merged.mode != telling.mode:
        return False
    if merged.place and telling.place and merged.place.id != telling.place.id:
        return False
    if telling.type == "CONSULT":  # talks have no direction: who met whom is whom who met
        ours = [*merged.actors.values(), *merged.recipients.values()]
        return _people_agree(grounds, ours, telling.people, known=True)
    return _people_agree(
        grounds, list(merged.actors.values()), telling.actors, known=True
    ) and _people_agree(grounds, list(merged.recipients.values()), telling.recipients, known=False)


def _dates_agree(grounds: Grounds, merged: _Merged, telling: Telling) -> bool:
    if telling.document in merged.documents:
        return False  # the report itself tells them apart
    if merged.when is None or telling.when is None:
        # Nothing ties undated events of two reports together, unless they are copies.
        story = grounds.story(telling.document)
        copies = any(grounds.story(document) == story for document in merged.documents)
        same_words = any(telling.words == t.words for t in merged.tellings)
        return merged.when == telling.when and copies and same_words
    if merged.when == telling.when:
        return True
    short = max(_length(merged.when), _length(telling.when)) <= LONGEST
    return short and _both(merged.when, telling.when) is not None


def _people_agree(
    grounds: Grounds, ours: Sequence[Actor], theirs: Sequence[Actor], *, known: bool
) -> bool:
    """Tell whether one list names no more than the other, a person standing for the side."""
    if not ours or not theirs:
        return not known
    short, long = sorted((ours, theirs), key=len)
    return all(any(_may_be(grounds, a, b) for b in long) for a in short)


def _may_be(grounds: Grounds, one: Actor, other: Actor) -> bool:
    same = one.id == other.id
    return same or grounds.side(one).id == other.id or grounds.side(other).id == one.id


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


def _versions(clauses: Iterable[Clause]) -> tuple[Version, ...]:
    """Return what each claimant says became of the event, earliest publication first."""
    found: dict[tuple[EventStatus, Claimant], list[Clause]] = defaultdict(list)
    for clause in clauses:
        found[clause.status, clause.claimant].append(clause)
    versions = []
    for (status, claimant), told in found.items():
        in_time = in_order(e for c in told for e in (c.trigger, c.dated) if e is not None)
        published = min((e.published for e in in_time if e.published is not None), default=None)
        words = in_order(clause.trigger for clause in told)[0].words
        sure = surest(clause.confidence for clause in told)
        versions.append(Version(status, claimant, words, published, in_time, sure))
    return tuple(
        sorted(
            versions,
            key=lambda v: (v.published is None, v.published or date.min, v.status, str(v.claimant)),
        )
    )
