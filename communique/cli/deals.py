"""`communique deals`: term sheets, and where each side stands on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click
import msgspec

from communique.analysis import Deal, Term, Whose, find_deals
from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import one_line, print_line
from communique.record import Store

_STANCES = {
    "offer": "offers",
    "demand": "wants",
    "accept": "accepts",
    "reject": "rejects",
    "refuse": "refuses",
    "open": "would consider",
}


@click.command(
    "deals",
    short_help="Print term sheets: who would give what for what, and what became of it.",
    help=with_examples(
        "Print the deals that were last spoken of: who would give what, how much, to whom, when "
        "and in exchange for what; what became of it, as is said of each side; and how the terms "
        "changed. Each line is in the words of a document. Where a reading is not sure, the line "
        "says so.",
        "communique deals",
        "communique deals --negotiation strike --since 2031-05-10",
        "communique deals --json --min-confidence 0.5",
    ),
)
@click.option("--since", metavar="DATE", type=options.day, help="Leave out what is older.")
@click.option("--at", metavar="DATE", type=options.day, help="Leave out what is later.")
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="How many deals, the latest.",
)
@click.option(
    "--min-confidence",
    metavar="X",
    type=options.confidence,
    default="0.3",
    show_default=True,
    help="Leave out what was read with less, from 0 to 1.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.negotiation
@options.record
def deals(
    since: date | None,
    at: date | None,
    most: int,
    min_confidence: float,
    as_json: bool,
    negotiation: str | None,
    record: str,
) -> None:
    """Print deals."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        found = find_deals(
            store.view().within(negotiation),
            since=since,
            at=at,
            least_confidence=min_confidence,
            most=most,
        )
    for deal in found:
        if as_json:
            print_line(msgspec.json.encode(deal.to_json()))
        else:
            for line in _lines(deal):
                print_line(f"{' ' * _indent(line)}{one_line(line)}".encode())
    count = f"{len(found)} deal{'' if len(found) == 1 else 's'}"
    click.echo(one_line(f"{settings.record}: {count}"), err=True)


def _lines(deal: Deal) -> Iterator[str]:
    many = "ies" if deal.stories != 1 else "y"
    days = _days(deal.first, deal.last)
    yield f"{deal.name} ({days}; {deal.stories} stor{many})"
    for note in deal.uncertain:
        yield f"  Note: {note}."
    if deal.terms:
        yield "  Terms"
    for term in deal.terms:
        yield f"    {_day(term.date)}  {_told(term)}{_by(term.whose)}{_notes(term.uncertain)}"
    yield "  What became of it"
    for each in deal.standings:
        notes = (each.uncertain,) if each.uncertain else ()
        yield (
            f"    {_day(each.date)}  {each.party.name}: {each.become} – “{each.words}”"
            f"{_by(each.whose)}{_notes(notes)}"
        )
    if deal.versions:
        yield "  Versions"
    for version in deal.versions:
        words = "; ".join(f"“{term.what}”" for term in version.terms)
        yield f"    {_day(version.date)}  {version.party.name}: {words}"
    yield ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _told(term: Term) -> str:
    who = term.proposed_by.name if term.proposed_by else "someone not named"
    if term.stance == "demand" and term.giver is not None:
        parties = f" from {term.giver.name}"
    elif term.stance != "demand" and term.to is not None:
        parties = f" to {term.to.name}"
    else:
        parties = ""
    told = f"{who} {_STANCES[term.stance]}{parties}: “{term.what}”"
    if term.terms is not None:
        told += f", {term.terms}"
    if term.when:
        told += f" (when: {', '.join(term.when)})"
    return told


def _by(whose: Whose) -> str:
    hedged = " (hedged)" if whose.hedged else ""
    return f", according to {whose.name}{hedged}" if whose.name else ""


def _notes(notes: tuple[str, ...]) -> str:
    return f" [{'; '.join(notes)}]" if notes else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else "undated   "


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "undated"
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
