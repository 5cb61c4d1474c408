"""A reader looks; an editor also changes the record, and is named for it."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from communique.record import Store
from communique.web.forms import FormRoute
from communique.web.pages import PAGES
from tests.brief.coverage import coverage
from tests.cli.conftest import TRUCE
from tests.web.entering import EDITOR, READER, entered, guarded
from tests.web.serving import filed, finished, send, token
from tests.web.test_review import answer, doubtful

FORMS = [route for page in PAGES for route in page.routes if isinstance(route, FormRoute)]
OPEN_TO_ALL = {"/login", "/logout"}
QUESTIONS = {"/api/v1/facts": {"kind": "event"}, "/api/v1/changes": {"since": "2031-05-01"}}


@pytest.fixture
def app(record: Store) -> object:
    filed(record, *coverage(), doubtful())
    return guarded(record)[0]


@pytest.fixture
def reader(app: object) -> TestClient:
    return entered(app, READER)


@pytest.fixture
def editor(app: object) -> TestClient:
    return entered(app, EDITOR)


def changing(page: str) -> set[str]:
    """Return where the forms of a page send what changes something."""
    return set(re.findall(r'<form method="post" action="([^"]+)"', page)) - {"/logout"}


@pytest.mark.parametrize("path", ["/", "/review", "/actors", "/actors/Anna%20Brandt"])
def test_a_reader_sees_the_page_without_its_forms(
    reader: TestClient, editor: TestClient, path: str
) -> None:
    name = editor.get("/api/v1/actors?named=Brandt").json()["items"][0]["id"]
    send(editor, "/actors/merge", actor=name, other="Norland")
    seen = reader.get(path)
    assert seen.status_code == 200
    assert changing(seen.text) == set()
    assert changing(editor.get(path).text)


@pytest.mark.parametrize("path", sorted({route.path for route in FORMS} - OPEN_TO_ALL))
def test_a_reader_who_sends_a_form_all_the_same_is_refused(
    reader: TestClient, record: Store, path: str
) -> None:
    before = record.view().count(), len(record.view().audit())
    answer = reader.post(path, data={"csrf": token(reader), "text": TRUCE, "name": "truce"})
    assert answer.status_code == 403
    assert "for editors" in answer.text
    assert (record.view().count(), len(record.view().audit())) == before


def test_every_page_and_download_is_open_to_a_reader_but_the_audit(reader: TestClient) -> None:
    for page in PAGES:
        for route in page.routes:
            if isinstance(route, FormRoute) or not isinstance(route, Route) or "{" in route.path:
                continue
            status = reader.get(route.path, params=QUESTIONS.get(route.path)).status_code
            expected = 403 if route.path == "/audit" else 200
            assert status == expected, route.path
    assert reader.get("/brief.md").status_code == 200
    assert "/audit" not in reader.get("/").text


def test_the_editor_who_hands_in_and_decides_is_named(editor: TestClient, record: Store) -> None:
    finished(editor, send(editor, "/take-in", text=TRUCE))
    page = answer(editor, editor.get("/review").text, "accept")
    number = re.search(r'name="correction" value="(\d+)"', page)
    assert number is not None
    send(editor, "/review/undo", correction=number[1])
    name = editor.get("/api/v1/actors?named=Brandt").json()["items"][0]["id"]
    send(editor, "/actors/merge", actor=name, other="Norland")
    (made,) = record.view().corrections()
    assert (made.correction.by, made.correction.undone_by) == (EDITOR, EDITOR)
    assert [d.who for d in record.view().decisions()] == [EDITOR]
    done = [(e.who, e.did) for e in record.view().audit() if e.did[:4] not in ("user", "logg")]
    assert done == [
        (EDITOR, "document-filed"),
        (EDITOR, "correction-made"),
        (EDITOR, "correction-undone"),
        (EDITOR, "decision-made"),
    ]


def test_the_audit_is_a_page_for_editors(editor: TestClient, reader: TestClient) -> None:
    answer(editor, editor.get("/review").text, "reject")
    assert reader.get("/audit").status_code == 403
    page = editor.get("/audit").text
    assert 'href="/audit"' in editor.get("/").text
    assert "decided on a fact of" in page
    assert "position, reject" in page
    assert page.index("decided on a fact of") < page.index("logged in") < page.index("added a user")
    assert "192.0.2.9" in page


def test_the_audit_comes_in_pages(editor: TestClient, record: Store) -> None:
    for _ in range(120):
        record.users("Orla").set_role(READER, "reader")
    first = editor.get("/audit").text
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older is not None
    second = editor.get(older[1]).text
    assert first.count("<tr>") == 101
    assert "added a user" not in first
    assert "added a user" in second
    assert editor.get("/audit?before=x").status_code == 400


def test_where_nobody_logs_in_whoever_runs_the_app_is_in_the_audit(
    empty_app: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_USER", "Orla")
    finished(empty_app, send(empty_app, "/take-in", text=TRUCE))
    page = empty_app.get("/audit").text
    assert "Orla" in page
    assert "document 1" in page
