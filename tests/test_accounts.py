"""Users and their passwords."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from communique.accounts import LONGEST, Accounts
from communique.errors import AccountRefused
from communique.record import Store
from tests.web.entering import CHEAP

PASSWORD = "a ferry at noon"  # noqa: S105


class Counted(PasswordHasher):
    """Hashes cheaply, and notes what it is asked to compare with."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.compared: list[str] = []

    def verify(self, hash: Any, password: Any) -> Any:  # noqa: A002
        self.compared.append(hash)
        return super().verify(hash, password)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.throwaway() as opened:
        yield opened


def test_a_password_proves_who_has_it_and_no_other_does(store: Store) -> None:
    accounts = Accounts(store, CHEAP)
    accounts.add("Ilse", "editor", PASSWORD, by="Orla")
    found = accounts.proved("ilse", PASSWORD)
    assert found is not None
    assert (found.name, found.role) == ("Ilse", "editor")
    for wrong in ("", PASSWORD + " ", PASSWORD.upper(), PASSWORD * 100):
        assert accounts.proved("Ilse", wrong) is None
    assert accounts.proved("Jonas", PASSWORD) is None


def test_what_is_kept_is_an_argon2id_hash_and_never_the_password(tmp_path: Path) -> None:
    with Store.open(tmp_path / "talks.db") as store:
        Accounts(store).add("Ilse", "reader", PASSWORD, by="Orla")
        kept = store.view().password_of("Ilse")
        assert kept is not None
        assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        assert kept not in repr(store.view().users())
    assert PASSWORD.encode() not in (tmp_path / "talks.db").read_bytes()


def test_a_name_that_nobody_has_takes_as_much_work_as_a_wrong_password(store: Store) -> None:
    hasher = Counted()
    accounts = Accounts(store, hasher)
    accounts.add("Ilse", "reader", PASSWORD, by="Orla")
    accounts.add("Jonas", "reader", None, by="Orla")
    for name in ("Ilse", "Jonas", "nobody", "a:b"):
        assert accounts.proved(name, "a wrong password") is None
    assert accounts.proved("nobody", "") is None
    assert accounts.proved("Jonas", "") is None
    assert len(hasher.compared) == 6
    assert all(each.startswith("$argon2id$v=19$m=8,t=1,p=1$") for each in hasher.compared)


@pytest.mark.parametrize("password", ["", "too short", "x" * (LONGEST + 1)])
def test_a_password_that_is_too_short_or_too_long_is_refused(store: Store, password: str) -> None:
    accounts = Accounts(store, CHEAP)
    with pytest.raises(AccountRefused, match="characters"):
        accounts.add("Ilse", "reader", password, by="Orla")
    assert store.view().users() == []


def test_a_password_is_one_however_its_letters_are_composed(store: Store) -> None:
    accounts = Accounts(store, CHEAP)
    accounts.add("Ilse", "reader", "Gespr\u00e4che am See", by="Orla")
    assert accounts.proved("Ilse", "Gespra\u0308che am See") is not None


def test_another_password_takes_the_place_of_the_first(store: Store) -> None:
    accounts = Accounts(store, CHEAP)
    assert not accounts.have_password()
    accounts.add("Ilse", "reader", None, by="Orla")
    assert not accounts.have_password()
    accounts.set_password("Ilse", PASSWORD, by="Orla")
    assert accounts.have_password()
    accounts.set_password("Ilse", "another password", by="Orla")
    assert accounts.proved("Ilse", PASSWORD) is None
    assert accounts.proved("Ilse", "another password") is not None
