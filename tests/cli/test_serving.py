"""`communique serve`, from outside."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.cli.standin import Program

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.7.7", "news.example"])  # noqa: S104
def test_another_host_than_this_machine_is_refused(program: Program, host: str) -> None:
    done = program("serve", "--host", host)
    assert done.exit_code == 1
    assert "can be reached from other machines" in done.stderr
    assert not (program.folder / "communique.db").exists()


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


def test_the_record_is_open_until_it_is_interrupted(tmp_path: Path) -> None:
    record = tmp_path / "strike.db"
    # A shell starts what runs in the background with the signal ignored.
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from communique.cli import main; main()"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--record", str(record), "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+/", running.stderr.readline())
        assert found is not None
        assert "Begin a record" in httpx.get(found[0]).text
        assert httpx.get(found[0], headers={"Host": "evil.example"}).status_code == 421
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        assert record.stat().st_mode & 0o077 == 0
    finally:
        running.kill()
        running.communicate()
