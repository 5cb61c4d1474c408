"""`communique search`, `figures`, `timeline` and `changes`: what is asked of many documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, get_args

import click
import msgspec

from communique import analysis
from communique.analysis import Evidence
from communique.cli import options
from communique.cli.options import with_examples
from communique.cli.output import one_line, print_line
from communique.cli.pages import print_table
from communique.exports import (
    changes_objects,
    figures_objects,
    search_objects,
    timeline_objects,
)
from communique.record import Changes, Days, Figures, Filters, Hit, Store, Timeline
from communique.vocabulary import EventType

_COUNTS, _APART = 12, 6
"""Counts of one series that are shown on the terminal, revisions and pairs that exclude each other:
the latest ones."""


@click.command(
    "search",
    short_help="Find words in documents and statements.",
    help=with_examples(
        "Find words in documents and statements, the best passages first.\n\nWORDS are all looked "
        'for, in any form ("release" finds "released"); "words in quotation marks" in that order, '
        "and relea* by their beginning. Without WORDS, the latest passages that the filters let "
        "through.",
        "communique search captives release",
        "communique search '\"humanitarian pause\"' --between 2031-05-01 2031-05-17",
        "communique search --speaker Brandvik --about shelling --json",
        "communique search ceasefire --negotiation 'Norland – Sudmark'",
    ),
)
@click.argument("words", metavar="[WORDS…]", nargs=-1)
@click.option("--speaker", metavar="NAME", help="Only statements of those who go by this name.")
@click.option("--about", metavar="WORDS", help="Only in documents that have these words, too.")
@click.option(
    "--between",
    metavar="D1 D2",
    type=(options.day, options.day),
    help="Only in documents published from D1 to D2, such as 2031-05-01 2031-05-17.",
)
@click.option(
    "--in",
    "kind",
    type=click.Choice(["statement", "document"]),
    help="Only in statements, or only in documents.",
)
@options.limit(20, "passages")
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.negotiation
@options.record
def search(
    words: tuple[str, ...],
    limit: int | None,
    as_json: bool,
    negotiation: str | None,
    record: str,
    **chosen: Any,
) -> None:
    """Search the record."""
    filters = Filters(**chosen)
    if not words and filters == Filters() and negotiation is None:
        raise click.UsageError("give WORDS to look for, or a filter")
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        hits = store.view().within(negotiation).search(" ".join(words), filters, limit)
    if as_json:
        _print_objects(search_objects(hits))
    else:
        print_table(("published", "outlet", "document", "speaker", "words"), map(_hit, hits))
        _said(settings.record, f"{len(hits)} passage{'' if len(hits) == 1 else 's'}")


@click.command(
    "figures",
    short_help="List figures of the same thing through time.",
    help=with_examples(
        "List figures of the same thing through time, each with its claimant, the most widely "
        "reported first: where one voice revised its count, where two disagree on one time, and "
        "where figures of one report do not add up. Nothing is said of which is right.",
        "communique figures",
        "communique figures --about 'captives released' --json",
    ),
)
@click.option("--about", metavar="WORDS", help="Only of these: what is counted, who, or where.")
@options.limit(20, "series")
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.negotiation
@options.record
def figures(
    about: str | None, limit: int | None, as_json: bool, negotiation: str | None, record: str
) -> None:
    """List series of figures."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        found = store.view().within(negotiation).figures(about=about, limit=limit)
    if as_json:
        _print_objects(figures_objects(found))
        return
    print_table(("date", "figure", "claimant", "reports", "document"), _figures(found))
    _said(settings.record, f"{len(found.series)} series; {found.things} things are counted in all")


