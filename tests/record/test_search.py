"""Words found in documents and statements, and gone where the document is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from communique.record import Filters, Hit, Store
from communique.record.search import Terms, snippet
from communique.spans import Span
from tests.builders import document, not_read, read_document
from tests.record.coverage import freed, strike
from tests.record.test_removal import left_in, others

ALL = Filters()
STORIES = Filters(kind="document")


@pytest.fixture
def known(store: Store) -> Store:
    writer = store.writer()
    writer.file(freed(ref="freed.txt", published="2031-05-04"), "model 1")
    writer.file(strike(published="2031-05-09"), "model 1")
    return store


def found(store: Store, words: str, filters: Filters = ALL) -> list[Hit]:
    return store.view().search(words, filters)


@pytest.mark.parametrize(
    "words",
    ["captives", "CAPTIVE", "freed monday", '"nearly 40 captives"', "capt*", '"foreign min*"'],
)
def test_words_are_found_in_any_form_as_runs_and_by_their_beginning(known: Store, words: str):
    (hit,) = found(known, words, STORIES)
    assert hit.ref == "freed.txt"
    assert hit.matches


@pytest.mark.parametrize("words", ["captives dockers", '"40 nearly"', "aptive", "?!", '""'])
def test_all_words_must_be_there_and_runs_in_their_order(known: Store, words: str):
    assert found(known, words) == []


def test_a_hit_shows_where_the_words_stand_in_the_text(known: Store):
    (statement,) = found(known, "captives", Filters(kind="statement"))
    (span,) = statement.matches
    assert span.of(freed().document.text) == "captives"
    assert statement.snippet == "Norland freed nearly 40 «captives» on Monday"
    assert (statement.speaker, statement.statement) == ("Ilse Brandvik", "a1")


def test_words_of_a_title_that_is_not_in_the_text_find_the_document(store: Store):
    titled = document("Both sides met.", title="A truce at last", ref="titled.txt")
    store.writer().file(read_document(titled), "model 1")
    (hit,) = found(store, "truce")
    assert (hit.matches, hit.snippet) == ((), "Both sides met.")


def test_a_text_that_was_not_read_is_found_too(store: Store):
    store.writer().file(read_document(not_read("Die Gespräche wurden vertagt.")), "model 1")
    assert len(found(store, "gespräche")) == 1


def test_a_speaker_is_found_by_part_of_a_name_and_says_only_statements(known: Store):
    (hit,) = found(known, "freed", Filters(speaker="brandvik"))
    assert hit.kind == "statement"
    assert found(known, "freed", Filters(speaker="nobody")) == []


def test_without_words_the_filters_alone_choose(known: Store):
    assert [hit.statement for hit in found(known, "", Filters(speaker="Ilse"))] == ["a1"]
    assert [hit.ref for hit in found(known, "", STORIES)] == ["strike.txt", "freed.txt"]


def test_about_asks_the_whole_document_and_between_its_day(known: Store):
    speech = Filters(kind="statement", about="shelling of Zweiburg")
    assert [hit.ref for hit in found(known, "freed", speech)] == ["freed.txt"]
    assert found(known, "freed", Filters(about="dockers")) == []
    may = (date(2031, 5, 5), date(2031, 5, 9))
    assert [hit.ref for hit in found(known, "eastvale", Filters(between=may))] == ["strike.txt"]


def test_no_more_are_given_than_were_asked_for(known: Store):
    assert len(known.view().search("eastvale", ALL, 1)) == 1
    assert len(found(known, "eastvale")) > 1


def test_what_is_removed_or_read_anew_is_found_as_it_now_is(known: Store):
    known.writer().remove(freed().document.id)
    assert found(known, "captives") == []
    known.writer().file(freed(), "model 2")
    assert len(found(known, "captives", STORIES)) == 1


def test_the_index_keeps_no_word_of_a_removed_document(path: Path):
    # The text has the word with a capital, so that in small letters only the index can have it.
    secret = read_document("Zyxwvut spoke of talks.", ref="secret.txt")
    with Store.open(path) as store:
        for read in [*others(20), secret]:
            store.writer().file(read, "model 1")
        assert left_in(path.parent, {b"zyxwvut"})
        store.writer().remove(secret.document.id)
        assert left_in(path.parent, {b"zyxwvut"}) == set()
        assert len(found(store, "talks")) == 20
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")


def test_terms_are_words_runs_and_beginnings():
    assert Terms.of('truce "no more talks" relea*').runs == (
        (("truce",), False),
        (("no", "more", "talks"), False),
        (("relea",), True),
    )


def test_a_snippet_is_cut_between_words_and_says_so():
    words = "Before that " * 30 + "a truce held" + " and after it" * 30
    at = words.index("truce")
    shown = snippet(words, [Span(at, at + 5)])
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "a «truce» held" in shown
    assert set(shown.replace("«", "").replace("»", "").split()) <= {*words.split(), "…"}
