"""The benchmark of scale, at a small part of its sizes, and what it is there to show."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path
from statistics import median

import pytest

from benchmarks import scale
from benchmarks.invented import coverage
from communique.record import Store

SMALL = scale.SIZES[0] // 250


def test_every_size_has_its_rate_its_bytes_its_questions_and_the_cost_of_one_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(scale, "ADDED", 3)
    monkeypatch.setattr(scale, "TIMES", 1)
    found = list(scale.grown(str(tmp_path / "a.db"), coverage(20), [8, 14], "invented"))
    assert [each.trial.split for each in found if each.what == "size of the database"] == [
        "8 documents",
        "14 documents",
    ]
    names = {each.what for each in found}
    assert {"filed after reading", "list", "brief", "adding one document"} <= names
    assert all(each.value > 0 for each in found)


def test_adding_to_a_full_record_costs_no_more_than_ten_times_adding_to_an_empty_one(
    tmp_path: Path,
):
    coming = coverage(SMALL)
    with Store.open(tmp_path / "a.db") as store:
        writer = store.writer()
        costs = []
        for read in islice(coming, SMALL):
            # What this process works, however busy the machine is besides.
            begin = time.process_time()
            writer.file(read, "model 1")
            costs.append(time.process_time() - begin)
    assert median(costs[-15:]) < 10 * median(costs[:15])
