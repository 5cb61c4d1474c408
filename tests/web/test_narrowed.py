"""One of several negotiations, alone, on the pages and through the API."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from communique.record import Store
from communique.web import create_app, visits
from tests.cli.standin import StandIn
from tests.record.talks import cheese, ferry, nothing
from tests.web.serving import HERE, filed


@pytest.fixture
def app(record: Store) -> TestClient:
    filed(record, *cheese(), *ferry(), nothing())
    return TestClient(create_app(record, StandIn), base_url=HERE)


def test_the_negotiations_of_what_is_found_narrow_the_search(app: TestClient) -> None:
    page = app.get("/search?words=met").text
    links = re.findall(
        r'<a href="(/search[^"]+)"><bdi>(Eastvale[^<]+)</bdi> <span[^>]*>(\d+)', page
    )
    ((href, name, number),) = links
    assert number == "2"
    narrowed = app.get(html.unescape(href)).text
    assert "cheese" not in re.sub(r"<[^>]+>", "", narrowed.partition("<ol")[2])
    assert f'aria-label="{name}: take this filter out"' in narrowed


def test_a_negotiation_alone_is_enough_to_look_for(app: TestClient) -> None:
    assert "3 passages" in app.get("/search?negotiation=cheese").text


def test_the_state_and_the_changes_of_one_negotiation_are_shown(app: TestClient) -> None:
    every = app.get("/negotiation?since=2031-05-01").text
    one = app.get("/negotiation?since=2031-05-01&of=cheese").text
    assert "Seafarers Union" in every.partition("Who is at the table")[2]
    assert "Seafarers Union" not in one.partition("Who is at the table")[2]
    assert 'name="of" value="cheese"' in one


def test_a_look_at_one_negotiation_is_no_visit_to_all(app: TestClient) -> None:
    assert visits.COOKIE not in app.get("/negotiation?of=cheese").cookies
    assert visits.COOKIE in app.get("/negotiation").cookies


def test_the_actors_of_one_negotiation_are_listed(app: TestClient) -> None:
    page = app.get("/actors?negotiation=cheese").text
    listed = re.findall(r'<li><a href="/actors/[^"]+"><bdi>([^<]+)</bdi>', page)
    assert listed == ["Norland", "Sudmark"]


@pytest.mark.parametrize(
    "path", ["/search?negotiation=beef", "/negotiation?of=beef", "/api/v1/places?negotiation=beef"]
)
def test_a_negotiation_that_is_not_there_is_not_found(app: TestClient, path: str) -> None:
    assert app.get(path).status_code == 404


def test_the_api_lists_negotiations_and_keeps_to_one(app: TestClient) -> None:
    first, second = app.get("/api/v1/negotiations").json()["items"]
    assert (first["documents"], second["documents"]) == (3, 2)
    ours = {read.document.id for read in cheese()}
    for asked in (
        "search?words=met",
        "actors",
        "timeline",
        "positions",
        "changes?since=2031-05-01",
        "negotiation?since=2031-04-01",
        "brief",
    ):
        sign = "&" if "?" in asked else "?"
        answer = app.get(f"/api/v1/{asked}{sign}negotiation={first['id']}").json()
        items = answer["items"] + answer.get("changes", [])
        cited = {at["document"] for item in items for at in item["evidence"]}
        assert cited <= ours, asked
        assert cited or asked == "timeline"
    assert app.get("/api/v1/changes?since=2031-05-01&negotiation=beef").status_code == 404
