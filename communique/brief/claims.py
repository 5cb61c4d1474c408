"""The sections on positions and figures, and on what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from communique.analysis.model import Analysis, Unread
from communique.analysis.stance import opens_itself, says_it_all
from communique.brief.drafting import Desk, name, plain, quiet, quote, sentence, tag
from communique.brief.model import Group, Line, Part, Range, Row, Section, Table
from communique.brief.talks import known, reports
from communique.brief.wording import RELATIONS, STANCES, day, interval, says, stance
from communique.matching.model import (
    Count,
    Disagreement,
    Issue,
    Movement,
    OddSum,
    PartyStands,
    Series,
    Stand,
    StickingPoint,
)
from communique.matching.sureness import least_sure

_ISSUES, _COLUMNS, _IN_CELL, _POINTS, _MOVES = 6, 3, 2, 6, 6
_SERIES, _COUNTS, _SINGLE, _SUMS, _UNREAD, _LOOSE = 6, 5, 6, 5, 8, 3
_OTHERS = "Others"


def positions(desk: Desk, analysis: Analysis) -> Section:
    """Each side's positions on each issue, side by side."""
    table = _side_by_side(desk, analysis)
    note = "Latest first; each is the position as the named speaker or the report gives it."
    if table is None:
        note = "No position of a side is reported."
    return Section("positions", "Positions, side by side", note, table=table)


def sticking(desk: Desk, analysis: Analysis) -> Section:
    """Where the latest positions exclude each other, as reported."""
    lines = known(_point(desk, point) for point in analysis.sticking_points)
    note = "" if lines else "No reported positions exclude each other."
    groups = (Group("", lines, _POINTS),) if lines else ()
    return Section("sticking-points", "Sticking points", note, groups)


def moved(desk: Desk, analysis: Analysis) -> Section:
    """Where the position of a side changed."""
    lines = known(_movement(desk, m) for m in _latest_first(analysis.movements))
    note = "" if lines else "No change of a position is reported."
    groups = (Group("", lines, _MOVES),) if lines else ()
    return Section("moved", "What moved", note, groups)


def figures(desk: Desk, analysis: Analysis) -> Section:
    """Figures by claimant, where they disagree, and sums that do not add up."""
    many = [s for s in analysis.series if len(s.counts) > 1]
    groups = [_series(desk, s) for s in sorted(many, key=lambda s: not s.disagreements)]
    singles = known(
        _count(desk, s, count, label=True)
        for s in analysis.series
        if len(s.counts) == 1
        for count in s.counts
    )
    sums = known(_odd(desk, found) for found in analysis.odd_sums)
    last = [
        group
        for group in (
            Group("Counted once", singles, _SINGLE),
            Group("Figures that do not add up", sums, _SUMS),
        )
        if group.lines
    ]
    # These two close what is shown; further series are folded away behind them.
    groups = [group for group in groups if group.lines]
    at = min(_SERIES, len(groups))
    groups[at:at] = last
    note = "Numbers are those of the claimant named beside them."
    if analysis.extent.things > len(analysis.series):
        note += f" Of {analysis.extent.things:,} things that are counted, those most reported."
    if not groups:
        note = "No figure is reported."
    return Section("figures", "Figures", note, tuple(groups), shown=at + len(last))


def unread(desk: Desk, analysis: Analysis) -> Section:
    """Say what could not be read or dated."""
    headings = {
        "not-read": "Kept, but not read",
        "no-date": "Without a date of publication",
        "undated-events": "Events without a date",
    }
    in_all = analysis.extent.gaps
    groups = [
        Group(_of(heading, len(lines), in_all.get(kind, 0)), lines, _UNREAD)
        for kind, heading in headings.items()
        if (lines := known(_unread(desk, u) for u in analysis.unread if u.kind == kind))
    ]
    note = "" if groups else "Everything given was read and dated."
    return Section("unread", "What could not be read", note, tuple(groups))


def _of(heading: str, shown: int, number: int) -> str:
    return f"{heading} (the latest of {number:,} documents)" if number > shown else heading


