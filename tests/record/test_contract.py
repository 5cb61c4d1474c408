"""The JSON contract, key by key, and that it comes through the record unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from communique.documents.document import ReadDocument
from communique.errors import UnreadableInput
from communique.findings import Findings
from communique.record import Store
from tests.builders import not_read
from tests.postgres import Server
from tests.record.coverage import freed
from tests.strategies import read_documents

KEYS = {
    "document": "id ref title outlet byline url published published_from language read not_read "
    "text paragraphs",
    "entities": "confidence id name kind qid affiliation role affiliation_at role_at location "
    "mentions",
    "attributions": "confidence id kind source speaker via cue content hedged",
    "figures": "confidence id start end low high hedge value unit what who subset_of place period "
    "per change compared_to attribution",
    "events": "confidence id type mode status start end actors recipients place date same_as "
    "attribution",
    "positions": "confidence id party stance issue what condition toward attribution",
    "talks": "confidence entity as start end",
    "times": "confidence id start end type value interval",
}


def spoken(read: ReadDocument) -> dict[str, Any]:
    line = json.loads(read.to_json())
    assert isinstance(line, dict)
    return line


def test_a_line_has_the_document_and_then_every_list_in_the_words_of_the_contract():
    assert list(spoken(freed())) == list(KEYS)


@pytest.mark.parametrize("part", KEYS)
def test_every_part_has_its_keys_in_order_known_or_not(part: str):
    whole = spoken(freed())[part]
    one = whole if part == "document" else whole[0]
    assert list(one) == KEYS[part].split()


def test_words_that_a_programming_language_keeps_for_itself_are_written_as_the_contract_does():
    line = spoken(freed())
    date = line["events"][0]["date"]
    assert list(date) == ["from", "to", "start", "end"]
    assert date == {"from": "2031-04-28", "to": "2031-04-28", "start": 36, "end": 42}
    condition = line["positions"][0]["condition"]
    assert list(condition) == ["start", "end", "relation", "event"]
    assert line["talks"][0]["as"] == "party"
    assert list(line["times"][0]["interval"]) == ["from", "to"]
    assert list(line["document"]["paragraphs"][0]) == ["start", "end", "kind"]


def test_a_whole_number_is_written_without_a_point():
    assert b'"high":40,' in freed().to_json()


def test_a_document_that_was_not_read_has_every_list_empty():
    line = spoken(ReadDocument(document=not_read("نص"), findings=Findings()))
    assert [name for name, value in line.items() if value == []] == list(KEYS)[1:]
    assert line["document"]["not_read"] == "language: Arabic"


@settings(max_examples=50)
@given(read=read_documents())
def test_a_line_reads_back_as_what_it_was_written_from(read: ReadDocument):
    again = ReadDocument.from_json(read.to_json())
    assert again == read
    assert again.to_json() == read.to_json()


@pytest.fixture(scope="module")
def record() -> Iterator[Store]:
    with Store.throwaway() as opened:
        yield opened


@pytest.fixture(scope="module")
def on_server(server: Server) -> Iterator[Store]:
    with Store.open(server.make()) as opened:
        yield opened


def comes_out_as_it_goes_in(record: Store, read: ReadDocument) -> None:
    # A ref alone is no change, and one document may be drawn twice.
    writer, view = record.writer(), record.view()
    if view.model_of(read.document.id) is not None:
        writer.remove(read.document.id)
    assert writer.file(read, "model 1")
    found = view.read_document(read.document.id)
    assert found == read
    assert found.to_json() == read.to_json()
    assert not writer.file(read, "model 1")


@settings(max_examples=50)
@given(read=read_documents())
def test_what_comes_out_of_the_record_is_what_went_in(record: Store, read: ReadDocument):
    comes_out_as_it_goes_in(record, read)


@settings(max_examples=25)
@given(read=read_documents())
def test_so_it_is_on_a_server_but_for_null_characters(on_server: Store, read: ReadDocument):
    try:
        comes_out_as_it_goes_in(on_server, read)
    except UnreadableInput:
        assert b"\\u0000" in read.to_json()
        assert on_server.view().model_of(read.document.id) is None
