"""Names in the web text of EWT's training part, of which labels alone are kept here.

The labels stand in `benchmarks/annotations/ewt_names.jsonl`: for each sentence that was annotated
its id and its names, as first word, word after the last, and PER, LOC or ORG.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from communique.reading.labels import TAGS
from communique.reading.pieces import SHAPES, shape_of
from training.examples import NO_NAME, UNKNOWN, Example
from training.treebanks import documents

LABELS = Path(__file__).parents[1] / "benchmarks" / "annotations" / "ewt_names.jsonl"
_CAPITAL = {i for i, shape in enumerate(SHAPES) if shape not in {"lower", "mark"}}


def with_web_names(
    examples: Iterator[Example], file: Path, labels: Path = LABELS
) -> Iterator[Example]:
    """Yield the examples of a CoNLL-U file, with the names of the sentences that have labels.

    Args:
        examples: one for each document of the file, in order.
        file: the CoNLL-U file.
        labels: as told above.
    """
    told = {}
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told[row["id"]] = row["names"]
    for example, (cells, _, ids) in zip(examples, documents(file), strict=True):
        sentences = list(zip(ids, map(len, cells), strict=True))
        if any(name in told for name, _ in sentences):
            example.tags["name"] = np.concatenate(
                [
                    np.full(length, UNKNOWN) if name not in told else _tags(length, told[name])
                    for name, length in sentences
                ]
            )
            no_other_names(example)
        yield example


def no_other_names(example: Example) -> Example:
    """Say of words with capitals outside names no more than that they are no person, place or body.

    For corpora that mark no nationalities, works and events.
    """
    answers = example.tags["name"]
    capital = np.asarray([shape_of(word) in _CAPITAL for word in example.words])
    answers[(answers == 0) & capital] = NO_NAME
    return example


def _tags(
    length: int, names: list[tuple[int, int, str]]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    tags = np.zeros(length, dtype=np.int64)
    for first, last, label in names:
        tags[first:last] = TAGS["name"].index(f"I-{label}")
        tags[first] = TAGS["name"].index(f"B-{label}")
    return tags
