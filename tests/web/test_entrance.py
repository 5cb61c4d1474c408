"""Limits on log-ins, HTTP Basic for programs, and the word of a proxy."""

from __future__ import annotations

import ipaddress

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from communique.accounts import Accounts
from communique.record import Store
from communique.web import limits
from communique.web.limits import Limits
from communique.web.proxies import Proxies
from tests.cli.conftest import TRUCE
from tests.web.entering import (
    EDITOR,
    PASSWORDS,
    READER,
    Clock,
    browser,
    entered,
    guarded,
    log_in,
)
from tests.web.serving import finished, send, token

LIST = "/api/v1/documents"
PROXY = "198.51.100.4"
BEHIND = Proxies((ipaddress.ip_network(PROXY),), "X-Forwarded-User")


def test_after_some_failures_each_next_one_waits_longer_whoever_asks() -> None:
    clock = Clock()
    known = Limits(clock)
    for number in range(limits.FREE_BY_NAME):
        assert known.begin("edda", f"192.0.2.{number}") == 0
    waits = []
    for number in range(20):
        waits.append(known.begin("edda", f"203.0.113.{number}"))
        clock.now += waits[-1]
        assert known.begin("edda", f"203.0.113.{number}") == 0
    assert waits[:4] == [1, 2, 4, 8]
    assert waits == sorted(waits)
    assert waits[-1] == limits.LONGEST
    clock.now += limits.FORGOTTEN + 1
    assert [known.begin("edda", "192.0.2.1") for _ in range(3)] == [0, 0, 0]


def test_an_address_that_tries_many_names_waits_and_others_do_not() -> None:
    known = Limits(Clock())
    tries = [known.begin(f"name {n}", "192.0.2.1") for n in range(limits.FREE_BY_ADDRESS + 1)]
    assert tries[:-1] == [0] * limits.FREE_BY_ADDRESS
    assert tries[-1] > 0
    assert known.begin("edda", "192.0.2.2") == 0


def test_addresses_of_one_network_of_a_household_are_one() -> None:
    known = Limits(Clock())
    for number in range(limits.FREE_BY_ADDRESS):
        assert known.begin(f"name {number}", f"2001:db8::{number:x}") == 0
    assert known.begin("edda", "2001:db8::ffff") > 0
    assert known.begin("edda", "2001:db8:0:1::1") == 0


def test_a_log_in_that_succeeds_clears_the_name_but_not_the_address() -> None:
    known = Limits(Clock())
    for number in range(limits.FREE_BY_ADDRESS - 1):
        known.begin(f"name {number}", "192.0.2.1")
    for _ in range(3):
        assert known.begin("edda", "192.0.2.1") == 0
        known.succeeded("edda", "192.0.2.1")
    assert known.begin("another", "192.0.2.1") == 0
    assert known.begin("edda", "192.0.2.1") > 0


def test_only_so_many_names_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "KEPT", 3)
    known = Limits(Clock())
    for number in range(50):
        known.begin(f"name {number}", f"192.0.2.{number}")
    assert len(known._names._known) == 3


def test_the_log_in_page_says_how_long_to_wait_and_then_takes_the_password(record: Store) -> None:
    clock = Clock()
    app, _ = guarded(record, clock=clock)
    client = browser(app)
    for _ in range(limits.FREE_BY_NAME):
        assert log_in(client, EDITOR, "a wrong password").status_code == 401
    answer = log_in(client, EDITOR.upper(), PASSWORDS[EDITOR])
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "Wait 1 second," in answer.text
    assert log_in(client, READER).status_code == 303
    clock.now += int(answer.headers["retry-after"])
    assert log_in(client, EDITOR).status_code == 303


