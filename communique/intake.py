"""The one way in: document → findings → record, one document a transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from communique.documents.document import Document, ReadDocument
from communique.errors import CommuniqueError, InputError, RecordError
from communique.findings import Findings
from communique.matching.places import Gazetteer, gazetteer, located
from communique.reading import Reader, label
from communique.record import Store

__all__ = [
    "Crew",
    "Gazetteer",
    "Outcome",
    "OutcomeKind",
    "Reading",
    "file_documents",
    "findings_of",
    "gazetteer",
    "read_ahead",
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


Reading = Callable[[], Findings]
"""What gives the findings of a document that was handed to whoever reads it."""

READ_AHEAD = 4
"""Documents that are taken in for each process that reads, before the first of them is filed."""
_MOST_AHEAD = 8_000_000
"""Characters of text that are taken in ahead, at the most."""


@runtime_checkable
class Crew(Protocol):
    """Several that read side by side, as `reading.Crew` does."""

    label: str
    """What the record files the findings under."""
    jobs: int
    """How many of them there are."""

    def hand_in(self, document: Document) -> Reading:
        """Take a document to be read; calling what is returned waits for its findings."""


class _Alone:
    """One reader in this process, which reads when the findings are asked for."""

    jobs = 0

    def __init__(self, reader: Reader) -> None:
        self.label = label(reader)
        self._reader = reader

    def hand_in(self, document: Document) -> Reading:
        return lambda: self._reader.read(document)


Given = Document | InputError


def read_ahead(
    inputs: Iterable[Given],
    reader: Reader | Crew,
    *,
    skipped: Callable[[Document, str], bool] = lambda _document, _label: False,
    places: Gazetteer | None = None,
) -> Iterator[tuple[Given, Reading | None]]:
    """Yield the inputs in their order, each with what gives its findings; None: it is not read.

    With a crew, documents are handed in ahead of the one that is yielded, though never so many that
    memory grows with the number of inputs.

    Args:
        inputs: documents, and the errors of what could not be taken in.
        reader: what finds the facts of a document.
        skipped: tells of a document whether it need not be read under the label of the reader.
        places: where places lie; the gazetteer of the package, where None.

    """
    crew = _crew(reader)
    held: deque[tuple[Given, Reading | None]] = deque()
    # Whether a document that is given twice need be read again is known when the first is filed.
    in_hand: set[str] = set()
    length = 0

    def reading_of(given: Given) -> Reading | None:
        if isinstance(given, InputError) or not given.read or skipped(given, crew.label):
            return None
        reading, text = crew.hand_in(given), given.text
        return lambda: located(text, reading(), places)

    for given in inputs:
        twice = isinstance(given, Document) and given.id in in_hand
        held.append((given, None if twice else reading_of(given)))
        if isinstance(given, Document):
            length += len(given.text)
            in_hand.add(given.id)
        while held and (twice or len(held) > READ_AHEAD * crew.jobs or length > _MOST_AHEAD):
            first, reading = held.popleft()
            if twice and not held:
                reading = reading_of(given)
            yield first, reading
            if isinstance(first, Document):
                length -= len(first.text)
                in_hand.discard(first.id)
    yield from held


def _crew(reader: Reader | Crew) -> Crew:
    return reader if isinstance(reader, Crew) else _Alone(reader)


def places_with(file: Path | None) -> Gazetteer | None:
    """Return the gazetteer with a file of the user's own; None where there is no such file."""
    return gazetteer().with_file(file) if file is not None else None


def file_documents(
    inputs: Iterable[Given],
    store: Store,
    reader: Reader | Crew,
    *,
    again: bool = False,
    places: Gazetteer | None = None,
    by: str | None = None,
) -> Iterator[Outcome]:
    """Read documents into the record, in their order, and yield what became of each.

    A document is in the record with all that was read in it by the time that its outcome is
    yielded. What cannot be read fails alone; the others go on. The record is the same however many
    processes read: documents are filed in the order in which they are given.

    Args:
        inputs: documents, and the errors of what could not be taken in.
        store: the record.
        reader: what finds the facts of a document, or several processes that do; they are filed
            under its name and version.
        again: read also what this version has read already.
        places: where places lie; the gazetteer of the package, where None.
        by: who hands them in, as the audit is to show; None: no person does.

    Raises RecordError where the record itself fails: then no further document can be kept.

    """
    view, writer = store.view(), store.writer()
    filed_under = _crew(reader).label

    def skipped(document: Document, under: str) -> bool:
        return not again and view.has_read(document, under)

    for given, reading in read_ahead(inputs, reader, skipped=skipped, places=places):
        if isinstance(given, InputError):
            yield Outcome("failed", given.where, error=given)
        elif given.read and reading is None:
            yield Outcome("skipped", given.ref, given)
        else:
            try:
                findings = reading() if reading is not None else Findings()
                read = ReadDocument(document=given, findings=findings)
                changed = writer.file(read, filed_under, by=by)
            except RecordError:
                raise
            except CommuniqueError as error:
                yield Outcome("failed", given.ref, given, error)
            else:
                kind: OutcomeKind = "filed" if changed else "unchanged"
                yield Outcome(kind if given.read else "not-read", given.ref, given)
