"""What is worked out before anybody asks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import enumerate as enumerate_threads

from starlette.testclient import TestClient

from communique.errors import RecordError
from communique.record import Store
from communique.web import create_app
from communique.web.preparing import Preparing
from communique.web.talks import Desk
from tests.builders import read_document
from tests.cli.standin import StandIn
from tests.web.serving import HERE


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
    try:
        yield desk
    finally:
        preparing.stop()


def reached(desk: Counting, times: int) -> bool:
    """Wait until it was prepared so often, though not for ever."""
    deadline = time.monotonic() + 30
    while desk.times < times and time.monotonic() < deadline:
        time.sleep(0.01)
    return desk.times >= times


def once_for_each_state(store: Store, desk: Counting) -> None:
    """Assert that it is prepared once, and once more when the record has changed."""
    assert reached(desk, 1)
    time.sleep(0.2)
    assert desk.times == 1
    store.writer().file(read_document("Norland demands a truce."), "m")
    assert reached(desk, 2)


def test_answers_are_ready_once_for_each_state_of_the_record(tmp_path, monkeypatch):
    with (
        Store.open(tmp_path / "record.db") as store,
        prepared(store, monkeypatch) as desk,
    ):
        once_for_each_state(store, desk)


def test_what_cannot_be_worked_out_is_not_tried_again_until_the_record_changes(
    tmp_path, monkeypatch
):
    def fail(desk: Counting, _: float) -> None:
        desk.times += 1
        raise RecordError("it cannot be read")

    monkeypatch.setattr(Counting, "prepare", fail)
    with (
        Store.open(tmp_path / "record.db") as store,
        prepared(store, monkeypatch) as desk,
    ):
        once_for_each_state(store, desk)


def test_an_app_that_prepares_ends_with_its_thread(tmp_path):
    with (
        Store.open(tmp_path / "record.db") as store,
        TestClient(create_app(store, StandIn, prepare=True), base_url=HERE) as client,
    ):
        assert client.get("/").status_code == 200
        assert "preparing" in {thread.name for thread in enumerate_threads()}
    assert "preparing" not in {thread.name for thread in enumerate_threads()}


def test_nothing_is_prepared_while_the_record_changes(tmp_path, monkeypatch):
    states = iter(str(number) for number in range(10_000))
    monkeypatch.setattr("communique.record.view.View.state", lambda _: next(states))
    with (
        Store.open(tmp_path / "record.db") as store,
        prepared(store, monkeypatch) as desk,
    ):
        time.sleep(0.2)
        assert desk.times == 0
