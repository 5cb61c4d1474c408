"""Texts as another house would print them, of other people, or with words lost.

What a network reads many times it learns by heart: it had a tenth of the loss on PolNeAR's training
part that it had on documents set aside. Disguised, a text is new each time and its answers hold.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from random import Random

from communique.reading.pieces import SHAPES, shape_of
from training.examples import Example

QUOTES = ('"', '"'), ("\u201c", "\u201d"), ("\u00ab", "\u00bb"), ("\u201e", "\u201c"), ("``", "''")
"""Opening and closing marks, as different houses print them."""
_MARKS = {mark: side for pair in QUOTES[1:3] for side, mark in enumerate(pair)}
_CAPITAL = SHAPES.index("capital")
_CALENDAR = {*calendar.month_name, *calendar.day_name}
_BEGINS = frozenset('.!?:;"') | frozenset(mark for pair in QUOTES for mark in pair)
"""A capital behind these may be that of a sentence."""
_TOLD_BY_WORD = ("cue", "event", "figure", "position")
"""Heads whose answers hang on the word itself."""
_TOLD_BY_NAME = ("name", "mention", "time", "sentence")
"""Heads whose answers hang on the kind of a name: texts that have them are left alone."""


def requoted(words: Sequence[str], style: tuple[str, str]) -> list[str]:
    """Return `words` with their double quotation marks printed in another style."""
    changed, inside = list(words), False
    for i, word in enumerate(words):
        if word in {'"', "``", "''"} or word in _MARKS:
            closing = _MARKS.get(word, int(inside)) if word != '"' else int(inside)
            changed[i], inside = style[closing], not closing
    return changed


def names_in(example: Example, common: frozenset[str]) -> list[int]:
    """Return the places of words that look like parts of names, none where that is to be learnt.

    Args:
        example: a text with its answers.
        common: words that stand somewhere in lower case: their capital is a heading's or a title's.
    """
    if example.heads is not None or any(head in example.tags for head in _TOLD_BY_NAME):
        return []
    words, found = example.words, []
    told = [example.tags[head] for head in _TOLD_BY_WORD if head in example.tags]
    for i in range(1, len(words)):
        named = (
            shape_of(words[i]) == _CAPITAL
            and len(words[i]) > 2
            and words[i] not in _CALENDAR
            and words[i].lower() not in common
            and words[i - 1] not in _BEGINS
            and not example.breaks[i]
        )
        beside = "".join(words[i - 1 : i] + words[i + 1 : i + 2])
        if named and not any(map(str.isdigit, beside)) and not any(row[i] > 0 for row in told):
            found.append(i)
    return found


def renamed(
    words: Sequence[str], places: Sequence[int], others: Sequence[str], chance: Random
) -> list[str]:
    """Return `words` with other names at `places`, the same one for the same word."""
    changed, given = list(words), dict[str, str]()
    for i in places:
        if words[i] not in given:
            given[words[i]] = chance.choice(others)
        changed[i] = given[words[i]]
    return changed
