"""Actors in the record: resolved as documents come and go."""

from __future__ import annotations

from datetime import date

import pytest

from communique.errors import NotInRecord, RecordError
from communique.record import Add, Store
from communique.record.actor_view import actors_in
from tests.builders import entity, read_document, span


def people(*names: str, ref: str = "a", kind: str = "person", text: str | None = None, **more):
    text = text or f"{ref}: " + ", ".join(names) + " spoke."
    entities = [entity(f"e{i}", name, kind, span(text, name)) for i, name in enumerate(names, 1)]
    return read_document(text, entities=entities, ref=ref, **more)


def file(store: Store, *read) -> None:
    writer = store.writer()
    for each in read:
        writer.file(each, "model 1")


def ids(store: Store) -> list[str]:
    return sorted(actor.id for actor in store.view().actors())


def test_one_name_in_two_documents_is_one_actor(store: Store):
    file(store, people("Anna Brandt"), people("Anna Brandt", ref="b"))
    (brandt,) = store.view().actors()
    assert (brandt.id, brandt.name, brandt.documents) == ("person:anna brandt", "Anna Brandt", 2)


def test_a_removed_document_leaves_no_actor_that_only_it_named(store: Store):
    kept, removed = people("Norland", kind="place"), people("Sudmark", ref="b", kind="place")
    file(store, kept, removed)
    store.writer().remove(removed.document.id)
    assert ids(store) == ["body:norland"]
    with pytest.raises(NotInRecord, match="communique actors"):
        store.view().actor("body:sudmark")


def test_actors_come_by_pages_the_most_named_first(store: Store):
    file(
        store, people("Norland", "Sudmark", kind="place"), people("Sudmark", ref="b", kind="place")
    )
    view = store.view()
    assert [a.name for a in view.actors()] == ["Sudmark", "Norland"]
    assert [a.name for a in view.actors(offset=1, limit=1)] == ["Norland"]
    assert [a.name for a in view.actors(named="MARK")] == ["Sudmark"]
    assert view.actors(kind="person") == []


def office(body: str, role: str, name: str | None = None, *, on: str, ref: str):
    """Return a report of a day that names who holds an office, or the office alone."""
    text = f"{ref}: {body}'s {role} {name or ''} left."
    at = {"role_at": span(text, role), "affiliation": "e1", "affiliation_at": span(text, body)}
    held = entity("e2", name or role, "person", span(text, name or role), role=role, **at)
    places = entity("e1", body, "place", span(text, body))
    return read_document(text, ref=ref, published=on, entities=[places, held])


def actor_in(store: Store, read, entity_id: str = "e2") -> str:
    with store._database.reading() as connection:
        return actors_in(connection, [read.document.id])[read.document.id, entity_id]


BERG = office("Norland", "foreign minister", "Ada Berg", on="2031-02-03", ref="b")
LIND = office("Norland", "foreign minister", "Olaf Lind", on="2031-09-01", ref="l")


def test_the_minister_is_who_held_the_office_at_that_time(store: Store):
    then = office("Norland", "foreign minister", on="2031-02-20", ref="x")
    now = office("Norland", "foreign minister", on="2031-10-01", ref="y")
    between = office("Norland", "foreign minister", on="2031-06-01", ref="z")
    elsewhere = office("Sudmark", "foreign minister", on="2031-02-20", ref="w")
    file(store, then, now, between, elsewhere, BERG, LIND)
    assert actor_in(store, then) == "person:ada berg"
    assert actor_in(store, now) == "person:olaf lind"
    assert actor_in(store, between).startswith("office:")
    assert actor_in(store, elsewhere).startswith("office:")


def test_an_office_that_changed_hands_long_ago_says_nothing_of_today(store: Store):
    later = office("Norland", "foreign minister", on="2039-02-20", ref="x")
    file(store, BERG, later)
    assert actor_in(store, later).startswith("office:")


def test_a_person_says_who_held_an_office_when_and_takes_it_back(store: Store):
    between = office("Norland", "foreign minister", on="2031-06-01", ref="z")
    file(store, BERG, LIND, between)
    judge = store.writer().judge("Ida")
    number = judge.give_role(
        "person:olaf lind", "Foreign Minister", "body:norland", first_day=date(2031, 5, 1)
    )
    assert actor_in(store, between) == "person:olaf lind"
    first, second = store.view().roles("person:olaf lind")
    assert (first.decided_by, second.documents) == ("Ida", 1)
    assert [r.decided_by for r in store.view().roles("person:olaf lind", date(2031, 6, 1))] == [
        "Ida"
    ]
    judge.undo(number)
    assert actor_in(store, between).startswith("office:")
    with pytest.raises(RecordError, match="undone already, by Ida"):
        judge.undo(number)


