"""The best cut of a row of words into what belongs to an anchor and what does not.

Every word has log odds of belonging, of being where a stretch begins, and of being where one ends.
The cut with the greatest sum over the words inside, the beginnings and the ends is found exactly,
as Viterbi (1967) finds the best path through two states.
"""

from __future__ import annotations

from collections.abc import Sequence

NOWHERE = float("-inf")


def best_stretches(
    inside: Sequence[float], starts: Sequence[float], ends: Sequence[float]
) -> list[tuple[int, int]]:
    """Return the stretches `[first, last)` of the best cut, in order; none where none pays.

    Args:
        inside: what each word adds when it is inside.
        starts: what it adds to begin a stretch at each word.
        ends: what it adds to end a stretch with each word as its last.
    """
    out, within = 0.0, NOWHERE
    entered: list[bool] = []  # at each word: whether the best path inside begins here
    left: list[bool] = []  # at each word: whether the best path outside has just come from inside
    for i, gain in enumerate(inside):
        leaving = within + ends[i - 1] if i else NOWHERE
        entering = out + starts[i]
        left.append(leaving > out)
        out = max(out, leaving)
        entered.append(entering >= within)
        within = max(entering, within) + gain
    found: list[tuple[int, int]] = []
    i = len(entered)
    last = i if i and within + ends[i - 1] > out else 0
    # Backwards: outside until a word that the path left for, then inside until it entered.
    while i > 0:
        if last:
            i -= 1
            if entered[i]:
                found.append((i, last))
                last = 0
        elif left[i - 1]:
            last = i - 1
            i -= 1
        else:
            i -= 1
    return found[::-1]


def best_stretch(
    inside: Sequence[float], starts: Sequence[float], ends: Sequence[float]
) -> tuple[int, int] | None:
    """Return the best single stretch `[first, last)`; None where none pays."""
    best, found = 0.0, None
    running, began = NOWHERE, 0
    for i, gain in enumerate(inside):
        if starts[i] >= running:
            running, began = starts[i], i
        running += gain
        if running + ends[i] > best:
            best, found = running + ends[i], (began, i + 1)
    return found


def best_around(
    anchor: int, inside: Sequence[float], starts: Sequence[float], ends: Sequence[float]
) -> tuple[int, int]:
    """Return the best stretch `[first, last)` among those that hold the word `anchor`."""
    first, best, sum_inside = anchor, starts[anchor], 0.0
    for i in range(anchor - 1, -1, -1):
        sum_inside += inside[i]
        if sum_inside + starts[i] > best:
            first, best = i, sum_inside + starts[i]
    last, best, sum_inside = anchor, ends[anchor], 0.0
    for i in range(anchor + 1, len(inside)):
        sum_inside += inside[i]
        if sum_inside + ends[i] > best:
            last, best = i, sum_inside + ends[i]
    return first, last + 1
