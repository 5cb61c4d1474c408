"""The model on texts whose words are given: what treebanks and entity sets are measured on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.reading.pieces import WINDOW, shape_of, window
from communique.reading.scores import Model, Scores
from training.examples import Example, windows


def scored(model: Model, examples: Iterable[Example]) -> Iterator[tuple[Example, Scores]]:
    """Yield every window of the examples with the scores that the model gives to its words."""
    for example in examples:
        lengths = [len(p) for p in model.pieces.of(example.words)]
        parts = list(windows(example, lengths, WINDOW - 2, WINDOW - 2))
        built = [
            window(
                model.pieces,
                model.pieces.of(part.words),
                [shape_of(word) for word in part.words],
                part.breaks,
            )
            for part in parts
        ]
        yield from zip(parts, model.scorer.score(built), strict=True)


def sentence_starts(part: Example) -> list[bool] | None:
    """Return which words begin a sentence, where the set says so: no name goes on over these."""
    begins = part.tags.get("sentence")
    return None if begins is None else (begins == 1).tolist()
