"""Names and mentions: F1 of whole spans with their kind.

    python -m benchmarks.names --data DIR [--weights DIR]

- ner_conll2003: the development split, its words given;
- ner_re3d: the fifth of the documents that training leaves out, and the documents that may only be
  measured on.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from benchmarks.given_words import scored
from communique.reading.labels import TAGS
from communique.reading.scores import EVEN, Model, load_model
from communique.reading.tagging import tagged
from training.corpora import held_out, mention_example, named_examples, noncommercial_mentions, rows
from training.examples import Example


def spans(answers: Iterable[int], head: str) -> set[tuple[int, int, str]]:
    """Return the spans of a row of BIO answers as (first, last, kind)."""
    found: set[tuple[int, int, str]] = set()
    start, kind = -1, ""
    labels = [TAGS[head][i] for i in answers] + ["O"]
    for i, label in enumerate(labels):
        if start >= 0 and (label[0] != "I" or label[2:] != kind):
            found.add((start, i, kind))
            start = -1
        if label[0] == "B" or (label[0] == "I" and start < 0):
            start, kind = i, label[2:]
    return found


def measure(model: Model, examples: Iterable[Example], head: str) -> str:
    """Return precision, recall and F1 over all spans of `examples`."""
    right = given = wanted = 0
    for part, scores in scored(model, examples):
        gold = spans(part.tags[head], head)
        read = {
            (r.first, r.last, r.label) for r in tagged(scores, head, model.bars.get(head, EVEN))
        }
        right, given, wanted = right + len(gold & read), given + len(read), wanted + len(gold)
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {100 * precision:5.1f} R {100 * recall:5.1f} F1 {100 * f1:5.1f}  (gold {wanted})"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="a model other than the shipped one")
    given = parser.parse_args()
    model = load_model(given.weights)
    conll = named_examples(given.data / "ner_conll2003" / "dev.jsonl.gz", "ner_conll2003")
    print(f"CoNLL-2003 dev         {measure(model, conll, 'name')}")
    mentions = list(rows(given.data / "ner_re3d" / "train.jsonl.gz"))
    kept_out = [r for r in mentions if held_out(r["id"]) and not noncommercial_mentions(r)]
    print(f"re3d, held-out fifth   {measure(model, map(mention_example, kept_out), 'mention')}")
    only_measured = [r for r in mentions if noncommercial_mentions(r)]
    print(
        f"re3d, never trained on {measure(model, map(mention_example, only_measured), 'mention')}"
    )


if __name__ == "__main__":
    main()
