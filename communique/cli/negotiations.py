"""`communique negotiations`: which there are, and which documents bear on each."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
import msgspec

from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import one_line, print_line
from communique.cli.pages import print_table
from communique.person import person
from communique.record import Assigned, Negotiation, Store


@click.group(
    "negotiations",
    short_help="List negotiations, and say which documents are theirs.",
    help=with_examples(
        "A record may hold several negotiations: parties and issues that belong together. "
        "Documents are assigned as they are read, by who takes part and over what; one may bear "
        "on two, and one that tells of no talks belongs to none. What you assign stays as you "
        "say, whatever is read later.",
        "communique negotiations list",
        "communique negotiations show strike",
        "communique negotiations assign wire-3.txt 'Port strike'",
        "communique brief --negotiation 'Port strike'",
    ),
)
def negotiations() -> None:
    """Take negotiations."""


@negotiations.command(
    "list",
    short_help="List the negotiations.",
    help=with_examples(
        "List the negotiations, those with the most documents first.",
        "communique negotiations list",
        "communique negotiations list --all --json",
    ),
)
@click.option("--all", "everything", is_flag=True, help="Also those of a single document.")
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.record
def list_negotiations(everything: bool, as_json: bool, record: str) -> None:
    """List negotiations."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        view = store.view()
        known = view.negotiations(least=1 if everything else 2)
        if as_json:
            for found in known:
                print_line(_listed(found, view.negotiation(found.id)[1]))
            return
    print_table(
        ("id", "documents", "from", "to", "name"),
        ((n.id, str(n.documents), _day(n.first), _day(n.last), n.name) for n in known),
    )
    count = f"{len(known)} negotiation{'' if len(known) == 1 else 's'}"
    click.echo(one_line(f"{settings.record}: {count}"), err=True)


@negotiations.command(
    "show",
    short_help="Show a negotiation and its documents.",
    help=with_examples(
        "Show who takes part in a negotiation, over what, and which documents bear on it.",
        "communique negotiations show 'Norland – Sudmark'",
        "communique negotiations show n3f9a1c20b7de --json",
    ),
)
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print it as one object.")
@options.record
def show_negotiation(name: str, as_json: bool, record: str) -> None:
    """Show a negotiation."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        found, documents = store.view().negotiation(name)
    if as_json:
        print_line(_listed(found, documents))
        return
    click.echo(one_line(f"{found.name} ({found.id})"))
    parties = ", ".join(f"{p.name} ({p.documents})" for p in found.parties)
    click.echo(one_line(f"Taking part, with their documents: {parties or '—'}"))
    click.echo(one_line(f"Over: {', '.join(found.subjects) or '—'}"))
    print_table(
        ("published", "assigned by", "name", "title", "words"),
        (
            (_day(d.published), d.made_by, d.ref, d.title or "—", f"“{d.evidence.words}”")
            for d in documents
        ),
    )


@negotiations.command(
    "assign",
    short_help="Put a document into a negotiation.",
    help=with_examples(
        "Put a document into a negotiation; where there is none of that name, it is begun. The "
        "document leaves those where the machine put it.",
        "communique negotiations assign wire-3.txt 'Port strike'",
    ),
)
@click.argument("document")
@click.argument("name")
@options.record
def assign(document: str, name: str, record: str) -> None:
    """Assign a document."""
    with Store.open(options.settings(record=record).record, create=False) as store:
        number = store.assignments(person()).assign(store.view().find(document), name)
        _say(store, number)


@negotiations.command(
    "unassign",
    short_help="Take a document out of a negotiation.",
    help=with_examples(
        "Take a document out of a negotiation, for good.",
        "communique negotiations unassign wire-3.txt 'Port strike'",
    ),
)
@click.argument("document")
@click.argument("name")
@options.record
def unassign(document: str, name: str, record: str) -> None:
    """Take a document out."""
    with Store.open(options.settings(record=record).record, create=False) as store:
        store.assignments(person()).unassign(store.view().find(document), name)


@negotiations.command(
    "rename",
    short_help="Give a negotiation a name.",
    help=with_examples(
        "Give a negotiation a name of your own.",
        "communique negotiations rename n3f9a1c20b7de 'Port strike'",
    ),
)
@click.argument("name")
@click.argument("new_name")
@options.record
def rename(name: str, new_name: str, record: str) -> None:
    """Rename a negotiation."""
    with Store.open(options.settings(record=record).record, create=False) as store:
        store.assignments(person()).rename(name, new_name)


@negotiations.command(
    "merge",
    short_help="Make two negotiations one.",
    help=with_examples(
        "Give the documents of a negotiation to another one, which keeps its name.",
        "communique negotiations merge n3f9a1c20b7de 'Port strike'",
    ),
)
@click.argument("name")
@click.argument("into")
@options.record
def merge(name: str, into: str, record: str) -> None:
    """Merge negotiations."""
    with Store.open(options.settings(record=record).record, create=False) as store:
        _say(store, store.assignments(person()).merge(name, into))


@negotiations.command(
    "settle",
    short_help="Assign all documents anew, by date.",
    help=with_examples(
        "Assign all documents anew, in the order of their publication. Documents are assigned as "
        "they are read; among many, the order of reading plays a part, and after this it plays "
        "none. What you assigned and named stays.",
        "communique negotiations settle",
    ),
)
@options.record
def settle(record: str) -> None:
    """Assign all documents anew."""
    with Store.open(options.settings(record=record).record, create=False) as store:
        store.assignments(person()).settle()


def _say(store: Store, number: str) -> None:
    found, _ = store.view().negotiation(number)
    many = "" if found.documents == 1 else "s"
    click.echo(one_line(f"{found.name} ({found.id}): {found.documents} document{many}"), err=True)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _listed(found: Negotiation, documents: list[Assigned]) -> bytes:
    line: dict[str, Any] = {
        "id": found.id,
        "kind": "negotiation",
        "name": found.name,
        "named": found.named,
        "documents": found.documents,
        "from": found.first,
        "to": found.last,
        "parties": [
            {"actor": p.actor, "name": p.name, "documents": p.documents} for p in found.parties
        ],
        "subjects": list(found.subjects),
        "evidence": [d.evidence.to_json() | {"made_by": d.made_by} for d in documents],
    }
    return msgspec.json.encode(line)
