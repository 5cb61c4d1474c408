"""What a record of many documents costs: to file, to keep, to ask.

    python -m benchmarks.scale --data DIR [--limit N] [--record URL] [--cache FILE] [--jobs N]

- ingest rate after reading: documents a second filed into a record that grows to 20,000 and then to
  100,000 invented documents (`benchmarks.invented`), with all that derives from them;
- size of the database, and for each document;
- what it costs to add one document to an empty record, and to each of these;
- time of each of `QUERIES` at each size, the commands run as a user does, but for the start of
  the program; commands that this version has not are left out;
- with `--cache FILE`, the same with the Reuters documents of DIR/reuters21578. They are read once,
  which takes long, and kept in FILE as `communique read --json` prints them.

`--limit N` stops at N documents, with a fifth of them as the size before, to try it out. The record
is made in a folder of its own, unless `--record` names an empty database on a server.
"""

from __future__ import annotations

import gzip
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from statistics import median

from click.testing import CliRunner

from benchmarks.command import parser, printed
from benchmarks.invented import coverage
from benchmarks.results import Result, Trial
from communique.analysis.matrix import matrix
from communique.cli.app import app
from communique.documents import LoadOptions, ReadDocument, load
from communique.errors import InputError
from communique.intake import read_ahead
from communique.reading import SHIPPED, Crew, open_reader
from communique.record import Days, Store, View
from communique.record.database import connect

SIZES = (20_000, 100_000)
ADDED = 30
"""Documents that are added one after the other to tell what one costs."""
PATIENCE = 2.0
"""Seconds after which a question is not asked again to tell better how long it takes."""
TIMES = 5
LIMIT_MS = 300.0
"""What a question may take at the first of the sizes."""
PLACES = 60
"""As many as the Map of the app shows of each kind."""
MODEL = "model 1"


@dataclass(frozen=True)
class Query:
    """One question, under the name that the results have for it."""

    name: str
    command: tuple[str, ...] = ()
    """The command that asks it, with its arguments."""
    of: Callable[[View], object] | None = None
    """Or what answers it, given the View."""


QUERIES: tuple[Query, ...] = (
    Query("list", ("list",)),
    Query("brief", ("brief",)),
    Query("search", ("search", "ceasefire")),
    Query("search, filtered", ("search", "crossing", "--between", "2031-02-01", "2031-03-01")),
    Query("matrix", of=matrix),
    Query("positions", ("positions",)),
    Query("positions: movements", ("positions", "--movements")),
    Query("positions: sticking points", ("positions", "--sticking")),
    Query("positions: silence", ("positions", "--silent")),
    Query("positions: deadlocks", ("positions", "--deadlocks")),
    Query("actors", ("actors",)),
    Query("figures", ("figures",)),
    Query("timeline", ("timeline",)),
    Query("places", of=lambda view: view.places(Days(), PLACES)),
    Query("changes", ("changes", "--since", "2031-02-01")),
    Query("deals", ("deals",)),
    Query("stories", ("stories",)),
    Query("negotiations", ("negotiations", "list")),
)
"""What is asked of a record; add a line here for a new question."""


def filed(store: Store, documents: Iterable[ReadDocument]) -> tuple[int, float]:
    """File documents; return how many, and the seconds that filing took, without making them."""
    writer = store.writer()
    number, taken = 0, 0.0
    for read in documents:
        begin = time.perf_counter()
        writer.file(read, MODEL)
        taken += time.perf_counter() - begin
        number += 1
    return number, taken


def cost_of_one(store: Store, documents: Iterable[ReadDocument]) -> float:
    """Return the milliseconds that it takes to add one document, the median of several."""
    return 1000 * median(filed(store, [read])[1] for read in documents)


def answered(query: Query, address: str, view: View) -> Callable[[], object] | None:
    """Return what asks the question; None where this version cannot."""
    if query.command:
        if query.command[0] not in app.commands:
            return None
        words = [*query.command, "--record", address]

        def run() -> object:
            done = CliRunner().invoke(app, words)
            if done.exit_code != 0:
                raise RuntimeError(f"{' '.join(words)}: {done.output}") from done.exception
            return done

        return run
    of = query.of
    return None if of is None else lambda: of(view)


