"""Scores of governors turned into a tree: one root, no cycle.

The best governor of each word alone is mostly a tree already; where not, the best tree is found by
the algorithm of Chu and Liu (1965) and Edmonds (1967).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def tree(scores: Floats) -> list[int]:
    """Return the governor of each word, -1 for the root.

    Args:
        scores: (words, words + 1), the last column the root; the diagonal counts for nothing.
    """
    n = len(scores)
    if n == 1:
        return [-1]
    scores = scores.copy()
    scores[np.arange(n), np.arange(n)] = -1e9
    best = scores.argmax(1)
    if (best == n).sum() == 1 and _reaches_root(best, n):
        return [int(g) if g != n else -1 for g in best]
    table = np.full((n + 1, n + 1), -1e9)
    table[1:, 1:] = scores[:, :n]
    # A root costs so much that the best tree has one only.
    table[1:, 0] = scores[:, n].astype(np.float64) - 1e6
    return [int(g) - 1 for g in _edmonds(table)[1:]]


def with_of_parts(
    words: Sequence[str], upos: Sequence[str], hung: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Return governors and relations in which no subject stands behind "of".

    In "the head of the bureau arrived" the bureau is the head's, not a second one who arrived.
    """
    mended = list(hung)
    for of, (noun, relation) in enumerate(hung):
        behind = relation == "case" and words[of].lower() == "of" and of > 0 and noun > of
        if behind and mended[noun][1] == "nsubj" and upos[of - 1] in {"NOUN", "PROPN"}:
            above = of - 1
            while above not in {-1, noun}:
                above = mended[above][0]
            if above == -1:
                mended[noun] = (of - 1, "nmod")
    return mended


def _reaches_root(best: npt.NDArray[np.intp], n: int) -> bool:
    """Tell whether every word comes to the root by following governors."""
    above = np.append(best, n)
    for _ in range(max(1, n.bit_length())):
        above = above[above]
    return bool((above == n).all())


def _edmonds(scores: npt.NDArray[np.float64]) -> list[int]:
    """Return the best governor of each node of `scores` [node, governor]; node 0 is the root."""
    size = len(scores)
    scores = scores.copy()
    scores[0] = -1e18
    np.fill_diagonal(scores, -1e18)
    governor = scores.argmax(1)
    governor[0] = 0
    cycle = _cycle(governor)
    if not cycle:
        return [int(g) for g in governor]
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    m = len(outside)
    members = np.asarray(cycle)
    kept = scores[members, governor[members]].sum()
    # The cycle becomes one node, the last; entering it at a word breaks the cycle there.
    small = np.full((m + 1, m + 1), -1e18)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, members)]
    small[:m, m] = leaving.max(1)
    entering = scores[np.ix_(members, outside)] - scores[members, governor[members]][:, None] + kept
    small[m, :m] = entering.max(0)
    solved = _edmonds(small)
    result = governor.copy()
    for at, node in enumerate(outside):
        above = solved[at]
        result[node] = members[leaving[at].argmax()] if above == m else outside[above]
    source = solved[m]
    broken = members[entering[:, source].argmax()]
    result[broken] = outside[source]
    return [int(g) for g in result]


def _cycle(governor: npt.NDArray[np.intp]) -> list[int]:
    """Return the nodes of one cycle, or none."""
    state = [0] * len(governor)
    state[0] = 2
    for begin in range(1, len(governor)):
        path, node = [], begin
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(governor[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []
