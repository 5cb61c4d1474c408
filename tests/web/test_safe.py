"""What keeps the app safe where nobody has to log in."""

from __future__ import annotations

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from communique.web.access import Access, loopback
from communique.web.forms import FormRoute
from communique.web.pages import PAGES


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "example.org", "8.8.8.8", ""])  # noqa: S104
def test_on_an_address_that_others_can_reach_people_have_to_log_in(host: str) -> None:
    assert loopback(host) is None
    assert Access(host).has_accounts


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2"])
def test_on_an_address_of_this_machine_alone_nobody_has_to(host: str) -> None:
    assert loopback(host) in ("127.0.0.1", "::1", "127.0.0.2")
    assert not Access(host).has_accounts
    assert Access(host, login=True).has_accounts


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "127.0.0.1.evil.example:8765",
        "[::2]",
        "",
        "a@b",
        "127.0.0.1:1/static/",
        "127.0.0.1:1?",
        "127.0.0.1/static/",
        "[::1]/static/",
        "[::1]x",
        "127.0.0.1:1@evil.example",
    ],
)
def test_a_name_that_was_led_to_this_machine_is_refused(app: TestClient, name: str) -> None:
    answer = app.get("/", headers={"host": name})
    assert answer.status_code == 421
    assert "Norland" not in answer.text


@pytest.mark.parametrize("name", ["localhost:8765", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_names_of_this_machine_are_taken(app: TestClient, name: str) -> None:
    assert app.get("/", headers={"host": name}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/app.css"])
def test_every_answer_forbids_what_it_does_not_need(app: TestClient, path: str) -> None:
    headers = app.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_whatever_changes_something_checks_where_its_form_comes_from() -> None:
    routes = [route for page in PAGES for route in page.routes]
    asking = {"GET", "HEAD"}
    changing = [r for r in routes if isinstance(r, Route) and not (r.methods or asking) <= asking]
    assert [route.path for route in changing if not isinstance(route, FormRoute)] == []


def test_another_site_may_link_here_but_not_load_anything_in_the_background(
    app: TestClient,
) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert app.get("/", headers=foreign | {"Sec-Fetch-Mode": "navigate"}).status_code == 200
    for mode in ("no-cors", "cors", "same-origin"):
        answer = app.get("/", headers=foreign | {"Sec-Fetch-Mode": mode})
        assert answer.status_code == 403
    own = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
    assert app.get("/api/v1/documents", headers=own).status_code == 200
