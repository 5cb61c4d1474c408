"""The CoNLL 2018 shared task's scoring of parses of raw text (Zeman et al. 2018).

Words of the reader and of the treebank are aligned by their characters, white space apart: two
words are the same if they cover the same characters. Within a multi-word token ("don't"), whose
words have no characters of their own in the treebank, they are aligned by their forms, as the
longest common subsequence. F1 is then over words: right ones against all of either side.

- UPOS, XPOS: the aligned word has the same tag.
- UAS: the aligned word hangs on the same word (both on the root, or on aligned words).
- LAS: and by the same universal relation; subtypes ("nmod:poss") are cut off on both sides.

This follows the rules of the evaluation script by Popel, Straka and others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Triple = tuple[int, int, int]
"""Right, found and not right, missed."""


@dataclass(frozen=True)
class ScoredWord:
    """A syntactic word. Places are counted in characters of the text without its white space."""

    start: int
    end: int
    form: str
    upos: str
    xpos: str
    head: int | None
    """Place of the governor in the list of words; None for a root."""
    relation: str
    multiword: bool = False
    """Whether it is one of several words of a token, and then `start`, `end` are the token's."""


@dataclass(frozen=True)
class Parse:
    """A text's words, and its sentences as (start, end) in characters without white space."""

    words: Sequence[ScoredWord]
    sentences: Sequence[tuple[int, int]]


def scores(gold: Parse, found: Parse) -> dict[str, Triple]:
    """Return what is right in a parse, by figure."""
    pairs = aligned(gold.words, found.words)
    own = dict(pairs)
    gold_place = {found_at: gold_at for gold_at, found_at in pairs}
    counts = dict.fromkeys(("UPOS", "XPOS", "UAS", "LAS"), 0)
    for at, found_at in own.items():
        left, right = gold.words[at], found.words[found_at]
        counts["UPOS"] += left.upos == right.upos
        counts["XPOS"] += left.xpos == right.xpos
        # A governor that is aligned with nothing is no governor of the gold text.
        governor = None if right.head is None else gold_place.get(right.head, -1)
        hung = left.head == governor
        counts["UAS"] += hung
        counts["LAS"] += hung and _universal(left.relation) == _universal(right.relation)
    sentences = len(set(gold.sentences) & set(found.sentences))
    return {
        "sentences": _triple(sentences, len(gold.sentences), len(found.sentences)),
        "words": _triple(len(pairs), len(gold.words), len(found.words)),
        **{
            name: _triple(count, len(gold.words), len(found.words))
            for name, count in counts.items()
        },
    }


def _triple(right: int, gold: int, found: int) -> Triple:
    return right, found - right, gold - right


def _universal(relation: str) -> str:
    return relation.partition(":")[0]


def aligned(gold: Sequence[ScoredWord], found: Sequence[ScoredWord]) -> list[tuple[int, int]]:
    """Return the places of the words that are the same in both, as (gold, found), in order."""
    pairs: list[tuple[int, int]] = []
    g = f = 0
    while g < len(gold) and f < len(found):
        left, right = gold[g], found[f]
        if left.multiword or right.multiword:
            stretch = _multiword_stretch(gold, found, g, f)
            pairs += _by_form(gold, found, *stretch)
            g, f = stretch[0].stop, stretch[1].stop
        elif (left.start, left.end) == (right.start, right.end):
            pairs.append((g, f))
            g, f = g + 1, f + 1
        elif left.start <= right.start:
            g += 1
        else:
            f += 1
    return pairs


def _multiword_stretch(
    gold: Sequence[ScoredWord], found: Sequence[ScoredWord], g: int, f: int
) -> tuple[range, range]:
    """Return the words of both sides that lie within the multi-word tokens met at `g` and `f`.

    It is widened until no multi-word token of either side reaches beyond it.
    """
    if gold[g].multiword:
        end = gold[g].end
        if not found[f].multiword and found[f].start < gold[g].start:
            f += 1
    else:
        end = found[f].end
        if not gold[g].multiword and gold[g].start < found[f].start:
            g += 1
    first = g, f
    while not (_beyond(gold, g, end) and _beyond(found, f, end)):
        if g < len(gold) and (f >= len(found) or gold[g].start <= found[f].start):
            end = _widened(gold[g], end)
            g += 1
        else:
            end = _widened(found[f], end)
            f += 1
    return range(first[0], g), range(first[1], f)


def _beyond(words: Sequence[ScoredWord], at: int, end: int) -> bool:
    if at >= len(words):
        return True
    return words[at].start >= end if words[at].multiword else words[at].end > end


def _widened(word: ScoredWord, end: int) -> int:
    return max(end, word.end) if word.multiword else end


def _by_form(
    gold: Sequence[ScoredWord], found: Sequence[ScoredWord], left: range, right: range
) -> Iterator[tuple[int, int]]:
    """Yield the longest common subsequence of forms, in any case of letters."""
    forms = [gold[g].form.lower() for g in left], [found[f].form.lower() for f in right]
    # longest[i][j]: length of the longest one of forms[0][i:] and forms[1][j:]
    longest = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            longest[i][j] = (
                1 + longest[i + 1][j + 1]
                if forms[0][i] == forms[1][j]
                else max(longest[i + 1][j], longest[i][j + 1])
            )
    i = j = 0
    while i < len(left) and j < len(right):
        if forms[0][i] == forms[1][j]:
            yield left[i], right[j]
            i, j = i + 1, j + 1
        elif longest[i][j] == longest[i + 1][j]:
            i += 1
        else:
            j += 1