def _side_by_side(desk: Desk, analysis: Analysis) -> Table | None:
    issues = [issue for issue in analysis.issues if issue.parties or issue.others]
    if not issues:
        return None
    columns = _columns(analysis, issues)
    rows = []
    for issue in issues:
        cells = [Group("", _cell(desk, issue, [party]), _IN_CELL) for party in columns]
        cells.append(Group("", _cell(desk, issue, None, besides=columns), _IN_CELL))
        if any(cell.lines for cell in cells):
            rows.append(Row(issue.name, tuple(cells)))
    names = {p.party.id: p.party.name for issue in issues for p in issue.parties}
    headings = [names[party] for party in columns] + [_OTHERS]
    if rows and not any(row.cells[-1].lines for row in rows):
        headings.pop()
        rows = [Row(row.heading, row.cells[:-1]) for row in rows]
    return Table(tuple(headings), tuple(rows), _ISSUES) if rows else None


def _columns(analysis: Analysis, issues: Sequence[Issue]) -> list[str]:
    """Return the ids of the sides that get a column: those that say most."""
    said = Counter({party.party.id: 0 for issue in issues for party in issue.parties})
    for issue in issues:
        for party in issue.parties:
            said[party.party.id] += len(party.stands) + len(party.undated)
    order = {part.actor.id: i for i, part in enumerate(analysis.parts) if part.role == "party"}
    most = sorted(said, key=lambda p: (-said[p], p))[:_COLUMNS]
    return sorted(most, key=lambda p: (order.get(p, len(order)), -said[p], p))


def _cell(
    desk: Desk, issue: Issue, parties: Sequence[str] | None, *, besides: Sequence[str] = ()
) -> tuple[Line, ...]:
    """Return the positions of `parties`, or of all `besides` some, latest first."""
    everyone = (*issue.parties, *issue.others)
    if parties is not None:
        mine = [p for p in issue.parties if p.party.id in parties]
    else:
        columns = {p.party.id for p in issue.parties} & set(besides)
        mine = [p for p in everyone if p.party.id not in columns]
    return known(
        _stand(desk, stand, issue.name, named=parties is None)
        for party in mine
        for stand in _all(party)
    )


def _all(party: PartyStands) -> tuple[Stand, ...]:
    return (*party.stands, *party.undated)


def _stand(desk: Desk, stand: Stand, issue: str, *, named: bool) -> Line | None:
    parts = [*_clause(stand, named=named)]
    parts.append(quiet(f" — {_told_on(stand)}"))
    parts.append(quiet(reports(stand.stories)))
    return desk.line(
        "position",
        parts,
        stand.evidence,
        telling=[stand.words],
        confidence=stand.confidence,
        issue=issue,
        party=stand.party.name,
        stance=stand.stance,
        words=stand.words,
        condition={"relation": stand.condition.relation, "words": stand.condition.words}
        if stand.condition
        else None,
        speaker=stand.claimant.name,
        via=list(stand.claimant.via),
        hedged=stand.claimant.hedged,
        date=stand.date,
        reports=stand.stories,
    )


def _clause(stand: Stand, *, named: bool = True) -> Iterator[Part]:
    """Yield a position in a clause: "Norland refuses “…” until “…”"."""
    if named:
        yield from (name(stand.party.name), plain(" "))
    verb = stance(stand.stance, stand.party) if named else STANCES[stand.stance]
    yield from (tag(verb), plain(", in the words " if says_it_all(stand) else " "))
    yield quote(stand.words)
    if stand.condition:
        relation, words = RELATIONS[stand.condition.relation], stand.condition.words
        yield plain(" " if opens_itself(words) else f" {relation} ")
        yield quote(words)


def _point(desk: Desk, point: StickingPoint) -> Line | None:
    one, other = point.one, point.other
    return desk.line(
        "sticking-point",
        [
            name(point.issue),
            plain(": "),
            *_clause(one),
            quiet(f" ({_told_on(one)})"),
            plain("; "),
            *_clause(other),
            quiet(f" ({_told_on(other)})"),
        ],
        point.evidence,
        telling=[one.words, other.words],
        confidence=least_sure((one.confidence, other.confidence)),
        issue=point.issue,
        ground=point.ground,
        parties=[one.party.name, other.party.name],
        sentence=point.sentence,
    )


