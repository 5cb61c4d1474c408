"""Which documents belong together depends on what was read, not on the order of its filing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.documents.document import ReadDocument
from communique.record import Store
from communique.record.negotiation_tables import TABLES, negotiation_decision
from communique.record.negotiations import MOST_NEIGHBOURS
from tests.builders import entity, event, position, read_document, role, span
from tests.filed import kept, rows_of

SIDES = ("Norland", "Sudmark", "Eastvale", "Halmark")
MATTERS = ("cheese quotas", "ferry wages", "dairy tariffs", "cheese tariffs", "ferry quotas")


@st.composite
def documents(draw: st.DrawFn, ref: str) -> ReadDocument:
    """Return a report of talks whose sides and matters may be those of others, or not."""
    sides = draw(st.lists(st.sampled_from(SIDES), min_size=2, max_size=3, unique=True))
    matters = draw(st.lists(st.sampled_from(MATTERS), min_size=1, max_size=2, unique=True))
    text = f"{' and '.join(sides)} met over {' and '.join(matters)}, says report {ref}."
    return read_document(
        text,
        ref=ref,
        published=draw(st.sampled_from((None, "2031-05-01", "2031-05-02", "2031-05-09"))),
        entities=[
            entity(f"e{at}", name, "place", in_text=text) for at, name in enumerate(sides, 1)
        ],
        talks=[role(f"e{at}", "party", span(text, name)) for at, name in enumerate(sides, 1)],
        events=[event("v1", "CONSULT", span(text, "met"), actors=["e1", "e2"])],
        positions=[
            position(f"p{at}", "e1", "demand", words, span(text, words))
            for at, words in enumerate(matters, 1)
        ],
    )


coverage = st.integers(2, 9).flatmap(lambda n: st.tuples(*(documents(f"{i}") for i in range(n))))


def everything(store: Store) -> list[list[tuple[Any, ...]]]:
    """Return all rows of all tables of negotiations, but for what persons decided."""
    return rows_of(store, (table for table in TABLES if table is not negotiation_decision))


def filed(read: Sequence[ReadDocument], removed: Sequence[ReadDocument] = ()):
    with kept(read, removed) as store:
        return everything(store)


@settings(max_examples=25, deadline=None)
@given(coverage, st.randoms(use_true_random=False))
def test_any_order_of_filing_gives_the_same_negotiations(read, chance):
    shuffled = list(read)
    chance.shuffle(shuffled)
    assert filed(shuffled) == filed(read)


@settings(max_examples=15, deadline=None)
@given(coverage, coverage, st.randoms(use_true_random=False))
def test_a_document_that_was_removed_leaves_no_trace_in_what_belongs_together(read, other, chance):
    kept = {each.document.id for each in read}
    removed = [each for each in other if each.document.id not in kept]
    chance.shuffle(removed)
    assert filed(read, removed=removed) == filed(read)


@settings(max_examples=10, deadline=None)
@given(coverage, st.randoms(use_true_random=False))
def test_what_was_filed_in_any_order_is_as_settled(read, chance):
    shuffled = list(read)
    chance.shuffle(shuffled)
    with Store.throwaway() as store:
        for each in shuffled:
            store.writer().file(each, "model 1")
        before = everything(store)
        store.assignments("ada").settle()
        assert everything(store) == before


def many() -> list[ReadDocument]:
    """Return more reports of one matter than are placed anew for one of them."""
    return [
        read_document(
            text := f"Norland and Sudmark met over {matter}, says report {number}.",
            ref=f"{number}",
            published=f"2031-05-{number % 28 + 1:02}",
            entities=[
                entity("e1", "Norland", "place", in_text=text),
                entity("e2", "Sudmark", "place", in_text=text),
            ],
            talks=[
                role("e1", "party", span(text, "Norland")),
                role("e2", "party", span(text, "Sudmark")),
            ],
            positions=[position("p1", "e1", "demand", matter, span(text, matter))],
        )
        for number in range(MOST_NEIGHBOURS + 10)
        for matter in [("cheese quotas", "cheese tariffs", "dairy quotas")[number % 3]]
    ]


def test_among_many_neighbours_settling_makes_every_order_the_same():
    def settled(read: Sequence[ReadDocument]) -> list[list[tuple[Any, ...]]]:
        with Store.throwaway() as store:
            for each in read:
                store.writer().file(each, "model 1")
            store.assignments("ada").settle()
            return everything(store)

    assert settled(many()) == settled(many()[::-1])
