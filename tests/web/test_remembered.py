"""What is kept of answers, and when it is asked for again."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier

import pytest

from communique.record import Store
from communique.web.remembered import Remembered
from tests.builders import read_document


def test_an_answer_is_given_again_until_the_record_changes():
    with Store.throwaway() as store:
        known, asked = Remembered(store), count(1)
        assert [known.answer("q", lambda: next(asked)) for _ in range(3)] == [1, 1, 1]
        assert known.answer("another", lambda: next(asked)) == 2
        store.writer().file(read_document("Norland."), "m")
        assert known.answer("q", lambda: next(asked)) == 3
        store.writer().file(read_document("Norland."), "m")  # the same again changes nothing
        assert known.answer("q", lambda: next(asked)) == 3


def test_what_changes_while_an_answer_is_worked_out_is_in_the_next():
    with Store.throwaway() as store:
        known = Remembered(store)

        def ask() -> int:
            before = store.view().size().documents
            store.writer().file(read_document(f"Norland {before}."), "m")
            return before

        assert [known.answer("q", ask) for _ in range(3)] == [0, 1, 2]


def test_who_asks_at_once_waits_for_one_answer(tmp_path):
    with Store.open(tmp_path / "record.db") as store:
        known, asked, together = Remembered(store), count(1), Barrier(8)

        def work() -> int:
            time.sleep(0.05)  # long enough for the others to come
            return next(asked)

        def ask(_: int) -> int:
            together.wait(timeout=20)
            return known.answer("q", work)

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, range(8))) == {1}


def test_the_last_answers_are_kept_and_a_failure_is_not():
    with Store.throwaway() as store:
        known, asked = Remembered(store, most=2), count(1)
        for question in "abc":
            known.answer(question, lambda: next(asked))
        assert known.answer("c", lambda: next(asked)) == 3
        assert known.answer("a", lambda: next(asked)) == 4

        def fail() -> int:
            raise LookupError

        with pytest.raises(LookupError):
            known.answer("d", fail)
        assert known.answer("d", lambda: next(asked)) == 5


def test_while_documents_are_taken_in_an_answer_of_the_last_seconds_serves():
    with Store.throwaway() as store:
        working = [True]
        known, asked = Remembered(store, at_work=lambda: working[0]), count(1)
        assert known.answer("q", lambda: next(asked)) == 1
        store.writer().file(read_document("Norland."), "m")
        assert known.answer("q", lambda: next(asked)) == 1
        known.forget()  # somebody changed what is told
        assert known.answer("q", lambda: next(asked)) == 2
        store.writer().file(read_document("Sudmark."), "m")
        working[0] = False
        assert known.answer("q", lambda: next(asked)) == 3


def test_what_is_being_worked_out_while_somebody_changes_something_serves_no_later():
    with Store.throwaway() as store:
        known, asked = Remembered(store, at_work=lambda: True), count(1)

        def ask() -> int:
            known.forget()
            return next(asked)

        assert known.answer("q", ask) == 1
        store.writer().file(read_document("Norland."), "m")
        assert known.answer("q", ask) == 2
