"""How fast the whole reading is on one core, and how much memory it takes.

    python -m benchmarks.speed --data DIR [--words 200000]

Words a second over PolNeAR's development documents, start-up apart; then one document of 200,000
words, made of those documents in a row, in a process of its own whose peak memory is printed.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from communique.documents import Document, LoadOptions, load
from communique.errors import InputError
from communique.reading import Model, load_model, read
from communique.reading.words import words_in
from training.corpora import rows

DONE = "peak memory"


def texts_of(data: Path) -> list[str]:
    """Return the development documents of PolNeAR."""
    return [row["text"] for row in rows(data / "polnear" / "dev.jsonl.gz")]


def document_of(text: str) -> Document:
    """Take a text in as from standard input."""
    options = LoadOptions(max_chars=len(text), stdin=io.BytesIO(text.encode()))
    (document,) = load(["-"], options)
    if isinstance(document, InputError):
        raise document
    return document


def timed(model: Model, documents: list[Document]) -> float:
    """Return words a second."""
    words = sum(1 for d in documents for _ in words_in(d.text))
    begin = time.perf_counter()
    for document in documents:
        read(document, model)
    return words / (time.perf_counter() - begin)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=int, default=200_000, help="length of the long document")
    parser.add_argument("--long-only", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = texts_of(given.data)
    model = load_model(threads=1)
    if given.long_only:
        while sum(len(t) for t in texts) < given.words * 6:
            texts = texts + texts
        long = "\n\n".join(texts)
        spans = list(words_in(long))[: given.words]
        document = document_of(long[: spans[-1].end])
        del texts, long, spans
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        speed = timed(model, [document])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"one document of {given.words} words: {speed:.0f} words/s")
        print(f"{DONE} {peak:.0f} MB, of which {before:.0f} MB before reading")
        return
    documents = [document_of(t) for t in texts]
    timed(model, documents[:3])
    print(f"{len(documents)} documents: {timed(model, documents):.0f} words/s on one core")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{DONE} {peak:.0f} MB")
    again = [
        sys.executable,
        "-m",
        "benchmarks.speed",
        "--data",
        str(given.data),
        "--words",
        str(given.words),
        "--long-only",
    ]
    print(subprocess.run(again, check=True, capture_output=True, text=True).stdout.strip())  # noqa: S603


if __name__ == "__main__":
    main()
