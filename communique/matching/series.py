"""Figures of one thing over time, by claimant: where they were revised, where they disagree."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from communique.dates import Interval
from communique.matching.evidence import in_order
from communique.matching.model import Count, Disagreement, Revision, Series
from communique.matching.quantities import counted, is_position, range_of, who_head
from communique.matching.retelling import as_one
from communique.matching.wording import subject

SAME_TIME = timedelta(days=1)
"""Agencies date a story by their own midnight: a day's difference is no difference."""
_HALF = 2
_MOST_COMPARED = 40
"""Counts of one day or period that are compared with each other."""


class Thing(NamedTuple):
    """What a figure counts. Figures of one thing and one place make a series."""

    what: str
    unit: str
    who: str
    """The subject of the words for those who are counted."""
    per: str
    change: str
    """Direction and kind, "up by", where the figure is of a change."""
    part: bool
    """Whether it is a part of another figure."""


class Place(NamedTuple):
    """Where something is counted."""

    id: str
    """Of the actor that the place is."""
    name: str


@dataclass(frozen=True)
class Told:
    """A figure as one document tells it."""

    story: str
    place: Place | None
    phrase: str
    """The words for those who are counted; empty where there are none."""
    count: Count


def thing_of(  # the parts of a figure that tell things apart
    *,
    what: str | None,
    unit: str | None,
    who: str | None,
    per: str | None,
    change: tuple[str, str] | None,
    part: bool,
) -> Thing | None:
    """Return what a figure counts; None where nothing says what, so that no other is of the same.

    Args:
        what: the counted state or act, as the contract has it.
        unit: of the number.
        who: the words for those who are counted.
        per: the unit of a rate.
        change: direction and kind of a change.
        part: whether it is a part of another figure.

    """
    if what is None and who is None:
        return None
    return Thing(
        counted(what) or "",
        unit or "",
        who_head(who) or "",
        per or "",
        " ".join(change) if change else "",
        part,
    )


def thing_id(thing: Thing) -> str:
    """Return a short id of what figures count."""
    return hashlib.sha256("\0".join(map(str, thing)).encode()).hexdigest()[:16]


def one_thing(thing: Thing, told: Sequence[Told]) -> Iterator[Series]:
    """Yield the series of one thing, one for each place."""
    for place, same in _by_place(told):
        yield _series(thing, place, same)


def widest_first(series: Iterable[Series]) -> tuple[Series, ...]:
    """Return the series, the most widely reported first, of these those that are disagreed on."""
    return tuple(sorted(series, key=_breadth))


def _breadth(series: Series) -> tuple[object, ...]:
    agreed = not series.disagreements
    return (-series.stories, agreed, -len(series.counts), series.label, series.place or "")


def _by_place(told: Sequence[Told]) -> Iterator[tuple[Place | None, list[Told]]]:
    """Yield the figures by place.

    Where one place alone is named, and with half of them, the others may be meant there.
    """
    places: dict[str, list[Told]] = defaultdict(list)
    known: dict[str, Place] = {}
    for item in told:
        places[item.place.id if item.place else ""].append(item)
        if item.place:
            known.setdefault(item.place.id, item.place)
    if len(known) == 1:
        (only,) = known.values()
        if len(told) <= _HALF * len(places[only.id]):
            yield only, list(told)
            return
    yield from ((known[place], places[place]) for place in sorted(known))
    if "" in places:
        yield None, places[""]


def _series(thing: Thing, place: Place | None, told: Sequence[Told]) -> Series:
    counts = _counts(told)
    phrases = sorted({item.phrase for item in told if item.phrase}, key=lambda p: (len(p), p))
    # The shortest phrase says what all of them count.
    counted_who = phrases[0] if phrases and thing.who else None
    label = series_label(thing, counted_who, place.name if place else None)
    comparable = may_disagree(thing, at_place=place is not None)
    return Series(
        id=f"{thing_id(thing)}@{place.id}" if place else thing_id(thing),
        label=label,
        what=thing.what or None,
        unit=thing.unit or None,
        who=counted_who,
        place=place.name if place else None,
        per=thing.per or None,
        counts=counts,
        revisions=tuple(_revisions(label, counts)) if not is_position(thing.what) else (),
        disagreements=tuple(_disagreements(label, counts)) if comparable else (),
        stories=len({item.story for item in told}),
    )


def series_label(thing: Thing, who: str | None, place: str | None) -> str:
    """Return what is counted, in a few words: "people killed (Eastvale)"."""
    said_by_who = bool(who) and who_head(who) == subject(thing.what)  # "attacks", that attacked
    words = (
        who or ("people" if thing.unit == "person" else thing.unit),
        "" if said_by_who else thing.what.replace("-", " "),
        thing.change,
        f"per {thing.per}" if thing.per else "",
        "(part of another figure)" if thing.part else "",
        f"({place})" if place else "",
    )
    return " ".join(word for word in words if word)


def may_disagree(thing: Thing, *, at_place: bool) -> bool:
    """Tell whether two numbers of one time contradict each other.

    "Dollars paid", by whom is not told, may be any payment, and so may "shares bought", of what is
    not told; people are told apart by when and where alone. Of "500 shares", nothing says what is
    counted. What sides offer and demand is no count.
    """
    if is_position(thing.what):
        return False
    of_whom = at_place or bool(thing.who and thing.who != who_head(thing.unit))
    return thing.unit == "person" or bool(thing.what and of_whom)


