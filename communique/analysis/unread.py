"""What could not be read: documents, dates and events that the rest of the answer leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from communique.analysis.model import Unread
from communique.documents.document import Document, ReadDocument
from communique.matching.evidence import Evidence, cite_all
from communique.spans import trimmed

_ORDER = ("not-read", "no-date", "undated-events")


def find_unread(read: Iterable[ReadDocument]) -> tuple[Unread, ...]:
    """Return what could not be read: whole documents first, then dates, then events."""
    found = [(gap, r.document.published) for r in read for gap in _gaps(r)]

    def rank(known: tuple[Unread, date | None]) -> tuple[object, ...]:
        gap, published = known
        return (_ORDER.index(gap.kind), published is None, published or date.min, gap.ref,
                gap.document)  # fmt: skip

    return tuple(gap for gap, _ in sorted(found, key=rank))


def _gaps(r: ReadDocument) -> Iterator[Unread]:
    document = r.document
    if not document.read:
        reason = f"not read: {(document.not_read or 'reason not known').removeprefix('language: ')}"
        yield Unread("not-read", document.id, document.ref, reason, _first_line(document))
        return
    if document.published is None:
        reason = "no date of publication: weekday words there are left unresolved"
        loose = [time.span for time in r.findings.times if time.interval is None
                 and time.type in {"DATE", "TIME"} and time.start < time.end]  # fmt: skip
        evidence = cite_all(document, loose) or _first_line(document)
        yield Unread("no-date", document.id, document.ref, reason, evidence)
    undated = [e for e in r.findings.events if e.start < e.end and not _dated(e.date)]
    if undated:
        events = "1 event" if len(undated) == 1 else f"{len(undated)} events"
        reason = f"{events} without a date: left out of the timeline"
        evidence = cite_all(document, [e.span for e in undated])
        yield Unread("undated-events", document.id, document.ref, reason, evidence)


def _dated(when: object) -> bool:
    return getattr(when, "start", None) is not None or getattr(when, "end", None) is not None


def _first_line(document: Document) -> tuple[Evidence, ...]:
    whole = trimmed(document.text, 0, len(document.text))
    if whole is None:
        return ()
    end = document.text.find("\n", whole.start, whole.end)
    return cite_all(document, [trimmed(document.text, whole.start, end if end > 0 else whole.end)])
