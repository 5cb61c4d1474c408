"""Where accounts are in force: who comes in, and what ends it."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from httpx import Response
from itsdangerous import TimestampSigner
from starlette.testclient import TestClient

from communique.accounts import Accounts
from communique.record import Store
from communique.web.sessions import LIFETIME
from tests.cli.conftest import TRUCE
from tests.web.entering import (
    EDITOR,
    PASSWORDS,
    READER,
    browser,
    entered,
    guarded,
    log_in,
)
from tests.web.serving import finished, send, token

COOKIE = "communique"


@pytest.fixture
def made(record: Store) -> tuple[object, Accounts]:
    return guarded(record)


@pytest.fixture
def app(made: tuple[object, Accounts]) -> object:
    return made[0]


@pytest.fixture
def accounts(made: tuple[object, Accounts]) -> Accounts:
    return made[1]


def is_in(client: TestClient) -> bool:
    """Tell whether the app takes a browser for someone who is logged in."""
    answer = client.get("/documents", follow_redirects=False)
    assert answer.status_code in (200, 303), answer.text
    return answer.status_code == 200


def cookie_of(answer: Response, name: str = COOKIE) -> SimpleCookie:
    (found,) = [c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{name}=")]
    return SimpleCookie(found)


@pytest.mark.parametrize("path", ["/", "/documents", "/audit", "/nowhere", "/api", "/uploads/x"])
def test_who_is_not_logged_in_is_led_to_the_log_in_page(app: object, path: str) -> None:
    answer = browser(app).get(path, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")
    page = browser(app).get(path).text
    assert "Log in" in page
    assert "Timeline" not in page


@pytest.mark.parametrize("host", ["127.0.0.1:1/static/?", "127.0.0.1/static/x", "[::1]:/login?"])
def test_no_host_that_is_made_up_opens_a_page(app: object, host: str) -> None:
    answer = browser(app).get("/documents", headers={"host": host}, follow_redirects=False)
    assert answer.status_code == 421


@pytest.mark.parametrize(
    "path",
    ["/static/../documents", "/static/%2e%2e/documents", "//documents", "/login/../documents"],
)
def test_no_path_that_is_made_up_opens_a_page(app: object, path: str) -> None:
    client = browser(app)
    answer = client.get(client.base_url.copy_with(raw_path=path.encode()), follow_redirects=False)
    assert answer.status_code in (303, 404)
    assert "Documents" not in answer.text


def test_what_the_log_in_page_looks_like_needs_no_log_in(app: object) -> None:
    assert browser(app).get("/static/app.css").status_code == 200
    assert "default-src 'none'" in browser(app).get("/login").headers["content-security-policy"]


def test_a_name_and_its_password_lead_to_the_page_that_was_asked_for(app: object) -> None:
    client = browser(app)
    asked = client.get("/search?words=captives", follow_redirects=False).headers["location"]
    assert 'name="next" value="/search?words=captives"' in client.get(asked).text
    answer = log_in(client, EDITOR, next="/search?words=captives")
    assert answer.headers["location"] == "/search?words=captives"
    page = client.get("/").text
    assert "Edda" in page
    assert "editor" in page


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example",
        "//[",
        "/\\evil.example",
        "evil",
        "/a\nb",
        "",
        "/login",
    ],
)
def test_a_log_in_leads_nowhere_else(app: object, there: str) -> None:
    assert log_in(browser(app), EDITOR, next=there).headers["location"] == "/"


def test_a_wrong_password_and_an_unknown_name_look_the_same(app: object) -> None:
    wrong, unknown = (log_in(browser(app), name, "a wrong password") for name in (EDITOR, "Nobody"))
    assert wrong.status_code == unknown.status_code == 401
    said = "There is no user of this name with this password."
    assert said in wrong.text
    assert said in unknown.text
    assert not [c for c in wrong.headers.get_list("set-cookie") if c.startswith(f"{COOKIE}=")]


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_ends(app: object) -> None:
    cookie = cookie_of(log_in(browser(app), EDITOR))[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "strict"
    assert cookie["max-age"] == str(LIFETIME)
    assert not cookie["secure"]  # by plain http, on this machine


def test_elsewhere_than_on_this_machine_cookies_are_for_https_alone(record: Store) -> None:
    app, _ = guarded(record, hosts=("talks.example",))
    client = browser(app, at="https://talks.example")
    answer = log_in(client, EDITOR)
    name = "__Host-communique"
    assert cookie_of(answer, name)[name]["secure"]
    assert is_in(client)
    form = cookie_of(client.get("/"), "communique_form")
    assert form["communique_form"]["secure"]


def test_over_plain_http_from_elsewhere_no_password_is_taken(record: Store) -> None:
    app, _ = guarded(record, hosts=("talks.example",))
    client = browser(app, at="http://talks.example")
    # The browser does not send the cookie of the form back by http; the test does.
    kept = cookie_of(client.get("/login"), "communique_form")["communique_form"].value
    cookie = {"cookie": f"communique_form={kept}"}
    page = client.get("/login", headers=cookie).text
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    given = {"csrf": csrf, "name": EDITOR, "password": PASSWORDS[EDITOR]}
    plain = cookie | {"origin": "http://talks.example"}
    answer = client.post("/login", data=given, headers=plain)
    assert answer.status_code == 400
    assert "plain http" in answer.text
    # Behind a proxy that speaks https, the same request is taken.
    answer = client.post(
        "/login",
        data=given,
        headers=cookie | {"origin": "https://talks.example"},
        follow_redirects=False,
    )
    assert answer.status_code == 303


def test_a_session_that_was_there_before_the_log_in_is_not_taken_over(app: object) -> None:
    attacker = entered(app, READER)
    planted = attacker.cookies[COOKIE]
    victim = browser(app)
    victim.cookies.set(COOKIE, planted, domain="127.0.0.1", path="/")
    form = {"csrf": token(victim, "/"), "name": EDITOR, "password": PASSWORDS[EDITOR]}
    assert victim.post("/login", data=form, follow_redirects=False).status_code == 303
    assert victim.cookies[COOKIE] != planted
    assert "Edda" in victim.get("/").text
    # Whoever planted it holds nothing any more, and nothing of the victim's.
    assert not is_in(attacker)


@pytest.mark.parametrize("place", [0, 10, -2])  # of the last letter not all bits count
def test_a_cookie_that_was_tampered_with_is_worth_nothing(app: object, place: int) -> None:
    client = entered(app, READER)
    value = client.cookies[COOKIE]
    letter = "A" if value[place] != "A" else "B"
    for forged in (value[:place] + letter + value[place:][1:], value.partition(".")[0], "x", ""):
        fresh = browser(app)
        fresh.cookies.set(COOKIE, forged, domain="127.0.0.1", path="/")
        assert not is_in(fresh)


def test_a_cookie_of_another_run_of_the_program_is_worth_nothing(app: object) -> None:
    value = entered(app, EDITOR).cookies[COOKIE]
    with Store.throwaway() as other:
        strange, _ = guarded(other)
        client = browser(strange)
        client.cookies.set(COOKIE, value, domain="127.0.0.1", path="/")
        assert not is_in(client)


def test_a_session_is_over_after_its_time(app: object, monkeypatch: pytest.MonkeyPatch) -> None:
    client = entered(app, EDITOR)
    now = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: now(self) + LIFETIME - 5)
    assert is_in(client)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: now(self) + LIFETIME + 5)
    assert not is_in(client)


def test_logging_out_ends_the_session_for_whoever_has_a_copy(app: object) -> None:
    client = entered(app, EDITOR)
    copy = browser(app)
    copy.cookies.set(COOKIE, client.cookies[COOKIE], domain="127.0.0.1", path="/")
    assert is_in(copy)
    assert "Log in" in send(client, "/logout").text
    assert COOKIE not in client.cookies
    assert not is_in(client)
    assert not is_in(copy)


def test_another_password_and_the_removal_of_a_user_end_their_sessions(
    app: object, accounts: Accounts, record: Store
) -> None:
    reader, editor = entered(app, READER), entered(app, EDITOR)
    accounts.set_password(READER, "a new password", by="Orla")
    assert not is_in(reader)
    assert is_in(editor)
    record.users("Orla").remove(EDITOR)
    assert not is_in(editor)
    accounts.add(EDITOR, "editor", PASSWORDS[EDITOR], by="Orla")
    assert not is_in(editor)


def test_another_role_holds_at_once(app: object, record: Store) -> None:
    client = entered(app, READER)
    assert client.get("/audit").status_code == 403
    record.users("Orla").set_role(READER, "editor")
    assert client.get("/audit").status_code == 200


def test_a_form_needs_a_token_of_its_own_session(app: object, record: Store) -> None:
    client = browser(app)
    before = token(client, "/login")
    assert log_in(client, EDITOR).status_code == 303
    other = token(entered(app, EDITOR))
    for wrong in ("", "x", before, other):
        answer = client.post("/take-in", data={"csrf": wrong, "text": TRUCE})
        assert answer.status_code == 403, wrong
    right = token(client)
    assert log_in(client, EDITOR).status_code == 303
    assert client.post("/take-in", data={"csrf": right, "text": TRUCE}).status_code == 403
    assert record.view().count() == 0
    assert "1 read and filed" in finished(client, send(client, "/take-in", text=TRUCE))


def test_the_log_in_itself_needs_a_token_and_comes_from_here(app: object) -> None:
    client = browser(app)
    given = {"name": EDITOR, "password": PASSWORDS[EDITOR]}
    assert client.post("/login", data=given | {"csrf": "x"}).status_code == 403
    given |= {"csrf": token(client, "/login")}
    foreign = {"origin": "https://evil.example"}
    assert client.post("/login", data=given, headers=foreign).status_code == 403
    assert not is_in(client)


def test_who_is_not_logged_in_can_send_nothing_and_nothing_large(
    app: object, record: Store
) -> None:
    client = browser(app)
    csrf = token(client, "/login")
    answer = client.post("/take-in", data={"csrf": csrf, "text": TRUCE})
    assert answer.status_code == 401
    assert "Log in, and send it again" in answer.text
    assert client.post("/login", data={"csrf": csrf, "name": "x" * 30_000}).status_code == 413
    assert record.view().count() == 0


def test_a_script_whose_session_is_over_is_told_so(app: object) -> None:
    fetched = {"sec-fetch-mode": "cors", "sec-fetch-site": "same-origin"}
    answer = browser(app).get("/uploads/x.json", headers=fetched, follow_redirects=False)
    assert answer.status_code == 401


def test_where_nobody_has_to_log_in_the_page_leads_on(empty_app: TestClient) -> None:
    answer = empty_app.get("/login?next=/documents", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents")
    assert "Log out" not in empty_app.get("/").text


def test_no_hash_and_no_stamp_is_in_any_answer(app: object, record: Store) -> None:
    client = entered(app, EDITOR)
    user = record.view().user(EDITOR)
    assert user is not None
    for path in ("/", "/audit", "/api/v1/corrections", "/api/v1/openapi.json"):
        text = client.get(path).text
        assert "argon2" not in text
        assert user.stamp not in text
