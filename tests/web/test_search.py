"""Search: what is found leads to its words, and facets narrow it."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from communique.web.pages.search import marked


def test_what_is_looked_for_is_lit_in_what_is_found(app: TestClient) -> None:
    page = app.get("/search?words=captives").text
    assert "<mark>captives</mark>" in page
    assert "Nothing in the record" in app.get("/search?words=zeppelins").text


def test_a_passage_leads_to_its_words(app: TestClient) -> None:
    page = app.get("/search?words=captives&kind=statement").text
    link = re.search(r'class="said" href="([^"#]+)#at"><bdi>(.*?)</bdi>', page)
    assert link is not None
    shown = app.get(html.unescape(link[1])).text
    lit = re.sub(r"<[^>]+>", "", "".join(re.findall(r"<mark>(.*?)</mark>", shown)))
    assert lit == re.sub(r"<[^>]+>", "", link[2])


def test_a_facet_narrows_and_is_taken_back(app: TestClient) -> None:
    page = app.get("/search?words=captives").text
    links = re.findall(r'<a href="(/search[^"]+)"><bdi>([^<]+)</bdi> <span[^>]*>(\d+)', page)
    facets = {words: (html.unescape(href), int(number)) for href, words, number in links}
    assert {"Statements", "Texts", "May 2031"} <= set(facets)
    href, number = facets["Statements"]
    narrowed = app.get(href).text
    assert f"{number} passage" in narrowed
    assert 'class="on"' in narrowed
    assert 'href="/search?words=captives"' in narrowed


@pytest.mark.parametrize("query", ["kind=poem", "from=soon", "from=2031-05-09&to=2031-05-01"])
def test_a_question_without_sense_is_refused(app: TestClient, query: str) -> None:
    assert app.get(f"/search?{query}").status_code == 400


def test_the_pieces_of_a_snippet_are_told_apart() -> None:
    assert marked("… the «release» of «all»") == [
        ("… the ", False),
        ("release", True),
        (" of ", False),
        ("all", True),
    ]
