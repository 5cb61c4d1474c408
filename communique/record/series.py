"""Figures that count the same thing, kept together as documents come and go.

A figure belongs to a series by what it counts alone; places and claimants are told apart when the
series is asked for, by the actors that they then are. The rules are those of
`communique.matching.series`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from communique.documents.document import ReadDocument
from communique.findings import Figure
from communique.matching.series import Thing, thing_id, thing_of
from communique.matching.sums import odd_in
from communique.record import sources
from communique.record.actor_tables import actor_entity
from communique.record.series_conflicts import Surroundings
from communique.record.series_members import members_of, terms_of
from communique.record.series_tables import odd_report, series, series_conflict, series_figure

_COUNT = (
    update(series)
    .where(series.c.id == bindparam("of"))
    .values(
        figures=series.c.figures + bindparam("more"),
        stories=series.c.stories + bindparam("further"),
    )
)
# Made once, as these: to put a query together takes longer than to ask it.
_KNOWN = select(series.c.id).where(series.c.id.in_(bindparam("keys", expanding=True)))
_TOLD = select(series_figure.c.series_id).where(
    series_figure.c.document_id.in_(bindparam("copies", expanding=True)),
    series_figure.c.series_id.in_(bindparam("keys", expanding=True)),
)
_NAMES = select(actor_entity.c.entity_id, actor_entity.c.name_key).where(
    actor_entity.c.document_id == bindparam("document")
)


def filed(connection: Connection, read: ReadDocument) -> None:
    """Put the figures of a document that has just been stored into their series."""
    document = read.document
    things = {f.id: thing for f in read.findings.figures if (thing := _thing(read, f))}
    if things:
        _join(connection, document.id, things.values())
        names = _names(connection, document.id)
        said = _voices(read, names)
        rows = [
            {
                "document_id": document.id,
                "local_id": figure.id,
                "series_id": thing_id(things[figure.id]),
                "day": (figure.period.end if figure.period else None) or document.published,
                "published": document.published,
                "place": names.get(figure.place or ""),
                "voice": said.get(figure.attribution),
            }
            for figure in read.findings.figures
            if figure.id in things
        ]
        connection.execute(insert(series_figure), rows)
        ours = list(members_of(connection, document.id))
        by_id = {thing_id(thing): thing for thing in things.values()}
        Surroundings(connection, ours).compare(ours, by_id)
    terms = terms_of(connection, [document.id]).get(document.id, [])
    if next(iter(odd_in(terms)), None) is not None:
        row = {"document_id": document.id, "published": document.published}
        connection.execute(insert(odd_report), row)


def erased(connection: Connection, document_id: str) -> None:
    """Take the figures of a document that is about to be deleted out of their series."""
    ours = list(members_of(connection, document_id))
    around = Surroundings(connection, ours)
    after = [m for m in map(around.next_of, ours) if m is not None and m.document != document_id]
    for column in (series_conflict.c.document_id, series_conflict.c.other_document_id):
        connection.execute(delete(series_conflict).where(column == document_id))
    for table in (odd_report, series_figure):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    # Before a figure that this one stood before, an earlier one stands now.
    Surroundings(connection, after).look_again(after)
    _leave(connection, document_id, Counter(member.series for member in ours))


def _thing(read: ReadDocument, figure: Figure) -> Thing | None:
    if figure.low is None and figure.high is None:
        return None
    return thing_of(
        what=figure.what,
        unit=figure.unit,
        who=figure.who.of(read.document.text) if figure.who else None,
        per=figure.per,
        change=(figure.change.direction, figure.change.kind) if figure.change else None,
        part=figure.subset_of is not None,
    )


def _names(connection: Connection, document_id: str) -> dict[str, str]:
    """Return under which name each entity of a document is filed."""
    rows = connection.execute(_NAMES, {"document": document_id}).all()
    return {entity: key for entity, key in rows}  # noqa: C416 - a row is no pair to the types


def _voices(read: ReadDocument, names: Mapping[str, str]) -> dict[str | None, str]:
    """Return the voice behind each attribution of a document; behind None, its outlet."""
    found: dict[str | None, str] = {}
    for said in read.findings.attributions:
        if said.speaker is not None and said.speaker in names:
            found[said.id] = names[said.speaker]
    if read.document.outlet:
        found[None] = f"outlet:{read.document.outlet}"
    return found


def _join(connection: Connection, document_id: str, things: Iterable[Thing]) -> None:
    """Count the figures of a document into their series; make those that are not there."""
    counted = Counter(things)
    by_id = {thing_id(thing): thing for thing in counted}
    known = set(connection.scalars(_KNOWN, {"keys": list(by_id)}))
    told = _told_by_copies(connection, document_id, known)
    new = [
        {"id": key, **thing._asdict(), "figures": counted[thing], "stories": 1}
        for key, thing in by_id.items()
        if key not in known
    ]
    if new:
        connection.execute(insert(series), new)
    more = [
        {"of": key, "more": counted[by_id[key]], "further": int(key not in told)}
        for key in sorted(known)
    ]
    if more:
        connection.execute(_COUNT, more)


def _leave(connection: Connection, document_id: str, counted: Counter[str]) -> None:
    """Count the figures of a document, which are gone, out of their series."""
    told = _told_by_copies(connection, document_id, counted)
    less = [
        {"of": key, "more": -number, "further": -int(key not in told)}
        for key, number in sorted(counted.items())
    ]
    if less:
        connection.execute(_COUNT, less)
    connection.execute(delete(series).where(series.c.id.in_(counted), series.c.figures <= 0))


def _told_by_copies(connection: Connection, document_id: str, keys: Iterable[str]) -> set[str]:
    """Return those of some series that another document of the same story has figures of."""
    copies = sources.copies_of(connection, document_id)
    if not copies:
        return set()
    return set(connection.scalars(_TOLD, {"copies": copies, "keys": sorted(keys)}))
