"""What a number phrase admits: "nearly 20,000" is at most 20,000, "dozens" at least 24."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from communique.reading.counting import Count, Piece, counts_in, pieces_of
from communique.reading.lexicon import table

Bound = Literal["least", "most", "near"]

_TO = frozenset({"to", "or", "-", "–", "—"})
_LINKS = _TO | {"and", "through", "till"}
_NO_RANGE = frozenset({"in", "for"})
"""Words between two numbers that say something else: "2-for-1"."""
_ALIKE = 10
"""How many times the second end of a range the first may be to be scaled with it."""


@dataclass(frozen=True)
class Quantity:
    """The interval that a number phrase admits, and the words that make it one."""

    low: float | None
    high: float | None
    value: float | None
    """The number as written, scaled; None for a range and for words such as "dozens"."""
    hedge: str | None
    """The hedging words, in lower case."""
    part: bool = False
    """Whether it is a part of a whole in percent: "half", "two-thirds"."""

    def times(self, factor: float) -> Quantity:
        """Return the same quantity in a unit of which `factor` make one: decades in years."""
        low, high, value = (
            None if x is None else round(x * factor, 9) for x in (self.low, self.high, self.value)
        )
        return replace(self, low=low, high=high, value=value)


@dataclass(frozen=True)
class _Hedge:
    words: str
    bound: Bound
    first: int
    last: int


def quantity_of(phrase: str, *, article: bool = True) -> Quantity | None:
    """Read a number phrase; None where no amount can be read in it.

    Args:
        phrase: the words, with their hedge.
        article: read "a" or "an" as one where nothing else gives a number ("a week").

    """
    pieces = pieces_of(phrase)
    if not pieces:
        return None
    hedge = hedge_in(pieces)
    counts = counts_in(pieces)
    if not counts or " ".join(p.text for p in pieces[:2]) in table("numbers.toml")["whole"]:
        return _wordy(pieces, hedge, article=article)
    return _bounded(_range(pieces, counts), pieces, hedge)


def opening_hedge(words: Sequence[str]) -> int:
    """Return how many of the last words, lower case, hedge a number that follows them.

    Prepositions that only hedge when they belong to the number ("over") do not count.
    """
    phrases, shared = _openers(), table("hedges.toml")["shared"]["words"]
    for length in range(min(5, len(words)), 0, -1):
        phrase = " ".join(words[-length:])
        if phrase in phrases and phrase not in shared:
            return length
    return 0


def is_hedge(phrase: str) -> bool:
    """Tell whether the words, in lower case, do nothing but hedge a number."""
    return phrase in _openers()


@cache
def _openers() -> dict[str, Bound]:
    lists = table("hedges.toml")
    kinds: tuple[Bound, ...] = ("least", "most", "near")
    return {words: kind for kind in kinds for words in lists[kind]["words"]}


def hedge_in(pieces: Sequence[Piece]) -> _Hedge | None:
    """Return the longest hedge of a phrase; one before the number comes first."""
    texts = [piece.text for piece in pieces]
    openers, closers = _openers(), table("hedges.toml")["after"]
    found: list[_Hedge] = []
    for first in range(len(texts)):
        for last in range(min(len(texts), first + 5), first, -1):
            words = " ".join(texts[first:last])
            # "Over" or "some" behind the number belongs to what follows.
            if words in openers and (first == 0 or not counts_in(list(pieces[:first]))):
                found.append(_Hedge(words, openers[words], first, last))
            elif first and words in closers:
                found.append(_Hedge(words, closers[words], first, last))
    # A bound says more than "about": "an estimated 12 at most".
    return max(found, key=lambda h: (h.bound != "near", h.last - h.first), default=None)


def _range(pieces: Sequence[Piece], counts: list[Count]) -> list[Count]:
    """Return the one or two numbers that count: two make a range where a word links them."""
    first = counts[0]
    if len(counts) == 1:
        return [first]
    second = counts[1]
    between = [p.text for p in pieces[first.last : second.first]]
    linked = bool(set(between) & _LINKS) and not (first.open and not second.open)
    spanned = any(piece.text == "between" for piece in pieces[: first.first])
    if linked and not set(between) & _NO_RANGE and (set(between) & _TO or spanned):
        return [_scaled_with(first, second), second]
    return [first]


def _scaled_with(first: Count, second: Count) -> Count:
    """Return the first end of a range, scaled as the second: "30 to 40 million".

    Not a number that is whole by itself: "900,000 to 1.2 million", "50 to a hundred".
    """
    if first.scaled or not second.scaled or second.number == second.scale:
        return first
    alike = first.number < min(second.scale, _ALIKE * second.number / second.scale)
    return replace(first, number=first.number * second.scale) if alike else first


def _bounded(numbers: list[Count], pieces: Sequence[Piece], hedge: _Hedge | None) -> Quantity:
    """Return what one number, or a range, admits under its hedge."""
    count = numbers[0]
    silent = hedge is None or hedge.words in table("hedges.toml")["silent"]["words"]
    words = None if silent or hedge is None else hedge.words
    bound = hedge.bound if hedge else "near"
    low, high = (_rounded(n) for n in sorted((count.number, numbers[-1].number)))
    if len(numbers) > 1:
        # "At least 12 to 14" is still a range, "more than 12 to 14" is not.
        open_end = numbers[-1].open or (bound == "least" and words != "at least")
        return Quantity(low, None if open_end else high, None, words, count.part)
    vague = _vague_before(pieces, count)
    if bound == "most" and (vague or count.open):
        # "Up to several thousand", "as many as hundreds": how many that is at most nobody says.
        return Quantity(None, None, None, words, count.part)
    if vague:
        return Quantity(_rounded(low * vague[1]), None, None, words or vague[0], count.part)
    if pieces[0].text == "most" and not count.part:
        # "Most of the 700,000" is more than half of them.
        return Quantity(_rounded(low / 2), high, None, "most")
    value = None if count.open else low
    if bound == "most":
        return Quantity(None, high, value, words, count.part)
    return Quantity(low, None if bound == "least" or count.open else high, value, words, count.part)


def _vague_before(pieces: Sequence[Piece], count: Count) -> tuple[str, float] | None:
    """Return "several", "a few" before a scale ("several thousand"): at least two of it."""
    if count.number != count.scale or not count.first:
        return None
    before = pieces[count.first - 1].text
    if before in {"several", "few", "many", "couple"}:
        return ("a few" if before == "few" else before), 2
    if before == "of" and count.first > 1 and pieces[count.first - 2].text == "couple":
        return "couple", 2
    return None


def _wordy(pieces: Sequence[Piece], hedge: _Hedge | None, *, article: bool) -> Quantity | None:
    """Read a phrase without a number: "several", "none", "many", "weeks", "a month"."""
    lists = table("numbers.toml")
    texts = [piece.text for piece in pieces]
    words = hedge.words if hedge else None
    own = texts[: hedge.first] + texts[hedge.last :] if hedge else texts
    joined = " ".join(own)
    for whole, number in lists["whole"].items():
        if f" {whole} " in f" {joined} ":
            if whole == "no" and "fewer" in texts:
                return Quantity(number, None, number, words)
            return _bounded([Count(0, 1, number)], pieces, hedge)
    for text in own:
        if text in lists["vague"]:
            return _vague(text, hedge, article="a" in texts)
    for text in own:
        if text in lists["unknown"]:
            return Quantity(None, None, None, text)
    if article and (
        {"a", "an", "every", "each", "another"} & set(texts) or texts[-1].endswith("long")
    ):
        return _bounded([Count(0, 1, 1.0)], pieces, hedge)
    return None


def _vague(text: str, hedge: _Hedge | None, *, article: bool) -> Quantity:
    """Return what "several", "a few" or "most" admits; at most so many is nobody knows how many."""
    if text == "few" and not article:
        return Quantity(None, None, None, "few")
    part = text in {"most", "majority"}
    if hedge is not None and hedge.bound == "most" and not part:
        return Quantity(None, None, None, hedge.words)
    name = {"few": "a few", "majority": "most"}.get(text, text)
    return Quantity(table("numbers.toml")["vague"][text], 100 if part else None, None, name, part)


def _rounded(number: float) -> float:
    return round(number, 9)
