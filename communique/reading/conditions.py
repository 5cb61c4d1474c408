"""What a position depends on, and by which word: "until …", "in exchange for …"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import cast

from communique.findings import Condition, Event
from communique.reading.lexicon import rows
from communique.reading.parsed import Parsed, PositionSpan, Word
from communique.reading.span_index import SpanIndex
from communique.reading.syntax import phrase_of
from communique.spans import Span
from communique.vocabulary import Relation


@cache
def markers() -> dict[tuple[str, ...], Relation]:
    """Return the words that introduce a condition, with the relation that they state."""
    return {
        tuple(words.split()): cast(Relation, relation) for words, relation in rows("conditions.tsv")
    }


def condition_of(
    parsed: Parsed, proposal: PositionSpan, events: SpanIndex[Event]
) -> Condition | None:
    """Return the condition of a proposed position.

    The words that introduce it belong to it, and decide its relation; where there are none, the
    relation is the model's, and a single word tells none. A stretch of function words is no
    condition; one that breaks off behind "for the" or "of ten" goes on to the end of the phrase.
    """
    if proposal.condition is None or proposal.relation is None:
        return None
    words = parsed.words_in(proposal.condition)
    if not any(w.upos in {"NOUN", "PROPN", "VERB", "NUM", "ADJ"} for w in words):
        return None
    start, relation = proposal.condition.start, proposal.relation
    if marked := _marked(parsed, words):
        start, relation = marked
    elif len(words) == 1:
        return None
    end = whole_end(parsed, words[-1])
    span = Span(min(start, proposal.condition.start), end)
    if span.contains(proposal.span):
        return None
    inside = [event.id for at, event in events.overlapping(span) if span.contains(at)]
    return Condition(span.start, span.end, relation, inside[0] if inside else None)


def whole_end(parsed: Parsed, last: Word) -> int:
    """Return where a stretch ends: with its last word, or with the phrase that this begins."""
    if last.head <= last.index:
        return last.end
    if last.deprel in {"nummod", "amod", "compound"}:  # "a pause of ten | days"
        return parsed.words[last.head].end
    if last.upos not in {"DET", "ADP"}:
        return last.end
    return max(last.end, phrase_of(parsed, parsed.words[last.head]).end)


def _marked(parsed: Parsed, words: Sequence[Word]) -> tuple[int, Relation] | None:
    """Return where the introducing words start, at the edge of the condition or just before it."""
    longest = max(map(len, markers()))
    first = words[0].index
    for length in range(longest, 0, -1):
        # The stretch begins with the words, or right after them, or in the middle of them.
        for at in range(max(0, first - length), first + 1):
            phrase = parsed.words[at : at + length]
            relation = markers().get(tuple(w.text.lower() for w in phrase))
            if relation is not None and phrase[0].sentence == words[0].sentence:
                return phrase[0].start, relation
    return None
