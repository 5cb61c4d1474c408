"""`communique read` and `communique remove`: what changes the record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from communique import documents, intake
from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import Interrupted, one_line, print_line
from communique.cli.status import Status
from communique.cli.tools import Tools
from communique.documents import Document, LoadOptions, ReadDocument
from communique.errors import CommuniqueError, InputError, NotInRecord, RecordError
from communique.findings import Findings
from communique.person import person
from communique.reading import Crew, Reader
from communique.record import Store
from communique.settings import Settings

SUMMARY = {
    "read": "read",
    "filed": "filed",
    "unchanged": "unchanged",
    "skipped": "skipped, as this reader has read them already (--again reads them anew)",
    "not-read": "kept but not read",
    "failed": "failed",
}
"""How the summary names each kind of outcome, in its order."""


def load(settings: Settings, files: Sequence[str]) -> Iterator[Document | InputError]:
    """Take in the documents that `files` name, and an error for each that cannot be."""
    # A process may be started without a standard input.
    stdin = sys.stdin.buffer if sys.stdin else None
    return documents.load(
        files,
        LoadOptions(max_chars=settings.max_chars, published=settings.published, stdin=stdin),
    )


@click.command(
    "read",
    short_help="Read documents and file what they say.",
    help=with_examples(
        "Read documents and file what they say into the record.\n\nFILE is a text, a web page, "
        "JSON Lines, a PDF, a Word document or a mail, any of these in .gz or .zip, a folder, a "
        "pattern such as 'news/*.html', or - for standard input. What the same reader has read "
        "already is skipped. With --json the findings are printed instead, one document a line, in "
        "the order given, and no record is opened unless --record names one.",
        "communique read coverage/ feed.jsonl.gz",
        "communique read --jobs 4 archive.jsonl.gz",
        "communique read page.html --published 2031-05-17",
        "communique read --json feed.jsonl | jq .figures",
        "curl -s https://news.example/page | communique read --json -",
    ),
)
@options.inputs(required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the findings, one document a line.")
@options.record
@options.min_confidence
@click.option("--again", is_flag=True, help="Read also what this reader has read already.")
@options.jobs
@options.how_to_read
@click.pass_obj
def read(
    tools: Tools,
    /,
    files: tuple[str, ...],
    as_json: bool,
    again: bool,
    how: options.HowToRead,
    **choices: Any,
) -> None:
    """Read documents."""
    settings = options.settings(how=how, **choices)
    if options.given("min_confidence") and not as_json:
        raise click.UsageError(
            "--min-confidence goes with --json: the record keeps all facts, and `brief`, `show` "
            "and `export` leave out those that are less sure"
        )
    with _reading(tools, how.reader, settings.jobs) as reader:
        if as_json and not options.given("record"):
            counts = _print_findings(settings, files, reader)
        else:
            counts = _file(settings, files, reader, again=again, as_json=as_json)
    if counts["failed"]:
        click.get_current_context().exit(1)


@click.command(
    "remove",
    short_help="Take documents out of the record.",
    help=with_examples(
        "Take documents out of the record, with all that only they said; their words are "
        "overwritten in its files.\n\nID is what `communique list` shows: the id, the beginning "
        "of one, or the name that the document was read under.",
        "communique remove wire-3.txt",
        "communique remove 3f9a1c 77b0e2 --record strike.db",
    ),
)
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@options.record
def remove(ids: tuple[str, ...], record: str) -> None:
    """Take documents out of the record."""
    settings = options.settings(record=record)
    failed = False
    with Store.open(settings.record, create=False) as store:
        for wanted in dict.fromkeys(ids):
            try:
                known = store.view().find(wanted)
                document = store.view().read_document(known).document
                store.writer().remove(known, by=person())
            except NotInRecord as error:
                failed = True
                click.echo(f"Error: {one_line(str(error))}", err=True)
            else:
                click.echo(one_line(f"removed {document.ref} ({known})"), err=True)
    if failed:
        click.get_current_context().exit(1)


@contextmanager
def _reading(tools: Tools, name: str, jobs: int) -> Iterator[Reader | Crew]:
    """Open who reads: one reader in this process, or several processes with one each."""
    if jobs == 1:
        yield tools.open_reader(name)
    else:
        with Crew(jobs, name, tools.open_reader) as crew:
            yield crew


def file_all(
    settings: Settings,
    files: Sequence[str],
    store: Store,
    reader: Reader | Crew,
    *,
    status: Status,
    again: bool = False,
    by: str | None = None,
) -> Iterator[intake.Outcome]:
    """File the documents that `files` name, saying on standard error what was not read."""
    status.expect(lambda: documents.count(files))
    outcomes = intake.file_documents(
        status.watch(load(settings, files)),
        store,
        reader,
        again=again,
        places=intake.places_with(settings.gazetteer),
        by=by,
    )
    for outcome in outcomes:
        if outcome.error is not None:
            # An InputError says itself where it arose.
            where = "" if isinstance(outcome.error, InputError) else f"{outcome.where}: "
            status.say(f"Error: {where}{outcome.error}")
        elif outcome.kind == "not-read" and outcome.document is not None:
            status.say(f"{outcome.where}: not read: {outcome.document.not_read}")
        yield outcome
        status.done()


def _print_findings(
    settings: Settings, files: Sequence[str], reader: Reader | Crew
) -> Counter[str]:
    counts: Counter[str] = Counter()
    try:
        with Status(prints_results=True) as status:
            status.expect(lambda: documents.count(files))
            inputs = status.watch(load(settings, files))
            places = intake.places_with(settings.gazetteer)
            for item, reading in intake.read_ahead(inputs, reader, places=places):
                counts[_print_one(settings, item, reading, status)] += 1
                status.done()
    except KeyboardInterrupt:
        raise Interrupted(
            "What was printed is whole; nothing was kept, and the same command starts anew."
        ) from None
    _summarise("done", counts)
    return counts


def _print_one(
    settings: Settings,
    item: Document | InputError,
    reading: intake.Reading | None,
    status: Status,
) -> str:
    """Print the findings of one input, or say what is wrong with it; return what became of it."""
    if isinstance(item, InputError):
        status.say(f"Error: {item}")
        return "failed"
    try:
        findings = reading() if reading is not None else Findings()
    except CommuniqueError as error:
        status.say(f"Error: {item.ref}: {error}")
        return "failed"
    if not item.read:
        status.say(f"{item.ref}: not read: {item.not_read}")
    found = ReadDocument(document=item, findings=findings)
    print_line(found.sifted(settings.min_confidence).to_json())
    return "read" if item.read else "not-read"


def _file(
    settings: Settings, files: Sequence[str], reader: Reader | Crew, *, again: bool, as_json: bool
) -> Counter[str]:
    counts: Counter[str] = Counter()
    try:
        with Store.open(settings.record) as store, Status(prints_results=as_json) as status:
            filed = file_all(
                settings, files, store, reader, status=status, again=again, by=person()
            )
            for outcome in filed:
                counts[outcome.kind] += 1
                if as_json and outcome.kind != "failed" and outcome.document is not None:
                    findings = store.view().read_document(outcome.document.id).findings
                    # The document as it was given: the record may know it by another name.
                    given = ReadDocument(document=outcome.document, findings=findings)
                    print_line(given.sifted(settings.min_confidence).to_json())
    except RecordError:
        if counts:
            _summarise(settings.record, counts)
        raise
    except KeyboardInterrupt:
        kept = counts.total() - counts["failed"]
        how_on = "reads all of them again" if again else "goes on with the rest"
        raise Interrupted(
            f"{kept} of the documents are kept in {settings.record}; the same command {how_on}."
        ) from None
    _summarise(settings.record, counts)
    return counts


def _summarise(name: str, counts: Counter[str]) -> None:
    parts = [f"{counts[kind]} {words}" for kind, words in SUMMARY.items() if counts[kind]]
    click.echo(one_line(f"{name}: {', '.join(parts) or 'nothing to read'}"), err=True)
