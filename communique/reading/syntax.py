"""Questions about a sentence's tree that several steps ask."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.parsed import Parsed, Word


def ancestors(parsed: Parsed, word: Word) -> Iterator[Word]:
    """Yield the words that govern `word`, nearest first."""
    seen = 0
    while word.head >= 0 and seen < 200:
        word = parsed.words[word.head]
        seen += 1
        yield word


def cases(parsed: Parsed, word: Word) -> list[Word]:
    """Return the prepositions that stand with a noun."""
    return [child for child in parsed.children(word) if child.deprel == "case"]


def case_of(parsed: Parsed, word: Word) -> str:
    """Return the first preposition of a noun in lower case, empty where it has none."""
    return next((case.text.lower() for case in cases(parsed, word)), "")


def tree_distance(parsed: Parsed, left: Word, right: Word) -> int | None:
    """Return the number of steps between two words of one sentence, None across sentences."""
    if left.sentence != right.sentence:
        return None
    up = {left.index: 0} | {w.index: i for i, w in enumerate(ancestors(parsed, left), 1)}
    if right.index in up:
        return up[right.index]
    for steps, word in enumerate(ancestors(parsed, right), 1):
        if word.index in up:
            return up[word.index] + steps
    return None
