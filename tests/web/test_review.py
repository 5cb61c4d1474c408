"""Review: what the machine is unsure of is accepted, refused or put right, and that lasts."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from communique.documents import ReadDocument
from communique.record import Edit, Reject, Store
from tests.builders import entity, event, figure, position, read_document, span
from tests.web.serving import filed, send

TEXT = "Norland will free 40 captives in May. Sudmark met envoys of Westmark in Eastvale."


def doubtful(*, value: float = 40, low: float = 0.05) -> ReadDocument:
    """Return a document with three facts that are not sure, and one that is."""
    return read_document(
        TEXT,
        ref="doubtful.txt",
        entities=[
            entity("e1", "Norland", "place", in_text=TEXT),
            entity("e2", "Sudmark", "place", in_text=TEXT),
        ],
        figures=[figure("f1", span(TEXT, "40"), value=value, what="released", confidence=0.1)],
        positions=[
            position("p1", "e2", "offer", "captives", span(TEXT, "free 40 captives"),
                     confidence=low),
        ],
        events=[
            event("v1", "CONSULT", span(TEXT, "met"), actors=["e2"], confidence=0.2),
            event("v2", "RETREAT", span(TEXT, "free"), actors=["e1"], confidence=0.99),
        ],
    )  # fmt: skip


def asked(page: str) -> dict[str, str]:
    """Return what the form of a page would send."""
    form = page[page.index('id="decide"') :]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def answer(app: TestClient, page: str, decision: str, **fields: str) -> str:
    """Decide on the fact that a page shows, and return the page that follows."""
    given = {key: value for key, value in asked(page).items() if key != "csrf"}
    found = send(app, "/review", **given, decision=decision, **fields)
    assert found.status_code == 200, found.text
    return found.text


def test_the_least_sure_fact_comes_first_and_the_count_goes_down(
    empty_app: TestClient, record: Store
) -> None:
    filed(record, doubtful())
    page = empty_app.get("/review").text
    assert '<b class="number">3</b> facts left' in page
    assert asked(page)["fact"] == "p1"
    page = answer(empty_app, page, "accept")
    assert '<b class="number">2</b> facts left' in page
    assert "Accepted" in page
    assert asked(page)["fact"] == "f1"
    page = answer(empty_app, answer(empty_app, page, "reject"), "accept")
    assert "Nothing is left" in page
    findings = record.view().read_document(doubtful().document.id).findings
    assert [p.confidence for p in findings.positions] == [1.0]
    assert findings.figures == ()


def test_a_correction_is_still_there_when_the_document_is_read_again(
    empty_app: TestClient, record: Store
) -> None:
    filed(record, doubtful())
    page = empty_app.get("/review").text
    page = answer(empty_app, page, "edit", **{"new-party": "e1", "new-stance": "demand"})
    answer(empty_app, page, "edit", **{"new-value": "41"})
    record.writer().file(doubtful(value=44, low=0.06), "a newer model 2")
    findings = record.view().read_document(doubtful().document.id).findings
    assert [(p.party, p.stance) for p in findings.positions] == [("e1", "demand")]
    assert [f.value for f in findings.figures] == [41]
    assert asked(empty_app.get("/review").text)["fact"] == "v1"
    listed = empty_app.get("/api/v1/corrections").json()["items"]
    assert [each["decision"] for each in listed] == ["edit", "edit"]


def test_a_decision_can_be_taken_back(empty_app: TestClient, record: Store) -> None:
    filed(record, doubtful())
    page = answer(empty_app, empty_app.get("/review").text, "reject")
    number = re.search(r'name="correction" value="(\d+)"', page)
    assert number is not None
    page = send(empty_app, "/review/undo", correction=number[1]).text
    assert '<b class="number">3</b> facts left' in page
    assert asked(page)["fact"] == "p1"
    assert send(empty_app, "/review/undo", correction=number[1]).status_code == 400
    assert send(empty_app, "/review/undo", correction="99").status_code == 404


def test_what_is_passed_over_stays_in_the_count(empty_app: TestClient, record: Store) -> None:
    filed(record, doubtful())
    page = empty_app.get("/review").text
    skip = re.search(r'id="skip" href="([^"]+)"', page)
    assert skip is not None
    page = empty_app.get(skip[1].replace("&amp;", "&")).text
    assert "3</b> facts left" in page
    assert "1 passed over" in page
    assert asked(page)["fact"] == "f1"
    assert "1 passed over" in answer(empty_app, page, "accept")


def test_nonsense_changes_nothing(empty_app: TestClient, record: Store) -> None:
    filed(record, doubtful())
    given = {k: v for k, v in asked(empty_app.get("/review").text).items() if k != "csrf"}
    bad = {"new-stance": "beg"}
    assert send(empty_app, "/review", **given, decision="edit", **bad).status_code == 400
    assert send(empty_app, "/review", **given, decision="edit").status_code == 400
    assert send(empty_app, "/review", **given, decision="burn").status_code == 400
    moved = given | {"at": "1-2"}
    assert send(empty_app, "/review", **moved, decision="accept").status_code == 409
    whole = given | {"of": "entity"}
    assert send(empty_app, "/review", **whole, decision="accept").status_code == 409
    assert empty_app.post("/review", data=given | {"decision": "accept"}).status_code == 403
    for query in ("below=2", "below=x", "kind=poem", "after=x"):
        assert empty_app.get(f"/review?{query}").status_code == 400
    assert record.view().corrections() == []


def test_a_correction_is_told_beside_its_fact_on_the_page_of_the_document(
    empty_app: TestClient, record: Store
) -> None:
    filed(record, doubtful())
    document = doubtful().document.id
    writer = record.writer()
    writer.correct(document, Edit("f1", {"value": 41}), by="<b>Mara</b>")
    writer.correct(document, Reject("p1"), by="Mara")
    page = empty_app.get(f"/documents/{document}").text
    told = re.findall(r'<bdi class="by-person">([^<]*)</bdi>', page)
    assert len(told) == 1
    assert told[0].startswith("corrected by &lt;b&gt;Mara&lt;/b&gt; on ")
    assert 'id="f-p1"' not in page
