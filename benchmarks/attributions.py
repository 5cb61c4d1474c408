"""Attribution on PolNeAR's development split: the whole reading, scored by the data's own scorer.

    python -m benchmarks.attributions --data DIR [--weights DIR] [--tuning]

`--tuning` measures on the training documents that were set aside for choosing thresholds instead.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.scored_rows import read_and_score
from training.corpora import rows, tuning


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attributions", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="a model other than the shipped one")
    parser.add_argument("--tuning", action="store_true")
    given = parser.parse_args()
    folder = given.data / "polnear"
    if given.tuning:
        documents = [r for r in rows(folder / "train.jsonl.gz") if tuning(r["id"])]
    else:
        documents = list(rows(folder / "dev.jsonl.gz"))
    print(read_and_score(given.data, "polnear", documents, given.weights))


if __name__ == "__main__":
    main()
