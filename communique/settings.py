"""What a run is set to. Built by the command line alone; a senseless value is refused."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DEFAULT_RECORD = "communique.db"
DEFAULT_MAX_SIZE = "5MB"
DEFAULT_UNCERTAIN = 0.3
"""Of ten readings that are less sure, more than seven are not as annotators have it."""

_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<scale>[kmg]?)b?", re.IGNORECASE | re.ASCII)
_JOBS = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


@dataclass(frozen=True)
class Settings:
    """The choices of one run.

    Raises ValueError, with a message for the user, where a value makes no sense.
    """

    record: str = DEFAULT_RECORD
    """Path of the record, or the URL of a database."""
    max_chars: int = 5_000_000
    """The longest text of one document that is taken in, in characters."""
    published: date | None = None
    """The day on which the documents were published, where the caller knows it."""
    min_confidence: float = 0.0
    """Facts that are less sure than this are left out; 0 leaves out nothing."""
    uncertain_below: float = DEFAULT_UNCERTAIN
    """Lines of a brief that are less sure than this are marked; 0 marks none."""
    gazetteer: Path | None = None
    """A file of the user's own places and names, which goes before the built-in ones."""

    jobs: int = 1
    """How many processes read."""

    def __post_init__(self) -> None:
        if not self.record.strip():
            raise ValueError("the record has no name; give the path of a file")
        if "\0" in self.record:
            raise ValueError("the name of the record holds a null character")
        if self.max_chars < 1:
            raise ValueError("a size is at least one character")
        if self.jobs < 1:
            raise ValueError("somebody has to read; --jobs is 1 or more")
        for number in (self.min_confidence, self.uncertain_below):
            if not 0 <= number <= 1:
                raise ValueError(f"{number} is no confidence; give a number from 0 to 1")


def parse_size(words: str) -> int:
    """Return the number of characters that `words` stand for: "5MB" is 5,000,000.

    A size counts characters of decoded text, so that the same text is the same size in every
    encoding. KB, MB and GB are thousands, millions and thousands of millions; a number alone
    counts characters; case, a space before the unit and a decimal point are allowed.

    Raises ValueError, with a message for the user, for anything else and for less than one.
    """
    found = _SIZE.fullmatch(words.strip())
    if found is None:
        raise ValueError(f"{words!r} is no size; write it like 800KB, 5MB or 5000000")
    # A size beyond any memory means "no limit", and must not become an infinite float.
    if len(found["number"]) > 18:
        raise ValueError(f"{words!r} is larger than any text")
    size = round(float(found["number"]) * _SCALES[found["scale"].lower()])
    if size < 1:
        raise ValueError(f"{words!r} is less than one character")
    return size


def parse_jobs(words: str) -> int:
    """Return the number of processes that `words` stand for; "auto" is one for each core.

    Raises ValueError, with a message for the user, for anything else and for less than one.
    """
    if words.strip().lower() == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    # More are surely a slip of the hand, and would take all memory.
    if not _JOBS.fullmatch(words.strip()):
        raise ValueError(f"{words!r} is no number of processes; give 1 to 999, or auto")
    return int(words)


def parse_confidence(words: str) -> float:
    """Return the confidence that `words` stand for, from 0 to 1.

    Raises ValueError, with a message for the user, for anything else.
    """
    try:
        number = float(words)
    except ValueError:
        number = -1.0
    # Not a number is neither below nor above anything, and so is asked for what it is.
    if not 0 <= number <= 1:
        raise ValueError(f"{words!r} is no confidence; give a number from 0 to 1, such as 0.5")
    return number
