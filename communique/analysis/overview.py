"""All that a page on the talks shows, asked of the record: the foremost of each kind.

Nothing here goes through all documents. Each part is asked for by index, up to a limit, and
`Extent` tells how much there is in all; documents are fetched where words of theirs are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from communique.analysis.bargaining import bargain
from communique.analysis.columns import side_by_side
from communique.analysis.layout import Scope
from communique.analysis.model import Analysis, Extent
from communique.analysis.quoting import Quoting, evidence_in
from communique.analysis.roles import Role, find_roles
from communique.analysis.standing import (
    AGAINST_TERMS,
    MOST_BREAKS,
    OF_TALKS,
    Sides,
    find_standing,
    in_force,
    is_agreement,
)
from communique.analysis.sticking import find_sticking_points
from communique.analysis.titles import find_titles
from communique.analysis.unread import find_unread
from communique.documents.document import ReadDocument
from communique.findings import Findings
from communique.matching.evidence import in_order
from communique.matching.happenings import contacts, place_in_time, timeline
from communique.matching.model import Actor, Happening, Issue, Part
from communique.matching.stories import Stories, Story
from communique.matching.sureness import surest
from communique.record import Days, InOffice, View
from communique.sifting import sifted
from communique.vocabulary import EventType

_CITED = 12
"""Documents that are cited for a line: what a hundred reports say needs no hundred of them."""
_READ = 2
"""Documents that are read for a person, and cited for a version of an event."""
_AGAINST: tuple[EventType, ...] = (*AGAINST_TERMS, "ACCUSE")


@dataclass(frozen=True)
class Most:
    """How many of each kind are looked at, the foremost ones."""

    roles_in: int = 200
    """Documents off which the parts in the talks are read, the latest ones."""
    of_role: int = 12
    """Actors who play the same part."""
    issues: int = 12
    parties: int = 10
    stands: int = 3
    """Reports of a stance of a party on an issue."""
    points: int = 20
    series: int = 12
    counts: int = 8
    """Figures of one thing."""
    events: int = 36
    of_type: int = 8
    """Events of one type, where the talks stand."""
    agreements: int = 6
    contacts: int = 12
    people: int = 8
    """Those who hold an office of a side, and others."""
    unread: int = 10
    documents: int = 24
    """Documents that are listed beside those that are cited, the latest ones."""


def overview(view: View, most: Most | None = None) -> Analysis:
    """Return what the record, or what a View shows of it, says of the talks.

    Args:
        view: the record; narrowed to a negotiation, to days of publication or to what is sure.
        most: how many of each kind.

    """
    most = most or Most()
    size, gaps = view.size(), view.gaps(most.unread)
    found = find_roles(view, most=most.roles_in)
    roles = tuple(
        replace(role, evidence=role.evidence[:_CITED])
        for _, same in groupby(found, key=attrgetter("role"))
        for role in islice(same, most.of_role)
    )
    parties = frozenset(role.actor for role in roles if role.role == "party")
    dated = view.timeline(Days(), most.events)
    events = {h.id: _fewer(h) for h in dated.happenings}
    of_talks = {
        *view.latest_of(("CONSULT",), most.contacts),
        *view.latest_of((*OF_TALKS, *_AGAINST), most.of_type, parties),
    }
    events |= {h.id: _fewer(h) for h in view.happenings(of_talks - set(events))}
    events |= _against(view, parties, events, most.agreements)
    issues = _issues(view, parties, most)
    counted = view.figures(limit=most.series, each=most.counts)
    held = view.in_office(sorted({r.actor for r in roles}), most=most.people, each=_READ)
    read = _read(view, roles, held, {*gaps.undated, *gaps.undated_events})
    cited = {e.document for e in evidence_in((events, issues, counted, roles))}
    wanted = {*cited, *gaps.not_read, *view.latest_documents(most.documents)} - set(read)
    documents = {name: r.document for name, r in read.items()}
    documents |= {document.id: document for document in view.documents_of(sorted(wanted))}
    stories = view.stories_of(sorted(documents))
    quoted = Quoting(documents)
    happenings = tuple(quoted.of(h) for h in sorted(events.values(), key=place_in_time))
    unread = (
        ReadDocument(document=documents[d], findings=Findings())
        for d in gaps.not_read
        if d in documents
    )
    shown = quoted.of(issues)
    return Analysis(
        extent=Extent(
            documents=size.documents,
            unread=size.unread,
            stories=size.stories,
            first=size.first,
            last=size.last,
            dated=dated.of,
            things=counted.things,
            parts=len(found),
            gaps=gaps.of,
        ),
        documents=tuple(documents[name] for name in sorted(documents)),
        stories=tuple(stories),
        actors=_people(view, held, read, stories),
        parts=_parts(view, quoted.of(roles), read),
        standing=find_standing(_sides(view, parties, happenings), happenings),
        issues=shown,
        sticking_points=tuple(p for issue in shown for p in issue.sticking_points),
        movements=tuple(m for issue in shown for m in issue.movements),
        series=quoted.of(counted.series),
        odd_sums=quoted.of(counted.sums),
        contacts=contacts(happenings)[: most.contacts],
        timeline=timeline(happenings)[-most.events :],
        unread=find_unread((*unread, *read.values())),
        by_persons=tuple(view.by_persons(documents)),
    )


def _sides(view: View, parties: frozenset[str], happenings: Iterable[Happening]) -> Sides:
    """Return who counts for whom; a person for the body for which most documents have it speak."""
    people = {a.id for h in happenings for a in (*h.actors, *h.recipients) if a.kind == "person"}
    return Sides(parties, view.bodies_of(people))


def _against(
    view: View, parties: frozenset[str], events: Mapping[str, Happening], most: int
) -> dict[str, Happening]:
    """Return acts that go against the latest agreements."""
    terms = [h for h in events.values() if is_agreement(h)]
    terms.sort(key=lambda h: (h.date and h.date.last_known) or date.min, reverse=True)
    del terms[most:]
    sides = _sides(view, parties, terms)
    found: set[str] = set()
    for term in terms:
        days, bound = in_force(term), sides.in_(term)
        if days is not None and bound:
            found |= set(view.acts_of(_AGAINST, bound, between=days, most=MOST_BREAKS))
    return {h.id: _fewer(h) for h in view.happenings(found - set(events))}


def _fewer(happening: Happening) -> Happening:
    """Return an event that very many tell with a few of those who do, the latest and a denial."""
    versions = happening.versions
    if len(happening.evidence) <= _CITED:
        return happening
    denied = [v for v in versions[:-_CITED] if v.status == "denied"]
    kept = tuple(
        replace(v, evidence=v.evidence[:_READ]) for v in (*denied[:1], *versions[-_CITED:])
    )
    evidence = in_order(e for version in kept for e in version.evidence)
    return replace(happening, versions=kept, evidence=evidence)


def _issues(view: View, parties: frozenset[str], most: Most) -> tuple[Issue, ...]:
    scope = Scope(most_issues=most.issues, most_parties=most.parties)
    found = bargain(view, scope, each=most.stands, by_stance=True)
    # Where no report says who the parties are, everyone who takes a position is shown as one.
    known = parties or frozenset(party.id for party in found.layout.parties)
    of_parties = {
        name: [s for s in stands if s.party.id in known] for name, stands in found.stands.items()
    }
    moved = {
        name: tuple(m for m in movements if m.party.id in known)
        for name, movements in found.movements.items()
    }
    points = find_sticking_points(of_parties, moved, found.names, found.tables)
    return tuple(
        Issue(
            name=name,
            parties=side_by_side(of_parties[name]),
            others=side_by_side(s for s in stands if s.party.id not in known),
            movements=tuple(m for m in found.moved_on(name) if m.party.id in known),
            sticking_points=tuple(p for p in points[: most.points] if p.issue == name),
        )
        for name, stands in found.stands.items()
    )


def _read(
    view: View, roles: Sequence[Role], held: Sequence[InOffice], others: set[str]
) -> dict[str, ReadDocument]:
    """Return the documents of which more is needed than some words, by their ids."""
    of_roles = {e.document for role in roles for e in role.evidence[:1]}
    of_people = {*of_roles, *(office.document for office in held)} - others
    return {
        r.document.id: ReadDocument(
            document=r.document, findings=sifted(r.findings, view.least_confidence)
        )
        for r in (*view.readings_of(of_people, {"entity"}), *view.readings_of(others))
    }


def _people(
    view: View,
    held: Sequence[InOffice],
    read: Mapping[str, ReadDocument],
    stories: Sequence[Story],
) -> tuple[Actor, ...]:
    """Return who holds offices, those of the sides first."""
    entities = {(name, e.id): e for name, r in read.items() for e in r.findings.entities}
    known = view.sides({name for o in held for name in (o.person, o.body) if name is not None})
    names = {name: row.name for name, row in known.items()}
    counted = Stories(tuple(stories), {d: s.id for s in stories for d in s.documents})
    by_person: dict[str, list[InOffice]] = defaultdict(list)
    for office in held:
        if (office.document, office.entity) in entities and office.person in known:
            by_person[office.person].append(office)
    found = []
    for person, offices in by_person.items():
        told = [(read[o.document], entities[o.document, o.entity], o.body) for o in offices]
        titles = find_titles(told, names, counted)
        found.append(
            Actor(
                id=person,
                name=names[person],
                kind=known[person].kind,
                names=known[person].names,
                titles=titles,
                documents=tuple(sorted({o.document for o in offices})),
                evidence=in_order(e for title in titles for e in title.evidence),
                confidence=surest(entity.confidence for _, entity, _ in told),
            )
        )
    return tuple(found)


def _parts(view: View, roles: Sequence[Role], read: Mapping[str, ReadDocument]) -> tuple[Part, ...]:
    known = view.sides(role.actor for role in roles)
    documents = sorted({e.document for r in roles for e in r.evidence[:1]} & set(read))
    of_entity = view.actor_entities(documents)
    sure: dict[str, list[float | None]] = defaultdict(list)
    for name in documents:
        for entity in read[name].findings.entities:
            sure[of_entity.get((name, entity.id), "")].append(entity.confidence)
    return tuple(
        Part(
            actor=Actor(
                id=role.actor,
                name=role.name,
                kind=role.kind,
                names=known[role.actor].names,
                titles=(),
                documents=(),
                evidence=role.evidence,
                confidence=surest(sure[role.actor]),
            ),
            role=role.role,
            stories=role.stories,
            through=role.through,
            evidence=role.evidence,
        )
        for role in roles
        if role.actor in known
    )
