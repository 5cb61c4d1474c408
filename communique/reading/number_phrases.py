"""Number phrases made whole: the model's proposals, with hedges, signs and ranges taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from communique.reading.counting import counts_in, is_number_word, pieces_of
from communique.reading.lexicon import table
from communique.reading.parsed import FigureSpan, Parsed, Word
from communique.reading.quantities import is_hedge, opening_hedge
from communique.reading.units import is_sign
from communique.spans import Span

_RATIO = re.compile(r"\d+/\d+")
_OPEN = re.compile(r"[\s-](?:to|or|and|an?)$")
"""Ends of what is no whole phrase: "20 to", "no more than a", "four-and"."""
_THREE, _TO_THREE = re.compile(r"\d{3}"), re.compile(r"\d{1,3}")


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
            if not _article_of(parsed, pending, proposal):
                yield _widened(parsed, pending)
            pending = proposal
    if pending is not None:
        yield _widened(parsed, pending)


def _article_of(parsed: Parsed, first: FigureSpan, second: FigureSpan) -> bool:
    """Tell whether a lone article is that of a number phrase: "a €300 million fine"."""
    words = parsed.words_in(first.span)
    lone = len(words) == 1 and words[0].text.lower() in {"a", "an"}
    return lone and not parsed.text[first.span.end : _widened(parsed, second).span.start].strip()


def _belongs(parsed: Parsed, first: FigureSpan, second: FigureSpan) -> bool:
    """Tell whether two proposals are one phrase.

    What the second takes in belongs to the first ("an additional" before "an additional 900,000").
    So do a hedge and its number, "hundreds" and "of thousands", two ends: "between 30 and 40".
    """
    if second.span.start - first.span.end > len(" and "):
        return False
    if _widened(parsed, second).span.start < first.span.end:
        return True
    between = plain(parsed.text[first.span.end : second.span.start])
    words = plain(first.span.of(parsed.text)), plain(second.span.of(parsed.text))
    if between == "and":
        before = parsed.text[: first.span.start].rsplit(maxsplit=1)[-1:]
        return words[0].startswith("between ") or plain("".join(before)) == "between"
    return _joined(between, *words)


def _joined(between: str, first: str, second: str) -> bool:
    """Tell whether the words of two proposals belong together: "40" and "3/8" of "40-3/8"."""
    if between in {"", "-"} and _OPEN.search(first):
        return True
    if not between:
        return is_hedge(first)
    if between == "-":
        return first.isdigit() and _RATIO.fullmatch(second.split(maxsplit=1)[0]) is not None
    if between != "of":
        return False
    if second in {"a percentage point", "a point"}:
        return _RATIO.fullmatch(first) is not None
    plural = table("numbers.toml")["plural"]
    return first.rsplit(maxsplit=1)[-1] in plural and second.split(maxsplit=1)[0] in plural


def _widened(parsed: Parsed, proposal: FigureSpan) -> FigureSpan:
    """Take in what belongs to a phrase on both sides.

    That is the sign of a currency, "a" before "dozen", "few" before "weeks", a hedge right before
    the phrase or begun there ("as many" before "as 12"), and "or more" behind it.
    """
    own = parsed.words_in(proposal.span)
    if not own:
        return proposal
    words = _with_thousands(parsed, own)
    begin = parsed.sentences[words[0].sentence].first
    first = _with_sign(parsed, words[0], begin)
    before = [w.text.lower() for w in parsed.words[max(begin, first - 5) : first]]
    if before and before[-1] in {"a", "an"} and is_number_word(words[0].text.lower()):
        before.pop()
        first -= 1
    if before and not counts_in(pieces_of(proposal.span.of(parsed.text))) and _vague(before[-1]):
        article = len(before) > 1 and before[-2] in {"a", "an"}
        taken = 2 if article else 1
        first -= taken
        before = before[:-taken]
    first -= opening_hedge(before) or _begun_hedge(before, words)
    end = _closing(parsed, words[-1])
    if first == own[0].index and end == own[-1].end:
        return proposal
    span = Span(parsed.words[first].start, max(proposal.span.end, end))
    return msgspec.structs.replace(proposal, span=span)


def _with_thousands(parsed: Parsed, words: Sequence[Word]) -> list[Word]:
    """Return the words of a phrase with the thousands that a space parts: "10 000"."""
    found = list(words)
    if found and _THREE.fullmatch(found[0].text):
        while found[0].index and _grouped(parsed, parsed.words[found[0].index - 1], found[0]):
            found.insert(0, parsed.words[found[0].index - 1])
    while found and found[-1].index + 1 < len(parsed.words):
        behind = parsed.words[found[-1].index + 1]
        if not _grouped(parsed, found[-1], behind):
            break
        found.append(behind)
    return found


def _grouped(parsed: Parsed, left: Word, right: Word) -> bool:
    """Tell whether two numerals are one number, with a space for its comma."""
    between = parsed.text[left.end : right.start]
    parted = len(between) == 1 and between.isspace() and between != "\n"
    return parted and bool(_TO_THREE.fullmatch(left.text) and _THREE.fullmatch(right.text))


def _vague(word: str) -> bool:
    numbers = table("numbers.toml")
    return word in numbers["vague"] or word in numbers["small"]


def _begun_hedge(before: Sequence[str], words: Sequence[Word]) -> int:
    """Return how many of the words before a phrase begin a hedge that ends in it."""
    inside = [word.text.lower() for word in words[:3]]
    for length in range(min(3, len(before)), 0, -1):
        for ends in range(len(inside), 0, -1):
            if is_hedge(" ".join([*before[-length:], *inside[:ends]])):
                return length
    return 0


def _closing(parsed: Parsed, last: Word) -> int:
    """Return where the phrase ends with the hedge behind it: "2 degrees or less"."""
    after = parsed.words[last.index + 1 : last.index + 3]
    if after and after[0].text == "+" and after[0].start == last.end:  # "100+"
        return after[0].end
    hedge = " ".join(word.text.lower() for word in after)
    closing = hedge.startswith("or ") and hedge in table("hedges.toml")["after"]
    return after[-1].end if closing else last.end


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
