"""Counts that name no counted thing, because the sentence before has just done so.

"The union says 400 are out; the employers speak of 250": the second count is of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from communique.findings import Figure
from communique.reading.draft import Draft
from communique.reading.lexicon import entries
from communique.reading.parsed import Word
from communique.reading.units import currency_of

_UP = 3
"""Steps from the number to the verb that states it."""
_RECALLED = 6
"""Counts among which the one that is meant is looked for."""
_COUNTING = frozenset({"number", "toll", "figure", "count", "total", "it", "them"})
"""What a count may be put under: "put the number of dead at 23"."""


def with_same_thing(draft: Draft, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the figures; a bare count under a verb of claiming is of what was counted before."""
    seen: list[Figure] = []
    for figure in figures:
        before = _meant(draft, seen, figure) if _bare(draft, figure) else None
        if before is not None:
            same = {"what": before.what, "who": before.who, "unit": before.unit}
            yield msgspec.structs.replace(figure, **same, subset_of=None)
            continue
        if figure.who is not None and figure.subset_of is None and figure.unit != "percent":
            seen.append(figure)
        yield figure


def _meant(draft: Draft, seen: Sequence[Figure], figure: Figure) -> Figure | None:
    """Return the count that a bare one is set against: the last close one that a source claims."""
    close = [before for before in seen[-_RECALLED:] if _close(draft, before, figure)]
    claimed = [before for before in close if before.attribution is not None]
    best = claimed or close
    return best[-1] if best else None


def _bare(draft: Draft, figure: Figure) -> bool:
    """Tell whether the number stands alone, as a noun would, under a verb of claiming."""
    head = draft.parsed.head_of(figure.span)
    if head is None or head.upos != "NUM" or head.deprel == "nummod" or figure.per is not None:
        return False
    if currency_of(figure.span.of(draft.document.text)) is not None or figure.unit == "percent":
        return False
    word: Word = head
    for _ in range(_UP):
        if word.head < 0:
            return False
        word = draft.parsed.words[word.head]
        if word.upos == "VERB":
            return word.lemma in entries("claim_verbs.txt")
        if word.upos == "NOUN" and word.lemma not in _COUNTING:
            return False
    return False


def _close(draft: Draft, before: Figure, figure: Figure) -> bool:
    """Tell whether the two stand in one sentence or in neighbouring ones of one paragraph."""
    sentences = [draft.parsed.sentence_of(f.span) for f in (before, figure)]
    first, second = sentences
    if first is None or second is None:
        return False
    return second.index - first.index <= 1 and first.paragraph == second.paragraph
