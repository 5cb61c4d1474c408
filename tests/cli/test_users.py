"""`communique user` and `communique audit`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from communique.accounts import Accounts
from communique.record import Store
from tests.cli.standin import Program

PASSWORD = "a ferry at noon"  # noqa: S105


@pytest.fixture(autouse=True)
def orla(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_USER", "Orla")


def add(program: Program, name: str, *more: str, password: str = PASSWORD) -> Any:
    return program("user", "add", name, "--password-stdin", *more, stdin=f"{password}\n".encode())


def lines(program: Program, *arguments: str) -> list[dict[str, Any]]:
    done = program(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def proves(program: Program, name: str, password: str) -> bool:
    with Store.open(program.folder / "communique.db") as store:
        return Accounts(store).proved(name, password) is not None


def test_a_user_is_added_with_a_password_from_standard_input(program: Program) -> None:
    done = add(program, "ilse", "--role", "editor")
    assert done.exit_code == 0, done.stderr
    assert "ilse is added as editor" in done.stderr
    assert proves(program, "ilse", PASSWORD)
    assert not proves(program, "ilse", PASSWORD + "\n")


def test_a_password_is_asked_for_twice_and_never_shown(program: Program) -> None:
    done = program("user", "add", "ilse", stdin=f"{PASSWORD}\n{PASSWORD}\n".encode())
    assert done.exit_code == 0, done.stderr
    assert "The same again" in done.stderr
    assert PASSWORD not in done.output
    assert proves(program, "ilse", PASSWORD)
    other = program("user", "add", "jonas", stdin=f"{PASSWORD}\nanother one\n".encode())
    assert other.exit_code != 0
    assert [u["id"] for u in lines(program, "user", "list")] == ["ilse"]


def test_users_are_listed_without_their_hashes(program: Program) -> None:
    add(program, "ilse", "--role", "editor")
    program("user", "add", "jonas", "--no-password")
    (ilse, jonas) = lines(program, "user", "list")
    assert (ilse["kind"], ilse["role"], ilse["password"]) == ("user", "editor", True)
    assert (jonas["id"], jonas["role"], jonas["password"]) == ("jonas", "reader", False)
    table = program("user", "list")
    assert "ilse" in table.stdout
    assert "2 users" in table.stderr
    everything = [program(*words).output for words in (("export",), ("audit",), ("user", "list"))]
    everything += [table.output, json.dumps([ilse, jonas]), json.dumps(lines(program, "audit"))]
    assert not [text for text in everything if "argon2" in text or PASSWORD in text]


def test_a_role_a_password_and_a_user_can_be_changed(program: Program) -> None:
    add(program, "ilse")
    assert program("user", "role", "ilse", "editor").exit_code == 0
    assert [u["role"] for u in lines(program, "user", "list")] == ["editor"]
    changed = program("user", "password", "ilse", "--password-stdin", stdin=b"another ferry\n")
    assert changed.exit_code == 0
    assert proves(program, "ilse", "another ferry")
    assert program("user", "remove", "ilse").exit_code == 0
    assert lines(program, "user", "list") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "ilse"], "already"),
        (["add", "ILSE", "--no-password"], "already"),
        (["add", "a:b", "--no-password"], "colon"),
        (["remove", "jonas"], "no user jonas"),
        (["password", "jonas"], "no user jonas"),
        (["role", "jonas", "editor"], "no user jonas"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(program: Program, words: list[str], said: str) -> None:
    add(program, "ilse")
    done = program("user", *words)
    assert done.exit_code == 1
    assert said in done.stderr
    assert len(lines(program, "audit")) == 1


def test_a_password_that_is_too_short_is_refused(program: Program) -> None:
    done = add(program, "ilse", password="short")  # noqa: S106
    assert done.exit_code == 1
    assert "10 characters or more" in done.stderr


def test_wrong_use_is_told(program: Program) -> None:
    assert program("user", "add", "ilse", "--role", "owner").exit_code == 2
    both = program("user", "add", "ilse", "--password-stdin", "--no-password", stdin=b"x\n")
    assert both.exit_code == 2


def test_the_audit_lists_what_was_done_by_commands(program: Program) -> None:
    program("read", "truce.txt", "strike.txt")
    program("correct", "truce.txt#f1", "--set", "value=41", "--by", "Ilse")
    program("correct", "--undo", "c1", env={"COMMUNIQUE_USER": "Jonas"})
    program("negotiations", "assign", "truce.txt", "Captives")
    program("actors", "rename", "Norland", "The Norland side", "--by", "Ilse")
    program("remove", "truce.txt")
    program("user", "add", "ilse", "--no-password")
    found = lines(program, "audit")
    assert [(e["who"], e["did"], e["number"]) for e in found] == [
        ("Orla", "document-filed", 1),
        ("Orla", "document-filed", 2),
        ("Ilse", "correction-made", 1),
        ("Jonas", "correction-undone", 1),
        ("Orla", "document-assigned", 1),
        ("Ilse", "decision-made", None),
        ("Orla", "document-removed", 1),
        ("Orla", "user-added", None),
    ]
    assert found[2]["about"] == {"of": "figure", "decision": "edit", "fields": ["value"]}
    assert {(e["kind"], *e["evidence"]) for e in found} == {("audit",)}
    assert {e["number"]: e["document"] for e in found}[1] is None
    shown = program("audit")
    assert "document 1 (removed)" in shown.stdout
    assert "fields: value" in shown.stdout
    assert "8 entries" in shown.stderr
    assert "truce.txt" not in shown.stdout


def test_the_audit_can_be_asked_since_a_day(program: Program) -> None:
    program("read", "truce.txt")
    assert len(lines(program, "audit", "--since", "2001-05-01")) == 1
    assert lines(program, "audit", "--since", "2999-01-01") == []
    assert program("audit", "--since", "soon").exit_code == 2


def test_a_name_in_the_audit_moves_no_cursor(program: Program) -> None:
    program("read", "truce.txt", env={"COMMUNIQUE_USER": "Or\x1b[2Jla"})
    assert "\x1b" not in program("audit").stdout
