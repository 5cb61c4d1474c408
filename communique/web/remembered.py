"""Answers that are kept while the record does not change: most pages are opened more than once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from communique.record import Store

Answer = TypeVar("Answer")
_MOST = 8


class Remembered:
    """Keeps the answers last asked for, each under the state of the record that it is of.

    An answer that was worked out while somebody wrote is given out, and not kept.
    """

    def __init__(self, store: Store, most: int = _MOST) -> None:
        self._store = store
        self._most = most
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
        state = self._store.view().state()
        key = (state, question)
        with self._lock:
            mine = self._asking.setdefault(key, Lock())
        try:
            with mine:
                with self._lock:
                    if key in self._answers:
                        self._answers.move_to_end(key)
                        known: Answer = self._answers[key]
                        return known
                found = ask()
                if self._store.view().state() == state:
                    with self._lock:
                        self._answers[key] = found
                        while len(self._answers) > self._most:
                            self._answers.popitem(last=False)
                return found
        finally:
            with self._lock:
                self._asking.pop(key, None)
