"""The document of the record that an argument means, as `communique list` shows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.cli import options
from communique.documents import ReadDocument
from communique.errors import RecordError
from communique.record import Store
from communique.settings import Settings


@dataclass(frozen=True)
class Recorded:
    """What the record holds of a document, and the version of what read it."""

    read: ReadDocument
    model: str | None


def in_record(settings: Settings, wanted: str) -> Recorded | None:
    """Return a document of the record; None where it may yet be a file.

    Raises RecordError where it is not in the record, and no file either or none was meant.
    """
    may_be_file = not options.given("record") and (wanted == "-" or Path(wanted).exists())
    try:
        with Store.open(settings.record, create=False) as store:
            view = store.view()
            number = view.find(wanted)
            return Recorded(view.read_document(number), view.model_of(number))
    except RecordError:
        if may_be_file:
            return None
        raise
