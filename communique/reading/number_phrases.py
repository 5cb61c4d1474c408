"""Number phrases made whole: the model's proposals, with hedges, signs and ranges taken in."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.reading.counting import is_number_word
from communique.reading.lexicon import table
from communique.reading.parsed import FigureSpan, Parsed, Word
from communique.reading.quantities import is_hedge, opening_hedge
from communique.reading.units import is_sign
from communique.spans import Span


def whole_phrases(parsed: Parsed) -> Iterator[FigureSpan]:
    """Yield the proposals, with hedge and sign, and joined where one phrase was cut in two."""
    pending: FigureSpan | None = None
    for proposal in parsed.figures:
        if pending is None:
            pending = proposal
        elif _belongs(parsed, pending, proposal):
            span = Span(pending.span.start, proposal.span.end)
            who = proposal.who or pending.who
            links = (*proposal.links, *pending.links)
            pending = msgspec.structs.replace(proposal, span=span, who=who, links=links)
        elif not proposal.span.overlaps(pending.span):
            yield _widened(parsed, pending)
            pending = proposal
    if pending is not None:
        yield _widened(parsed, pending)


def _belongs(parsed: Parsed, first: FigureSpan, second: FigureSpan) -> bool:
    """Tell whether two proposals are one phrase.

    A hedge and its number, "hundreds" and "of thousands", the two ends of "between 30 and 40".
    """
    if second.span.start - first.span.end > len(" and "):
        return False
    between = plain(parsed.text[first.span.end : second.span.start])
    words = plain(first.span.of(parsed.text)), plain(second.span.of(parsed.text))
    if not between:
        return is_hedge(words[0])
    if between == "of":
        plural = table("numbers.toml")["plural"]
        return words[0].split()[-1] in plural and words[1].split()[0] in plural
    if between == "and":
        before = parsed.text[: first.span.start].rsplit(maxsplit=1)[-1:]
        return words[0].startswith("between ") or plain("".join(before)) == "between"
    return False


def _widened(parsed: Parsed, proposal: FigureSpan) -> FigureSpan:
    """Take in the sign of a currency, "a" before "dozen", and a hedge right before the phrase."""
    words = parsed.words_in(proposal.span)
    if not words:
        return proposal
    begin = parsed.sentences[words[0].sentence].first
    first = _with_sign(parsed, words[0], begin)
    before = [w.text.lower() for w in parsed.words[max(begin, first - 5) : first]]
    if before and before[-1] in {"a", "an"} and is_number_word(words[0].text.lower()):
        before.pop()
        first -= 1
    first -= opening_hedge(before)
    if first == words[0].index:
        return proposal
    span = Span(parsed.words[first].start, max(proposal.span.end, words[-1].end))
    return msgspec.structs.replace(proposal, span=span)


def _with_sign(parsed: Parsed, word: Word, begin: int) -> int:
    """Return the first of the words that make up "C$" or "$" in front of a number."""
    first, start = word.index, word.start
    for earlier in (word.index - 1, word.index - 2):
        if earlier < begin or parsed.words[earlier].end != start:
            break
        start = parsed.words[earlier].start
        if is_sign(parsed.text[start : word.start]):
            first = earlier
    return first


def plain(words: str) -> str:
    """Return words in lower case, with one space between them."""
    return " ".join(words.lower().split())
