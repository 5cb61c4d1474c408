"""What a run is set to. Built by the command line alone; a senseless value is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

DEFAULT_RECORD = "communique.db"
DEFAULT_MAX_SIZE = "5MB"

_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<scale>[kmg]?)b?", re.IGNORECASE | re.ASCII)
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

    def __post_init__(self) -> None:
        if not self.record.strip():
            raise ValueError("the record has no name; give the path of a file")
        if "\0" in self.record:
            raise ValueError("the name of the record holds a null character")
        if self.max_chars < 1:
            raise ValueError("a size is at least one character")


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
