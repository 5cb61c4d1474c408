"""The document of the record that an argument means, as `communique list` shows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.cli import options
from communique.documents import ReadDocument
from communique.errors import RecordError
from communique.findings import Findings
from communique.matching import ByPerson
from communique.record import Store, View
from communique.settings import Settings

_MARK = "#"
"""What stands between a document and one of its facts: wire-3.txt#v2."""


@dataclass(frozen=True)
class Recorded:
    """What the record holds of a document, and the version of what read it."""

    read: ReadDocument
    """As persons have corrected it."""
    as_read: Findings
    """What was read, without the corrections."""
    model: str | None
    by_persons: tuple[ByPerson, ...]
    """The facts that persons accepted, corrected or added."""


def in_record(settings: Settings, wanted: str) -> Recorded | None:
    """Return a document of the record; None where it may yet be a file.

    Raises RecordError where it is not in the record, and no file either or none was meant.
    """
    may_be_file = not options.given("record") and (wanted == "-" or Path(wanted).exists())
    try:
        with Store.open(settings.record, create=False) as store:
            view = store.view()
            number = view.find(wanted)
            return recorded(view, number)
    except RecordError:
        if may_be_file:
            return None
        raise


def fact_in(wanted: str) -> tuple[str, str | None]:
    """Return the document and the fact of `wire-3.txt#v2`; None where no fact is named."""
    name, mark, fact = wanted.rpartition(_MARK)
    if Path(wanted).exists() or not (mark and name and fact):
        return wanted, None
    return name, fact


def recorded(view: View, number: str) -> Recorded:
    """Return what the record holds of the document with this id. Raises NotInRecord."""
    as_read = view.read_document(number, corrected=False).findings
    by_persons = tuple(view.by_persons([number]))
    return Recorded(view.read_document(number), as_read, view.model_of(number), by_persons)
