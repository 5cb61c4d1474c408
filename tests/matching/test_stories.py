"""Stories: which documents count as one source, and which of them is the original."""

from __future__ import annotations

from communique.documents.document import ReadDocument
from communique.matching.stories import Folded, Stories, find_stories
from tests.matching.copies import OTHER, RETOLD, TOLD, WIRE, report


def sizes(stories: Stories) -> list[int]:
    return sorted(len(story.documents) for story in stories.stories)


def folded(*read: ReadDocument) -> dict[str, Folded]:
    (story,) = find_stories(read).stories
    assert story.original == story.folded[0].document
    return {f.document: f for f in story.folded}


def test_ten_copies_of_a_wire_report_are_one_story():
    read = [report(WIRE, outlet=f"Outlet {i}") for i in range(10)]
    assert sizes(find_stories([*read, report(OTHER)])) == [1, 10]


def test_a_story_is_counted_once_however_many_documents_carry_it():
    read = [report(WIRE), report(WIRE[:200]), report(OTHER)]
    stories = find_stories(read)
    assert stories.count([r.document.id for r in read]) == 2
    assert stories.count([r.document.id for r in read[:2]]) == 1


def test_a_copy_of_a_copy_belongs_to_the_story():
    half = len(WIRE) // 2
    parts = [WIRE[:half], WIRE, WIRE[half:]]
    first, whole, last = (
        report(text, published=f"2031-05-{6 + i:02}") for i, text in enumerate(parts)
    )
    found = folded(first, whole, last)
    assert found[whole.document.id].like == first.document.id
    assert found[last.document.id].like == whole.document.id


def test_stories_do_not_depend_on_the_order_of_documents():
    read = [report(text, outlet=o) for text in (WIRE, OTHER, WIRE[:200], TOLD) for o in "abc"]
    assert find_stories(read) == find_stories([*reversed(read), *read[:3]])


def test_empty_texts_are_stories_of_their_own():
    read = [report(text, outlet=o) for text, o in (("", "a"), ("", "b"), ("x", "c"))]
    assert sizes(find_stories(read)) == [1, 1, 1]


def test_the_original_is_the_one_published_first():
    first = report(WIRE, outlet="Harbour Post", published="2031-05-06")
    later = report(WIRE + " " + OTHER, outlet="Meridian Wire", published="2031-05-07")
    found = folded(later, first)
    assert found[first.document.id].kind == "original"
    assert found[first.document.id].reason == "published first, on 2031-05-06"
    assert found[later.document.id].kind == "near"


def test_on_one_day_the_original_is_the_one_whose_outlet_the_others_name():
    wire = report(WIRE, outlet="Meridian Wire")
    copies = [
        report(f"EASTVALE (Meridian Wire) – {WIRE} ", outlet="Harbour Post"),
        report(WIRE + " Go on.", outlet="Coast Daily", byline=("Meridian Wire",)),
        report(WIRE + " And more on this tomorrow.", outlet="Island News"),
    ]
    found = folded(*copies, wire)
    assert found[wire.document.id].kind == "original"
    assert found[wire.document.id].reason == (
        "published first, on 2031-05-04, as were 3 more; its outlet is named in 2 of the others"
    )


def test_else_the_original_is_the_fullest():
    full, cut = report(WIRE), report(WIRE[:200])
    found = folded(full, cut)
    assert found[full.document.id].reason == (
        "published first, on 2031-05-04, as was 1 more; the fullest of them"
    )
    assert found[cut.document.id] == Folded(
        cut.document.id,
        "near",
        full.document.id,
        "97 % of the shorter text stands in the longer one",
    )


def test_a_document_without_a_date_is_not_taken_to_be_older():
    dated, undated = report(WIRE[:200]), report(WIRE, published=None)
    assert folded(undated, dated)[dated.document.id].kind == "original"
    assert folded(undated)[undated.document.id].reason == "the only one"


def test_a_report_in_other_words_is_the_same_story():
    read = [
        report(TOLD, published="2031-05-06"),
        report(RETOLD, published="2031-05-07"),
        report(OTHER, published="2031-05-07"),
    ]
    assert sizes(find_stories(read)) == [1, 2]
