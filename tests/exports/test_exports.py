"""Every export, and JSON Lines byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.documents.document import ReadDocument
from communique.exports import EXPORTERS, Exporter
from communique.record import Store
from tests.builders import entity, figure, not_read, read_document, span

TEXT = "Norland freed 12 men.\nSudmark «knows» of none.\u2028\u202eعين"
COVERAGE = [
    read_document(
        TEXT,
        entities=[entity("e1", "Norland", "place", in_text=TEXT)],
        figures=[figure("f1", span(TEXT, "12"), value=12, what="released")],
    ),
    read_document("Dockers walked out.", ref="strike.txt", outlet="Eastvale Courier"),
    read_document(not_read("نص عن المحادثات")),
]


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=list(EXPORTERS))
class TestEveryExporter:
    def test_is_called_by_its_name(self, exporter: Exporter):
        assert EXPORTERS[exporter.name] is exporter
        assert "/" in exporter.media_type

    def test_writes_nothing_before_it_is_asked_for(self, exporter: Exporter):
        def endless() -> Iterator[ReadDocument]:
            while True:
                yield COVERAGE[0]

        pieces = exporter(endless())
        assert any(next(pieces) for _ in range(3))

    def test_gives_the_same_bytes_twice(self, exporter: Exporter):
        assert b"".join(exporter(COVERAGE)) == b"".join(exporter(COVERAGE))

    def test_takes_a_record_without_documents(self, exporter: Exporter):
        assert isinstance(b"".join(exporter([])), bytes)


def test_json_lines_are_the_lines_of_read_json_ordered_by_id():
    with Store.throwaway() as store:
        for read in COVERAGE:
            store.writer().file(read, "model 1")
        exported = b"".join(EXPORTERS["jsonl"](store.view().read_documents()))
    ordered = sorted(COVERAGE, key=lambda read: read.document.id)
    assert exported == b"".join(read.to_json() + b"\n" for read in ordered)


def test_a_line_of_json_lines_is_one_line_whatever_the_text_holds():
    exported = b"".join(EXPORTERS["jsonl"](COVERAGE))
    lines = exported.decode().split("\n")
    assert lines.pop() == ""
    assert [ReadDocument.from_json(line.encode()) for line in lines] == COVERAGE


def test_json_lines_of_nothing_are_empty():
    assert b"".join(EXPORTERS["jsonl"]([])) == b""
