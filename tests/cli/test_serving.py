"""`communique serve`, from outside."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.standin import Program

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.7.7", "::"])  # noqa: S104
def test_another_host_than_this_machine_is_refused_while_nobody_could_log_in(
    program: Program, host: str
) -> None:
    done = program("serve", "--host", host)
    assert done.exit_code == 1
    assert "can be reached from other machines" in done.stderr
    assert "communique user add" in done.stderr
    assert not (program.folder / "communique.db").exists()
    program("user", "add", "ilse", "--no-password")
    assert "no user has a password" in program("serve", "--host", host).stderr


def test_to_have_people_log_in_on_this_machine_needs_someone_who_can(program: Program) -> None:
    done = program("serve", "--login")
    assert done.exit_code == 1
    assert "no user has a password" in done.stderr


@pytest.mark.parametrize("host", ["news.example", "", "192.168.7"])
def test_a_host_that_is_no_address_is_refused(program: Program, host: str) -> None:
    done = program("serve", "--host", host)
    assert done.exit_code == 1
    assert "no address to listen on" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--trust-header", "X-Forwarded-User"], "--trusted-proxy"),
        (["--trust-header", "X User", "--trusted-proxy", "127.0.0.1"], "no name of a header"),
        (["--trusted-proxy", "talks.example"], "no address or network"),
        (["--name", "talks.example"], "--login"),
        (["--name", "https://talks.example", "--login"], "no name of a host"),
        (["--tls-cert", "truce.txt"], "--tls-key"),
    ],
)
def test_choices_that_make_no_sense_together_are_wrong_use(
    program: Program, words: list[str], said: str
) -> None:
    done = program("serve", *words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_certificate_that_is_none_is_named(program: Program) -> None:
    done = program("serve", "--tls-cert", "truce.txt", "--tls-key", "strike.txt")
    assert done.exit_code == 1
    assert "no certificate with its key" in done.stderr


def test_a_port_that_is_taken_is_named(program: Program) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = program("serve", "--port", str(port))
    assert done.exit_code == 1
    assert f"port {port}" in done.stderr
    assert "--port names another one" in done.stderr


def test_a_port_that_is_none_is_wrong_use(program: Program) -> None:
    assert program("serve", "--port", "65536").exit_code == 2


@contextmanager
def running(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give the program while it serves, and what it says first."""
    # A shell starts what runs in the background with the signal ignored.
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from communique.cli import main; main()"
    )
    found = subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", "0", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert found.stderr is not None
    try:
        yield found, found.stderr.readline()
    finally:
        found.kill()
        found.communicate()


def test_the_record_is_open_until_it_is_interrupted(tmp_path: Path) -> None:
    record = tmp_path / "strike.db"
    with running(tmp_path, "--record", str(record)) as (program, said):
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found is not None
        assert "Begin a record" in httpx.get(found[0]).text
        assert httpx.get(found[0], headers={"Host": "evil.example"}).status_code == 421
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == 130
        assert record.stat().st_mode & 0o077 == 0


def test_where_others_can_reach_it_people_log_in_and_it_answers_to_its_name(
    program: Program,
) -> None:
    added = program("user", "add", "ilse", "--password-stdin", stdin=b"a ferry at noon\n")
    assert added.exit_code == 0, added.stderr
    options = ("--host", "0.0.0.0", "--name", "Talks.example")  # noqa: S104
    with running(program.folder, *options) as (_, said):
        port = re.search(r"http://0\.0\.0\.0:(\d+)/", said)
        assert port is not None
        here = f"http://127.0.0.1:{port[1]}"
        for name in ("talks.example", "127.0.0.1"):
            answer = httpx.get(f"{here}/documents", headers={"Host": name})
            assert answer.status_code == 303
            assert answer.headers["location"] == "/login?next=%2Fdocuments"
        assert httpx.get(here, headers={"Host": "evil.example"}).status_code == 421
        listed = f"{here}/api/v1/documents"
        assert httpx.get(listed).status_code == 401
        assert httpx.get(listed, auth=("ilse", "a ferry at noon")).json()["total"] == 0


def test_a_proxy_that_is_believed_needs_no_user(tmp_path: Path) -> None:
    options = ("--trust-header", "X-Forwarded-User", "--trusted-proxy", "127.0.0.1")
    with running(tmp_path, *options) as (_, said):
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found is not None
        assert httpx.get(f"{found[0]}documents").status_code == 303
        page = httpx.get(f"{found[0]}documents", headers={"X-Forwarded-User": "ilse"}).text
        assert "ilse" in page
        assert "reader" in page
