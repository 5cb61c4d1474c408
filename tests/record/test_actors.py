"""Actors in the record: resolved as documents come and go."""

from __future__ import annotations

import pytest

from communique.errors import NotInRecord
from communique.record import Store
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
