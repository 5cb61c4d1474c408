"""Examples cut, shuffled, grouped by length and turned into tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from communique.reading.labels import LINKS, TAGS
from communique.reading.pieces import SHAPES, WINDOW, Pieces, batch, shape_of, window
from training.corpora import Corpus
from training.disguises import QUOTES, names_in, renamed, requoted
from training.examples import UNKNOWN, Example, windows

UPPER = SHAPES.index("upper")


@dataclass
class Targets:
    """The answers of one batch, shape (windows, words) where not said otherwise."""

    tags: dict[str, Tensor]
    heads: Tensor
    """Governor of each word, the number of words in the batch's rectangle for a root."""
    relations: Tensor
    may_govern: Tensor
    """(windows, words, words + 1): whether the pair stands in one sentence."""
    links: list[tuple[Tensor, Tensor, Tensor]]
    """For each of LINKS: window and word of the anchors, and (anchors, words) of 0 and 1."""
    word_mask: Tensor
    told: list[tuple[int, list[int]]]
    """Windows of which only some event types are known that they tell: their labels."""


@dataclass
class Inputs:
    """What the network takes; see `communique.reading.pieces.Batch`."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor


def epoch_plan(
    corpora: Sequence[tuple[Corpus, list[Example]]], pieces: Pieces, size: int, seed: int
) -> list[list[Example]]:
    """Return the batches of one epoch as lists of examples, each the size of a window at most."""
    chance = random.Random(seed)
    parts: list[tuple[int, Example]] = []
    for corpus, examples in corpora:
        for example in examples:
            whole, rest = int(corpus.times), corpus.times % 1
            for _ in range(whole + (chance.random() < rest)):
                lengths = [len(x) for x in pieces.of(example.words)]
                first = chance.randint(WINDOW // 2, WINDOW - 2)
                parts.extend(
                    (sum(len(x) for x in pieces.of(part.words)), part)
                    for part in windows(example, lengths, WINDOW - 2, first)
                )
    chance.shuffle(parts)
    batches: list[list[Example]] = []
    pool = 1500
    for at in range(0, len(parts), pool):
        near = sorted(parts[at : at + pool], key=lambda x: x[0])
        group: list[Example] = []
        longest = 0
        for length, part in near:
            longest = max(longest, length + 2)
            if group and longest * (len(group) + 1) > size:
                batches.append(group)
                group, longest = [], length + 2
            group.append(part)
        if group:
            batches.append(group)
    chance.shuffle(batches)
    return batches


def tensors(
    examples: Sequence[Example], pieces: Pieces, chance: random.Random, *, disguised: bool = True
) -> tuple[Inputs, Targets]:
    """Turn examples into one batch.

    Where `disguised`, one is now and then read as if another house had set its quotation marks, as
    if told of others, or with up to a fifth of its words blotted out; and always, now and then, as
    if printed in capitals.
    """
    common = frozenset(word for example in examples for word in example.words if word.islower())
    places = [names_in(example, common) for example in examples]
    others = [
        example.words[i] for example, named in zip(examples, places, strict=True) for i in named
    ]
    built = []
    for example, named in zip(examples, places, strict=True):
        words = example.words
        if disguised and named and chance.random() < 0.35:
            words = renamed(words, named, others, chance)
        if disguised and chance.random() < 0.15:
            words = requoted(words, QUOTES[chance.randrange(len(QUOTES))])
        cut = pieces.of(words)
        if disguised and chance.random() < 0.6:
            blotted = 0.2 * chance.random()
            cut = [(pieces.unknown,) if chance.random() < blotted else word for word in cut]
        shapes = [shape_of(word) for word in example.words]
        if chance.random() < 0.08:
            shapes = [UPPER if 1 <= shape <= 4 else shape for shape in shapes]
        built.append(window(pieces, cut, shapes, example.breaks))
    padded = batch(built, pieces.pad)
    most = padded.first.shape[1]
    inputs = Inputs(
        *(
            torch.from_numpy(x)
            for x in (padded.ids, padded.shapes, padded.mask, padded.first, padded.last)
        )
    )
    return inputs, targets(examples, most)


def targets(examples: Sequence[Example], most: int) -> Targets:
    """Lay out the answers of `examples` in a rectangle `most` words wide."""
    count = len(examples)

    def blank() -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        return np.full((count, most), UNKNOWN, dtype=np.int64)

    tags = {head: blank() for head in TAGS}
    heads, relations = blank(), blank()
    mask = np.zeros((count, most), dtype=np.float32)
    govern = np.zeros((count, most, most + 1), dtype=bool)
    anchors: list[tuple[list[int], list[int], list[list[int]]]] = [([], [], []) for _ in LINKS]
    for row, example in enumerate(examples):
        n = len(example)
        mask[row, :n] = 1
        for head, answers in example.tags.items():
            tags[head][row, :n] = answers
        if example.heads is not None and example.relations is not None:
            own = np.arange(n)
            heads[row, :n] = np.where(example.heads == own, most, example.heads)
            relations[row, :n] = example.relations
            number = np.cumsum(example.tags["sentence"])
            govern[row, :n, :n] = (number[:, None] == number[None, :]) & ~np.eye(n, dtype=bool)
            govern[row, :n, most] = True
        for link in example.links:
            lists = anchors[link.role]
            lists[0].append(row)
            lists[1].append(link.anchor)
            lists[2].append(link.members)
    events = TAGS["event"]
    told = [
        (row, [i for i, label in enumerate(events) if label[2:] in example.told])
        for row, example in enumerate(examples)
        if example.told
    ]
    links = []
    for at, words, members in anchors:
        table = np.zeros((len(at), most), dtype=np.float32)
        for i, inside in enumerate(members):
            table[i, inside] = 1
        links.append((torch.tensor(at), torch.tensor(words), torch.from_numpy(table)))
    return Targets(
        {head: torch.from_numpy(x) for head, x in tags.items()},
        torch.from_numpy(heads),
        torch.from_numpy(relations),
        torch.from_numpy(govern),
        links,
        torch.from_numpy(mask),
        told,
    )
