"""How long people wait for pages of the web app while it takes in coverage.

    python -m benchmarks.busy_app [--documents N] [--readers N] [--pause SECONDS]

`communique serve` is started on an empty record, 1,000 invented documents are handed in on the
start page, and 20 readers open pages, one after the other with a pause of two seconds between them
on the average, until all is read. All of it on one machine.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import httpx
import numpy as np

from benchmarks.command import printed
from benchmarks.invented import coverage
from benchmarks.results import Result, Trial
from communique.web.serving import listening

PAGES = (
    "/", "/negotiation", "/documents", "/search?q=port", "/figures", "/timeline", "/contacts",
    "/actors", "/deals", "/review", "/brief", "/map",
)  # fmt: skip
LIMIT_MS = 500.0
_START = 60.0
"""Seconds that the app may take to start."""
_WAITING = 60.0
"""Seconds after which a page is given up."""


class Reader(threading.Thread):
    """Someone who opens one page after the other."""

    def __init__(self, address: str, number: int, pause: float, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self._address, self._pause, self._over = address, pause, over
        self._chance = Random(f"reader {number}")
        self.waited: list[float] = []
        """Milliseconds, a page each."""
        self.failed: list[str] = []

    def run(self) -> None:
        """Read until it is over."""
        with httpx.Client(base_url=self._address, timeout=_WAITING) as client:
            while not self._over.wait(self._chance.uniform(0, 2 * self._pause)):
                page = self._chance.choice(PAGES)
                begin = time.perf_counter()
                try:
                    answer = client.get(page, follow_redirects=True)
                except httpx.HTTPError as error:
                    self.failed.append(f"{page}: {type(error).__name__}")
                    continue
                self.waited.append(1000 * (time.perf_counter() - begin))
                if answer.status_code != httpx.codes.OK:
                    self.failed.append(f"{page}: {answer.status_code}")


def measured(documents: int, readers: int, pause: float, most: float) -> Iterator[Result]:
    """Yield how long pages took, and how many failed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "coverage.jsonl"
        with texts.open("w", encoding="utf-8") as file:
            for read in coverage(documents):
                told = {"id": read.document.ref, "text": read.document.text,
                        "published": str(read.document.published)}  # fmt: skip
                file.write(json.dumps(told) + "\n")
        with listening("127.0.0.1", 0) as free:
            port = free.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "communique", "serve", "--record", str(folder / "r.db")]
        with subprocess.Popen(  # noqa: S603 - itself
            [*command, "--port", str(port)], stderr=subprocess.DEVNULL
        ) as app:
            try:
                yield from _read_beside(address, texts, readers, pause, most)
            finally:
                app.terminate()


def _read_beside(
    address: str, texts: Path, readers: int, pause: float, most: float
) -> Iterator[Result]:
    over = threading.Event()
    people = [Reader(address, number, pause, over) for number in range(readers)]
    with httpx.Client(base_url=address, timeout=_WAITING) as client:
        page = _answered(client)
        token = re.search(r'name="csrf" value="([^"]+)"', page)
        if token is None:
            raise SystemExit("the start page has no form")
        with texts.open("rb") as file:
            answer = client.post(
                "/take-in", data={"csrf": token[1]}, files={"files": (texts.name, file)},
                headers={"Origin": address}, follow_redirects=True,
            )  # fmt: skip
        answer.raise_for_status()
        begin = time.perf_counter()
        for each in people:
            each.start()
        while True:
            progress = client.get(f"{answer.url.path}.json").json()
            took = time.perf_counter() - begin
            if progress["over"] or took >= most:
                break
            time.sleep(1)
    over.set()
    for each in people:
        each.join(_WAITING)
    waited = [one for each in people for one in each.waited]
    failed = [one for each in people for one in each.failed]
    taken = f"{progress['characters']:,} characters taken in"
    beside = f"{readers} readers, a page every {pause:g} s on the average"
    trial = Trial("busy app", "invented coverage", taken, beside)
    last = float(np.percentile(waited, 95)) if waited else float("nan")
    within = "" if last <= LIMIT_MS else f", over {LIMIT_MS:.0f} ms"
    detail = f"{len(waited)} pages; median {np.median(waited):.0f} ms, longest {max(waited):.0f} ms"
    yield Result(trial, "95 of 100 pages within", last, unit="ms", detail=detail + within)
    yield Result(trial, "pages that failed", len(failed), unit="", detail=", ".join(failed[:5]))
    yield Result(trial, "taking in", took, unit="s", detail="")


def _answered(client: httpx.Client) -> str:
    end = time.monotonic() + _START
    while True:
        try:
            return client.get("/").raise_for_status().text
        except httpx.HTTPError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.busy_app", description=__doc__)
    options.formatter_class = argparse.RawDescriptionHelpFormatter
    options.add_argument("--documents", type=int, default=1000, metavar="N", help="to take in")
    options.add_argument("--readers", type=int, default=20, metavar="N", help="people who read")
    options.add_argument("--pause", type=float, default=2.0, metavar="SECONDS",
                         help="between two pages of one reader, on the average")  # fmt: skip
    options.add_argument("--seconds", type=float, default=3600.0, metavar="N",
                         help="stop then, with what is taken in")  # fmt: skip
    given = options.parse_args(arguments)
    printed(measured(given.documents, given.readers, given.pause, given.seconds))


if __name__ == "__main__":
    main()
