"""How fast positions are asked of a record of many documents.

    python -m benchmarks.matrix_speed [--documents N] [--filed N] [--record FILE] [--runs N]

Takes a record of N invented documents (20,000 where nothing else is said) and times the matrix, the
movements, the sticking points, the silences and the deadlocks: over all of it, on a day halfway,
and narrowed to one party. Each time is the processor time of the median of five runs in one
process; the first run, with nothing in the caches, stands beside it.

To save the time of filing, 2,000 documents are filed (`--filed`; `benchmarks.invented`) and then
repeated in the tables, with all that belongs to them, at later and later dates. `--record` keeps
the record, and another run takes what is there.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Insert,
    Table,
    create_engine,
    func,
    insert,
    select,
    update,
)

from benchmarks.command import printed
from benchmarks.invented import coverage
from benchmarks.results import Result, Trial
from communique.analysis.bargaining import deadlocks, movements, sticking_points
from communique.analysis.layout import Scope
from communique.analysis.matrix import matrix, silences
from communique.record import Store, View
from communique.record.tables import metadata

DOCUMENTS, FILED = 20_000, 2_000
_IDS = {"document_id", "story_id", "like_id", "original"}
_TURN = "~"
"""In the ids of documents that are repeated."""
RUNS = 5
_PROTOCOL = "processor time, median of {runs} runs in one process"


def fill(path: Path, documents: int, filed: int, trial: Trial) -> Iterator[Result]:
    """File documents into a new record and multiply them; yield how fast the filing was."""
    with Store.open(path) as store:
        if store.view().count() >= documents:
            return
        writer = store.writer()
        begin = time.perf_counter()
        for read in coverage(filed):
            writer.file(read, "invented")
        rate = filed / (time.perf_counter() - begin)
    multiply(path, documents // filed)
    yield Result(trial, "filing, after reading", rate, unit="documents/s", documents=filed)


def multiply(path: Path, times: int) -> None:
    """Repeat all documents, with all rows of theirs, at later and later dates."""
    engine = create_engine(f"sqlite:///{path}")
    document, story = metadata.tables["document"], metadata.tables["story"]
    others = [table for table in metadata.sorted_tables if "document_id" in table.c]
    with engine.begin() as connection:
        day = func.julianday(document.c.published)
        span = connection.scalar(select(func.max(day) - func.min(day))) or 0
        for turn in range(1, times):
            for table in (document, story, *others):
                connection.execute(_repeated(table, turn, int(span + 1) * turn))
        matters = metadata.tables["issue_matter"]
        connection.execute(update(matters).values(uses=matters.c.uses * times))
    engine.dispose()


def _repeated(table: Table, turn: int, days: int) -> Insert:
    """Return what inserts the rows of the documents that were filed once more."""
    key: Column[Any] = table.c["document_id" if "document_id" in table.c else "id"]
    ids = (_IDS & set(table.c.keys())) | {key.name}
    changed: dict[str, ColumnElement[Any]] = {
        name: table.c[name].concat(f"{_TURN}{turn}") for name in ids
    }
    if "published" in table.c:
        changed["published"] = func.date(table.c.published, f"+{days} days")
    rows = select(*(changed.get(column.name, column) for column in table.c))
    return insert(table).from_select(list(table.c), rows.where(~key.contains(_TURN)))


def asked(view: View) -> dict[str, Callable[[Scope], int]]:
    """Return what is timed; each tells how much it found."""
    return {
        "matrix": lambda scope: len(matrix(view, scope).cells),
        "movements": lambda scope: len(movements(view, scope)),
        "sticking points": lambda scope: len(sticking_points(view, scope)),
        "silences": lambda scope: len(silences(view, scope)),
        "deadlocks": lambda scope: len(deadlocks(view, scope)),
    }


def results(path: Path, documents: int, filed: int, runs: int = RUNS) -> Iterator[Result]:
    """Yield the times, in milliseconds, of a record at `path` that is made where there is none."""
    trial = Trial(
        "positions", f"{documents:,} invented documents", "all", _PROTOCOL.format(runs=runs)
    )
    yield from fill(path, documents, filed, trial)
    with Store.open(path) as store:
        yield from _times(store.view(), trial, documents, runs)


def _times(view: View, trial: Trial, documents: int, runs: int) -> Iterator[Result]:
    found = matrix(view)
    days = [cell.latest or date.min for cell in found.cells]
    firsts = [cell.first or date.max for cell in found.cells]
    half = date.fromordinal((min(firsts).toordinal() + max(days).toordinal()) // 2)
    scopes = {
        "": Scope(),
        " on a day halfway": Scope(at=half),
        " of one party": Scope(party=found.parties[0].id),
    }
    for name in asked(view):
        for about, scope in scopes.items():
            taken, number = [], 0
            for _ in range(runs):
                ask = asked(view)[name]
                begin = time.process_time()
                number = ask(scope)
                taken.append(1000 * (time.process_time() - begin))
            yield Result(
                trial,
                f"{name}{about}",
                median(taken),
                unit="ms",
                documents=documents,
                detail=f"first {taken[0]:.0f} ms, most {max(taken):.0f} ms; {number} found",
            )


def main() -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.matrix_speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--documents", type=int, default=DOCUMENTS, help="how many")
    options.add_argument("--filed", type=int, default=FILED, help="how many of them are filed")
    options.add_argument("--record", type=Path, help="keep the record, or go on with it")
    options.add_argument("--runs", type=int, default=RUNS, help="of each question")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "communique.db"
        printed(results(path, given.documents, min(given.documents, given.filed), given.runs))


if __name__ == "__main__":
    main()
