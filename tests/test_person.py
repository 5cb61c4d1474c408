"""Who decides, where nobody has to log in."""

from __future__ import annotations

import pytest

from communique.person import person


def test_it_is_the_name_that_is_set_else_that_of_the_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "wilma")
    monkeypatch.setenv("COMMUNIQUE_USER", " Orla ")
    assert person() == "Orla"
    monkeypatch.setenv("COMMUNIQUE_USER", " ")
    assert person() == "wilma"


def test_where_the_account_has_no_name_nobody_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.delenv("COMMUNIQUE_USER", raising=False)
    monkeypatch.setattr("getpass.getuser", nobody)
    assert person() == "unknown"
