"""Every page: what it shows, and that what a document says can do nothing to it."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.record import Store
from communique.web import create_app
from tests.brief.coverage import HOSTILE, coverage, hostile
from tests.builders import figure, position, read_document, span
from tests.cli.standin import StandIn
from tests.web.serving import HERE, filed

MOST = 300_000
"""Bytes of a page with all that it loads, compressed."""


def paths(store: Store) -> list[str]:
    """Return an address of every page that a person can open."""
    pages = ["/", "/documents", "/negotiation", "/negotiation?since=2031-05-06", "/brief"]
    pages += [f"/brief?audience={each}" for each in ("principal", "research")]
    pages += ["/brief?from=2031-05-06&to=2031-05-14", "/brief.html", "/api", "/nowhere"]
    pages += ["/search", "/search?words=captives", "/search?speaker=Norland&kind=statement"]
    pages += ["/figures", "/figures?about=captives", "/timeline", "/timeline?actor=Norland"]
    pages += ["/timeline?from=2031-05-01&to=2031-05-31", "/contacts", "/contacts?actor=Norland"]
    pages += ["/map", "/map?extent=world", "/map?actor=Norland&type=CONSULT"]
    pages += ["/actors", "/actors?kind=person", "/deals", "/review", "/review?below=1&kind=figure"]
    pages += [f"/actors/{each.id}" for each in store.view().actors()]
    for listed in store.view().latest(limit=100):
        pages += [f"/documents/{listed.id}", f"/documents/{listed.id}/why"]
    return pages


class Elements(HTMLParser):
    """The elements of a page, and what could run or fetch something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str | None] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.bad: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script":
            self.scripts.append(given.get("src"))
        if tag in ("script", "img", "iframe", "source", "embed") and given.get("src"):
            self.loaded.append(given["src"] or "")
        if tag == "link":
            self.loaded.append(given.get("href") or "")
        if tag == "a":
            self.links.append(given.get("href") or "")
        if "id" in given:
            self.ids.append(given["id"] or "")
        self.bad += [name for name in given if name.startswith("on") or name == "style"]


def test_every_page_can_be_opened(app: TestClient, full: Store) -> None:
    for path in paths(full):
        assert app.get(path).status_code == (404 if path == "/nowhere" else 200), path


def test_words_of_documents_run_nothing_and_load_nothing(app: TestClient, full: Store) -> None:
    for path in paths(full):
        if path == "/brief.html":
            continue  # it has its own policy, and tests of its own
        found = Elements(app.get(path).text)
        assert found.bad == [], path
        assert all(src and src.startswith("/static/") for src in found.scripts), path
        assert all(src.startswith("/static/") for src in found.loaded), path
        assert [link for link in found.links if "javascript:" in link.lower()] == [], path
        assert len(found.ids) == len(set(found.ids)), path


def test_no_page_holds_what_turns_the_reading_direction(app: TestClient, full: Store) -> None:
    for path in paths(full):
        if path == "/brief.html":
            continue  # it isolates what it shows
        page = app.get(path).text
        assert re.findall("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page) == [], path


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return an app over a document of one paragraph with ten million characters."""
    start = "Norland will free 40 captives. "
    text = start + "Nothing else was said about it by anyone. " * 250_000
    read = read_document(
        text,
        ref="huge.txt",
        figures=[figure("f1", span(text, "40"), value=40, what="released")],
        positions=[position("p1", None, "offer", "captives", span(text, "free 40 captives"))],
    )
    assert len(text) > 10_000_000
    with Store.open(tmp_path_factory.mktemp("huge") / "huge.db") as store:
        filed(store, read)
        with TestClient(create_app(store, StandIn), base_url=HERE) as client:
            yield client


def test_a_paragraph_of_ten_megabytes_is_shown_part_by_part(huge: TestClient) -> None:
    asking = ("/search?words=free", "/figures", "/timeline", "/map", "/actors", "/deals", "/review")
    for path in ("/", "/documents", "/negotiation", "/brief", "/api", *asking):
        answer = huge.get(path)
        assert answer.status_code == 200
        assert len(gzip.compress(answer.content)) < MOST
    page = huge.get("/documents/huge.txt").text
    assert "Part 1 of 351" in page
    assert "40" in page
    assert len(gzip.compress(page.encode())) < MOST
    assert "Part 351 of 351" in huge.get("/documents/huge.txt?part=999999").text


def test_a_page_with_all_that_it_loads_is_small(app: TestClient, full: Store) -> None:
    static = Path("communique/web/static")
    for path in paths(full):
        page = app.get(path)
        loaded = {src for src in Elements(page.text).loaded if src.startswith("/static/")}
        sizes = [len(gzip.compress((static / src[8:]).read_bytes())) for src in loaded]
        assert len(gzip.compress(page.content)) + sum(sizes) < MOST, path


def test_every_fact_of_a_document_is_marked_and_listed(app: TestClient, full: Store) -> None:
    page = app.get("/documents/hp-101").text
    read = full.view().read_document(full.view().find("hp-101"))
    for fact in (*read.findings.figures, *read.findings.positions, *read.findings.events):
        assert f'id="f-{fact.id}"' in page
        assert re.search(rf'data-f="[^"]*\b{fact.id}\b', page)


def test_the_text_of_a_document_is_whole_on_its_page(app: TestClient, full: Store) -> None:
    shown = Text(app.get("/documents/hp-101").text).words
    read = full.view().read_document(full.view().find("hp-101"))
    assert shown == " ".join(read.document.text.split())


class Text(HTMLParser):
    """The words of the article of a page, without those that are ours."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._inside = self._ours = False
        self._found: list[str] = []
        self.feed(page)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self._found).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._inside = True
        if tag == "p" and self._inside:
            self._found.append("")
        self._ours = ("class", "aside") in attrs

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside and not self._ours and self._found:
            self._found[-1] += data
        self._ours = False


