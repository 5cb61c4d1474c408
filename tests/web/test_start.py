"""Start: handing in coverage, and what becomes of it."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.documents import LoadOptions, load
from communique.record import Store
from communique.settings import Settings
from communique.web import app as apps
from communique.web import create_app, example_coverage, jobs
from communique.web.jobs import plain
from tests.cli.conftest import STRIKE, TRUCE
from tests.cli.standin import StandIn
from tests.web.serving import HERE, finished, send, token


def test_files_are_read_and_filed(empty_app: TestClient, record: Store) -> None:
    files = [("files", ("truce.txt", TRUCE)), ("files", ("strike.txt", STRIKE))]
    page = finished(empty_app, send(empty_app, "/take-in", files))
    assert "Finished: 2 read and filed." in page
    assert {d.ref for d in record.view().documents()} == {"truce.txt", "strike.txt"}


def test_a_pasted_text_is_filed_with_what_is_said_of_it(
    empty_app: TestClient, record: Store
) -> None:
    pasted = TRUCE.replace("\n", "\r\n")
    answer = send(empty_app, "/take-in", text=pasted, outlet="Harbour Post", published="2031-05-07")
    assert "1 read and filed" in finished(empty_app, answer)
    (kept,) = record.view().documents()
    assert kept.text == TRUCE
    assert kept.outlet == "Harbour Post"
    assert str(kept.published) == "2031-05-07"
    assert kept.published_from == "given"


def test_what_cannot_be_read_is_named_with_the_reason(empty_app: TestClient) -> None:
    files = [
        ("files", ("empty.txt", b" \n")),
        ("files", ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)),
        ("files", ("truce.txt", TRUCE)),
    ]
    page = finished(empty_app, send(empty_app, "/take-in", files))
    assert "1 read and filed" in page
    assert "2 not taken in" in page
    assert "there is no text in it" in page
    assert "/tmp" not in page  # noqa: S108  # where it lay meanwhile is nobody's business


def test_an_archive_that_unpacks_to_too_much_is_refused(
    record: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MAX_DOCUMENTS", 3)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(50):
            archive.writestr(f"{number}.txt", f"Norland met Sudmark {number} times this week.")
        archive.writestr("bomb.txt", b"a" * 50_000_000)
    with TestClient(create_app(record, StandIn), base_url=HERE) as app:
        page = finished(app, send(app, "/take-in", [("files", ("all.zip", packed.getvalue()))]))
        assert "3 read and filed" in page
        assert "the rest was not taken in" in page
        bomb = gzip.compress(b"Norland said no. " * 1_500_000)
        page = finished(app, send(app, "/take-in", [("files", ("bomb.txt.gz", bomb))]))
        assert "5,000,000" in page or "5 MB" in page
        assert "1 not taken in" in page


def test_more_than_the_limit_is_refused_before_it_is_taken_in(
    record: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "MAX_UPLOAD", 50_000)
    with TestClient(create_app(record, StandIn), base_url=HERE) as app:
        answer = send(app, "/take-in", [("files", ("big.txt", "x" * 60_000))])
        assert answer.status_code == 413

        def in_pieces() -> Iterator[bytes]:
            yield b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
            for _ in range(60):
                yield b"x" * 1000

        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        answer = app.post("/take-in", content=in_pieces(), headers=headers)
        assert answer.status_code == 413
        assert record.view().count() == 0


def test_a_form_of_another_site_changes_nothing(empty_app: TestClient, record: Store) -> None:
    fields = {"csrf": token(empty_app), "text": TRUCE}
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        answer = empty_app.post("/take-in", data=fields, headers=headers)
        assert answer.status_code == 403, headers
    for wrong in ("", "x", fields["csrf"][:-1] + "é", "." * 64):
        answer = empty_app.post("/take-in", data={"csrf": wrong, "text": TRUCE})
        assert answer.status_code == 403, wrong
    empty_app.cookies.clear()
    assert empty_app.post("/take-in", data=fields).status_code == 403
    assert record.view().count() == 0


def test_a_form_with_nothing_in_it_is_refused(empty_app: TestClient) -> None:
    assert send(empty_app, "/take-in", text="  ").status_code == 400
    assert send(empty_app, "/take-in", text=TRUCE, published="soon").status_code == 400
    assert send(empty_app, "/take-example", name="../../etc").status_code == 400
    assert empty_app.get("/uploads/unknown").status_code == 404
    assert empty_app.get("/take-in").status_code == 405


@pytest.mark.parametrize("name", example_coverage.EXAMPLES)
def test_the_examples_ship_in_the_package(name: str) -> None:
    folder = example_coverage.folder(name)
    found = list(load([str(folder)], LoadOptions()))
    assert len(found) > 8
    assert all(hasattr(document, "text") for document in found)


def test_an_example_can_be_read(empty_app: TestClient, record: Store) -> None:
    page = finished(empty_app, send(empty_app, "/take-example", name="truce"))
    assert "Finished: 11 read and filed, 2 kept but not read." in page
    assert "language: Spanish" in page
    assert record.view().count() == 13


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("story.txt", "story.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\story.txt", "story.txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("a\0b\n\u202ec.txt", "abc.txt"),
        (".hidden", "hidden"),
    ],
)
def test_a_strange_name_of_a_file_leads_nowhere(name: str, expected: str) -> None:
    assert plain(name) == expected
    assert len(plain("ü" * 500 + ".txt").encode()) <= 200


def test_what_was_handed_in_lies_nowhere_afterwards(
    empty_app: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    finished(empty_app, send(empty_app, "/take-in", [("files", ("truce.txt", TRUCE))]))
    send(empty_app, "/take-in")
    assert set(tmp_path.iterdir()) == before


def test_what_the_program_was_started_with_holds_for_what_is_handed_in(
    record: Store, tmp_path: Path
) -> None:
    places = tmp_path / "places.csv"
    places.write_text("name,lat,lon\nSudmark,59.5,10.5\n", encoding="utf-8")
    settings = Settings(gazetteer=places, published=date(2031, 5, 17))
    with TestClient(create_app(record, StandIn, settings=settings), base_url=HERE) as client:
        finished(client, send(client, "/take-in", [("files", ("truce.txt", TRUCE))]))
    (kept,) = record.view().documents()
    assert kept.published == date(2031, 5, 17)
    (sudmark,) = record.view().actors(named="Sudmark")
    assert sudmark.location is not None
    assert (sudmark.location.lat, sudmark.location.lon) == (59.5, 10.5)
