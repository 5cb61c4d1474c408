"""`communique actors`: who is who over all documents, and what persons decide of it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, get_args

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.cli import options
from communique.cli.options import day, with_examples
from communique.cli.output import as_page, one_line, print_bytes, print_line
from communique.record import Store, View
from communique.vocabulary import EntityKind

PAGE = 500
"""Actors taken from the record at a time."""


@click.group(
    "actors",
    invoke_without_command=True,
    short_help="List who is who, and decide who is one.",
    help=with_examples(
        "List the actors of the record, those that most documents name first; the commands below "
        "show one, or decide who is one and who is not.\n\nACTOR is the id of an actor, or one of "
        "its names. What a person decides stands: it is applied again to all that is read later, "
        "and can be undone.",
        "communique actors --kind organisation --negotiation strike",
        'communique actors show "Anna Brandt"',
        'communique actors merge "Dock Workers Union" DWU',
        "communique actors undo 3",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@click.option("--kind", type=click.Choice(get_args(EntityKind)), help="Only these.")
@click.option("--named", metavar="WORDS", help="Only those with a name that holds these words.")
@options.limit(200, "actors")
@options.negotiation
@options.record
@click.pass_context
def actors(
    ctx: click.Context,
    /,
    as_json: bool,
    kind: EntityKind | None,
    named: str | None,
    limit: int | None,
    negotiation: str | None,
    **choices: Any,
) -> None:
    """List actors."""
    if ctx.invoked_subcommand is not None:
        return
    settings = options.settings(**choices)
    with Store.open(settings.record, create=False) as store:
        view = store.view().within(negotiation)
        if limit and view.actors(kind=kind, named=named, offset=limit, limit=1):
            click.echo(f"{limit} actors; there are more: --limit 0 lists all", err=True)
        if as_json:
            for page in _pages(view, kind, named, limit):
                evidence = view.first_mentions([actor.id for actor in page])
                for actor in page:
                    more = {"kind": "actor", "actor_kind": actor.kind}
                    print_line(_json(actor, evidence[actor.id], more))
            return
        table = Table("documents", "kind", "name", "id", box=None, pad_edge=False)
        for page in _pages(view, kind, named, limit):
            for actor in page:
                cells = (str(actor.documents), actor.kind, actor.name, actor.id)
                table.add_row(*(Text(one_line(cell)) for cell in cells))
        _print(table)


@actors.command(
    "show",
    short_help="Show one actor: names, place, offices.",
    help=with_examples(
        "Show one actor: the names under which it goes, where it lies, which offices it holds.",
        'communique actors show "Anna Brandt" --on 2031-05-17',
    ),
)
@click.argument("actor")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
@click.option("--on", "on", metavar="DATE", type=day, help="Offices held on this day alone.")
@options.record
def show(actor: str, as_json: bool, on: date | None, **choices: Any) -> None:
    """Show an actor."""
    with Store.open(options.settings(**choices).record, create=False) as store:
        view = store.view()
        found = view.actor(view.find_actor(actor))
        roles = view.roles(found.actor.id, on)
        if as_json:
            evidence = view.first_mentions([found.actor.id])[found.actor.id]
            more = {"kind": "actor", "actor_kind": found.actor.kind, "names": found.names}
            print_line(_json(found.actor, evidence, {**more, "roles": roles}))
            return
        lines = [f"{found.actor.name}  ({found.actor.kind}, {found.actor.id})"]
        lines.append(f"named in {found.actor.documents} documents as {'; '.join(found.names)}")
        if found.actor.location:
            at = found.actor.location
            lines.append(f"lies at {at.lat:.2f}, {at.lon:.2f} ({at.source})")
        for role in roles:
            days = f"{role.first_day or '…'} to {role.last_day or '…'}"
            by = f"decided by {role.decided_by}" if role.decided_by else f"{role.documents} reports"
            lines.append(f"{role.role} of {role.body}, {days} ({by})")
    print_bytes(as_page("\n".join(one_line(line) for line in lines)))


@actors.command(
    "merge",
    short_help="Decide that actors are one.",
    help=with_examples(
        "Decide that actors are one; it goes by the id of the first.",
        'communique actors merge "Dock Workers Union" DWU',
    ),
)
@click.argument("actor")
@click.argument("others", metavar="OTHER…", nargs=-1, required=True)
@options.by
@options.record
def merge(actor: str, others: tuple[str, ...], person: str, **choices: Any) -> None:
    """Merge actors."""
    with _deciding(choices) as store:
        view, judge = store.view(), store.writer().judge(person)
        for other in others:
            _said(judge.merge(view.find_actor(actor), view.find_actor(other)))


@actors.command(
    "split",
    short_help="Decide that a name is another actor's.",
    help=with_examples(
        "Decide that names of an actor are those of another one: everywhere, or with --in, in one "
        "document alone (all its names there, where no NAME is given).",
        'communique actors split "Anna Brandt" Brandt',
        'communique actors split "Anna Brandt" --in wire-3.txt',
    ),
)
@click.argument("actor")
@click.argument("names", metavar="[NAME…]", nargs=-1)
@click.option("--in", "document", metavar="DOCUMENT", help="In this document alone.")
@options.by
@options.record
def split(
    actor: str, names: tuple[str, ...], document: str | None, person: str, **choices: Any
) -> None:
    """Split an actor."""
    if bool(names) == (document is not None):
        raise click.UsageError("give either NAME or --in DOCUMENT")
    with _deciding(choices) as store:
        view, judge = store.view(), store.writer().judge(person)
        found = view.find_actor(actor)
        if document is not None:
            _said(*judge.split_in(found, view.find(document)))
        for name in names:
            _said(judge.split(found, name))


@actors.command(
    "rename",
    short_help="Decide by which name an actor is shown.",
    help=with_examples(
        "Decide by which name an actor is shown.",
        'communique actors rename DWU "Dock Workers Union"',
    ),
)
@click.argument("actor")
@click.argument("name")
@options.by
@options.record
def rename(actor: str, name: str, person: str, **choices: Any) -> None:
    """Rename an actor."""
    if not name.strip():
        raise click.UsageError("the name is empty")
    with _deciding(choices) as store:
        found = store.view().find_actor(actor)
        _said(store.writer().judge(person).rename(found, name))


@actors.command(
    "role",
    short_help="Decide which office a person held, and when.",
    help=with_examples(
        "Decide that a person held an office of a body. Reports of that time that name the office "
        "alone then mean this person.",
        'communique actors role "Anna Brandt" "foreign minister" Norland --from 2031-01-01',
    ),
)
@click.argument("actor")
@click.argument("role")
@click.argument("body")
@click.option("--from", "first", metavar="DATE", type=day, help="The first day, where known.")
@click.option("--to", "last", metavar="DATE", type=day, help="The last day, where known.")
@options.by
@options.record
def role(  # one for each word of the command line
    actor: str,
    role: str,
    body: str,
    first: date | None,
    last: date | None,
    person: str,
    **choices: Any,
) -> None:
    """Give an actor a role."""
    if first and last and last < first:
        raise click.UsageError("--to is before --from")
    with _deciding(choices) as store:
        view = store.view()
        found, of = view.find_actor(actor), view.find_actor(body)
        judge = store.writer().judge(person)
        _said(judge.give_role(found, role, of, first_day=first, last_day=last))


@actors.command(
    "decisions",
    short_help="List what persons decided.",
    help=with_examples(
        "List what persons decided about actors, with who and when, the newest first.",
        "communique actors decisions --json",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.record
def decided(as_json: bool, **choices: Any) -> None:
    """List decisions."""
    with Store.open(options.settings(**choices).record, create=False) as store:
        known = store.view().decisions()
    if as_json:
        for each in known:
            row = msgspec.to_builtins(each)
            row |= {"kind": "decision", "judgement": each.kind, "evidence": []}
            print_line(msgspec.json.encode(row))
        return
    table = Table("no.", "what", "who and when", "undone", box=None, pad_edge=False)
    for each in known:
        where = f" in {each.document}" if each.document else ""
        said = " ".join(filter(None, (each.kind, each.left, each.right, each.words))) + where
        undone = f"{each.undone_by}, {each.undone_at:%Y-%m-%d %H:%M}" if each.undone_at else ""
        cells = (str(each.id), said, f"{each.who}, {each.at:%Y-%m-%d %H:%M}", undone)
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    _print(table)


@actors.command(
    "undo",
    short_help="Take decisions back.",
    help=with_examples(
        "Take decisions back, by the numbers that `communique actors decisions` shows.",
        "communique actors undo 3",
    ),
)
@click.argument("numbers", metavar="NUMBER…", type=int, nargs=-1, required=True)
@options.by
@options.record
def undo(numbers: tuple[int, ...], person: str, **choices: Any) -> None:
    """Undo decisions."""
    with _deciding(choices) as store:
        judge = store.writer().judge(person)
        for number in numbers:
            judge.undo(number)
            click.echo(f"decision {number} is undone", err=True)


def _pages(
    view: View, kind: EntityKind | None, named: str | None, most: int | None
) -> Iterator[Sequence[Any]]:
    at = 0
    while most is None or at < most:
        limit = PAGE if most is None else min(PAGE, most - at)
        page = view.actors(kind=kind, named=named, offset=at, limit=limit)
        if page:
            yield page
        if len(page) < limit:
            return
        at += len(page)


@contextmanager
def _deciding(choices: dict[str, Any]) -> Iterator[Store]:
    with Store.open(options.settings(**choices).record, create=False) as store:
        yield store


def _said(*numbers: int) -> None:
    for number in numbers:
        click.echo(f"decision {number}; `communique actors undo {number}` takes it back", err=True)


def _json(actor: Any, evidence: Iterable[Any], more: dict[str, Any]) -> bytes:
    return msgspec.json.encode(msgspec.to_builtins(actor) | more | {"evidence": list(evidence)})


def _print(table: Table) -> None:
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    console = Console(
        file=io.StringIO(),
        force_terminal=is_terminal,
        width=None if is_terminal else 10_000,
        highlight=False,
    )
    with console.capture() as captured:
        console.print(table)
    print_bytes(as_page("\n".join(line.rstrip() for line in captured.get().splitlines())))
