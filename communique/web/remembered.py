"""Answers that are kept while the record does not change: most pages are opened more than once."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from communique.record import Store

Answer = TypeVar("Answer")
_MOST = 8
_LATELY = 10.0
"""Seconds for which an answer serves while the record is at work."""


@dataclass
class _Kept:
    """An answer, and how long it serves."""

    state: Hashable
    """Of the record that it is of; None where somebody wrote meanwhile."""
    until: float
    """When it serves no more while the record is at work, by the monotonic clock."""
    answer: Any


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
        self._answers: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._asking: dict[Hashable, Lock] = {}
        self._lock = Lock()
        self._forgotten = 0

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
                    kept = self._answers.get(question)
                    if kept is not None and (
                        kept.state == state or (at_work and time.monotonic() < kept.until)
                    ):
                        self._answers.move_to_end(question)
                        known: Answer = kept.answer
                        return known
                asked = self._forgotten
                found = ask()
                same = self._store.view().state() == state
                with self._lock:
                    until = time.monotonic() + _LATELY if asked == self._forgotten else 0.0
                    self._answers[question] = _Kept(state if same else None, until, found)
                    self._answers.move_to_end(question)
                    while len(self._answers) > self._most:
                        self._answers.popitem(last=False)
                return found
        finally:
            with self._lock:
                self._asking.pop(key, None)

    def forget(self) -> None:
        """Let no answer of the last seconds serve: somebody changed what is told."""
        with self._lock:
            # Of what is being worked out just now, too.
            self._forgotten += 1
            for kept in self._answers.values():
                kept.until = 0.0
