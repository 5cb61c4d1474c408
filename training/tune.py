"""Choose the bars of the exported model: what it takes for each head to find something.

    python -m training.tune --data DIR --weights communique/reading/weights

Chosen head by head on training documents that the network never saw (`training.corpora.tuning`),
and written to `bars.json` beside the weights. The development splits play no part.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

import msgspec
import numpy as np

from benchmarks.figures_of_merit import f1_of
from benchmarks.given_words import scored
from benchmarks.names import spans
from communique.reading.labels import LINKS, LinkRole
from communique.reading.scores import Bar, Scores, load_model
from communique.reading.tagging import at_edges, linked, tagged
from training.corpora import tuning_examples
from training.examples import UNKNOWN, Example

Part = tuple[Example, Scores]

LEANS = (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5)
LOWS = (None, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15)
FLOORS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
AS_GOOD = 0.004
"""Values that differ by less are taken as equal: the tuning documents are few."""
Head = Literal["cue", "figure", "event", "position"]
HEADS = get_args(Head)
ROLES: tuple[LinkRole, ...] = ("actor", "recipient", "who", "party")
"""Links that are read off word by word; the others are cut as `reading.stretches` does."""


def worth(parts: Sequence[Part], head: Head, bar: Bar) -> float:
    """Return the mean of three F1: whole runs, runs that overlap by half, words."""
    whole = words = gold_words = read_words = gold_runs = read_runs = hit_gold = hit_read = 0
    for example, scores in parts:
        gold = {run[:2] for run in spans(example.tags[head], head)}
        runs = tagged(scores, head, bar)
        if head in ("cue", "position"):
            runs = at_edges(scores, head, runs, bar)
        read = {(run.first, run.last) for run in runs}
        inside = (
            {i for a, b in gold for i in range(a, b)},
            {i for a, b in read for i in range(a, b)},
        )
        whole += len(gold & read)
        gold_runs, read_runs = gold_runs + len(gold), read_runs + len(read)
        words += len(inside[0] & inside[1])
        gold_words, read_words = gold_words + len(inside[0]), read_words + len(inside[1])
        hit_gold += sum(any(_half(a, b) for b in read) for a in gold)
        hit_read += sum(any(_half(a, b) for b in gold) for a in read)
    recall, precision = hit_gold / max(1, gold_runs), hit_read / max(1, read_runs)
    half = 2 * precision * recall / max(1e-9, precision + recall)
    return (f1_of(whole, gold_runs, read_runs) + half + f1_of(words, gold_words, read_words)) / 3


def _half(left: tuple[int, int], right: tuple[int, int]) -> bool:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared > 0 and 2 * shared >= max(left[1], right[1]) - min(left[0], right[0])


def link_worth(parts: Sequence[Part], role: LinkRole, floor: float) -> float:
    """Return the F1 of anchors' words."""
    at = LINKS.index(role)
    both = gold = read = 0
    for example, scores in parts:
        for link in example.links:
            if link.role == at:
                runs = linked(scores.linked(role, link.anchor), floor=floor)
                found = {i for run in runs for i in range(run.first, run.last)}
                both += len(found & set(link.members))
                gold, read = gold + len(link.members), read + len(found)
    return f1_of(both, gold, read)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.tune", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    given = parser.parse_args()
    parts = list(scored(load_model(given.weights, threads=2), tuning_examples(given.data)))
    bars: dict[str, Bar] = {}
    for head in HEADS:
        # Where some answers are unknown, the edges of spans are, and they say nothing of a bar.
        known = [p for p in parts if head in p[0].tags and UNKNOWN not in p[0].tags[head]]
        tried = [Bar(lean=lean, low=low) for lean in LEANS for low in LOWS]
        values = np.asarray([worth(known, head, bar) for bar in tried]).reshape(
            len(LEANS), len(LOWS)
        )
        # A single best point of a rough surface is luck; the best neighbourhood is not. Among
        # neighbourhoods that are as good, the one that changes least is taken.
        padded = np.pad(values, 1, mode="edge")
        shape = values.shape
        around = [padded[i : i + shape[0], j : j + shape[1]] for i in range(3) for j in range(3)]
        smooth = (sum(around) + values) / 10
        good = np.flatnonzero(smooth.ravel() >= smooth.max() - AS_GOOD)
        best = int(min(good, key=lambda i: (abs(tried[i].lean), -smooth.flat[i])))
        bars[head] = tried[best]
        even = 100 * worth(known, head, Bar())
        print(f"{head:9} {tried[best]}: {100 * values.flat[best]:.1f} (even: {even:.1f})")
    for role in ROLES:
        values = np.asarray([link_worth(parts, role, floor) for floor in FLOORS])
        bars[f"link-{role}"] = Bar(floor=FLOORS[int(values.argmax())])
        print(f"link {role:9} floor {bars[f'link-{role}'].floor}: {100 * values.max():.1f}")
    encoded = msgspec.json.format(msgspec.json.encode(bars), indent=1)
    (given.weights / "bars.json").write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
