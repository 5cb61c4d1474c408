"""Works out what the pages will be asked for, when the record has changed and is at rest again."""

from __future__ import annotations

import logging
from threading import Event, Thread

from communique.errors import CommuniqueError
from communique.record import Store
from communique.web.talks import Desk

_EVERY = 2.0
"""Seconds between two looks at the record."""

_PATIENCE = 10.0
"""Seconds to wait at the end for what is being worked out."""

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
        """End, when what is being worked out is done; wait for that, though not for long."""
        self._ended.set()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        seen = ready = None
        while True:
            try:
                before, seen = seen, self._store.view().state()
                if seen == before and seen != ready:
                    ready = seen  # also where it fails: that would fail again
                    self._desk.prepare(self._uncertain_below)
            except CommuniqueError as error:
                log.warning("nothing was prepared, pages work it out themselves: %s", error)
            if self._ended.wait(_EVERY):
                return
