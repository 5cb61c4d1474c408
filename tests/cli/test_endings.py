"""How the program ends, seen from outside: as a process, with signals and pipes."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique.documents import Document
from communique.errors import RecordError
from communique.findings import Findings
from communique.record import sqlite
from tests.cli.standin import Program, find

ROOT = Path(__file__).parents[2]
PROGRAM = """
import signal, sys, time
from communique.cli import main
from tests.cli.standin import StandIn

class Slow(StandIn):
    def read(self, document):
        if document.ref == "strike.txt" and "--slow" in sys.argv:
            print("waiting", file=sys.stderr, flush=True)
            time.sleep(60)
        return super().read(document)

# A shell starts what runs in the background with the signal ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
arguments = [word for word in sys.argv[1:] if word != "--slow"]
main(arguments, tools=Slow().tools())
"""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


def interrupted(program: Program, *arguments: str) -> tuple[int, str, str]:
    with subprocess.Popen(
        command("--slow", *arguments),
        cwd=program.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.strip() == "waiting":
                break
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
    return process.returncode, stdout, stderr


def test_python_m_communique_is_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "communique", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    assert communique.__version__ in done.stdout


def test_ctrl_c_keeps_what_was_filed_and_the_same_command_goes_on(program: Program) -> None:
    code, stdout, stderr = interrupted(program, "read", "truce.txt", "strike.txt")
    assert (code, stdout) == (130, "")
    assert "1 of the documents are kept in communique.db" in stderr
    assert "Traceback" not in stderr
    assert "1 filed, 1 skipped" in program("read", "truce.txt", "strike.txt").stderr


def test_ctrl_c_leaves_whole_lines(program: Program) -> None:
    code, stdout, stderr = interrupted(program, "read", "--json", "truce.txt", "strike.txt")
    assert code == 130
    assert [json.loads(line)["document"]["ref"] for line in stdout.splitlines()] == ["truce.txt"]
    assert "nothing was kept" in stderr


def test_ctrl_c_in_a_brief_of_files_says_that_nothing_was_kept(program: Program) -> None:
    code, stdout, stderr = interrupted(program, "brief", "truce.txt", "strike.txt")
    assert (code, stdout) == (130, "")
    assert "Nothing was kept" in stderr


def test_a_reader_that_goes_away_is_no_error_to_talk_about(program: Program) -> None:
    feed = "\n".join(
        json.dumps({"id": f"n{number}", "text": f"Norland freed {number} captives. " * 2000})
        for number in range(12)
    )
    program.write("feed.jsonl", feed)
    with subprocess.Popen(
        command("read", "--json", "feed.jsonl"),
        cwd=program.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        stderr = process.stderr.read()
    assert process.wait() == 141
    assert stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_standard_output_on_a_full_disk_is_one_line(program: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("read", "--json", "truce.txt"),
            cwd=program.folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "Error: standard output: No space left on device\n"


def test_a_record_that_fails_half_way_says_what_it_kept(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(document: Document) -> Findings:
        if document.ref == "strike.txt":
            raise RecordError("communique.db cannot grow, because the disk is full")
        return find(document)

    monkeypatch.setattr(program.reader, "read", read)
    result = program("read", "truce.txt", "strike.txt")
    assert result.exit_code == 1
    assert "communique.db: 1 filed" in result.stderr
    assert "the disk is full" in result.stderr


def test_a_locked_record_is_one_line(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    program("read", "truce.txt")
    holder = sqlite3.connect(program.folder / "communique.db")
    try:
        holder.execute("BEGIN EXCLUSIVE")
        result = program("read", "strike.txt")
    finally:
        holder.rollback()
        holder.close()
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "communique.db" in result.stderr