def milliseconds(ask: Callable[[], object]) -> tuple[float, int]:
    """Return how long an answer takes, the median of several, and how often it was asked for."""
    taken: list[float] = []
    while len(taken) < TIMES and sum(taken) < PATIENCE:
        begin = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - begin)
    return 1000 * median(taken), len(taken)


def grown(
    address: str, documents: Iterator[ReadDocument], sizes: Sequence[int], data: str
) -> Iterator[Result]:
    """Yield the figures of a record that grows to each size in turn."""
    with Store.open(address) as store:
        empty = cost_of_one(store, islice(documents, ADDED))
        held = ADDED
        for size in sizes:
            number, taken = filed(store, islice(documents, max(0, size - held)))
            held += number
            trial = Trial("scale", data, f"{held:,} documents", "filing and asking, one process")
            if number:
                rate = number / taken
                yield Result(trial, "filed after reading", rate, unit="documents/s", brief=True)
            size_now = size_of(address)
            each = f"{size_now / held / 1000:.1f} KB for each document"
            yield Result(trial, "size of the database", size_now / 1e6, unit="MB", detail=each)
            yield from asked(address, store, trial)
            cost = cost_of_one(store, islice(documents, ADDED))
            held += ADDED
            detail = f"{cost / empty:.1f} times the {empty:.1f} ms in an empty record"
            yield Result(trial, "adding one document", cost, unit="ms", detail=detail, brief=True)


def size_of(address: str) -> int:
    """Return the bytes of a record."""
    database = connect(address, create=False)
    try:
        return database.size()
    finally:
        database.close()


def asked(address: str, store: Store, trial: Trial) -> Iterator[Result]:
    """Yield how long each question takes."""
    for query in QUERIES:
        ask = answered(query, address, store.view())
        if ask is not None:
            took, times = milliseconds(ask)
            often = "asked once" if times == 1 else f"median of {times}"
            within = "" if took <= LIMIT_MS else f", over {LIMIT_MS:.0f} ms"
            yield Result(trial, query.name, took, unit="ms", detail=often + within, brief=True)


def read_once(cache: Path, data: Path, most: int | None, jobs: int) -> Iterator[ReadDocument]:
    """Yield the Reuters documents as they were read; read them first where they were not yet."""
    if not cache.exists():
        fresh = cache.with_suffix(".part")
        files = [str(file) for file in sorted((data / "reuters21578").glob("*.jsonl.gz"))]
        with Crew(jobs, SHIPPED, open_reader) as crew, gzip.open(fresh, "wb") as lines:
            inputs = islice(load(files, LoadOptions()), most)
            for given, reading in read_ahead(inputs, crew):
                if not isinstance(given, InputError) and reading is not None:
                    found = ReadDocument(document=given, findings=reading())
                    lines.write(found.to_json() + b"\n")
        fresh.rename(cache)
    with gzip.open(cache, "rb") as lines:
        for line in lines:
            yield ReadDocument.from_json(line)


def main() -> None:
    """Run the command line."""
    options = parser("scale", __doc__)
    options.add_argument("--limit", type=int, metavar="N", help="stop at N documents")
    options.add_argument("--record", metavar="URL", help="an empty database on a server")
    options.add_argument("--cache", type=Path, metavar="FILE", help="Reuters as it was read")
    options.add_argument("--jobs", type=int, default=1, help="processes that read Reuters")
    given = options.parse_args()
    sizes = SIZES if given.limit is None else (max(1, given.limit // 5), given.limit)
    with tempfile.TemporaryDirectory() as folder:
        if given.cache is not None:
            known = read_once(given.cache, given.data, given.limit, given.jobs)
            # A few are kept back to be added at the end.
            first = next(known)
            with gzip.open(given.cache, "rb") as lines:
                size = sum(1 for _ in lines) - ADDED
            again = chain([first], known)
            printed(grown(f"{folder}/reuters.db", again, [size], "Reuters-21578"))
        invented = coverage(sizes[-1] + ADDED)
        printed(grown(given.record or f"{folder}/invented.db", invented, sizes, "invented"))


if __name__ == "__main__":
    main()
