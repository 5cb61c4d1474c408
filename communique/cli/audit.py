"""`communique audit`: who changed what, when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import click
import msgspec

from communique.cli import options
from communique.cli.options import day, with_examples
from communique.cli.output import one_line, print_line
from communique.cli.pages import print_table
from communique.record import Entry, Store, View

_PAGE = 500
"""Entries taken from the record at a time."""


@click.command(
    "audit",
    short_help="List who changed what, and when.",
    help=with_examples(
        "List who changed what in the record, and when, the oldest first: documents that were "
        "filed and removed, corrections, decisions and assignments, users, log-ins. No words of "
        "documents are kept there.",
        "communique audit --since 2031-05-01",
        "communique audit --json",
    ),
)
@click.option("--since", metavar="DATE", type=day, help="From this day on (UTC).")
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.record
def audit(since: date | None, as_json: bool, record: str) -> None:
    """List the audit."""
    settings = options.settings(record=record)
    start = datetime.combine(since, time.min, UTC) if since else None
    with Store.open(settings.record, create=False) as store:
        view = store.view()
        if as_json:
            for entry in _all(view, start):
                print_line(_json(entry))
            return
        known = list(_all(view, start))
    print_table(("when", "who", "what", "on", "document", "more"), map(_cells, known), whole=2)
    count = f"{len(known)} entr{'y' if len(known) == 1 else 'ies'}"
    click.echo(one_line(f"{settings.record}: {count}"), err=True)


def _all(view: View, since: datetime | None) -> Iterator[Entry]:
    after = 0
    while page := view.audit(since=since, after=after, limit=_PAGE):
        yield from page
        after = page[-1].id


def _json(entry: Entry) -> bytes:
    return msgspec.json.encode(
        {
            "id": entry.id,
            "kind": "audit",
            "at": entry.at,
            "who": entry.who,
            "did": entry.did,
            "target": entry.target,
            "number": entry.document,
            "document": entry.document_id,
            "about": entry.about,
            "evidence": [],
        }
    )


def _cells(entry: Entry) -> tuple[str, ...]:
    document = "" if entry.document is None else f"document {entry.document}"
    more = (
        f"{key}: {', '.join(value) if isinstance(value, list) else value}"
        for key, value in entry.about.items()
    )
    return (
        f"{entry.at:%Y-%m-%d %H:%M:%S}",
        entry.who or "(not known)",
        entry.did,
        entry.target or "",
        document if entry.document_id or not document else f"{document} (removed)",
        "; ".join(more),
    )
