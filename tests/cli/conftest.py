from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.standin import Program

TRUCE = (
    "Norland will free 40 captives if the shelling stops, its foreign minister said on Tuesday.\n\n"
    "Sudmark has not answered the offer, which was made in the Port of Eastvale last week.\n"
)
STRIKE = (
    "The union said 300 dockers had walked out at the Port of Eastvale on Monday morning.\n\n"
    "The port's owners said they would not talk until the dockers returned to work.\n"
)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_RECORD", raising=False)
    monkeypatch.delenv("COMMUNIQUE_MAX_SIZE", raising=False)
    program = Program(tmp_path)
    program.write("truce.txt", TRUCE)
    program.write("strike.txt", STRIKE)
    return program