@click.command(
    "timeline",
    short_help="List what happened when.",
    help=with_examples(
        "List dated events, the earliest first; one that several documents tell is listed once, "
        "with each version of it. Where there are more than --limit, the latest are listed.",
        "communique timeline --from 2031-05-01 --actor Norland",
        "communique timeline --type CONSULT --json",
    ),
)
@click.option("--from", "first", metavar="DATE", type=options.day, help="Not before this day.")
@click.option("--to", "last", metavar="DATE", type=options.day, help="Not after this day.")
@click.option("--actor", metavar="NAME", help="Only where someone of this name takes part.")
@click.option(
    "--type",
    metavar="TYPE",
    type=click.Choice(get_args(EventType), case_sensitive=False),
    help=f"Only events of this type: {', '.join(get_args(EventType))}.",
)
@options.limit(50, "events")
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.negotiation
@options.record
def timeline(
    limit: int | None, as_json: bool, negotiation: str | None, record: str, **asked: Any
) -> None:
    """List events."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        found = store.view().within(negotiation).timeline(Days(**asked), limit)
    if as_json:
        _print_objects(timeline_objects(found))
        return
    print_table(("date", "reports", "event", "document"), _events(found))
    shown = len(found.happenings)
    of = "" if shown == found.of else f", the latest of {found.of}"
    _said(settings.record, f"{shown} event{'' if shown == 1 else 's'}{of}")


@click.command(
    "changes",
    short_help="Tell what has changed since a day.",
    help=with_examples(
        "Tell what documents published since a day have brought: what is new, what moved, what is "
        "now contradicted, and what was corrected since. What a copy of an older report says over "
        "again is not new. Documents without a date are named apart.",
        "communique changes --since 2031-05-17",
        "communique changes --since 2031-05-17 --negotiation 'Norland – Sudmark'",
        "communique changes --since 2031-05-17 --json | jq -r .sentence",
    ),
)
@click.option(
    "--since", metavar="DATE", type=options.day, required=True, help="The first day of the new."
)
@options.limit(20, "changes of each kind")
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.negotiation
@options.record
def changes(
    since: date, limit: int | None, as_json: bool, negotiation: str | None, record: str
) -> None:
    """Tell what has changed."""
    settings = options.settings(record=record)
    with Store.open(settings.record, create=False) as store:
        found = analysis.changes(store.view().within(negotiation), since, limit)
    if as_json:
        _print_objects(changes_objects(found))
        return
    print_table(("", "published", "what", "document"), _changed(found), whole=2)
    undated = len(found.undated)
    apart = f"; {undated} without a date, which may be new" if undated else ""
    number = f"{found.documents} document{'' if found.documents == 1 else 's'}"
    _said(settings.record, f"{number} published since {since.isoformat()}{apart}")


def _print_objects(objects: Iterable[dict[str, Any]]) -> None:
    for item in objects:
        print_line(msgspec.json.encode(item))


def _said(record: str, what: str) -> None:
    click.echo(one_line(f"{record}: {what}"), err=True)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _hit(hit: Hit) -> tuple[str, ...]:
    return (_day(hit.published), hit.outlet or "—", hit.ref, hit.speaker or "—", hit.snippet)


def _figures(found: Figures) -> Iterable[tuple[str, ...]]:
    for series in found.series:
        yield ("", series.label, "", str(series.stories), "")
        earlier = len(series.counts) - _COUNTS
        if earlier > 0:
            yield ("", f"  … {earlier} earlier", "", "", "")
        for count in series.counts[-_COUNTS:]:
            cited = count.evidence[0].ref
            told = (f"  {count.words}", str(count.claimant), str(count.stories), cited)
            yield (_day(count.date), *told)
        for what, apart in (
            ("revisions", [(r.sentence, r.evidence) for r in series.revisions]),
            ("that exclude each other", [(d.sentence, d.evidence) for d in series.disagreements]),
        ):
            if len(apart) > _APART:
                yield ("", f"  … {len(apart) - _APART} earlier {what}", "", "", "")
            for sentence, evidence in apart[-_APART:]:
                yield ("", f"  {sentence}", "", "", _refs(evidence))
    for odd in found.sums:
        yield ("", odd.sentence, "", str(odd.stories), _refs(odd.evidence))


def _events(found: Timeline) -> Iterable[tuple[str, ...]]:
    for event in found.happenings:
        first = event.date.first_known if event.date else None
        yield (_day(first), str(event.stories), event.sentence, _refs(event.evidence))


def _changed(found: Changes) -> Iterable[tuple[str, ...]]:
    section = ""
    for told in found.told:
        if told.section != section:
            section = told.section
            yield (section, "", "", "")
        for change in told.changes:
            yield ("", _day(change.published), change.sentence, _refs(change.evidence))
        more = told.of - len(told.changes) + told.at_least
        if more:
            number = f"at least {more}" if told.at_least else str(more)
            yield ("", "", f"… {number} more of this kind ({told.kind})", "")
    if found.undated:
        yield ("no date", "", "", "")
    for document in found.undated:
        yield ("", "", "", document.ref)


def _refs(evidence: Iterable[Evidence]) -> str:
    return ", ".join(dict.fromkeys(e.ref for e in evidence))
