"""How many documents there will be, told before any is read."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from communique.documents import LoadOptions, count, load

LINE = '{"text": "Norland and Sudmark met."}\n'


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.txt").write_text("Norland and Sudmark met.")
    Path("news/b.html").write_text("<p>Norland and Sudmark met.</p>")
    Path("feed.jsonl").write_text(LINE * 3)
    Path("feed.jsonl.gz").write_bytes(gzip.compress((LINE * 4).strip().encode()))


@pytest.mark.parametrize(
    ("inputs", "number"),
    [
        (["news"], 2),
        (["news/*.txt"], 1),
        (["feed.jsonl", "feed.jsonl.gz"], 7),
        (["news", "missing.txt"], 3),
    ],
)
def test_as_many_are_told_as_come(inputs: list[str], number: int) -> None:
    assert count(inputs) == number
    assert len(list(load(inputs, LoadOptions()))) == number


def test_nothing_is_told_of_what_can_be_read_but_once() -> None:
    os.mkfifo("pipe")
    assert count(["-"]) is None
    assert count(["news", "pipe"]) is None


def test_a_feed_that_is_cut_short_is_counted_as_far_as_it_goes() -> None:
    whole = Path("feed.jsonl.gz").read_bytes()
    Path("cut.jsonl.gz").write_bytes(whole[:-12])
    assert count(["cut.jsonl.gz"]) in {1, 2, 3, 4, 5}
