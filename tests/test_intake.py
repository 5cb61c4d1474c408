"""From documents to the record, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from communique.documents.document import Document
from communique.errors import CommuniqueError, InputError, ModelError, RecordError, UnreadableInput
from communique.findings import Findings
from communique.intake import file_documents
from communique.record import Store
from communique.spans import Span
from tests.builders import document, entity, figure, findings, not_read, span

TRUCE = document("Norland and Sudmark met.", ref="truce.txt")
STRIKE = document("Norland's dockers walked out.", ref="strike.txt")
ARABIC = not_read("نص عن المحادثات", ref="arabic.txt")


def norland_in(given: Document) -> Findings:
    return findings(entities=[entity("e1", "Norland", "place", span(given.text, "Norland"))])


class StandIn:
    """Reads by a function, and remembers what it was given."""

    name = "stand-in"

    def __init__(self, find: Callable[[Document], Findings] = norland_in) -> None:
        self.find = find
        self.version = "1"
        self.given: list[str] = []

    def read(self, document: Document) -> Findings:
        self.given.append(document.ref)
        return self.find(document)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.throwaway() as opened:
        yield opened


@pytest.fixture
def reader() -> StandIn:
    return StandIn()


def kinds(*inputs, store: Store, reader: StandIn, again=False) -> list[str]:
    return [each.kind for each in file_documents(inputs, store, reader, again=again)]


def test_what_is_read_is_filed_and_named_in_the_order_given(store: Store, reader: StandIn):
    outcomes = list(file_documents([TRUCE, STRIKE], store, reader))
    assert [(each.kind, each.where) for each in outcomes] == [
        ("filed", "truce.txt"),
        ("filed", "strike.txt"),
    ]
    assert [each.document for each in outcomes] == [TRUCE, STRIKE]
    kept = store.view().read_document(TRUCE.id)
    assert kept.document == TRUCE
    assert [known.name for known in kept.findings.entities] == ["Norland"]


def test_what_this_reader_has_read_already_is_skipped(store: Store, reader: StandIn):
    kinds(TRUCE, store=store, reader=reader)
    assert kinds(TRUCE, STRIKE, TRUCE, store=store, reader=reader) == [
        "skipped",
        "filed",
        "skipped",
    ]
    assert reader.given == ["truce.txt", "strike.txt"]


def test_the_same_text_under_another_name_is_skipped(store: Store, reader: StandIn):
    copy = document(TRUCE.text, ref="copy.txt")
    assert kinds(TRUCE, copy, store=store, reader=reader) == ["filed", "skipped"]


def test_another_date_or_another_version_is_read_anew_and_filed_under_it(
    store: Store, reader: StandIn
):
    kinds(TRUCE, store=store, reader=reader)
    later = document(TRUCE.text, ref="truce.txt", published="2031-05-09")
    assert kinds(later, store=store, reader=reader) == ["filed"]
    assert store.view().model_of(TRUCE.id) == "stand-in 1"
    reader.version = "2"
    assert kinds(later, store=store, reader=reader) == ["filed"]
    assert store.view().count() == 1
    assert store.view().model_of(TRUCE.id) == "stand-in 2"


def test_what_is_read_again_and_says_the_same_is_unchanged(store: Store, reader: StandIn):
    kinds(TRUCE, store=store, reader=reader)
    assert kinds(TRUCE, store=store, reader=reader, again=True) == ["unchanged"]
    assert len(reader.given) == 2


def test_what_is_not_to_be_read_is_kept_without_facts_and_said_each_time(
    store: Store, reader: StandIn
):
    for again in (False, True, False):
        assert kinds(ARABIC, store=store, reader=reader, again=again) == ["not-read"]
    assert reader.given == []
    kept = store.view().read_document(ARABIC.id)
    assert (kept.document, kept.findings) == (ARABIC, Findings())


def test_an_input_that_could_not_be_taken_in_stands_in_its_place(store: Store, reader: StandIn):
    error = UnreadableInput("feed.jsonl line 2", "it is no JSON")
    inputs: list[Document | InputError] = [TRUCE, error, STRIKE]
    outcomes = list(file_documents(inputs, store, reader))
    assert [each.kind for each in outcomes] == ["filed", "failed", "filed"]
    assert (outcomes[1].where, outcomes[1].error) == ("feed.jsonl line 2", error)


def test_a_document_that_cannot_be_read_fails_alone(store: Store, reader: StandIn):
    def fails_once(given: Document) -> Findings:
        if given is TRUCE:
            raise ModelError("the words do not fit the model")
        return reader.read(given)

    outcomes = list(file_documents([TRUCE, STRIKE], store, StandIn(fails_once)))
    assert [each.kind for each in outcomes] == ["failed", "filed"]
    assert outcomes[0].where == "truce.txt"
    assert isinstance(outcomes[0].error, CommuniqueError)
    assert [known.ref for known in store.view().documents()] == ["strike.txt"]


def test_a_reading_that_points_beyond_the_text_fails_alone_and_leaves_the_one_before(
    store: Store, reader: StandIn
):
    def strays(given: Document) -> Findings:
        return findings(figures=[figure("f1", Span(0, len(given.text) + 1))])

    kinds(TRUCE, store=store, reader=reader)
    assert kinds(TRUCE, STRIKE, store=store, reader=StandIn(strays), again=True) == [
        "failed",
        "failed",
    ]
    assert [known.name for known in store.view().read_document(TRUCE.id).findings.entities] == [
        "Norland"
    ]


def test_a_fault_in_the_reader_is_not_hidden(store: Store):
    def broken(_: Document) -> Findings:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kinds(TRUCE, store=store, reader=StandIn(broken))


def test_where_the_record_fails_nothing_more_is_read(store: Store, reader: StandIn):
    outcomes = file_documents([TRUCE, STRIKE], store, reader)
    next(outcomes)

    def fails(_: Document) -> Findings:
        raise RecordError("the disk is full")

    with pytest.raises(RecordError, match="full"):
        kinds(STRIKE, TRUCE, store=store, reader=StandIn(fails), again=True)


def test_documents_are_taken_one_by_one_and_each_is_kept_before_the_next(
    store: Store, reader: StandIn
):
    def feed() -> Iterator[Document]:
        yield TRUCE
        assert store.view().count() == 1
        yield STRIKE
        assert store.view().count() == 2

    assert [each.kind for each in file_documents(feed(), store, reader)] == [
        "filed",
        "filed",
    ]
