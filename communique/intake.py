"""The one way in: document → findings → record, one document a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from communique.documents.document import Document, ReadDocument
from communique.errors import CommuniqueError, InputError, RecordError
from communique.findings import Findings
from communique.matching.places import Gazetteer, gazetteer, located
from communique.reading import Reader, label
from communique.record import Store

__all__ = [
    "Gazetteer",
    "Outcome",
    "OutcomeKind",
    "file_documents",
    "findings_of",
    "gazetteer",
]

OutcomeKind = Literal["filed", "unchanged", "skipped", "not-read", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of one input.

    `filed`: read, and the record changed. `unchanged`: read, and the record knew it all. `skipped`:
    the same reader has read it already. `not-read`: kept with no facts, for a reason that the
    document gives. `failed`: not kept; `error` says why.
    """

    kind: OutcomeKind
    where: str
    """What the user knows the input by: the document's ref, or what the error names."""
    document: Document | None = None
    error: CommuniqueError | None = None


def findings_of(document: Document, reader: Reader, places: Gazetteer | None = None) -> Findings:
    """Return what a reader finds in a document, with the places put where they lie."""
    if not document.read:
        return Findings()
    return located(document.text, reader.read(document), places)


def file_documents(
    inputs: Iterable[Document | InputError],
    store: Store,
    reader: Reader,
    *,
    again: bool = False,
    places: Gazetteer | None = None,
) -> Iterator[Outcome]:
    """Read documents into the record, one after the other, and yield what became of each.

    A document is in the record with all that was read in it by the time that its outcome is
    yielded. What cannot be read fails alone; the others go on.

    Args:
        inputs: documents, and the errors of what could not be taken in.
        store: the record.
        reader: what finds the facts of a document; they are filed under its name and version.
        again: read also what this version has read already.
        places: where places lie; the gazetteer of the package, where None.

    Raises RecordError where the record itself fails: then no further document can be kept.

    """
    view, writer = store.view(), store.writer()
    filed_under = label(reader)
    for given in inputs:
        if isinstance(given, InputError):
            yield Outcome("failed", given.where, error=given)
        elif given.read and not again and view.has_read(given, filed_under):
            yield Outcome("skipped", given.ref, given)
        else:
            try:
                findings = findings_of(given, reader, places)
                changed = writer.file(ReadDocument(document=given, findings=findings), filed_under)
            except RecordError:
                raise
            except CommuniqueError as error:
                yield Outcome("failed", given.ref, given, error)
            else:
                kind: OutcomeKind = "filed" if changed else "unchanged"
                yield Outcome(kind if given.read else "not-read", given.ref, given)
