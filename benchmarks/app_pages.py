"""How long each page of the web app takes over a large record, and how much it loads.

    python -m benchmarks.app_pages --record FILE

- each page, first opened since the record changed, and opened again: median milliseconds;
- KiB that it sends, compressed.

FILE is any record; `python -m benchmarks.scale --record FILE` leaves one of invented coverage. The
app is asked in this process, without a browser or a network.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from benchmarks.command import printed
from benchmarks.results import Result, Trial
from communique.cli.app import SELDOM
from communique.reading import Reader
from communique.record import Store
from communique.web import create_app

LIMIT_MS = 200.0
TIMES = 5
ADDRESS = "http://127.0.0.1"


def pages_of(store: Store) -> list[tuple[str, str]]:
    """Return the name and the address of each page."""
    view = store.view()
    (document,) = view.latest_documents(1)
    (actor,) = view.actors(limit=1)
    since = view.size().last
    return [
        ("Start", "/"),
        ("Negotiation", "/negotiation"),
        ("Negotiation, since a day", f"/negotiation?since={since}"),
        ("Document", f"/documents/{document}"),
        ("Figures", "/figures"),
        ("Timeline", "/timeline"),
        ("Contacts", "/contacts"),
        ("Map", "/map"),
        ("Actors", "/actors"),
        ("one actor", f"/actors/{actor.id}"),
        ("Deals", "/deals"),
        ("Search", "/search?words=ceasefire"),
        ("Review", "/review"),
        ("Brief", "/brief"),
        ("Audit", "/audit"),
    ]


def opened(client: TestClient, address: str) -> tuple[float, int]:
    """Return the milliseconds that a page takes, and the bytes that it sends."""
    begin = time.perf_counter()
    with client.stream("GET", address) as answer:
        size = sum(map(len, answer.iter_raw()))
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    return 1000 * (time.perf_counter() - begin), size


def measured(record: Path) -> Iterator[Result]:
    """Yield how long each page takes."""
    with Store.open(record, create=False) as store:
        trial = Trial(
            "app pages", str(record.name), f"{store.view().size().documents:,} documents",
            "opened in one process",
        )  # fmt: skip
        for name, address in pages_of(store):
            first, again = [], []
            for _ in range(TIMES):
                # An app of its own has nothing that was worked out before.
                with TestClient(create_app(store, _no_reader), base_url=ADDRESS) as client:
                    took, size = opened(client, address)
                    first.append(took)
                    again.append(opened(client, address)[0])
            one, two = median(first), median(again)
            within = "" if one <= LIMIT_MS else f", over {LIMIT_MS:.0f} ms"
            detail = f"{two:.0f} ms when opened again; {size / 1024:.0f} KiB{within}"
            yield Result(trial, name, one, unit="ms", detail=detail, brief=True)


def _no_reader() -> Reader:
    raise SystemExit("nothing is to be read here")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.app_pages", description=__doc__)
    options.formatter_class = argparse.RawDescriptionHelpFormatter
    options.add_argument("--record", type=Path, required=True, metavar="FILE", help="a record")
    gc.set_threshold(*SELDOM)  # as `communique serve` does
    printed(measured(options.parse_args(arguments).record))


if __name__ == "__main__":
    main()