def test_what_a_person_merged_stays_one_through_removal_and_new_reading(store: Store):
    one, other = people("Ada Berg"), people("A. Bergh", ref="b")
    file(store, one, other)
    store.writer().judge("Ida").merge("person:ada berg", "person:a bergh")
    assert ids(store) == ["person:ada berg"]
    store.writer().remove(one.document.id)
    assert ids(store) == ["person:a bergh"]
    file(store, one)
    (berg,) = store.view().actors()
    assert (berg.id, berg.documents) == ("person:ada berg", 2)


def test_what_a_person_split_is_not_joined_again_by_the_machine(store: Store):
    file(store, people("Ada Berg"), people("Berg", ref="b"))
    assert ids(store) == ["person:ada berg"]
    judge = store.writer().judge("Ida")
    number = judge.split("person:ada berg", "Berg")
    file(store, people("Berg", ref="c"), people("Ada Berg", ref="d"))
    assert ids(store) == ["person:ada berg", "person:berg"]
    judge.undo(number)
    (berg,) = store.view().actors()
    assert (berg.id, berg.documents) == ("person:ada berg", 4)


def test_the_newer_of_two_decisions_goes_before_the_older(store: Store):
    file(store, people("Ada Berg"), people("Berg", ref="b"))
    judge = store.writer().judge("Ida")
    judge.split("person:ada berg", "Berg")
    judge.merge("person:ada berg", "person:berg")
    assert ids(store) == ["person:ada berg"]


def test_a_namesake_is_told_apart_in_the_document_that_means_another(store: Store):
    one, other = people("Ada Berg"), people("Ada Berg", ref="b")
    file(store, one, other)
    judge = store.writer().judge("Ida")
    (number,) = judge.split_in("person:ada berg", other.document.id)
    assert actor_in(store, one, "e1") == "person:ada berg"
    assert actor_in(store, other, "e1").startswith("person:ada berg (")
    store.writer().remove(other.document.id)
    file(store, other)
    assert len(ids(store)) == 2
    judge.undo(number)
    assert ids(store) == ["person:ada berg"]


def test_a_name_that_a_person_gave_is_shown(store: Store):
    file(store, people("DWU", kind="organisation"))
    judge = store.writer().judge("Ida")
    number = judge.rename("body:dwu", "Dock Workers  Union")
    file(store, people("DWU", kind="organisation", ref="b"))
    assert [a.name for a in store.view().actors()] == ["Dock Workers Union"]
    assert store.view().find_actor("Dock Workers Union") == "body:dwu"
    judge.undo(number)
    assert [a.name for a in store.view().actors()] == ["DWU"]


def test_a_decision_is_about_actors_that_are_there(store: Store):
    file(store, people("Ada Berg"))
    judge = store.writer().judge("Ida")
    with pytest.raises(NotInRecord, match="body:nowhere"):
        judge.merge("person:ada berg", "body:nowhere")
    with pytest.raises(RecordError, match="main name"):
        judge.split("person:ada berg", "Ada Berg")
    with pytest.raises(NotInRecord, match="number 9"):
        judge.undo(9)
    assert store.view().decisions() == []


@pytest.mark.parametrize("named", ["Šefčovič", "šefčovič", "MAROŠ ŠEF"])
def test_a_name_in_any_letters_is_found_in_any_case(store: Store, named: str):
    file(store, people("Maroš Šefčovič"))
    assert [a.name for a in store.view().actors(named=named)] == ["Maroš Šefčovič"]
    assert store.view().find_actor("maroš šefčovič") == ids(store)[0]


def test_whom_a_person_added_is_shown_where_the_text_names_him(store: Store):
    report = people("Anna Brandt", ref="Piet Corvey left with")
    file(store, report)
    store.writer().correct(
        report.document.id, Add("entity", {"name": "Piet Corvey", "kind": "person"}), by="Ilse"
    )
    (place,) = store.view().first_mentions(["person:piet corvey"])["person:piet corvey"]
    assert report.document.text[place.start : place.end] == "Piet Corvey"


def test_that_nobody_can_tell_keeps_two_apart_whatever_the_machine_says(store: Store):
    file(store, people("Anna Brandt"), people("Corvey", ref="b"))
    judge = store.writer().judge("Ilse")
    decided = judge.unsure("person:anna brandt", "person:corvey")
    file(store, people("Anna Corvey", ref="c"))
    assert "person:anna brandt" in ids(store)
    judge.undo(decided)
