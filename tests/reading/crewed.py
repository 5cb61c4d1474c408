"""A reader for other processes, which does what the text tells it to."""

from __future__ import annotations

import os
import signal
import time

from communique.documents import Document
from communique.errors import CommuniqueError, UnknownReader
from communique.findings import Entity, Findings
from communique.reading import Reader
from communique.spans import Span


class Obedient:
    """Finds the process that it runs in, as an entity on the first word."""

    name = "obedient"
    version = "1"

    def read(self, document: Document) -> Findings:
        text = document.text
        if "die" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "fail" in text:
            raise CommuniqueError("it is not to be read")
        if "stumble" in text:
            raise ZeroDivisionError("a slip")
        if "wait" in text:
            time.sleep(0.3)
        if "hang" in text:
            time.sleep(60)
        who = str(os.getpid()) if "who" in text else "Norland"
        return Findings(entities=(Entity(id="e1", name=who, kind="place", mentions=(Span(0, 1),)),))


def open_obedient(name: str) -> Reader:
    """Open the reader, unless it is called by another name."""
    if name != "obedient":
        raise UnknownReader(f"there is no reader {name!r}")
    return Obedient()