def test_log_ins_and_those_refused_are_in_the_audit_without_what_was_typed(record: Store) -> None:
    app, _ = guarded(record)
    client = browser(app)
    log_in(client, EDITOR.lower(), "a wrong password")
    log_in(client, "my secret by mistake", "x")
    log_in(client, EDITOR)
    send(client, "/logout")
    found = [(e.who, e.did, e.about) for e in record.view().audit() if e.did[:4] != "user"]
    here = {"from": "192.0.2.9"}
    assert found == [
        (EDITOR, "log-in-refused", here),
        (None, "log-in-refused", here),
        (EDITOR, "logged-in", here),
        (EDITOR, "logged-out", here),
    ]


def test_a_program_asks_the_api_with_a_name_and_a_password(record: Store) -> None:
    app, accounts = guarded(record)
    client = browser(app)
    assert client.get(LIST, auth=(READER, PASSWORDS[READER])).json()["total"] == 0
    assert client.get(LIST, auth=(READER, PASSWORDS[READER])).status_code == 200
    done = [e.did for e in record.view().audit()]
    assert done.count("logged-in") == 1
    accounts.set_password(READER, "another password", by="Orla")
    assert client.get(LIST, auth=(READER, PASSWORDS[READER])).status_code == 401
    record.users("Orla").remove(READER)
    assert client.get(LIST, auth=(READER, "another password")).status_code == 401


def test_a_session_opens_the_api_too(record: Store) -> None:
    app, _ = guarded(record)
    assert entered(app, READER).get(LIST).status_code == 200


@pytest.mark.parametrize(
    "given", [None, "Basic", "Basic !!!", "Basic YWJj", "Bearer x", "Basic YTpi", "Basic /w=="]
)
def test_the_api_refuses_who_does_not_say_who_they_are(record: Store, given: str | None) -> None:
    app, _ = guarded(record)
    answer = browser(app).get(LIST, headers={"authorization": given} if given else {})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")
    assert set(answer.json()) == {"error", "message"}


def test_guessing_by_the_api_is_limited_too(record: Store) -> None:
    app, _ = guarded(record)
    client = browser(app)
    for number in range(limits.FREE_BY_NAME):
        assert client.get(LIST, auth=(EDITOR, f"guess {number}")).status_code == 401
    answer = client.get(LIST, auth=(EDITOR, PASSWORDS[EDITOR]))
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert log_in(client, EDITOR).status_code == 429


def test_a_password_in_a_header_opens_no_page(record: Store) -> None:
    # A browser would send it with whatever another site has it send.
    app, _ = guarded(record)
    given = (EDITOR, PASSWORDS[EDITOR])
    assert browser(app).get("/documents", auth=given, follow_redirects=False).status_code == 303
    assert browser(app).post("/take-in", auth=given).status_code == 401


@pytest.fixture
def behind(record: Store) -> object:
    return guarded(record, proxies=BEHIND)[0]


def named(app: object, name: str, *, address: str = PROXY) -> TestClient:
    """Return a browser whose requests come by an address, with the header that names someone."""
    client = browser(app, address=address)
    client.headers.encoding = "utf-8"
    client.headers["X-Forwarded-User"] = name
    return client


def test_a_proxy_says_who_asks_and_the_list_of_users_as_what(behind: object, record: Store) -> None:
    editor = named(behind, EDITOR.lower())
    page = editor.get("/").text
    assert "Edda" in page
    assert "Log out" not in page
    assert "1 read and filed" in finished(editor, send(editor, "/take-in", text=TRUCE))
    assert [e.who for e in record.view().latest_audit(limit=1)] == [EDITOR]
    assert named(behind, READER).get("/audit").status_code == 403


def test_whom_the_list_does_not_know_may_read(behind: object) -> None:
    guest = named(behind, "Gästin")
    page = guest.get("/").text
    assert "Gästin" in page
    assert 'action="/take-in"' not in page
    assert guest.get(LIST).status_code == 200
    assert guest.post("/take-in", data={"csrf": token(named(behind, EDITOR))}).status_code == 403


