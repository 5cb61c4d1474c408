"""The sections on who takes part and where the talks stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.analysis.model import Analysis, TalksLine
from communique.brief.drafting import Desk, name, plain, quiet, quote, sentence, tag
from communique.brief.model import Group, Line, Mark, Part, Section
from communique.brief.wording import ROLES, STATUSES, count, day, interval, listed, says, short
from communique.matching.event_words import noun, tells_pledge
from communique.matching.model import Actor, Happening, Title
from communique.matching.model import Part as TalksPart

_PARTIES, _PEOPLE, _LATEST, _CONTACTS, _TIMELINE = 6, 8, 5, 8, 14
_SENTENCE = 150


def who(desk: Desk, analysis: Analysis) -> Section:
    """Parties and mediators with the words that make them so, and the people who speak for them."""
    groups = [
        Group(heading, lines, _PARTIES)
        for role, heading in ROLES.items()
        if (lines := known(_part(desk, p) for p in analysis.parts if p.role == role))
    ]
    people = known(_person(desk, actor) for actor in _by_standing(analysis))
    if people:
        groups.append(Group("People", people, _PEOPLE))
    note = "" if analysis.parts else "The coverage does not say who the parties are."
    if len(analysis.parts) < analysis.extent.parts:
        number = count(analysis.extent.parts, "part")
        note = f"The most widely reported in each role, of {number} that actors play in all."
    return Section("parties", "Who is at the table", note, tuple(groups))


def standing(desk: Desk, analysis: Analysis) -> Section:
    """Where the talks stand."""
    said = analysis.standing
    groups = (
        _group("Latest", desk, "talks-latest", said.latest),
        _group("Reported as agreed", desk, "talks-agreed", [a for a in said.agreed if _mutual(a)]),
        _group(
            "Reported as pledged, or as agreed to by one side",
            desk,
            "talks-agreed",
            [a for a in said.agreed if not _mutual(a)],
        ),
        _group("Reported as broken", desk, "talks-broken", said.broken),
    )
    found = tuple(group for group in groups if group.lines)
    return Section("standing", "Where the talks stand", "" if found else "No report says.", found)


def _mutual(line: TalksLine) -> bool:
    told = line.happening
    # A truce toward somebody is declared by one side.
    sides = len(told.actors) if told.type == "RETREAT" else told.sides
    return sides > 1 and not tells_pledge(told.type, told.told)


def contacts(desk: Desk, analysis: Analysis) -> Section:
    """Meetings, visits and calls, latest first."""
    lines = known(happening(desk, "contact", h) for h in analysis.contacts)
    note = "" if lines else "No meeting, visit or call is reported."
    return Section("contacts", "Contacts", note, _only(lines, _CONTACTS))


def timeline(desk: Desk, analysis: Analysis) -> tuple[Section, tuple[Mark, ...]]:
    """Tell what happened when, earliest first, with a dot for each day that is known."""
    marks: list[Mark] = []
    lines: list[Line] = []
    for told in analysis.timeline:
        line = happening(desk, "timeline", told)
        if line is None:
            continue
        lines.append(line)
        if told.date and told.date.start and told.date.is_day:
            marks.append(Mark(told.date.start, line))
    older, recent = lines[:-_TIMELINE], lines[-_TIMELINE:]
    groups = [Group("Earlier", tuple(older), 0)] if older else []
    groups += _only(tuple(recent), _TIMELINE)
    note = "" if lines else "No report gives the day of an event."
    if len(lines) < analysis.extent.dated:
        note = f"The latest of {count(analysis.extent.dated, 'dated event')}."
    return Section("timeline", "Timeline", note, tuple(groups)), tuple(marks)


def happening(desk: Desk, kind: str, told: Happening) -> Line | None:
    """Return the line on an event: what is told, what became of it, and whose word that is."""
    return desk.line(
        kind,
        told_parts(told),
        told.evidence,
        telling=[version.words for version in told.versions],
        when=interval(told.date),
        confidence=told.confidence,
        event=told.id,
        type=told.type,
        mode=told.mode,
        actors=[actor.name for actor in told.actors],
        recipients=[actor.name for actor in told.recipients],
        place=told.place.name if told.place else None,
        date=told.date,
        versions=[
            {"status": v.status, "claimant": v.claimant.name, "words": v.words}
            for v in told.versions
        ],
        reports=told.stories,
    )


def known(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    """Return the lines that could be drafted."""
    return tuple(line for line in lines if line is not None)


def reports(number: int) -> str:
    """Return " · 3 reports", or nothing for a single one."""
    return f" · {count(number, 'report')}" if number > 1 else ""


def told_parts(told: Happening) -> Iterator[Part]:
    """Yield who did what with whom, the sentence that says so, and what becomes of it."""
    what = noun(told.type, told.mode, told.sides, told.told)
    who, whom = (listed(a.name for a in side) for side in (told.actors, told.recipients))
    if who and whom and told.type == "CONSULT":
        yield name(f"{who} – {whom}")
    elif who and whom:
        yield name(f"{who} → {whom}")
    elif who or whom:
        yield name(who or f"toward {whom}")
    yield plain(f", {what}" if who or whom else f"{what[:1].upper()}{what[1:]}")
    yield plain(f" in {told.place.name}" if told.place else "")
    statuses = told.statuses - {"happened"}
    if told.disputed:
        yield from (plain(" "), tag("reported and denied"))
    elif len(statuses) == 1 == len(told.statuses):
        yield from (plain(" "), tag(STATUSES[next(iter(statuses))]))
    latest = told.versions[-1:]
    words = next((e.sentence or e.words for v in latest for e in v.evidence), "")
    if words:
        yield from (plain(": "), quote(short(words, _SENTENCE)))
    yield from _accounts(told)
    yield quiet(reports(told.stories))


def _accounts(told: Happening) -> Iterator[Part]:
    """Yield whose word it is, account by account where they differ."""
    differ = len(told.statuses) > 1
    accounts = [
        f"{STATUSES[v.status] or 'reported'} by {says(v.claimant)}" if differ else says(v.claimant)
        for v in told.versions
        if differ or v.claimant.name is not None
    ]
    if accounts:
        yield quiet(f" — {'; '.join(dict.fromkeys(accounts))}")


def _group(heading: str, desk: Desk, kind: str, lines: Sequence[TalksLine]) -> Group:
    drafted = known(
        desk.line(
            kind,
            _broken(line) if line.kind == "broken" else told_parts(line.happening),
            line.evidence,
            telling=[version.words for version in line.happening.versions],
            when=day(line.date),
            confidence=line.confidence,
            date=line.date,
            status=line.status,
            event=line.happening.id,
            sentence=line.sentence,
        )
        for line in lines
    )
    return Group(heading, drafted, _LATEST)


def _broken(line: TalksLine) -> Iterator[Part]:
    yield from sentence(line.sentence)
    yield quiet(reports(line.happening.stories))


def _part(desk: Desk, part: TalksPart) -> Line | None:
    words = part.evidence[0].words if part.evidence else ""
    through = f" (through {listed(part.through[:3])})" if part.through else ""
    return desk.line(
        "talks-role",
        [name(part.actor.name), quiet(through), plain(": "), quote(words),
         quiet(reports(part.stories))],
        part.evidence,
        confidence=part.actor.confidence,
        actor=part.actor.id,
        name=part.actor.name,
        role=part.role,
        through=list(part.through),
        reports=part.stories,
    )  # fmt: skip


def _person(desk: Desk, actor: Actor) -> Line | None:
    titles = [title for title in actor.titles if title.role or title.affiliation_name]
    return desk.line(
        "person",
        [name(actor.name), plain(", " + "; also ".join(map(_title, titles)))],
        [e for title in titles for e in title.evidence],
        confidence=actor.confidence,
        actor=actor.id,
        name=actor.name,
        titles=[{"role": t.role, "affiliation": t.affiliation_name} for t in titles],
    )


def _title(title: Title) -> str:
    return ", ".join(word for word in (title.role, title.affiliation_name) if word)


def _by_standing(analysis: Analysis) -> list[Actor]:
    """Return the people with a title: those of the sides first, then the most mentioned."""
    sides = {part.actor.id for part in analysis.parts}
    people = [
        actor
        for actor in analysis.actors
        if actor.kind == "person" and any(t.role or t.affiliation_name for t in actor.titles)
    ]

    def place(actor: Actor) -> tuple[bool, int]:
        return not any(t.affiliation in sides for t in actor.titles), -len(actor.documents)

    return sorted(people, key=place)


def _only(lines: tuple[Line, ...], shown: int) -> tuple[Group, ...]:
    return (Group("", lines, shown),) if lines else ()
