"""Questions about a sentence's tree that several steps ask."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.parsed import Parsed, Word
from communique.spans import Span, hull

_INNER = frozenset({"det", "amod", "compound", "flat", "nmod", "nmod:poss", "nummod"})


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


def phrase_of(parsed: Parsed, noun: Word) -> Span:
    """Return the noun with what describes it, without its preposition and what is joined to it."""
    inside = {noun.index}
    for child in parsed.children(noun):
        if child.deprel in _INNER:
            inside |= {word.index for word in parsed.subtree(child)}
    first = last = noun.index
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return hull([parsed.words[first].span, parsed.words[last].span])
