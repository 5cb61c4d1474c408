"""What is worked out before anybody asks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from communique.record import Store
from communique.web.preparing import Preparing
from communique.web.talks import Desk
from tests.builders import read_document


class Counting(Desk):
    """Counts how often it is told to prepare."""

    times = 0

    def prepare(self, uncertain_below: float) -> None:
        super().prepare(uncertain_below)
        self.times += 1


@contextmanager
def prepared(store: Store, monkeypatch) -> Iterator[Counting]:
    monkeypatch.setattr("communique.web.preparing._EVERY", 0.02)
    desk = Counting(store)
    preparing = Preparing(store, desk, uncertain_below=0.5)
    preparing.start()
    yield desk
    preparing.stop()


def reached(desk: Counting, times: int) -> bool:
    """Wait until it was prepared so often, though not for ever."""
    deadline = time.monotonic() + 30
    while desk.times < times and time.monotonic() < deadline:
        time.sleep(0.01)
    return desk.times >= times


def test_answers_are_ready_once_for_each_state_of_the_record(tmp_path, monkeypatch):
    with (
        Store.open(tmp_path / "record.db") as store,
        prepared(store, monkeypatch) as desk,
    ):
        assert reached(desk, 1)
        time.sleep(0.2)
        assert desk.times == 1
        store.writer().file(read_document("Norland demands a truce."), "m")
        assert reached(desk, 2)


def test_nothing_is_prepared_while_the_record_changes(tmp_path, monkeypatch):
    states = iter(str(number) for number in range(10_000))
    monkeypatch.setattr("communique.record.view.View.state", lambda _: next(states))
    with (
        Store.open(tmp_path / "record.db") as store,
        prepared(store, monkeypatch) as desk,
    ):
        time.sleep(0.2)
        assert desk.times == 0