def _told_on(stand: Stand) -> str:
    return f"{says(stand.claimant)}, {day(stand.date) or 'undated'}"


def _latest_first(movements: Sequence[Movement]) -> list[Movement]:
    dated = [m for m in movements if m.after.date is not None]
    undated = [m for m in movements if m.after.date is None]
    return sorted(dated, key=lambda m: str(m.after.date), reverse=True) + undated


def _movement(desk: Desk, found: Movement) -> Line | None:
    return desk.line(
        "movement",
        [
            name(found.issue),
            plain(": "),
            *_clause(found.before),
            quiet(f" ({_told_on(found.before)})"),
            plain("; then "),
            *_clause(found.after, named=False),
            quiet(f" ({_told_on(found.after)})"),
        ],
        found.evidence,
        telling=[found.before.words, found.after.words],
        confidence=least_sure((found.before.confidence, found.after.confidence)),
        when=day(found.after.date),
        issue=found.issue,
        party=found.party.name,
        what=found.kind,
        sentence=found.sentence,
        date=found.after.date,
    )


def _series(desk: Desk, series: Series) -> Group:
    differ = known(_disagreement(desk, series, d) for d in series.disagreements)
    counts = known(_count(desk, series, c, label=False) for c in reversed(series.counts))
    # A disagreement follows the counts in view, so that both are seen at one glance.
    at = min(_COUNTS, len(counts))
    lines = (*counts[:at], *differ[:2], *counts[at:], *differ[2:])
    return Group(series.label, lines, at + len(differ[:2]))


def _count(desk: Desk, series: Series, found: Count, *, label: bool) -> Line | None:
    parts: list[Part] = [name(series.label), plain(": ")] if label else []
    parts += [
        quote(found.words),
        quiet(f" — {says(found.claimant)}"),
        quiet(reports(found.stories)),
    ]
    return desk.line(
        "figure",
        parts,
        found.evidence,
        telling=[found.words],
        confidence=found.confidence,
        when=interval(found.period) or day(found.date),
        # Counts of one thing are drawn on one axis; things counted once share none.
        span=None if label else Range(found.low, found.high),
        label=series.label,
        words=found.words,
        low=found.low,
        high=found.high,
        value=found.value,
        hedge=found.hedge,
        unit=series.unit,
        what=series.what,
        who=series.who,
        place=series.place,
        per=series.per,
        period=found.period,
        claimant=found.claimant.name,
        via=list(found.claimant.via),
        hedged=found.claimant.hedged,
        date=found.date,
        reports=found.stories,
    )


def _disagreement(desk: Desk, series: Series, found: Disagreement) -> Line | None:
    return desk.line(
        "disagreement",
        [tag("accounts differ"), plain(" "), *sentence(found.sentence)],
        found.evidence,
        telling=[found.one.words, found.other.words],
        confidence=least_sure((found.one.confidence, found.other.confidence)),
        label=series.label,
        figures=[found.one.words, found.other.words],
        sentence=found.sentence,
    )


def _odd(desk: Desk, found: OddSum) -> Line | None:
    return desk.line(
        "odd-sum",
        [*sentence(found.sentence), quiet(reports(found.stories))],
        found.evidence,
        apart=True,
        confidence=found.confidence,
        what=found.kind,
        sentence=found.sentence,
        reports=found.stories,
    )


def _unread(desk: Desk, found: Unread) -> Line | None:
    document = desk.documents.get(found.document)
    evidence = found.evidence or (desk.opening(document) if document else ())
    return desk.line(
        found.kind,
        _named(found),
        evidence,
        document=found.document,
        ref=found.ref,
        reason=found.reason,
    )


def _named(found: Unread) -> Iterator[Part]:
    yield name(found.ref)
    yield plain(": ")
    yield plain(found.reason)
    if found.kind == "no-date":
        words = dict.fromkeys(e.words for e in found.evidence)
        for i, loose in enumerate(list(words)[:_LOOSE]):
            yield plain(", " if i else ": ")
            yield quote(loose)
