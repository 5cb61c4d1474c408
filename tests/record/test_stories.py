"""Stories in the record: the same as if they were found anew, in whatever order things came."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from communique.documents.document import ReadDocument
from communique.matching.stories import Story, find_stories
from communique.record import Store
from communique.record.stories import story, story_member
from communique.record.traces import copy_band, copy_trace
from tests.matching.copies import NEXT, OTHER, RETOLD, TOLD, WIRE, report

HALF = len(WIRE) // 2
POOL = [
    *(report(WIRE, outlet=o) for o in ("Meridian Wire", "Harbour Post")),
    report(WIRE, outlet="Coast Daily", published="2031-05-06"),
    report(WIRE, url="https://news.example/undated", published=None),
    report(WIRE[:HALF], published="2031-05-03"),
    report(WIRE[HALF:], published="2031-05-05"),
    report(f"EASTVALE (Meridian Wire) – {WIRE}"),
    report(TOLD),
    report(RETOLD, published="2031-05-05"),
    report(RETOLD, outlet="Island News", published="2031-05-12"),
    report(NEXT, published="2031-05-05"),
    *(report("Talks go on.", outlet=o) for o in "ab"),
    *(report("", outlet=o) for o in "ab"),
    report(OTHER),
    report(WIRE + " " + OTHER, published="2031-05-09"),
]
"""Copies of copies, halves that only the whole holds together, and what is like nothing."""


def anew(read: Iterable[ReadDocument]) -> list[Story]:
    return [s for s in find_stories(read).stories if len(s.documents) > 1]


def rows(store: Store, table: object) -> int:
    with store.view()._database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


# A failing example is small enough as it is; to shrink one takes minutes.
@settings(max_examples=15, deadline=None, phases=[Phase.generate])
@given(st.permutations(range(len(POOL))), st.data())
def test_stories_follow_from_the_documents_whatever_the_order_of_filing_and_removal(order, data):
    filed = order[: data.draw(st.integers(1, len(POOL)))]
    removed = data.draw(st.lists(st.sampled_from(filed), unique=True))
    with Store.throwaway() as store:
        writer = store.writer()
        for place in filed:
            writer.file(POOL[place], "model 1")
        assert store.view().copied_stories() == anew(POOL[place] for place in filed)
        for place in removed:
            writer.remove(POOL[place].document.id)
        left = [POOL[place] for place in filed if place not in removed]
        assert store.view().copied_stories() == anew(left)
        assert rows(store, story_member) == len(left)
        assert rows(store, story) == len(find_stories(left).stories)
        assert rows(store, copy_trace) <= len(left)


def test_removing_what_held_two_halves_together_parts_them():
    whole, first, last = report(WIRE), report(WIRE[:HALF]), report(WIRE[HALF:])
    with Store.throwaway() as store:
        writer = store.writer()
        for read in (first, last, whole):
            writer.file(read, "model 1")
        assert [len(s.documents) for s in store.view().copied_stories()] == [3]
        writer.remove(whole.document.id)
        assert store.view().copied_stories() == []


def test_another_reading_of_a_document_may_move_it_into_a_story():
    told, retold = report(TOLD), report(RETOLD, published="2031-05-05")
    unread = ReadDocument(document=retold.document, findings=report("").findings)
    with Store.throwaway() as store:
        writer = store.writer()
        writer.file(told, "model 1")
        writer.file(unread, "model 1")
        assert store.view().copied_stories() == []
        writer.file(retold, "model 2")
        (found,) = store.view().copied_stories()
        assert [f.kind for f in found.folded] == ["original", "rewritten"]


def test_nothing_is_left_of_a_story_whose_documents_are_removed():
    read = [report(WIRE, outlet=o) for o in "abc"]
    with Store.throwaway() as store:
        writer = store.writer()
        for each in read:
            writer.file(each, "model 1")
        for each in read:
            writer.remove(each.document.id)
        assert [rows(store, t) for t in (copy_band, copy_trace, story, story_member)] == [0] * 4


@pytest.mark.parametrize("copies", [1, 30])
def test_the_same_words_are_kept_once(copies: int):
    with Store.throwaway() as store:
        writer = store.writer()
        for i in range(copies):
            writer.file(report(WIRE, outlet=f"Outlet {i}"), "model 1")
        assert rows(store, copy_trace) == 1


def test_when_the_first_report_is_removed_the_original_is_told_among_those_that_are_left():
    half, wire, named = POOL[4], POOL[0], POOL[6]
    with Store.throwaway() as store:
        writer = store.writer()
        for read in (half, wire, named):
            writer.file(read, "model 1")
        writer.remove(half.document.id)
        (found,) = store.view().copied_stories()
        assert found == anew([wire, named])[0]
        assert found.original == wire.document.id
