"""Limits on log-ins: who fails several times waits before the next one, longer each time."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE_BY_NAME = 5
FREE_BY_ADDRESS = 20
"""Failures before the first wait. Behind one address there may be a whole office."""
LONGEST = 5 * 60
"""Seconds of the longest wait; longer ones would lock out whom they are to protect."""
FORGOTTEN = 60 * 60
"""Seconds without a failure after which those before are forgotten."""
KEPT = 10_000
"""Names, and addresses, that are remembered, the latest."""


@dataclass
class _Failures:
    number: int = 0
    until: float = 0.0
    at: float = 0.0
    before: tuple[float, float] = (0.0, 0.0)
    """What `at` and `until` were before the last one."""


class _Counts:
    def __init__(self, free: int) -> None:
        self._free = free
        self._known: OrderedDict[str, _Failures] = OrderedDict()

    def wait(self, key: str, now: float) -> float:
        found = self._known.get(key)
        return max(0.0, found.until - now) if found else 0.0

    def failed(self, key: str, now: float) -> None:
        found = self._known.pop(key, None)
        if found is None or now - found.at > FORGOTTEN:
            found = _Failures()
        found.before = (found.at, found.until)
        found.number += 1
        found.at = now
        if found.number >= self._free:
            found.until = now + min(2.0 ** min(found.number - self._free, 20), LONGEST)
        self._known[key] = found
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def forget(self, key: str) -> None:
        self._known.pop(key, None)

    def forgive_one(self, key: str) -> None:
        found = self._known.get(key)
        if found is not None:
            found.number -= 1
            found.at, found.until = found.before


class Limits:
    """Counts the log-ins that fail, by name and by address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._names = _Counts(FREE_BY_NAME)
        self._addresses = _Counts(FREE_BY_ADDRESS)
        self._lock = threading.Lock()

    def begin(self, name: str, address: str) -> int:
        """Return how many seconds to wait; 0: go on, and until it succeeds this one has failed."""
        address, now = _network(address), self._clock()
        with self._lock:
            wait = max(self._names.wait(name, now), self._addresses.wait(address, now))
            if wait > 0:
                return math.ceil(wait)
            # Counted before the password is checked: many at the same time are many.
            self._names.failed(name, now)
            self._addresses.failed(address, now)
            return 0

    def succeeded(self, name: str, address: str) -> None:
        """Take back the failure that was counted, and forget those of the name.

        Those of the address stay: whoever has an account could else guess at the others'.
        """
        with self._lock:
            self._names.forget(name)
            self._addresses.forgive_one(_network(address))


def _network(address: str) -> str:
    """Return what one of whoever asks has: an address, or of IPv6 the network of a household."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
