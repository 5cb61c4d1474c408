"""Answers that are kept while the record does not change: most pages are opened more than once."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from communique.record import Store

Answer = TypeVar("Answer")
_MOST = 8
_LATELY = 10.0
"""Seconds for which an answer serves while the record is at work."""


class Remembered:
    """Keeps the answers last asked for, each under the state of the record that it is of.

    An answer that was worked out while somebody wrote is given out, and not kept. While documents
    are taken in, which change the record all the time, one of the last seconds serves.
    """

    def __init__(
        self, store: Store, most: int = _MOST, at_work: Callable[[], bool] = lambda: False
    ) -> None:
        self._store = store
        self._most = most
        self._at_work = at_work
        self._lately: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._asking: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def answer(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, from the record where it is not known.

        Those who ask the same at the same time wait for one answer. Who asks does not matter:
        no question may depend on it. What raises is not kept.

        Args:
            question: what is asked, with all that the answer depends on but the record.
            ask: works the answer out; it is shared, so it may not be changed afterwards.

        """
        at_work = self._at_work()
        state = self._store.view().state()
        key = (None if at_work else state, question)
        with self._lock:
            mine = self._asking.setdefault(key, Lock())
        try:
            with mine:
                with self._lock:
                    known: Answer
                    if (state, question) in self._answers:
                        self._answers.move_to_end((state, question))
                        known = self._answers[state, question]
                        return known
                    if at_work and question in self._lately:
                        when, known = self._lately[question]
                        if time.monotonic() - when < _LATELY:
                            return known
                found = ask()
                unchanged = self._store.view().state() == state
                with self._lock:
                    _put(self._lately, question, (time.monotonic(), found), self._most)
                    if unchanged:
                        _put(self._answers, (state, question), found, self._most)
                return found
        finally:
            with self._lock:
                self._asking.pop(key, None)

    def forget(self) -> None:
        """Let no answer of the last seconds serve: somebody changed what is told."""
        with self._lock:
            self._lately.clear()


def _put(known: OrderedDict[Hashable, Any], key: Hashable, answer: Any, most: int) -> None:
    known[key] = answer
    known.move_to_end(key)
    while len(known) > most:
        known.popitem(last=False)