@pytest.mark.parametrize("address", ["192.0.2.9", "198.51.100.5", "::1", "127.0.0.1", "unknown"])
def test_the_header_counts_from_that_proxy_alone(behind: object, address: str) -> None:
    stranger = named(behind, EDITOR, address=address)
    stranger.headers["X-Forwarded-For"] = PROXY
    assert stranger.get("/documents", follow_redirects=False).status_code == 303
    assert stranger.get(LIST).status_code == 401
    assert stranger.post("/take-in").status_code == 401


def test_a_proxy_within_a_network_or_written_as_ipv6_is_known(record: Store) -> None:
    around = Proxies((ipaddress.ip_network("198.51.100.0/24"),), "X-Forwarded-User")
    app, _ = guarded(record, proxies=around)
    assert named(app, EDITOR, address=f"::ffff:{PROXY}").get("/audit").status_code == 200


@pytest.mark.parametrize("name", ["", " ", "a:b", "x" * 200])
def test_a_header_that_holds_no_name_lets_nobody_in(behind: object, name: str) -> None:
    client = named(behind, name)
    assert client.get("/documents", follow_redirects=False).status_code == 303


def test_a_header_in_no_known_letters_names_nobody() -> None:
    for raw, name in ((b"\xff", None), (b"G\xc3\xa4stin", "Gästin")):
        scope = {"type": "http", "headers": [(b"x-forwarded-user", raw)], "client": (PROXY, 1)}
        assert BEHIND.named(Request(scope)) == name


def test_two_names_are_none(behind: object) -> None:
    client = browser(behind, address=PROXY)
    headers = [("X-Forwarded-User", READER), ("X-Forwarded-User", EDITOR)]
    assert client.get("/documents", headers=headers, follow_redirects=False).status_code == 303


def test_a_form_of_one_whom_the_proxy_names_is_not_anothers(behind: object) -> None:
    client = named(behind, EDITOR)
    csrf = token(client)
    client.headers["X-Forwarded-User"] = "Someone"
    assert client.post("/take-in", data={"csrf": csrf, "text": TRUCE}).status_code == 403


def test_without_the_header_a_proxy_is_asked_for_a_password(behind: object) -> None:
    client = browser(behind, address=PROXY)
    assert client.get("/documents", follow_redirects=False).status_code == 303
    assert log_in(client, EDITOR).status_code == 303
    assert client.get("/documents").status_code == 200


def test_the_limit_is_on_the_address_that_the_proxy_tells_and_no_other(
    behind: object, record: Store
) -> None:
    by_proxy = browser(behind, address=PROXY)
    by_proxy.headers["X-Forwarded-For"] = "203.0.113.5, 192.0.2.77"
    log_in(by_proxy, EDITOR, "a wrong password")
    elsewhere = browser(behind, address="192.0.2.9")
    elsewhere.headers["X-Forwarded-For"] = "203.0.113.5"
    log_in(elsewhere, EDITOR, "a wrong password")
    told = [e.about["from"] for e in record.view().latest_audit(limit=2)]
    assert told == ["192.0.2.9", "192.0.2.77"]


def test_no_one_is_a_user_without_a_password_by_guessing_none(record: Store) -> None:
    app, accounts = guarded(record)
    accounts.add("Jonas", "editor", None, by="Orla")
    assert isinstance(accounts, Accounts)
    assert log_in(browser(app), "Jonas", "").status_code == 401


def test_a_log_in_that_succeeds_leaves_an_address_as_it_was() -> None:
    clock = Clock()
    known = Limits(clock)
    for number in range(limits.FREE_BY_ADDRESS + 3):
        clock.now += limits.LONGEST
        known.begin(f"name {number}", "192.0.2.1")
    clock.now += limits.LONGEST
    for _ in range(3):
        assert known.begin("edda", "192.0.2.1") == 0
        known.succeeded("edda", "192.0.2.1")
        clock.now += limits.FORGOTTEN / 4
    assert known.begin("edda", "192.0.2.1") == 0
