"""Syntax on the development split of UD English EWT, its words given.

    python -m benchmarks.syntax --data DIR [--weights DIR]

Accuracy of universal and Penn tags; unlabelled and labelled attachment with the sentences given and
with the sentences that the model finds; F1 of sentence starts. Punctuation counts.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.given_words import scored
from communique.reading.encoder import attached
from communique.reading.labels import DEPREL
from communique.reading.scores import Model, Scores, load_model
from training.examples import UNKNOWN, Example
from training.treebanks import conllu


def attachment(model: Model, part: Example, scores: Scores, begins: np.ndarray) -> tuple[int, int]:
    """Return how many words have the right governor, and the right relation as well."""
    if part.heads is None or part.relations is None:
        return 0, 0
    right = labelled = 0
    for first, last in pairwise([*np.flatnonzero(begins).tolist(), len(part)]):
        hung = attached(scores, model, first, last)
        for i, (governor, relation) in enumerate(hung, start=first):
            own = governor + first if governor >= 0 else i
            if part.heads[i] != UNKNOWN and own == part.heads[i]:
                right += 1
                labelled += relation == DEPREL[part.relations[i]]
    return right, labelled


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.syntax", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="a model other than the shipped one")
    given = parser.parse_args()
    model = load_model(given.weights)
    words = upos = xpos = 0
    given_sentences, own_sentences = np.zeros(2), np.zeros(2)
    found = wanted = both = 0
    for part, scores in scored(
        model, conllu(given.data / "ud_english_ewt" / "en_ewt-ud-dev.conllu.gz")
    ):
        words += len(part)
        upos += int((scores.head("upos").argmax(1) == part.tags["upos"]).sum())
        xpos += int((scores.head("xpos").argmax(1) == part.tags["xpos"]).sum())
        gold = part.tags["sentence"].copy()
        gold[0] = 1
        own = (scores.head("sentence").argmax(1) == 1) | np.asarray(part.breaks)
        own[0] = True
        found, wanted, both = (
            found + own.sum(),
            wanted + gold.sum(),
            both + (own & (gold == 1)).sum(),
        )
        given_sentences += attachment(model, part, scores, gold)
        own_sentences += attachment(model, part, scores, own)
    print(f"UPOS {100 * upos / words:.1f}  XPOS {100 * xpos / words:.1f}  of {words} words")
    print("given sentences  UAS {:.1f}  LAS {:.1f}".format(*100 * given_sentences / words))
    print("own sentences    UAS {:.1f}  LAS {:.1f}".format(*100 * own_sentences / words))
    print(f"sentence starts  F1 {100 * 2 * both / (found + wanted):.1f}")


if __name__ == "__main__":
    main()
