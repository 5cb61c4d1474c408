"""`communique brief`, `show`, `list` and `export`: what asks, and changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from communique import brief as briefs
from communique import intake
from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import (
    Interrupted,
    as_page,
    check_writable,
    one_line,
    print_bytes,
    print_line,
    write_file,
)
from communique.cli.pages import page, print_table
from communique.cli.reading import file_all, load
from communique.cli.status import Status
from communique.cli.tools import Tools
from communique.cli.wanted import in_record
from communique.cli.why import asked_for, explained
from communique.documents import Document, ReadDocument
from communique.errors import InputError
from communique.exports import EXPORTERS
from communique.reading import Reader, label
from communique.record import Store
from communique.settings import Settings

FORMAT_OF_ENDING = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
    ".jsonl": "json",
    ".docx": "docx",
}
"""What an output file's name says of the format, where the user names none."""


@click.command(
    "brief",
    short_help="Print one page on the talks, every line cited.",
    help=with_examples(
        "Print one page on the talks, every line with the words that say so.\n\nWith FILE, reads "
        "these documents and keeps nothing; without, briefs the record. The format is that of "
        "--format, else what the ending of the output file says, else for the terminal.",
        "communique brief coverage/ --published 2031-05-17",
        "communique brief --record strike.db",
        "communique brief coverage/ -o brief.html",
        "communique brief -o brief.docx",
        "communique brief --format markdown > brief.md",
    ),
)
@options.inputs(required=False)
@click.option(
    "--format", "form", type=click.Choice([*briefs.FORMATS, *briefs.FILES]), help="Its form."
)
@options.output
@options.min_confidence
@options.uncertain_below
@options.negotiation
@options.record
@options.how_to_read
@click.pass_obj
def brief(
    tools: Tools,
    /,
    files: tuple[str, ...],
    form: str | None,
    output: Path | None,
    negotiation: str | None,
    how: options.HowToRead,
    **choices: Any,
) -> None:
    """Print a brief."""
    if files and negotiation is not None:
        raise click.UsageError("give FILE or --negotiation, not both")
    if files and options.given("record"):
        raise click.UsageError("give FILE or --record, not both; `communique read` files documents")
    settings = options.settings(how=how, **choices)
    if output is not None:
        check_writable(output)
        form = form or FORMAT_OF_ENDING.get(output.suffix.lower())
    if form in briefs.FILES:
        briefs.word_library()  # before anything is read for nothing
        if output is None and sys.stdout is not None and sys.stdout.isatty():
            raise click.UsageError(f"a {form} file is not for the terminal; name one with -o FILE")
    failed = False
    with Store.throwaway() if files else Store.open(settings.record, create=False) as store:
        if files:
            failed = _read_for_now(settings, files, store, tools.open_reader(how.reader))
        view = store.view().within(negotiation).surely(settings.min_confidence)
        if not view.count():
            raise click.ClickException("there is no document to brief")
        composed = briefs.outline(view, uncertain_below=settings.uncertain_below)
    _put_out(composed, form or "terminal", output)
    if failed:
        click.get_current_context().exit(1)


@click.command(
    "show",
    short_help="Show one document, its facts marked.",
    help=with_examples(
        "Show one document with its facts marked in the text.\n\nDOCUMENT is what `communique "
        "list` shows: the id, the beginning of one, or the name that the document was read under. "
        "What is not in the record is read as a file, and not kept.\n\nWith --why, says of each "
        "fact which head of the model or which rule made it, how sure that was, and on which words "
        "it rests. DOCUMENT#FACT, such as wire-3.txt#v2, asks of one fact; the id of a line of "
        "`communique brief --format json`, of all facts that the line stands on.",
        "communique show wire-3.txt",
        "communique show 3f9a1c --record strike.db",
        "communique show page.html --published 2031-05-17",
        "communique show wire-3.txt#v2 --why",
    ),
)
@click.argument("wanted", metavar="DOCUMENT")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as `read --json` does.")
@click.option("--why", "with_reasons", is_flag=True, help="Say of each fact why it was filed.")
@options.min_confidence
@options.record
@options.how_to_read
@click.pass_obj
def show(
    tools: Tools,
    /,
    wanted: str,
    as_json: bool,
    with_reasons: bool,
    how: options.HowToRead,
    **choices: Any,
) -> None:
    """Show a document."""
    settings = options.settings(how=how, **choices)
    if with_reasons:
        if _show_why(settings, wanted, tools, how.reader, as_json=as_json):
            click.get_current_context().exit(1)
        return
    found = None if how.published else in_record(settings, wanted)
    shown = [found.read] if found else _read_one_file(settings, wanted, tools, how.reader)
    failed = False
    for item in shown:
        if isinstance(item, InputError):
            failed = True
            click.echo(f"Error: {one_line(str(item))}", err=True)
        elif as_json:
            print_line(item.sifted(settings.min_confidence).to_json())
        else:
            with page(width=100) as console:
                by_persons = found.by_persons if found else ()
                briefs.show_terminal(item.sifted(settings.min_confidence), console, by_persons)
    if failed:
        click.get_current_context().exit(1)


