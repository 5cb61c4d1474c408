"""One reading in a process of its own, for its peak memory; prints what it took as JSON.

    python -m benchmarks.one_reading FILE [--weights DIR]

The peak is the kernel's high-water mark of this very program (`VmHWM`). That of `getrusage` would
also count what the starting process held.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

from benchmarks.timing import one_core
from communique.documents import LoadOptions, ReadDocument, load
from communique.errors import InputError
from communique.reading import load_model, read
from communique.reading.words import words_in


def peak() -> float:
    """Return the most memory that this program held so far, in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(kilobytes) / 1024


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_reading", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--weights", type=Path)
    given = parser.parse_args()
    with one_core():
        model = load_model(given.weights)
        before, words, seconds = peak(), 0, 0.0
        for document in load([str(given.file)], LoadOptions(max_chars=given.file.stat().st_size)):
            if isinstance(document, InputError):
                raise document
            begin = time.perf_counter()
            ReadDocument(document=document, findings=read(document, model)).to_json()
            seconds += time.perf_counter() - begin
            words += sum(1 for _ in words_in(document.text))
        print(json.dumps({"words": words, "seconds": seconds, "before": before, "peak": peak()}))


if __name__ == "__main__":
    main()
