"""Where the talks stand: what was last said of them, what was agreed, what is said to be broken."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from communique.analysis.breaches import says_broken
from communique.analysis.model import Standing, TalksLine
from communique.matching.event_words import days, noun, tells_agreement, tells_offer, tells_pledge
from communique.matching.evidence import Evidence, in_order
from communique.matching.model import Actor, Happening, Version
from communique.matching.sureness import least_sure
from communique.vocabulary import EventType

OF_TALKS: tuple[EventType, ...] = ("CONSULT", "AGREE", "REJECT", "RETREAT", "CONCEDE")
AGAINST_TERMS: tuple[EventType, ...] = ("ASSAULT", "COERCE", "MOBILIZE")
_CARRIED = {"happened", "ongoing"}
_LONGEST = timedelta(days=366)
"""How long after an agreement without a known end what happens is set beside it."""
MOST_BREAKS = 20
"""Reports of a broken term that are shown for one agreement, the earliest ones."""


@dataclass(frozen=True)
class Sides:
    """Who counts for whom: ids of actors."""

    parties: frozenset[str]
    bodies: Mapping[str, str]
    """For whom those count who do not count for themselves."""

    def of(self, actor: str) -> str:
        """Return for whom an actor counts."""
        return self.bodies.get(actor, actor)

    def in_(self, happening: Happening) -> frozenset[str]:
        """Return for whom those act who take part in an event."""
        return frozenset(self.of(a.id) for a in (*happening.actors, *happening.recipients))


def find_standing(sides: Sides, happenings: Sequence[Happening]) -> Standing:
    """Return where the talks stand, from events that a party takes part in.

    Where no report says who the parties are, all events of the kind count.
    """
    ours = [h for h in happenings if not sides.parties or sides.in_(h) & sides.parties]
    latest = [_line(h) for h in ours if h.type in OF_TALKS]
    terms = [h for h in ours if is_agreement(h)]
    against = _against(ours)
    broken = [line for term in terms for line in _breaks(sides, term, against)]
    return Standing(
        latest=_latest_first(latest),
        agreed=_latest_first([_line(h, "agreed") for h in terms]),
        broken=_latest_first(broken),
    )


def is_agreement(happening: Happening) -> bool:
    """Tell whether an event is an agreement or a truce that is reported as made, not as offered.

    Its words have to say so: of acts that count as agreeing, half are proposals of one side.
    A truce may be going on; an agreement that is going on ("are nearing a deal") is not made yet.
    """
    statuses = happening.statuses
    if happening.type == "AGREE":
        told = happening.told
        says_so = tells_agreement(told) or tells_pledge(happening.type, told)
        return "happened" in statuses and says_so and not tells_offer(happening.type, told)
    truce = (happening.type, happening.mode) == ("RETREAT", "ceasefire")
    return truce and bool(statuses & _CARRIED)


def _line(happening: Happening, kind: Literal["latest", "agreed"] = "latest") -> TalksLine:
    last = _last(happening)
    return TalksLine(
        kind=kind,
        date=_day(happening, last),
        status=last.status,
        sentence=happening.sentence,
        happening=happening,
        evidence=happening.evidence,
        confidence=happening.confidence,
    )


def _last(happening: Happening) -> Version:
    return max(happening.versions, key=lambda v: v.published or date.min)


def _day(happening: Happening, version: Version) -> date | None:
    """Return when the thing was said, else when it took place."""
    when = happening.date
    return version.published or (when.last_known if when else None)


def _latest_first(lines: Sequence[TalksLine]) -> tuple[TalksLine, ...]:
    def rank(line: TalksLine) -> tuple[object, ...]:
        when = line.happening.date
        day = (when and when.last_known) or date.min
        return (-(line.date or date.min).toordinal(), -day.toordinal(), line.sentence)

    return tuple(sorted(lines, key=rank))


def _breaks(
    all_sides: Sides, term: Happening, against: Sequence[tuple[date, Happening]]
) -> Iterator[TalksLine]:
    """Yield what is reported after an agreement and goes against it, as some report has it."""
    within = in_force(term)
    if within is None:
        return
    begun, ended = within
    sides = all_sides.in_(term)
    found = 0
    # What was on the day of the agreement itself may have been before it.
    for i in range(bisect_right(against, begun, key=lambda dated: dated[0]), len(against)):
        when, happening = against[i]
        if found == MOST_BREAKS or when > ended:
            return
        doers = {all_sides.of(actor.id) for actor in happening.actors}
        others = {all_sides.of(actor.id) for actor in happening.recipients}
        if happening.type in AGAINST_TERMS:
            # An attack counts where both sides are known to be bound by the truce, or one is alone.
            bound = not others or bool((others - doers) & sides) or len(sides) == 1
            counts = term.type == "RETREAT" and bound
        else:
            counts = bool(others & sides) or not others
        if counts and doers & sides:
            found += 1
            yield _broken(term, happening)


def _against(happenings: Sequence[Happening]) -> list[tuple[date, Happening]]:
    """Return attacks and accusations of a breach with the day of each, earliest first.

    Only such as some report has as done. Of an attack the day has to be told: one of no known day
    may have been long before.
    """
    found = [
        (when, h)
        for h in happenings
        if h.statuses & _CARRIED
        if h.type in AGAINST_TERMS or (h.type == "ACCUSE" and _of_breach(h))
        if (when := _begun(h) if h.type == "ACCUSE" else _told_day(h)) is not None
    ]
    return sorted(found, key=lambda dated: (dated[0], dated[1].id))


def in_force(term: Happening) -> tuple[date, date] | None:
    """Return the days between which acts are set beside an agreement; None where none is known."""
    begun = _begun(term)
    if begun is None:
        return None
    ended = term.date.end if term.date and not term.date.is_day else None
    return begun, ended or begun + _LONGEST


def _begun(happening: Happening) -> date | None:
    if happening.date is not None:
        return happening.date.first_known
    days_told = [v.published for v in happening.versions if v.published is not None]
    return min(days_told, default=None)


def _told_day(happening: Happening) -> date | None:
    return happening.date.start if happening.date is not None else None


def _of_breach(happening: Happening) -> bool:
    return any(says_broken(e.sentence) for e in happening.evidence)


def _broken(term: Happening, happening: Happening) -> TalksLine:
    last = _last(happening)
    after = noun(term.type, term.mode, term.sides, term.told)
    told = happening.sentence.removesuffix(".")
    sources = ", ".join(_sources(happening.evidence))
    return TalksLine(
        kind="broken",
        date=_day(happening, last),
        status=last.status,
        sentence=(
            f"After the {after} reported {days(term.date)} ({_names(term.actors)}): {told} "
            f"(reported by {sources})."
        ),
        happening=happening,
        evidence=in_order((*term.evidence, *happening.evidence)),
        confidence=least_sure((term.confidence, happening.confidence)),
    )


def _names(actors: Sequence[Actor]) -> str:
    return ", ".join(actor.name for actor in actors) or "by whom is not told"


def _sources(evidence: Sequence[Evidence]) -> list[str]:
    return sorted({e.outlet or e.ref for e in evidence})
