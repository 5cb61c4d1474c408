"""Help for tests of the log-in: users with cheap hashes, and browsers that log in."""

from __future__ import annotations

from dataclasses import dataclass

from argon2 import PasswordHasher
from httpx import Response
from starlette.testclient import TestClient

from communique.accounts import Accounts
from communique.record import Store
from communique.web import create_app
from communique.web.entrance import Entrance
from communique.web.proxies import Proxies
from tests.cli.standin import StandIn
from tests.web.serving import HERE, token

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
READER, EDITOR = "Rieke", "Edda"
PASSWORDS = {READER: "the reader's password", EDITOR: "the editor's password"}


@dataclass
class Clock:
    """Seconds, as the test says."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def with_users(store: Store) -> Accounts:
    """Add a reader and an editor to a record."""
    accounts = Accounts(store, CHEAP)
    accounts.add(READER, "reader", PASSWORDS[READER], by="Orla")
    accounts.add(EDITOR, "editor", PASSWORDS[EDITOR], by="Orla")
    return accounts


def guarded(
    store: Store,
    *,
    proxies: Proxies | None = None,
    clock: Clock | None = None,
    hosts: tuple[str, ...] = ("127.0.0.1",),
) -> tuple[object, Accounts]:
    """Return an app in which people log in, and its accounts."""
    accounts = with_users(store)
    entrance = Entrance(accounts, proxies=proxies, clock=clock or Clock())
    return create_app(store, StandIn, hosts=hosts, entrance=entrance), accounts


def browser(app: object, *, address: str = "192.0.2.9", at: str = HERE) -> TestClient:
    """Return a browser of its own, which asks from an address."""
    return TestClient(app, base_url=at, client=(address, 5000))  # type: ignore[arg-type]


def log_in(app: TestClient, name: str, password: str | None = None, **fields: str) -> Response:
    """Send the form of the log-in page, without following where it leads."""
    given = {"csrf": token(app, "/login"), "name": name, **fields}
    given["password"] = PASSWORDS[name] if password is None else password
    return app.post("/login", data=given, follow_redirects=False)


def entered(app: object, name: str) -> TestClient:
    """Return a browser in which someone has logged in."""
    found = browser(app)
    assert log_in(found, name).status_code == 303
    return found
