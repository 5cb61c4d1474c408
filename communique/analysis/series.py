"""Figures of the same thing over time, by claimant, and where claimants disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.analysis.coverage import Coverage
from communique.dates import Interval
from communique.documents.document import ReadDocument
from communique.findings import Figure
from communique.matching.evidence import cite_all, in_order
from communique.matching.model import Count, Disagreement, Series
from communique.matching.quantities import counted, is_position, range_of, who_head
from communique.matching.retelling import as_one

_SAME_DAY = timedelta(days=1)
"""Agencies date a story by their own midnight: a day's difference is no difference."""
_MOST_COMPARED = 40
"""Counts of one day or period that are compared with each other."""

Thing = tuple[str, str, str, str, str, bool]
"""What, unit, who, rate, kind of change, and whether it is a part of another figure."""


@dataclass(frozen=True)
class _Told:
    story: str
    document: str
    place: str | None
    phrase: str
    count: Count


def find_series(coverage: Coverage) -> tuple[Series, ...]:
    """Return the series, the most widely reported first; each story's count is there once."""
    told: dict[Thing, list[_Told]] = defaultdict(list)
    for r in coverage.read:
        for figure in r.findings.figures:
            if _countable(r, figure):
                told[_thing(r, figure)].append(_told(coverage, r, figure))
    found = [
        _series(coverage, thing, place, same)
        for thing, all_places in told.items()
        for place, same in _by_place(all_places)
    ]
    return tuple(sorted(found, key=lambda s: (-s.stories, -len(s.counts), s.label, s.place or "")))


def _countable(r: ReadDocument, figure: Figure) -> bool:
    in_text = 0 <= figure.start < figure.end <= len(r.document.text)
    known = figure.low is not None or figure.high is not None
    # Without knowing what is counted, two figures are never of the same thing.
    return in_text and known and (figure.what is not None or figure.who is not None)


def _phrase(r: ReadDocument, figure: Figure) -> str:
    return " ".join(figure.who.of(r.document.text).split()) if figure.who else ""


def _thing(r: ReadDocument, figure: Figure) -> Thing:
    change = f"{figure.change.direction} {figure.change.kind}" if figure.change else ""
    return (counted(figure.what) or "", figure.unit or "", who_head(_phrase(r, figure)) or "",
            figure.per or "", change, figure.subset_of is not None)  # fmt: skip


def _told(coverage: Coverage, r: ReadDocument, figure: Figure) -> _Told:
    document = r.document
    place = coverage.actors.of(document.id, figure.place)
    ended = figure.period.end if figure.period else None
    count = Count(
        words=" ".join(figure.span.of(document.text).split()),
        low=figure.low,
        high=figure.high,
        value=figure.value,
        hedge=figure.hedge,
        claimant=coverage.claimant(document.id, figure.attribution),
        date=ended or document.published,
        period=figure.period,
        stories=1,
        evidence=cite_all(document, [figure.span]),
        confidence=coverage.sureness(document.id, figure),
    )
    story = coverage.stories.of_document[document.id]
    return _Told(story, document.id, place.id if place else None, _phrase(r, figure), count)


def _by_place(told: Sequence[_Told]) -> Iterator[tuple[str | None, list[_Told]]]:
    """Yield the figures by place; where one place alone is named, the others may be meant there."""
    places: dict[str | None, list[_Told]] = defaultdict(list)
    for item in told:
        places[item.place].append(item)
    named = sorted(place for place in places if place is not None)
    if len(named) == 1:
        yield named[0], list(told)
    else:
        yield from ((place, places[place]) for place in [*named, None] if place in places)


def _series(coverage: Coverage, thing: Thing, place: str | None, told: Sequence[_Told]) -> Series:
    what, unit, who, per, change, part = thing
    counts = _counts(told)
    name = coverage.actors.by_id[place].name if place else None
    phrases = sorted({item.phrase for item in told if item.phrase}, key=lambda p: (len(p), p))
    # The shortest phrase says what all of them count.
    counted_who = phrases[0] if phrases and who else None
    label = " ".join(
        word
        for word in (
            counted_who or ("people" if unit == "person" else unit),
            what.replace("-", " "),
            change,
            f"per {per}" if per else "",
            "(part of another figure)" if part else "",
            f"({name})" if name else "",
        )
        if word
    )
    return Series(
        label=label,
        what=what or None,
        unit=unit or None,
        who=counted_who,
        place=name,
        per=per or None,
        counts=counts,
        # "Dollars paid", by whom is not told, may be any payment; people killed are told apart by
        # when and where alone.
        disagreements=_disagreements(label, counts)
        if not is_position(what) and (who or name or unit == "person")
        else (),
        stories=len({item.story for item in told}),
    )


def _counts(told: Sequence[_Told]) -> tuple[Count, ...]:
    """Return the counts in order of date: a story's copies once, equal claims of one day joined."""
    by_story: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for item in told:
        by_story[item.story, *_sameness(item.count)].append(item)
    by_day: dict[tuple[object, ...], list[Count]] = defaultdict(list)
    for copies in by_story.values():
        count = as_one([item.count for item in copies])
        by_day[count.date, *_sameness(count)].append(count)
    counts = [replace(as_one(same), stories=len(same)) for same in by_day.values()]
    return tuple(sorted(counts, key=_place))


def _sameness(count: Count) -> tuple[object, ...]:
    speaker = count.claimant.actor or count.claimant.name
    return (count.low, count.high, speaker, _days(count.period))


def _place(count: Count) -> tuple[object, ...]:
    low = count.low if count.low is not None else float("-inf")
    high = count.high if count.high is not None else float("inf")
    return (count.date is None, count.date or date.min, str(count.claimant), low, high,
            [(e.document, e.span) for e in count.evidence])  # fmt: skip


def _disagreements(label: str, counts: Sequence[Count]) -> tuple[Disagreement, ...]:
    found = []
    for i, one in enumerate(counts):
        for other in counts[i + 1 : i + 1 + _MOST_COMPARED]:
            if _exclude(one, other):
                sentence = (
                    f"{label[:1].upper()}{label[1:]}: {_claim(one)}; {_claim(other)}. "
                    "The two counts exclude each other."
                )
                evidence = in_order((*one.evidence, *other.evidence))
                found.append(Disagreement(one, other, sentence, evidence))
    return tuple(found)


def _exclude(one: Count, other: Count) -> bool:
    a, b = (range_of(c.low, c.high, c.hedge) for c in (one, other))
    if a is None or b is None or a.meets(b) or not _same_time(one, other):
        return False
    documents = {e.document for e in one.evidence} & {e.document for e in other.evidence}
    # One voice in one report that gives two numbers is counting two things, and so, as a rule, is
    # a report that gives a number of its own beside that of a source.
    claimants = {one.claimant.name, other.claimant.name}
    return not documents or (len(claimants) == 2 and None not in claimants)


def _same_time(one: Count, other: Count) -> bool:
    a, b = _days(one.period), _days(other.period)
    if a is not None and a == b and None not in a:
        return True
    if one.date is None or other.date is None or abs(one.date - other.date) > _SAME_DAY:
        return False
    starts = {days[0] for days in (a, b) if days is not None and days[0] is not None}
    return len(starts) < 2  # counts from two days on are counts of two things


def _days(period: Interval | None) -> tuple[date | None, date | None] | None:
    known = period is not None and (period.start is not None or period.end is not None)
    return (period.start, period.end) if period is not None and known else None


def _claim(count: Count) -> str:
    when = f", {count.date.isoformat()}" if count.date else ""
    return f"“{count.words}” ({count.claimant}{when})"
