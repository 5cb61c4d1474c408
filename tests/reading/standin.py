"""A stand-in for the network: scores that are made up, the same for the same window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from communique.documents import Document
from communique.reading.labels import DEPREL, LINKS, TAGS
from communique.reading.pieces import Pieces, Window
from communique.reading.scores import LINK, Model, Scores, weights_folder
from tests.reading.parsing import paragraphs

WIDTH = 4


@dataclass
class StandIn:
    """Answers with random scores, and remembers how much it was given at once."""

    most_windows: int = 0
    most_pieces: int = 0
    windows: int = 0
    seen: list[int] = field(default_factory=list)

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """Return made-up scores of each window."""
        self.most_windows = max(self.most_windows, len(windows))
        self.most_pieces = max(self.most_pieces, *(len(w.ids) for w in windows))
        self.windows += len(windows)
        return [self._scores(w) for w in windows]

    def _scores(self, window: Window) -> Scores:
        n = len(window.first)
        chance = np.random.default_rng(int(window.ids.sum()) % 2**32)

        def some(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
            return chance.normal(size=shape).astype(np.float32)

        return Scores(
            tags=some(n, sum(map(len, TAGS.values()))),
            asks=some(n, len(LINKS), LINK),
            replies=some(n, len(LINKS), LINK),
            arcs=some(n, n + 1),
            dependent=some(n, WIDTH),
            governor=some(n + 1, WIDTH),
        )


@cache
def pieces() -> Pieces:
    """Return the shipped vocabulary."""
    return Pieces(weights_folder() / "tokenizer.json")


def model(scorer: StandIn) -> Model:
    """Return a model with the shipped vocabulary and made-up scores."""
    weight = np.ones((len(DEPREL), WIDTH), dtype=np.float32)
    return Model("stand-in", pieces(), scorer, weight, weight[:, 0], {})


def document(text: str) -> Document:
    """Return a document whose lines are its paragraphs."""
    return Document(id="sha256:0", ref="test", text=text, paragraphs=paragraphs(text))
