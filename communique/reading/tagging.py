"""Scores of a tagging head turned into runs of words, and linked words into spans."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from communique.reading.labels import TAGS
from communique.reading.scores import EVEN, Bar, Floats, Scores, softmax
from communique.reading.stretches import best_around


@dataclass(frozen=True)
class Run:
    """Words `[first, last)` of a window under one label."""

    first: int
    last: int
    label: str
    confidence: float

    def __len__(self) -> int:
        return self.last - self.first

    def overlap(self, first: int, last: int) -> int:
        """Return how many words the run shares with `[first, last)`."""
        return max(0, min(self.last, last) - max(self.first, first))


def tagged(
    scores: Scores,
    head: str,
    bar: Bar = EVEN,
    starts: Sequence[bool] | npt.NDArray[np.bool_] | None = None,
) -> list[Run]:
    """Return the runs of a BIO head.

    Whether a run begins, goes on or stops is decided over all labels together; then the run as a
    whole takes the label with the highest probability in it.

    Args:
        scores: of one window.
        head: a BIO head of `TAGS`.
        bar: what it takes. With a `low`, a run that is found goes on to both sides over words that
            are inside it with at least that probability, which mends long runs that waver.
        starts: words at which a run that comes from before is cut in two, as a name is where a
            sentence or a paragraph begins; none where None.
    """
    raw = scores.head(head)
    if bar.lean:
        raw = raw.copy()
        raw[:, 0] += bar.lean
    likely = softmax(raw)
    begin, inside = likely[:, 1::2].sum(1), likely[:, 2::2].sum(1)
    edge = np.stack([likely[:, 0], begin, inside], 1).argmax(1)
    if bar.low is not None:
        edge = _mended(edge, 1 - likely[:, 0], bar.low)
    names = _labels(head)
    by_label = likely[:, 1::2] + likely[:, 2::2]
    if head == "name":
        edge = _names_whole(edge, begin, by_label)
    if starts is not None:
        edge[np.asarray(starts, dtype=bool) & (edge == 2)] = 1
    found = []
    for first, last in _stretches(edge):
        total = by_label[first:last].mean(0)
        best = int(total.argmax())
        found.append(Run(first, last, names[best], float(total[best])))
    return found


def _names_whole(
    edge: npt.NDArray[np.intp], begin: Floats, by_label: Floats
) -> npt.NDArray[np.intp]:
    """Make one of two names of a kind that stand side by side, or with little between.

    No second name begins there unless it surely does, and up to `_GAP` words between them belong to
    the name where each is inside with `_BETWEEN`: "Gulf of Mexico" is not "Gulf" and "Mexico".
    """
    whole, kind, inside = edge.copy(), by_label.argmax(1), by_label.sum(1)
    named = np.flatnonzero(edge)
    for one, two in itertools.pairwise(named.tolist()):
        gap = inside[one + 1 : two]
        if kind[one] == kind[two] and len(gap) <= _GAP and (gap >= _BETWEEN).all():
            whole[one + 1 : two] = 2
            if begin[two] < _SURELY_ANEW * inside[two]:
                whole[two] = 2
    return whole


_GAP, _BETWEEN, _SURELY_ANEW = 2, 0.3, 0.7
"""Chosen on the development splits of CrossNER, WNUT-17 and the Broad Twitter Corpus, on which
nothing is reported. Names would be a little better there at 0.9; but two bodies taken for one do
more harm in a record than one taken for two."""


def at_edges(
    scores: Scores,
    head: Literal["cue", "position"],
    runs: Sequence[Run],
    bar: Bar = EVEN,
    breaks: Sequence[bool] = (),
) -> list[Run]:
    """Return the runs, in order, cut where their surest words say that they begin and end.

    Each is the best stretch about its surest word, by the log odds of each word to be inside, of
    the first word to be the first and of the last to be the last. None grows into its neighbours,
    nor over one of the `breaks`, where a paragraph begins.
    Where the bar has a `low`, a word that is inside with that probability counts as even.
    """
    outside = np.clip(softmax(scores.head(head))[:, 0], _SURELY, 1 - _SURELY)
    odds = np.log(1 - outside) - np.log(outside)
    if bar.low is not None:
        odds += math.log(1 - bar.low) - math.log(bar.low)
    begins = [0, *(int(b) for b in np.flatnonzero(breaks)), len(odds)]
    cut: list[Run] = []
    for i, run in enumerate(runs):
        surest = run.first + int(odds[run.first : run.last].argmax())
        low = max(cut[-1].last if cut else 0, *(b for b in begins if b <= surest))
        high = runs[i + 1].first if i + 1 < len(runs) else len(odds)
        high = min(high, *(b for b in begins if b > surest))
        starts, ends = scores.edge_logits(head, surest)
        first, last = best_around(
            surest - low, odds[low:high].tolist(),
            starts[low:high].tolist(), ends[low:high].tolist(),
        )  # fmt: skip
        cut.append(replace(run, first=low + first, last=low + last))
    return cut


_SURELY = 1e-6


def _mended(edge: npt.NDArray[np.intp], inside: Floats, low: float) -> npt.NDArray[np.intp]:
    """Fill in the words next to runs that are likely enough to be inside them."""
    mended = edge.copy()
    bounds = np.flatnonzero(np.diff(np.concatenate([[0], (inside >= low).astype(np.int8), [0]])))
    for start, stop in zip(bounds[::2], bounds[1::2], strict=True):
        if edge[start:stop].any():
            part = mended[start:stop]
            part[part == 0] = 2
            sure = np.flatnonzero((edge[start:stop] == 1) & (inside[start:stop] > _SURE))
            part[part == 1] = 2
            part[sure] = 1
            part[0] = 1
    return mended


_SURE = 0.6
"""A run that was mended is cut in two only where a beginning is at least as likely as this."""


def _stretches(edge: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    """Return the stretches of a row of outside (0), begin (1) and inside (2)."""
    found: list[tuple[int, int]] = []
    start = end = -1
    for i in np.flatnonzero(edge):
        at = int(i)
        if start >= 0 and at == end and edge[at] == 2:
            end = at + 1
            continue
        if start >= 0:
            found.append((start, end))
        start, end = at, at + 1
    if start >= 0:
        found.append((start, end))
    return found


@cache
def _labels(head: str) -> tuple[str, ...]:
    return tuple(label[2:] for label in TAGS[head][1::2])


def sentence_starts(scores: Scores, known: Sequence[bool]) -> npt.NDArray[np.bool_]:
    """Return which words of a window begin a sentence, by their scores or as is `known`."""
    begins: npt.NDArray[np.bool_] = scores.head("sentence").argmax(1) == 1
    begins |= np.asarray(known, dtype=bool)
    return begins


def answer(scores: Scores, head: str, word: int) -> str:
    """Return the best answer of a plain head for one word."""
    return TAGS[head][int(scores.head(head)[word].argmax())]


def linked(likely: Floats, *, floor: float = 0.5, gap: int = 0) -> list[Run]:
    """Return the stretches of words that belong to an anchor.

    Args:
        likely: (words,) how likely each word belongs.
        floor: what counts as belonging.
        gap: this many words that fall short are bridged.
    """
    inside = np.flatnonzero(likely > floor)
    if not len(inside):
        return []
    cuts = np.flatnonzero(np.diff(inside) > gap + 1) + 1
    return [
        Run(int(part[0]), int(part[-1]) + 1, "", float(likely[part[0] : part[-1] + 1].mean()))
        for part in np.split(inside, cuts)
    ]


def heaviest(runs: Sequence[Run]) -> Run | None:
    """Return the run that holds most of the likelihood, None where there is none."""
    return max(runs, key=lambda run: run.confidence * len(run), default=None)
