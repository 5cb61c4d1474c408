"""What a program leaves that is killed at any moment, and what others see while one writes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from benchmarks.invented import coverage
from communique.record import Store
from tests.record.coverage import freed, strike
from tests.record.filing_killed import MANY

ROOT = Path(__file__).parents[2]
CHANCE = Random()  # noqa: S311 - any moment will do


def started(module: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.record.{module}", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def held(address: str) -> list[str]:
    with Store.open(address, create=False) as store:
        return [read.document.ref for read in store.view().read_documents()]


def test_a_program_that_is_killed_in_the_middle_leaves_the_record_as_it_was(address: str):
    with Store.open(address) as store:
        store.writer().file(strike(), "model 1")
    with started("filing_killed", address) as program:
        assert program.stdout
        assert program.stdout.readline() == "about to commit\n"
        if "://" not in address:
            # Or the kill would come before anything was written, and the test show nothing.
            assert Path(f"{address}-wal").stat().st_size > 1_000_000
        program.kill()
    assert held(address) == ["strike.txt"]
    with Store.open(address) as store:
        assert store.writer().file(freed(), "model 1")
    assert sorted(held(address)) == ["story.txt", "strike.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reading_that_is_killed_has_kept_all_it_told_of_and_goes_on_from_there(
    address: str, jobs: int
):
    with started("filing_killed", address, jobs) as program:
        assert program.stdout
        told = [program.stdout.readline() for _ in range(CHANCE.randint(1, MANY // 4))]
        time.sleep(CHANCE.random() / 20)
        program.kill()
        # The processes that read for it hold its output too, and end by themselves.
        told += program.stdout.readlines()
    kept = held(address)
    filed = {line.split()[1] for line in told if line.startswith("filed") and line[-1] == "\n"}
    assert filed <= set(kept)
    # One may be in the record whose outcome could not be told any more.
    assert len(kept) <= len(filed) + 1 < MANY
    with started("filing_killed", address, jobs) as program:
        assert program.stdout
        kinds = [line.split()[0] for line in program.stdout]
    assert kinds == ["skipped"] * len(kept) + ["filed"] * (MANY - len(kept))
    assert sorted(map(int, held(address))) == list(range(MANY))


def test_who_asks_while_another_writes_waits_for_nobody_and_sees_whole_documents(address: str):
    number = 60
    coming = coverage(number)
    with Store.open(address) as store:
        writer = store.writer()
        writer.file(next(coming), "model 1")
        asking = [started("asking", address, number) for _ in range(2)]
        for read in coming:
            writer.file(read, "model 1")
            time.sleep(0.02)
        asked = [program.communicate(timeout=60)[0] for program in asking]
    assert all(int(each) > 1 for each in asked)
