"""Where the app listens, under which names it answers, and what whoever starts it is told."""

from __future__ import annotations

import pytest

from communique.accounts import Accounts
from communique.errors import ServingError
from communique.record import Store
from communique.web.access import Access
from communique.web.guard import LOOPBACK_NAMES
from tests.web.entering import with_users


@pytest.mark.parametrize(
    ("access", "more"),
    [
        (Access(), set()),
        (Access("127.0.0.2"), {"127.0.0.2"}),
        (Access("192.0.2.7", ("Talks.Example",)), {"192.0.2.7", "talks.example"}),
        (Access("2001:DB8::0007"), {"[2001:db8::7]"}),
        (Access("0.0.0.0", ("talks.example",)), {"talks.example"}),  # noqa: S104
        (Access("::"), set()),
    ],
)
def test_it_answers_to_its_address_and_the_names_that_are_given(
    access: Access, more: set[str]
) -> None:
    assert access.hosts == LOOPBACK_NAMES | more


def test_it_lets_nobody_in_while_nobody_has_a_password(record: Store) -> None:
    accounts = Accounts(record)
    accounts.add("Jonas", "editor", None, by="Orla")
    for access in (Access("192.0.2.7"), Access(login=True)):
        with pytest.raises(ServingError, match="communique user add"):
            access.entrance(accounts)
    with_users(record)
    assert Access("192.0.2.7").entrance(accounts) is not None


def test_a_proxy_that_is_believed_stands_for_passwords(record: Store) -> None:
    access = Access("192.0.2.7", trust_header="X-Forwarded-User", trusted_proxies=("192.0.2.0/24",))
    assert access.entrance(Accounts(record)) is not None


def test_on_this_machine_alone_nobody_has_to_say_who_they_are(record: Store) -> None:
    assert Access().entrance(with_users(record)) is None
    assert Access(trusted_proxies=("127.0.0.1",)).entrance(Accounts(record)) is None


def test_whoever_starts_it_is_told_what_will_not_work() -> None:
    assert Access().caution == ""
    assert "plain http" in Access("192.0.2.7").caution
    assert "--name" not in Access("192.0.2.7").caution
    assert "--name" in Access("0.0.0.0").caution  # noqa: S104
