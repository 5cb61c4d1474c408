"""What `communique show --why` asks for: the facts that are meant, read again with the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import click
import msgspec

from communique import brief as briefs
from communique.cli.output import one_line
from communique.cli.reading import load
from communique.cli.wanted import Recorded, fact_in, in_record, recorded
from communique.documents import Document
from communique.errors import InputError, NotInRecord, ReaderError
from communique.findings import Findings
from communique.reading import Explaining, Reader, label
from communique.reasons import Explained, facts_by_id
from communique.record import Store
from communique.settings import Settings

_LINE = re.compile(r"[a-z][a-z-]*:[0-9a-f]{16}")
"""The id of a line of the brief."""


@dataclass(frozen=True)
class Asked:
    """One document, and the facts of it that are to be explained; None for all of them."""

    document: Document
    recorded: Recorded | None
    """What the record holds of it; None for a file that is in no record."""
    facts: frozenset[str] | None = None


def asked_for(settings: Settings, wanted: str) -> Iterator[Asked | InputError]:
    """Yield what an argument means: a document, a fact of one, or a line of the brief.

    Raises RecordError where it is not in the record, and no file either.
    """
    if _LINE.fullmatch(wanted):
        yield from _behind_line(settings, wanted)
        return
    name, fact = fact_in(wanted)
    facts = frozenset({fact}) if fact else None
    recorded = None if settings.published else in_record(settings, name)
    if recorded is not None:
        yield Asked(recorded.read.document, recorded, facts)
        return
    for item in load(settings, [name]):
        yield item if isinstance(item, InputError) else Asked(item, None, facts)


def explained(asked: Asked, reader: Reader) -> Explained:
    """Read a document again, with the reasons for what is found.

    Raises NotInRecord where a fact is asked for that is not found in it, ReaderError where the
    reader gives no reasons.
    """
    if not isinstance(reader, Explaining):
        raise ReaderError(f"the reader {reader.name!r} gives no reasons for what it finds")
    found = reader.explain(asked.document) if asked.document.read else Explained.nothing()
    _note_another_reader(asked, found, reader)
    known = {number for number, _ in facts_by_id(found.findings)}
    if asked.facts is not None and not asked.facts <= known:
        _say_what_is_missing(asked, asked.facts - known, whole=asked.facts.isdisjoint(known))
    return found


def _say_what_is_missing(asked: Asked, missing: frozenset[str], *, whole: bool) -> None:
    """Say that facts have no reasons of a reader.

    Raises NotInRecord where there are no such facts, or no others were asked for.
    """
    names = ", ".join(sorted(missing))
    held = asked.recorded.read.findings if asked.recorded else Findings()
    if not missing <= {number for number, _ in facts_by_id(held)}:
        raise NotInRecord(
            f"{asked.document.ref} has no fact {names}; `communique show --why` lists them"
        )
    said = (
        f"{asked.document.ref} has {names} from a person or from another reading; `communique "
        "correct --list` shows what persons decided"
    )
    if whole:
        raise NotInRecord(said)
    click.echo(one_line(f"Note: {said}."), err=True)


def _behind_line(settings: Settings, line: str) -> Iterator[Asked]:
    with Store.open(settings.record, create=False) as store:
        view = store.view()
        behind = briefs.facts_behind(view, line)
        documents = {document.id: document for document in view.documents_of(behind)}
        known = {number: recorded(view, number) for number in behind}
    if not behind:
        raise NotInRecord(f"{line}: the brief of {settings.record} has no such line on any fact")
    for number, facts in behind.items():
        yield Asked(documents[number], known[number], facts)


def _note_another_reader(asked: Asked, found: Explained, reader: Reader) -> None:
    """Say where what is explained is not what the record holds."""
    recorded = asked.recorded
    if recorded is None:
        return
    same = _unlocated(recorded.as_read) == _unlocated(found.findings)
    if recorded.model == label(reader) and same:
        return
    made_by = recorded.model if recorded.model != label(reader) else "other rules"
    outcome = "finds the same in it" if same else "does not find the same in it"
    click.echo(
        one_line(
            f"Note: the record of {asked.document.ref} was made by {made_by}; the reasons are "
            f"those of {label(reader)}, which {outcome}."
        ),
        err=True,
    )


def _unlocated(findings: Findings) -> Findings:
    """Return findings without what a gazetteer adds to those of a reader."""
    entities = tuple(
        msgspec.structs.replace(entity, location=None, qid=None) for entity in findings.entities
    )
    return msgspec.structs.replace(findings, entities=entities)