@click.command(
    "list",
    short_help="List the documents in the record.",
    help=with_examples(
        "List the documents in the record.",
        "communique list",
        "communique list --record strike.db --json | jq -r .id",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.negotiation
@options.record
def list_documents(as_json: bool, negotiation: str | None, record: str) -> None:
    """List documents."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        view = store.view().within(negotiation)
        known = view.documents()
        models = view.models() if as_json else {}
    if as_json:
        for document in known:
            print_line(_listed(document, models.get(document.id)))
        return
    print_table(("id", "published", "outlet", "name", "title"), map(_cells, known), whole=2)
    count = f"{len(known)} document{'' if len(known) == 1 else 's'}"
    click.echo(one_line(f"{settings.record}: {count}"), err=True)


@click.command(
    "export",
    short_help="Print all that the record holds.",
    help=with_examples(
        "Print all that the record holds, ordered by id.\n\njsonl prints the same objects as "
        "`communique read --json`, one document a line.",
        "communique export --format jsonl > record.jsonl",
        "communique export --record strike.db -o strike.jsonl",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(EXPORTERS)),
    default="jsonl",
    show_default=True,
    help="Its form.",
)
@options.output
@options.min_confidence
@options.negotiation
@options.record
def export(form: str, output: Path | None, negotiation: str | None, **choices: Any) -> None:
    """Export the record."""
    settings = options.settings(**choices)
    if output is not None:
        check_writable(output)
    exporter = EXPORTERS[form]
    try:
        with Store.open(settings.record, create=False) as store:
            view = store.view().within(negotiation)
            with Status(total=view.count(), prints_results=output is None) as status:
                found = _counted(view.read_documents(), status)
                chunks = exporter(item.sifted(settings.min_confidence) for item in found)
                if output is None:
                    for chunk in chunks:
                        print_bytes(chunk)
                else:
                    write_file(output, chunks)
    except KeyboardInterrupt:
        raise Interrupted("The record is as it was; the same command starts anew.") from None


def _read_for_now(settings: Settings, files: Sequence[str], store: Store, reader: Reader) -> bool:
    """Read `files` into a record that is not kept; tell whether some of them failed."""
    failed = False
    try:
        with Status() as status:
            for outcome in file_all(settings, files, store, reader, status=status):
                failed = failed or outcome.kind == "failed"
            return failed
    except KeyboardInterrupt:
        raise Interrupted("Nothing was kept; the same command starts anew.") from None


def _show_why(settings: Settings, wanted: str, tools: Tools, name: str, *, as_json: bool) -> bool:
    """Print why facts were filed; tell whether something failed."""
    reader = tools.open_reader(name)
    failed = False
    for asked in asked_for(settings, wanted):
        if isinstance(asked, InputError):
            failed = True
            click.echo(f"Error: {one_line(str(asked))}", err=True)
            continue
        found = explained(asked, reader)
        if as_json:
            for line in briefs.why_json(asked.document, found, label(reader), asked.facts):
                print_line(line)
        else:
            with page(width=140) as console:
                briefs.why_terminal(asked.document, found, console, asked.facts)
    return failed


def _read_one_file(
    settings: Settings, wanted: str, tools: Tools, name: str
) -> Iterator[ReadDocument | InputError]:
    reader, places = tools.open_reader(name), intake.places_with(settings.gazetteer)
    for item in load(settings, [wanted]):
        if isinstance(item, InputError):
            yield item
        else:
            findings = intake.findings_of(item, reader, places)
            yield ReadDocument(document=item, findings=findings)


def _put_out(composed: briefs.Brief, form: str, output: Path | None) -> None:
    if form in briefs.FILES:
        page = briefs.FILES[form](composed)
    else:
        page = as_page(briefs.render(composed, form, to_file=output is not None))
    if output is None:
        print_bytes(page)
    else:
        write_file(output, [page])


def _counted(read: Iterable[ReadDocument], status: Status) -> Iterator[ReadDocument]:
    for item in read:
        status.now(item.document.ref)
        yield item
        status.done()


def _cells(document: Document) -> tuple[str, ...]:
    day = document.published.isoformat() if document.published else "—"
    title = document.title or "—"
    if not document.read:
        title = f"{title} (not read: {document.not_read})"
    return _short(document.id), day, document.outlet or "—", document.ref, title


def _short(document_id: str) -> str:
    """Return the beginning of an id, long enough to tell the documents of a record apart."""
    return document_id.removeprefix("sha256:")[:12]


def _listed(document: Document, model: str | None) -> bytes:
    """Return one line of `communique list --json`."""
    return msgspec.json.encode(
        {
            "id": document.id,
            "kind": "document",
            "ref": document.ref,
            "title": document.title,
            "outlet": document.outlet,
            "published": document.published,
            "language": document.language,
            "read": document.read,
            "not_read": document.not_read,
            "model": model,
            "evidence": [{"document": document.id, "start": 0, "end": len(document.text)}],
        }
    )