def test_a_link_to_words_lights_exactly_them(app: TestClient, full: Store) -> None:
    read = full.view().read_document(full.view().find("hp-101"))
    at = span(read.document.text, "free captives until")
    page = app.get(f"/documents/hp-101?at={at.start}-{at.end}").text
    lit = "".join(re.findall(r"<mark>(.*?)</mark>", page))
    assert re.sub(r"<[^>]+>", "", lit) == "free captives until"


@pytest.mark.parametrize("at", ["5-2", "0-99999999", "x", "-1-4", "1-", "<b>"])
def test_a_link_to_words_that_are_not_there_shows_the_text(app: TestClient, at: str) -> None:
    answer = app.get("/documents/hp-101", params={"at": at})
    assert answer.status_code == 200
    assert "<mark>" not in answer.text


def test_what_is_not_the_story_is_set_apart(app: TestClient) -> None:
    read = read_document("Norland met Sudmark.")
    assert read.document.paragraphs
    page = app.get("/documents/hp-101").text
    assert '<p class="body"' in page


def test_a_cell_of_the_matrix_leads_to_its_exact_words(app: TestClient) -> None:
    page = app.get("/negotiation").text
    link = re.search(r'<a class="said" href="([^"#]+)#at"><q><bdi>([^<]+)</bdi>', page)
    assert link is not None
    shown = app.get(link[1].replace("&amp;", "&")).text
    lit = re.sub(r"<[^>]+>", "", "".join(re.findall(r"<mark>(.*?)</mark>", shown)))
    assert lit == link[2]


def test_an_empty_record_says_what_to_do(empty_app: TestClient) -> None:
    assert "Try it with invented coverage" in empty_app.get("/").text
    assert "The record is empty" in empty_app.get("/negotiation").text
    for path in ("/documents", "/brief", "/brief.md", "/brief.html", "/api/v1/negotiation"):
        assert empty_app.get(path).status_code == 200, path


def test_the_brief_of_a_period_holds_no_other_document(app: TestClient) -> None:
    late = app.get("/brief?from=2031-05-14&to=2031-05-14").text
    assert "published 14 May 2031" in late
    assert app.get("/brief?from=2031-05-15&to=2031-05-14").status_code == 400
    assert app.get("/brief?from=yesterday").status_code == 400
    assert app.get("/brief?audience=nobody").status_code == 400


def test_a_brief_can_be_taken_away(app: TestClient) -> None:
    page = app.get("/brief.html?from=2031-05-05")
    assert page.headers["content-disposition"] == 'attachment; filename="brief-2031-05-05.html"'
    assert page.text.lstrip().startswith("<!doctype html>")
    text = app.get("/brief.md?audience=principal")
    assert text.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "## Where the talks stand" in text.text
    assert "## Figures" not in text.text
    assert app.get("/brief.exe").status_code == 404


def test_a_brief_can_be_taken_away_as_a_word_document(app: TestClient) -> None:
    docx = pytest.importorskip("docx")
    answer = app.get("/brief.docx?from=2031-05-05&audience=principal")
    assert answer.headers["content-disposition"] == 'attachment; filename="brief-2031-05-05.docx"'
    paper = docx.Document(BytesIO(answer.content))
    headings = [p.text for p in paper.paragraphs if p.style.name == "Heading 1"]
    assert "Where the talks stand" in headings
    assert "Figures" not in headings


def test_where_no_word_document_can_be_made_the_page_says_what_to_install(
    app: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    answer = app.get("/brief.docx")
    assert answer.status_code == 501
    assert "pip install" in answer.text
    assert "communique[documents]" in answer.text


def test_hostile_words_are_shown_as_words(app: TestClient) -> None:
    number = hostile().document.id
    page = app.get(f"/documents/{number}").text
    assert "&lt;/script&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert HOSTILE not in page
    assert "javascript:" not in page


def test_reasons_are_told_when_asked_for(app: TestClient) -> None:
    number = coverage()[0].document.id
    page = app.get(f"/documents/{number}/why").text
    assert "rule: stand-in" in page
    told = app.get(f"/documents/{number}/why.json").json()
    assert told["note"] == ""
    assert told["reasons"]["e1"][0]["maker"] == "rule: stand-in"
