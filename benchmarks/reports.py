"""Reports of negotiations: figures, events, positions and attributions, by the data's own scorer.

    python -m benchmarks.reports --data DIR [--weights DIR] [--tuning]

Measured on gold_dev, and on the fifth of gold_train that is kept out of training. Both were
annotated by large language models under written guidelines. `--tuning` measures on training
documents set aside for choosing thresholds instead.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.scored_rows import read_and_score
from training.corpora import held_out, rows, tuning


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="a model other than the shipped one")
    parser.add_argument("--tuning", action="store_true")
    given = parser.parse_args()
    train = list(rows(given.data / "gold_train" / "gold_train.jsonl.gz"))
    if given.tuning:
        sets = {"tuning documents": [r for r in train if tuning(r["id"]) and not held_out(r["id"])]}
    else:
        (file,) = (given.data / "gold_dev").glob("*.jsonl*")
        sets = {
            "gold_dev": list(rows(file)),
            "held-out fifth of gold_train": [r for r in train if held_out(r["id"])],
        }
    for name, documents in sets.items():
        print(f"{name}\n{read_and_score(given.data, 'gold', documents, given.weights)}")


if __name__ == "__main__":
    main()
