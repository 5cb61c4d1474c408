"""What the commands work with, in one place so that a test can put something else there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique import reading
from communique.documents import Document
from communique.findings import Findings
from communique.reasons import Explained


@dataclass(frozen=True)
class Reader:
    """Something that reads a document, and the version that its findings are filed under.

    `explain` reads as `read` does, and says of each fact why it was filed.
    """

    version: str
    read: Callable[[Document], Findings]
    explain: Callable[[Document], Explained]


def shipped_reader() -> Reader:
    """Return the reader that is part of the package.

    Raises ModelError where its weights are missing or damaged.
    """
    model = reading.load_model()
    return Reader(
        model.version,
        lambda document: reading.read(document, model),
        lambda document: reading.explain(document, model),
    )


@dataclass(frozen=True)
class Tools:
    """How the commands get at what is slow to open."""

    open_reader: Callable[[], Reader] = shipped_reader
