"""What the commands work with, in one place so that a test can put something else there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique import reading
from communique.reading import Reader


@dataclass(frozen=True)
class Tools:
    """How the commands get at what is slow to open."""

    open_reader: Callable[[str], Reader] = reading.open_reader
    """Opens the reader of a name. Raises as `reading.open_reader`."""
