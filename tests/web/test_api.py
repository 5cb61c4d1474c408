"""The API: the answers of the pages, as JSON, as they are described."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from starlette.testclient import TestClient

from communique.documents import ReadDocument
from communique.record import Add, Reject, Store
from communique.record.facts import KINDS
from communique.web.api.answers import FactKind
from tests.brief.coverage import SCRIPT, coverage, hostile
from tests.web.serving import filed


def pages(app: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    """Return the items of all pages of a list."""
    found: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        answer = app.get(f"/api/v1{path}", params=asked | after).json()
        found += answer["items"]
        if answer["next"] is None:
            return found
        after = {"after": answer["next"]}


def test_a_document_is_given_in_the_words_of_the_contract(app: TestClient, full: Store) -> None:
    expected = full.view().read_document(full.view().find("hp-101"))
    answer = app.get("/api/v1/documents/hp-101")
    assert answer.headers["content-type"] == "application/json"
    assert ReadDocument.from_json(answer.content) == expected


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_pages_of_documents_hold_each_once(app: TestClient, full: Store, limit: int) -> None:
    found = pages(app, "/documents", limit=limit)
    assert sorted(item["id"] for item in found) == [d.id for d in full.view().documents()]
    days = [item["published"] for item in found]
    known = [day for day in days if day]
    assert days == sorted(known, reverse=True) + [None] * (len(days) - len(known))


def test_what_is_not_read_can_be_asked_for(app: TestClient, full: Store) -> None:
    found = pages(app, "/documents", unread="true")
    assert {item["id"] for item in found} == {d.id for d in full.view().documents() if not d.read}


@pytest.mark.parametrize("kind", get_args(FactKind))
def test_pages_of_facts_hold_each_once(app: TestClient, full: Store, kind: str) -> None:
    name = next(each.list for each in KINDS if each.name == kind)
    expected = [
        (read.document.id, place)
        for read in full.view().read_documents()
        for place, _ in enumerate(getattr(read.findings, name))
    ]
    found = pages(app, "/facts", kind=kind, limit=3)
    assert len(found) == len(expected)
    assert len({item["id"] for item in found}) == len(expected)
    assert [item["document"] for item in found] == [document for document, _ in expected]


def test_every_line_leads_to_words(app: TestClient, full: Store) -> None:
    texts = {d.id: d.text for d in full.view().documents()}
    state = app.get("/api/v1/negotiation?since=2031-05-05").json()
    brief = app.get("/api/v1/brief?audience=research").json()
    assert state["changes"]
    for item in (*state["items"], *state["changes"], *brief["items"]):
        assert item["evidence"], item["id"]
        for at in item["evidence"]:
            assert 0 <= at["start"] < at["end"] <= len(texts[at["document"]])


@pytest.mark.parametrize(
    "path",
    ["/facts", "/facts?kind=rumour", "/documents?limit=0", "/documents?limit=501",
     "/documents?colour=red", "/documents?limit=1&limit=2", "/brief?from=soon",
     "/facts?kind=figure&after=x", "/documents/hp-101?min_confidence=2"],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused(app: TestClient, path: str) -> None:
    answer = app.get(f"/api/v1{path}")
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "message"}


def test_what_is_not_there_is_not_found(app: TestClient) -> None:
    assert app.get("/api/v1/documents/nothing").status_code == 404
    assert app.get("/api/v1/nothing").json()["error"] == "Not Found"
    assert app.post("/api/v1/documents").status_code == 405


def test_html_in_json_stays_json(app: TestClient) -> None:
    answer = app.get(f"/api/v1/documents/{hostile().document.id}")
    assert SCRIPT in answer.json()["document"]["text"]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_description_names_every_operation_and_is_shown(app: TestClient) -> None:
    described = app.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    page = app.get("/api").text
    for path in described["paths"]:
        assert path in page
    for shape in described["components"]["schemas"]:
        assert f'id="shape-{shape}"' in page


def test_facts_stand_as_persons_have_corrected_them(empty_app: TestClient, record: Store) -> None:
    filed(record, *coverage())
    figures = pages(empty_app, "/facts", kind="figure")
    first, other = figures[0], figures[1]
    of = first["document"]
    writer = record.writer()
    writer.correct(of, Reject(first["fact"]["id"]), by="Ilse")
    text = record.view().read_document(of).document.text
    added = {"words": text.split()[0], "start": 0, "value": 3, "what": "ships"}
    writer.correct(of, Add("figure", added), by="Ilse")
    now = pages(empty_app, "/facts", kind="figure", limit=2)
    assert first["id"] not in {item["id"] for item in now}
    assert other["id"] in {item["id"] for item in now}
    (by_ilse,) = (item for item in now if item["fact"]["what"] == "ships")
    assert by_ilse["fact"]["value"] == 3
    assert len(now) == len(figures) == len({item["id"] for item in now})
