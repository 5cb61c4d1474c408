"""Who is who depends on what was read, not on the order in which it was filed."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from communique.documents.document import ReadDocument
from communique.record import Store
from communique.record.actor_tables import (
    TABLES,
    actor,
    actor_decision,
    actor_entity,
    actor_name,
)
from tests.builders import entity, read_document, span
from tests.filed import kept, rows_of
from tests.oracle.coverage import survey

PERSONS = (
    "Anna Brandt", "Brandt", "Piet Brandt", "Eva Anna Brandt", "Mr. Brandt", "Union", "Sudmark",
    "Annie Brandt", "Nan Brandt",
)  # fmt: skip
BODIES = (
    "Norland", "Norlandian", "Sudmark", "Sudmarkian", "Dock Workers Union", "Teachers Union",
    "the union", "DWU", "Union", "Hill Front", "the Front", "Anna Brandt",
)  # fmt: skip
ROLES = ("foreign minister", "minister", "president")


@st.composite
def documents(draw: st.DrawFn, ref: str) -> ReadDocument:
    """Return a report of a few names that may be short for one another."""
    persons = draw(st.lists(st.sampled_from(PERSONS), max_size=3, unique=True))
    bodies = draw(st.lists(st.sampled_from(BODIES), max_size=3, unique=True))
    groups = draw(st.lists(st.sampled_from(("the union", "Front")), max_size=1))
    office = draw(st.none() | st.sampled_from(ROLES))
    explains = draw(st.booleans())
    text = f"{ref}. " + ", ".join((*persons, *bodies, *groups, office or "nobody")) + " spoke."
    if explains:
        text += " Dock Workers Union (DWU) too. Deep Water Union (DWU) not."
    found = []
    body_ids = []
    for i, name in enumerate(bodies):
        place = name in {"Norland", "Sudmark"} and draw(st.booleans())
        found.append(entity(f"b{i}", name, "place" if place else "organisation", in_text=text))
        body_ids.append(f"b{i}")
    for i, name in enumerate(persons):
        more = {}
        if body_ids and draw(st.booleans()):
            more = {"role": draw(st.sampled_from(ROLES)), "affiliation": body_ids[0]}
            more["role_at"] = more["affiliation_at"] = span(text, name)
        found.append(entity(f"p{i}", name, "person", span(text, name), **more))
    found += [entity("g0", name, "group", span(text, name)) for name in groups]
    if explains and draw(st.booleans()):
        found.append(entity("x0", "Deep Water Union", "organisation", in_text=text))
    if office and body_ids:
        at = span(text, office)
        told = {"role": office, "role_at": at, "affiliation": body_ids[-1], "affiliation_at": at}
        found.append(entity("o0", office, "person", at, **told))
    published = draw(st.none() | st.sampled_from(("2031-05-04", "2031-06-01", "2032-01-10")))
    return read_document(text, ref=ref, entities=found, published=published)


coverage = st.integers(1, 6).flatmap(
    lambda n: st.tuples(*(documents(f"report {i}") for i in range(n)))
)


def resolved(store: Store) -> dict[tuple[str, str], str]:
    with store._database.reading() as connection:
        rows = connection.execute(select(actor_entity))
        return {(row.document_id, row.entity_id): row.actor_id for row in rows}


def everything(store: Store) -> list[list[tuple[object, ...]]]:
    """Return all rows of all tables of actors, but for what persons decided."""
    return rows_of(store, (table for table in TABLES if table is not actor_decision))


def filed(read: Sequence[ReadDocument], removed: Sequence[ReadDocument] = ()):
    with kept(read, removed) as store:
        return resolved(store), everything(store)


@settings(max_examples=25, deadline=None)
@given(coverage, st.randoms(use_true_random=False))
def test_any_order_of_filing_gives_the_actors_that_analysis_finds(read, chance):
    shuffled = list(read)
    chance.shuffle(shuffled)
    found, rows = filed(read)
    assert (found, rows) == filed(shuffled)
    actors = survey(read).actors
    assert found == {at: actor.id for at, actor in actors.of_entity.items()}


@settings(max_examples=12, deadline=None)
@given(coverage, coverage)
def test_a_document_that_was_removed_leaves_no_trace_in_who_is_who(read, other):
    kept = {each.document.id for each in read}
    removed = [each for each in other if each.document.id not in kept]
    assert filed(read, removed=removed) == filed(read)


@settings(max_examples=8, deadline=None)
@given(coverage)
def test_each_actor_counts_the_documents_that_name_it(read):
    with Store.throwaway() as store:
        for each in read:
            store.writer().file(each, "model 1")
        with store._database.reading() as connection:
            counted = dict(
                tuple(row)
                for row in connection.execute(
                    select(
                        actor_entity.c.actor_id, func.count(actor_entity.c.document_id.distinct())
                    ).group_by(actor_entity.c.actor_id)
                )
            )
            assert counted == {r.id: r.documents for r in connection.execute(select(actor))}
            named = {r.actor_id for r in connection.execute(select(actor_name))}
            assert named == counted.keys()
