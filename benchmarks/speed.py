"""How fast the whole reading is on one core, what it weighs, and how much memory it takes.

    python -m benchmarks.speed --data DIR [--weights DIR] [--most N] [--training] [--words N]

- words a second over PolNeAR's development documents, read one after the other, start-up apart; the
  share of that time in the network; its floating point operations a second (those of its matrix
  products), beside what numpy's float32 matrix product reaches on one thread of the same machine;
- size of the model's files; time to import what the command line needs, in a fresh process, beyond
  an empty Python; time of `communique brief` on one article, in a fresh process;
- peak memory of a process that reads those documents, and of one that reads a single document of
  200,000 words (`--words`), made of them in a row.

What is timed in a fresh process is the median of five runs; files may be in the system's cache.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.command import Setting, parser, printed, setting_of
from benchmarks.figures_of_merit import interval, share, value
from benchmarks.network_cost import Timed, operations
from benchmarks.readings import Row, loaded
from benchmarks.results import Result, Trial
from benchmarks.timing import ROOT, most_flops, one_core, python, seconds_of
from communique.documents import Document
from communique.reading import read
from communique.reading.scores import weights_folder
from communique.reading.words import words_in
from training.corpora import rows

ARTICLE = ROOT / "examples" / "truce" / "2031-05-06-meridian-wire.txt"
WORDS = 200_000
RUNS = 5
_WARM_UP = 3
_TRIAL_WORDS = 1000
"""Words of the long document for each document of a trial with `--most`."""


def articles(setting: Setting) -> list[Row]:
    """Return the documents that are read."""
    part = "train" if setting.training else "dev"
    return list(setting.first(rows(setting.data / "polnear" / f"{part}.jsonl.gz")))


def reading_speed(
    setting: Setting, documents: Sequence[Document], trial: Trial
) -> Iterator[Result]:
    """Yield words a second, and what of the time and of the machine the network uses."""
    timed = Timed(setting.model.scorer)
    model = replace(setting.model, scorer=timed)
    for document in documents[:_WARM_UP]:
        read(document, model)
    timed.seconds, timed.asked = 0.0, []
    counts: list[tuple[float, float]] = []
    for document in documents:
        begin = time.perf_counter()
        read(document, model)
        taken = time.perf_counter() - begin
        counts.append((sum(1 for _ in words_in(document.text)), taken))
    low, high = interval(counts, share)
    whole = sum(seconds for _, seconds in counts)
    yield Result(
        trial,
        "whole reading, one core",
        value(counts, share),
        low,
        high,
        unit="words/s",
        documents=len(counts),
        detail=f"{sum(words for words, _ in counts):,.0f} words in {whole:.1f} s",
        brief=True,
    )
    yield Result(
        trial,
        "share of the time in the network",
        100 * timed.seconds / whole,
        documents=len(counts),
    )
    done = operations(setting.weights or weights_folder(), timed.asked) / timed.seconds
    limit = most_flops()
    yield Result(trial, "network, matrix products", done / 1e9, unit="GFLOP/s")
    yield Result(trial, "numpy float32 matrix product, one thread", limit / 1e9, unit="GFLOP/s")
    yield Result(trial, "network against that limit", 100 * done / limit)


def start_up(setting: Setting, trial: Trial) -> Iterator[Result]:
    """Yield size and times to start."""
    folder = setting.weights or weights_folder()
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    yield Result(trial, "files of the model", size / 1e6, unit="MB", brief=True)
    empty = seconds_of(["-c", "pass"], RUNS)
    yield Result(
        trial,
        "import of the command line, fresh process",
        seconds_of(["-c", "import communique.cli"], RUNS) - empty,
        unit="s",
    )
    if setting.weights is None:  # the command reads with the shipped model alone
        cold = seconds_of(["-m", "communique", "brief", str(ARTICLE)], RUNS)
        yield Result(trial, "brief of one article, fresh process", cold, unit="s", brief=True)


def memory(
    setting: Setting, documents: Sequence[Row], words: int, trial: Trial
) -> Iterator[Result]:
    """Yield the peak memory of reading ordinary documents and a long one."""
    bare = [{"id": row["id"], "text": row["text"]} for row in documents]
    long = {"id": "long", "text": long_text([row["text"] for row in documents], words)}
    for about, lines in (("ordinary articles", bare), (f"one document of {words:,} words", [long])):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "documents.jsonl"
            file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
            chosen = ["--weights", str(setting.weights.resolve())] if setting.weights else []
            told = python(["-m", "benchmarks.one_reading", str(file), *chosen])
        took = json.loads(told)
        yield Result(
            trial,
            f"peak memory, {about}",
            took["peak"],
            unit="MB",
            detail=f"{took['before']:.0f} MB before reading;"
            f" {took['words'] / took['seconds']:,.0f} words/s",
            brief=True,
        )


def long_text(texts: Sequence[str], words: int) -> str:
    """Return a text of so many words, made of `texts` in a row, over and over."""
    parts, left = [], words
    while left > 0:
        for text in texts:
            spans = list(words_in(text))[:left]
            parts.append(text[: spans[-1].end] if spans else "")
            left -= len(spans)
            if left <= 0:
                break
    return "\n\n".join(parts)


def results(setting: Setting, words: int | None = None) -> Iterator[Result]:
    """Yield all figures, taken on one core; `words` are those of the long document."""
    words = words or (WORDS if setting.most is None else setting.most * _TRIAL_WORDS)
    split = setting.split("dev")
    with one_core():
        found = articles(setting)
        trial = Trial("speed and size", "PolNeAR", split, "articles, one core, start-up apart")
        yield from reading_speed(setting, [d for _, d in loaded(found)], trial)
        yield from memory(setting, found, words, trial)
        yield from start_up(
            setting, Trial("speed and size", "this package", "as it is", "fresh processes")
        )


def main() -> None:
    """Run the command line."""
    options = parser("speed", __doc__)
    options.add_argument("--words", type=int, help="length of the long document")
    given = options.parse_args()
    printed(results(setting_of(given), given.words))


if __name__ == "__main__":
    main()