def _counts(told: Sequence[Told]) -> tuple[Count, ...]:
    """Return the counts in order of date: a story's copies once, equal claims of one day joined."""
    by_story: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for item in told:
        by_story[item.story, *_sameness(item.count)].append(item)
    by_day: dict[tuple[object, ...], list[Count]] = defaultdict(list)
    for copies in by_story.values():
        count = as_one([item.count for item in copies])
        by_day[count.date, *_sameness(count)].append(count)
    counts = [replace(as_one(same), stories=len(same)) for same in by_day.values()]
    return tuple(sorted(counts, key=_place_in_time))


def _sameness(count: Count) -> tuple[object, ...]:
    speaker = count.claimant.actor or count.claimant.name
    return (count.low, count.high, speaker, _days(count.period))


def _place_in_time(count: Count) -> tuple[object, ...]:
    low = count.low if count.low is not None else float("-inf")
    high = count.high if count.high is not None else float("inf")
    return (count.date is None, count.date or date.min, str(count.claimant), low, high,
            [(e.document, e.span) for e in count.evidence])  # fmt: skip


def _revisions(label: str, counts: Sequence[Count]) -> Iterator[Revision]:
    """Yield where one voice gives another number than it gave on the last day before."""
    last: dict[str, Count] = {}
    for count in counts:
        voice = _voice(count)
        if voice is None or count.date is None:
            continue
        before = last.get(voice)
        last[voice] = count
        if before is not None and revised(before, count):
            yield revision(label, before, count)


def revision(label: str, before: Count, after: Count) -> Revision:
    """Return what one voice said before and after, in one sentence."""
    sentence = f"{capital(label)}: {claim(before)}; then {claim(after)}."
    return Revision(before, after, sentence, in_order((*before.evidence, *after.evidence)))


def revised(before: Count, after: Count) -> bool:
    """Tell whether the later of two counts of one voice gives another number of the same thing."""
    a, b = (range_of(c.low, c.high, c.hedge) for c in (before, after))
    if a is None or b is None or a.meets(b) or before.date is None or after.date is None:
        return False
    return before.date < after.date and len(_starts(before, after)) < 2


def _voice(count: Count) -> str | None:
    """Return whose number it is: the claimant's, else that of the one outlet which gives it.

    Two who are not known by name need not be one.
    """
    if count.claimant.name is not None:
        return count.claimant.actor
    outlets = {e.outlet for e in count.evidence}
    outlet = next(iter(outlets)) if len(outlets) == 1 else None
    return f"outlet:{outlet}" if outlet else None


def _disagreements(label: str, counts: Sequence[Count]) -> Iterator[Disagreement]:
    for i, one in enumerate(counts):
        for other in counts[i + 1 : i + 1 + _MOST_COMPARED]:
            if exclude(one, other):
                yield disagreement(label, one, other)


def disagreement(label: str, one: Count, other: Count) -> Disagreement:
    """Return two counts that exclude each other, in one sentence."""
    sentence = f"{capital(label)}: {claim(one)}; {claim(other)}. The two counts exclude each other."
    return Disagreement(one, other, sentence, in_order((*one.evidence, *other.evidence)))


def exclude(one: Count, other: Count) -> bool:
    """Tell whether two counts of one thing and time cannot both hold."""
    a, b = (range_of(c.low, c.high, c.hedge) for c in (one, other))
    if a is None or b is None or a.meets(b) or not _same_time(one, other):
        return False
    # One voice in one report that gives two numbers is counting two things, and so, as a rule, is
    # a report that gives a number of its own beside that of a source.
    claimants = {one.claimant.name, other.claimant.name}
    return not _documents(one, other) or (len(claimants) == 2 and None not in claimants)


def _documents(one: Count, other: Count) -> set[str]:
    """Return the documents that give both."""
    return {e.document for e in one.evidence} & {e.document for e in other.evidence}


def _same_time(one: Count, other: Count) -> bool:
    if one.date is None and other.date is None and _documents(one, other):
        return True  # told at once
    a, b = _days(one.period), _days(other.period)
    if a is not None and a == b and None not in a:
        return True
    if one.date is None or other.date is None or abs(one.date - other.date) > SAME_TIME:
        return False
    return len(_starts(one, other)) < 2  # counts from two days on are counts of two things


def _starts(one: Count, other: Count) -> set[date]:
    periods = (_days(count.period) for count in (one, other))
    return {days[0] for days in periods if days is not None and days[0] is not None}


def _days(period: Interval | None) -> tuple[date | None, date | None] | None:
    known = period is not None and (period.start is not None or period.end is not None)
    return (period.start, period.end) if period is not None and known else None


def claim(count: Count) -> str:
    """Return a count in the words of the text, with whose word it is and of which day."""
    of_day = count.date is not None and (count.period is None or count.period.is_day)
    when = f", {count.date}" if of_day else ""
    return f"“{count.words}” ({count.claimant}{when})"


def capital(words: str) -> str:
    """Return `words` as the beginning of a sentence."""
    return words[:1].upper() + words[1:]
