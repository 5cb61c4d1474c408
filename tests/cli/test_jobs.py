"""Reading with several processes, seen from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import Tools
from communique.cli.app import app
from tests.cli.standin import Program
from tests.reading.crewed import open_obedient

ROOT = Path(__file__).parents[2]
PROGRAM = """
import signal, sys
from communique.cli import Tools, main
from tests.reading.crewed import open_obedient

if __name__ == "__main__":
    # A shell starts what runs in the background with the signal ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main(sys.argv[1:], tools=Tools(open_reader=open_obedient))
"""
STORY = "Norland and Sudmark met in Eastvale on Tuesday, officials said, and talked of {}."


@pytest.fixture(autouse=True)
def folder(program: Program) -> None:
    for number, about in enumerate(["a truce", "captives", "to wait", "the port", "fish", "aid"]):
        program.write(f"news/{number}.txt", STORY.format(about))


def read(*arguments: str) -> Result:
    words = ["read", "--jobs", "2", "--reader", "obedient", *arguments]
    return CliRunner().invoke(app, words, obj=Tools(open_reader=open_obedient))


def test_a_folder_is_read_and_read_again_only_where_it_is_new(program: Program):
    assert "communique.db: 6 filed" in read("news").stderr
    program.write("news/6.txt", STORY.format("fishing grounds"))
    again = read("news")
    assert "1 filed, 6 skipped, as this reader has read them already" in again.stderr
    assert again.exit_code == 0


def test_findings_are_printed_in_the_order_given():
    lines = read("--json", "news").stdout.splitlines()
    assert [json.loads(line)["document"]["ref"] for line in lines] == [f"{n}.txt" for n in range(6)]


def test_a_document_over_which_a_process_ends_is_named_and_the_rest_is_done(program: Program):
    program.write("news/1.txt", STORY.format("who is to die"))
    done = read("news")
    assert done.exit_code == 1
    assert "Error: 1.txt: the process that read it was ended by SIGKILL" in done.stderr
    assert "5 filed, 1 failed" in done.stderr


def test_ctrl_c_ends_all_processes_and_the_same_command_goes_on(program: Program):
    program.write("news/3.txt", STORY.format("hang"))
    program.write("program.py", PROGRAM)
    command = [sys.executable, "program.py", "read", "--jobs", "2", "--reader", "obedient"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    with subprocess.Popen(
        [*command, "--json", "--record", "communique.db", "news"],
        cwd=program.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        for _ in range(3):
            process.stdout.readline()
        # As a terminal does: to every process that the command started.
        os.killpg(process.pid, signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "3 of the documents are kept in communique.db" in stderr
    assert "Traceback" not in stderr
    program.write("news/3.txt", STORY.format("the port"))
    assert "3 filed, 3 skipped" in read("news").stderr


@pytest.mark.parametrize("wrong", ["0", "-1", "two", "1.5", "1000"])
def test_a_number_of_processes_that_makes_no_sense_is_wrong_use(program: Program, wrong: str):
    done = program("read", "--jobs", wrong, "truce.txt")
    assert done.exit_code == 2
    assert "no number of processes" in done.stderr


def test_one_process_for_each_core_may_be_asked_for(program: Program):
    assert program("read", "truce.txt", env={"COMMUNIQUE_JOBS": "1"}).exit_code == 0
    assert "filed" in read("--jobs", "auto", "news").stderr
