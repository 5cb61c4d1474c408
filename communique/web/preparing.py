"""Works out what the pages will be asked for, when the record has changed and is at rest again."""

from __future__ import annotations

import logging
from threading import Event, Thread

from communique.errors import CommuniqueError
from communique.record import Store
from communique.web.talks import Desk

_EVERY = 2.0
"""Seconds between two looks at the record."""

log = logging.getLogger(__name__)


class Preparing:
    """A thread that has the answers ready that most visits ask for.

    It waits until the record was at rest for a moment: while documents are being read in, it would
    only take the processor from that.
    """

    def __init__(self, store: Store, desk: Desk, *, uncertain_below: float) -> None:
        self._store = store
        self._desk = desk
        self._uncertain_below = uncertain_below
        self._ended = Event()
        self._thread = Thread(target=self._run, name="preparing", daemon=True)

    def start(self) -> None:
        """Begin to look at the record."""
        self._thread.start()

    def stop(self) -> None:
        """End, when what is being worked out is done."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        seen = ready = None
        while True:
            try:
                before, seen = seen, self._store.view().state()
                if seen == before and seen != ready:
                    self._desk.prepare(self._uncertain_below)
                    ready = seen
            except CommuniqueError as error:
                # Whoever opens a page is told; here the next look may go better.
                log.debug("nothing prepared: %s", error)
            if self._ended.wait(_EVERY):
                return
