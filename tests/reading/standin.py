"""A stand-in for the network: scores that are made up, the same for the same window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from communique.documents import Document
from communique.reading.labels import DEPREL, LINK_WIDTH, LINKS, TAGS
from communique.reading.pieces import Pieces, Window
from communique.reading.scores import Floats, Model, Scorer, Scores, weights_folder
from tests.reading.parsing import paragraphs

WIDTH = 4
SURE = 9.0
"""A score that leaves no doubt."""


@dataclass
class StandIn:
    """Answers with random scores, and remembers how much it was given at once."""

    quiet: bool = False
    """Proposes nothing, only syntax: for long texts, where random links take long to sort out."""
    most_windows: int = 0
    most_pieces: int = 0
    windows: int = 0

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """Return made-up scores of each window."""
        self.most_windows = max(self.most_windows, len(windows))
        self.most_pieces = max(self.most_pieces, *(len(w.ids) for w in windows))
        self.windows += len(windows)
        return [self._scores(w) for w in windows]

    def _scores(self, window: Window) -> Scores:
        n = len(window.first)
        chance = np.random.default_rng(int(window.ids.sum()) % 2**32)

        def some(*shape: int) -> Floats:
            return chance.normal(size=shape).astype(np.float32)

        if self.quiet:
            tags, asks, replies = silent(n)
        else:
            tags = some(n, sum(map(len, TAGS.values())))
            asks, replies = some(n, len(LINKS), LINK_WIDTH), some(n, len(LINKS), LINK_WIDTH)
        return Scores(
            tags=tags,
            asks=asks,
            replies=replies,
            arcs=some(n, n + 1),
            dependent=some(n, WIDTH),
            governor=some(n + 1, WIDTH),
        )


def silent(n: int) -> tuple[Floats, Floats, Floats]:
    """Return tags and links of `n` words that the heads have nothing to say about."""
    tags = np.zeros((n, sum(map(len, TAGS.values()))), dtype=np.float32)
    for labels, columns in _columns().values():
        tags[:, columns.start] = SURE if labels[0] == "O" else 0
    links = np.zeros((n, len(LINKS), LINK_WIDTH), dtype=np.float32)
    return tags, links, links.copy()


def by_hand(
    n: int,
    tags: Mapping[str, Sequence[str | Mapping[str, float]]],
    links: Mapping[tuple[str, int], Iterable[int]] | None = None,
) -> Scores:
    """Return scores of `n` words that say what is wanted.

    Args:
        n: number of words.
        tags: for each head that speaks, the label of each word, or its labels' scores.
        links: the words that belong to an anchor, by role and the anchor's word.
    """
    table, asks, replies = silent(n)
    for head, answers in tags.items():
        labels, columns = _columns()[head]
        for word, wanted in enumerate(answers):
            row = np.full(len(labels), -SURE, dtype=np.float32)
            scores = {wanted: SURE} if isinstance(wanted, str) else wanted
            for label, score in scores.items():
                row[labels.index(label)] = score
            table[word, columns] = row
    for number, ((role, anchor), members) in enumerate((links or {}).items()):
        # Each anchor has a dimension of its own, so that none answers to another.
        asks[anchor, LINKS.index(role), number] = SURE
        replies[list(members), LINKS.index(role), number] = SURE

    def none(*shape: int) -> Floats:
        return np.zeros(shape, dtype=np.float32)

    return Scores(table, asks, replies, none(n, n + 1), none(n, WIDTH), none(n + 1, WIDTH))


@cache
def _columns() -> dict[str, tuple[tuple[str, ...], slice]]:
    found, at = {}, 0
    for head, labels in TAGS.items():
        found[head] = (labels, slice(at, at + len(labels)))
        at += len(labels)
    return found


@cache
def pieces() -> Pieces:
    """Return the shipped vocabulary."""
    return Pieces(weights_folder() / "tokenizer.json")


def model(scorer: Scorer) -> Model:
    """Return a model with the shipped vocabulary and made-up scores."""
    weight = np.ones((len(DEPREL), WIDTH), dtype=np.float32)
    return Model("stand-in", pieces(), scorer, weight, weight[:, 0], {})


def document(text: str) -> Document:
    """Return a document whose lines are its paragraphs."""
    return Document(id="sha256:0", ref="test", text=text, paragraphs=paragraphs(text))
