"""`communique positions`: where the parties stand, how they moved and where they are stuck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import click
import msgspec

from communique import analysis, exports
from communique.analysis import Cell, Matrix, Scope
from communique.cli import options
from communique.cli.options import day, with_examples
from communique.cli.output import one_line, print_line
from communique.cli.pages import print_table
from communique.record import Store, View

Rows = Iterator[tuple[str, ...]]
_VOICES = {"own": "", "report": "", "opponent": "told by an opponent", "other": "told by another"}


@click.command(
    "positions",
    short_help="Show where the parties stand, and how they moved.",
    help=with_examples(
        "Show where each party stands on each issue: stance, condition, date, in how many "
        "independent stories, and the words.\n\nWith one of --movements, --sticking, --silent and "
        "--deadlocks: how the parties moved, where their latest positions exclude each other, who "
        "has not spoken on what, and which conditions wait for each other.",
        "communique positions",
        "communique positions --party Norland --at 2031-05-17",
        "communique positions --sticking --record strike.db",
        "communique positions --movements --issue 'release of captives' --json | jq .sentence",
    ),
)
@click.option("--movements", "asked", flag_value="movements", help="How the parties moved.")
@click.option("--sticking", "asked", flag_value="sticking", help="Where they are stuck, ranked.")
@click.option("--silent", "asked", flag_value="silent", help="Who has not spoken on what.")
@click.option("--deadlocks", "asked", flag_value="deadlocks", help="What waits for each other.")
@click.option("--party", metavar="NAME", help="Only this side: its name, words of it, or its id.")
@click.option("--issue", metavar="WORDS", help="Only issues that these words name, or an id.")
@click.option("--at", metavar="DATE", type=day, help="As things stood on this day.")
@click.option(
    "--since", metavar="DATE", type=day, help="With --movements: only those since this day."
)
@click.option(
    "--issues",
    metavar="N",
    type=click.IntRange(min=1),
    default=Scope.most_issues,
    show_default=True,
    help="Look at so many issues, those of which most is said.",
)
@click.option(
    "--parties",
    metavar="N",
    type=click.IntRange(min=1),
    default=Scope.most_parties,
    show_default=True,
    help="And at so many parties to them.",
)
@options.negotiation
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@options.record
def positions(  # noqa: PLR0913  # one for each option
    *,
    asked: str | None,
    party: str | None,
    issue: str | None,
    at: date | None,
    since: date | None,
    issues: int,
    parties: int,
    negotiation: str | None,
    as_json: bool,
    record: str,
) -> None:
    """Show positions."""
    if since is not None and asked != "movements":
        raise click.UsageError("--since goes with --movements")
    settings = options.settings(record=record)
    scope = Scope(at=at, party=party, issue=issue, most_issues=issues, most_parties=parties)
    with Store.open(settings.record, create=False) as store:
        columns, rows, lines = _answer(store.view().within(negotiation), scope, asked, since)
    if as_json:
        for line in lines:
            print_line(msgspec.json.encode(line))
        return
    shown = list(rows)
    print_table(columns, shown, whole=1)
    click.echo(one_line(f"{settings.record}: {len(shown)} {asked or 'positions'}"), err=True)


def _answer(
    view: View, scope: Scope, asked: str | None, since: date | None
) -> tuple[tuple[str, ...], Rows, Iterable[exports.Line]]:
    """Return the columns of the table, its rows, and the same as objects."""
    if asked == "movements":
        moves = analysis.movements(view, scope, since=since)
        moved = ((_day(m.movement.after.date), m.issue.name, m.movement.sentence) for m in moves)
        return ("date", "issue", "movement"), moved, exports.movement_lines(moves)
    if asked == "sticking":
        points = analysis.sticking_points(view, scope)
        return ("reports", "latest", "last moved", "stuck on"), (
            (
                str(stuck.stories),
                _day(stuck.latest),
                _day(stuck.last_movement.after.date) if stuck.last_movement else "—",
                stuck.point.sentence,
            )
            for stuck in points
        ), exports.sticking_lines(points)  # fmt: skip
    if asked == "silent":
        silences = analysis.silences(view, scope)
        silent = (
            (
                _day(s.since),
                s.issue.name,
                s.party.name,
                "; ".join(f"{c.party.name}: {_words(c)}" for c in s.others),
            )
            for s in silences
        )
        return ("since", "issue", "silent", "others"), silent, exports.silence_lines(silences)
    if asked == "deadlocks":
        found = analysis.deadlocks(view, scope)
        rings = ((_day(d.latest), d.sentence) for d in found)
        return ("since", "deadlock"), rings, exports.deadlock_lines(found)
    matrix = analysis.matrix(view, scope)
    columns = ("date", "issue", "party", "stance", "words", "reports", "whose word")
    return columns, _matrix(matrix), exports.position_lines(matrix)


def _matrix(matrix: Matrix) -> Rows:
    for cell in matrix.cells:
        told = cell.current
        claimant = told.stand.claimant
        note = _VOICES[told.voice]
        yield (
            _day(told.stand.date),
            cell.issue.name,
            cell.party.name,
            told.stand.stance,
            _words(cell),
            str(cell.stories),
            f"{claimant} ({note})" if note else str(claimant),
        )


def _words(cell: Cell) -> str:
    stand = cell.current.stand
    terms = stand.condition
    return f"“{stand.words}”, “{terms.words}”" if terms else f"“{stand.words}”"


def _day(when: date | None) -> str:
    return when.isoformat() if when else "—"
