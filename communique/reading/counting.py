"""Numbers in words and digits: "1.2 billion", "forty-two", "12-1/2", "hundreds of thousands"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from communique.reading.lexicon import table

_MOST = 1e18
"""Nothing that is counted in coverage is more; a longer row of digits is an account or a code."""
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_PIECE = re.compile(
    r"""
      (?P<mixed>\d+\s*-\s*\d+/\d+|\d+\s+\d+/\d+)      # 12-1/2
    | (?P<ratio>\d+/\d+)                                # 13/16
    | (?P<vulgar>\d*\s?[¼-¾⅐-⅞])                        # 6½
    | (?P<numeral>(?:\d{1,3}(?:(?:,|[\ \u00a0\u2009\u202f](?=\d{3}(?!\d)))\d{3})+(?:\.\d+)?
                     |\d+(?:\.\d+)?|(?<!\w)\.\d+))
      (?P<suffix>(?:bn|bln|mln|mn|tn|trn|[kmbt])\b)?
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*\.?)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)


_GROUPED = re.compile(r"[,\s]")
_TIMES = frozenset({"hour", "day", "week", "month", "year", "decade", "century"})
_OF_ONE = ((), ("-",), ("a",), ("an",), ("of", "a"), ("of", "an"), ("of", "one"), ("of", "1"))
"""What stands between a fraction and the one thing that it is a part of: "half an hour"."""
_LONGEST_TAIL = 7
"""Pieces that an "and" may add to a number, hyphens too: "two-and-three-quarters"."""
_ROUND = frozenset({"hundred", "thousand", "million"})
"""Scales behind which "and" goes on: "one thousand and one"."""


@dataclass(frozen=True)
class Piece:
    """A word, mark or numeral of a number phrase, in lower case."""

    text: str
    start: int
    end: int
    number: float | None = None
    """What a numeral says, scaled by the letters that touch it."""
    scaled: bool = False
    scale: float = 1.0
    """What those letters multiply by."""


@dataclass(frozen=True)
class Count:
    """A number that was read from pieces `[first, last)` of a phrase."""

    first: int
    last: int
    number: float
    scaled: bool = False
    """Whether a scale was written: "30 to 40 million" gives its scale to the 30 as well."""
    scale: float = 1.0
    """By what its last words multiply: "three hundred thousand" by a hundred thousand."""
    part: bool = False
    """Whether it is a part of a whole: "three-quarters", "one in five"."""
    open: bool = False
    """Whether it is the least that the words admit, as in "dozens"."""


def pieces_of(phrase: str) -> list[Piece]:
    """Cut a number phrase into pieces."""
    found = []
    for match in _PIECE.finditer(phrase):
        text, start, end = match.group().lower(), match.start(), match.end()
        kind = match.lastgroup
        if match["mixed"]:
            whole, over, under = (float(x) for x in re.findall(r"\d+", text))
            found.append(Piece(text, start, end, whole + over / under if under else whole))
        elif match["ratio"]:
            over, under = (float(x) for x in text.split("/"))
            found.append(Piece(text, start, end, over / under if under else over))
        elif match["vulgar"]:
            whole = float(text[:-1].strip() or 0)
            found.append(Piece(text, start, end, whole + unicodedata.numeric(text[-1])))
        elif match["numeral"]:
            number = float(_GROUPED.sub("", match["numeral"]))
            suffix = (match["suffix"] or "").lower()
            factor = _numbers()["suffix"].get(suffix, 1)
            found.append(Piece(text, start, end, number * factor, bool(suffix), factor))
        else:
            text = text.rstrip(".").replace("’", "'") if kind == "word" else text
            found.append(Piece(text, start, end))
    return found


def counts_in(pieces: list[Piece]) -> list[Count]:
    """Return the numbers of a phrase, in order."""
    found = []
    at = 0
    while at < len(pieces):
        count = _count(pieces, at)
        if count is None:
            at += 1
        else:
            if count.number < _MOST:
                found.append(count)
            at = count.last
    return found


def number_of(word: str) -> float | None:
    """Return the number that a single word or numeral is, None where it is none."""
    word = word.lower()
    if word[:1].isdigit():
        match = _NUMERAL.fullmatch(word)
        return float(word.replace(",", "")) if match else None
    total = 0.0
    for part in word.split("-"):
        small = _numbers()["small"].get(part)
        if small is None:
            return None
        total += small
    return total


def is_number_word(word: str) -> bool:
    """Tell whether a lower-case word is a number, a scale or a vague amount by itself."""
    return word in _number_words()


@cache
def _number_words() -> frozenset[str]:
    lists = ("small", "scale", "plural", "fraction", "whole", "vague", "unknown")
    return frozenset(word for name in lists for word in _numbers()[name])


@cache
def _numbers() -> dict[str, dict[str, float]]:
    return table("numbers.toml")


def _count(pieces: list[Piece], at: int) -> Count | None:
    """Return the number that starts at piece `at`."""
    text = pieces[at].text
    words = _numbers()
    if text in words["plural"]:
        return _plural(pieces, at)
    if (count := _half_of(pieces, at)) is not None:
        return count
    if text in words["fraction"] and text not in {"third", "fourth", "fifth"}:
        return Count(at, at + 1, _percent(1 / words["fraction"][text]), part=True)
    if pieces[at].number is None and text not in words["small"] and text not in words["scale"]:
        return _article(pieces, at)
    return _plain(pieces, at)


def _half_of(pieces: list[Piece], at: int) -> Count | None:
    """Read what is half, or a quarter, of one: "half a million", "half an hour"."""
    words = _numbers()
    if pieces[at].text not in {"half", "quarter"}:
        return None
    return _part_of_one(pieces, at, at + 1, 1 / words["fraction"][pieces[at].text])


def _part_of_one(pieces: list[Piece], first: int, at: int, part: float) -> Count | None:
    """Return a part of one unit or of one scale that is named at piece `at`; None where none is.

    It is a number of that unit, and no share of a whole: "three-quarters of an hour".
    """
    for length in range(2, -1, -1):
        between = tuple(piece.text for piece in pieces[at : at + length])
        end = at + length
        if between not in _OF_ONE or end >= len(pieces):
            continue
        of = pieces[end].text
        if of in _numbers()["scale"]:
            scale = _numbers()["scale"][of]
            return Count(first, end + 1, part * scale, scaled=True, scale=scale)
        if of in _units():
            return Count(first, end, part)
    return None


@cache
def _units() -> frozenset[str]:
    """Return the singulars of units that one may have a half of."""
    units = table("units.toml")
    money = (word for word in table("money.toml")["words"] if word.isalpha())
    points = ("percent", "percentage", "pct", "cent", "share")
    return _TIMES | {*units["time"], *units["measure"], *money, *points} - {"second", "min", "time"}


def _plural(pieces: list[Piece], at: int) -> Count:
    """Read "hundreds", "tens of thousands"."""
    words = _numbers()
    number, last = words["plural"][pieces[at].text], at + 1
    while (
        last + 1 < len(pieces)
        and pieces[last].text == "of"
        and pieces[last + 1].text in words["plural"]
    ):
        number *= words["plural"][pieces[last + 1].text] / 2
        last += 2
    return Count(at, last, number, scaled=True, scale=number / 2, open=True)


def _article(pieces: list[Piece], at: int) -> Count | None:
    """Read "a dozen", "a third", "a half-dozen", "a year and a half": no numeral in front."""
    words = _numbers()
    if pieces[at].text in {"a", "an"} and at + 1 < len(pieces):
        texts = [piece.text for piece in pieces[at + 1 : at + 5]]
        if (count := _half_of(pieces, at + 1)) is not None:
            return replace(count, first=at)
        if texts[0] in _TIMES and texts[1:] == ["and", "a", "half"]:
            return Count(at, at + 5, 1.5)
        if texts[0] in _TIMES and texts[1:3] == ["or", "two"]:
            return Count(at, at + 2, 1.0)
    if (
        pieces[at].text in {"a", "an"}
        and at + 1 < len(pieces)
        and pieces[at + 1].text in words["fraction"]
    ):
        part = 1 / words["fraction"][pieces[at + 1].text]
        of_one = _part_of_one(pieces, at, at + 2, part)
        return of_one or Count(at, at + 2, _percent(part), part=True)
    return None


def _plain(pieces: list[Piece], at: int) -> Count:
    """Read digits or number words with their scales: "1.2 billion", "two hundred and six".

    A scale alone is one of it: "a hundred and fifty".
    """
    words = _numbers()
    total, current, last, scale = 0.0, 0.0, at, 1.0
    scaled = False
    while last < len(pieces):
        piece = pieces[last]
        if piece.number is not None and last == at:
            current, scaled, scale = piece.number, piece.scaled, piece.scale
        elif piece.text in words["small"] and not (last > at and _closed(pieces, at, last)):
            current += words["small"][piece.text]
        elif piece.text in words["scale"]:
            factor = words["scale"][piece.text]
            after_scale = last > at and pieces[last - 1].text in words["scale"]
            scaled, scale = True, scale * factor if after_scale else factor
            if factor == 100 or (current < factor and total == 0):
                current = (current or 1) * factor
            else:
                total, current = total + (current or 1) * factor, 0.0
            if factor >= 1000:
                total, current = total + current, 0.0
        elif not _joins(pieces, at, last):
            break
        last += 1
    number = total + current
    return _with_fraction(pieces, Count(at, last, number, scaled, scale))


def _closed(pieces: list[Piece], at: int, last: int) -> bool:
    """Tell whether the number word at `last` begins a number of its own: "five six", "20 two"."""
    words = _numbers()["small"]
    before = pieces[last - 1]
    if before.text in {"-", "and"} and last - 2 >= at:
        before = pieces[last - 2]
    value = words[pieces[last].text]
    if before.number is not None:
        return True
    if before.text in words:
        return not (words[before.text] >= 20 and words[before.text] % 10 == 0 and value < 10)
    return False


def _joins(pieces: list[Piece], at: int, last: int) -> bool:
    """Tell whether a hyphen or "and" at `last` goes on: "forty-two", "hundred and six"."""
    words = _numbers()
    if last == at or last + 1 >= len(pieces):
        return False
    after, before = pieces[last + 1].text, pieces[last - 1].text
    if pieces[last].text in {"-", "–"}:
        tens = words["small"].get(before, 0)
        return after in words["scale"] or (
            after in words["small"] and tens >= 20 and words["small"][after] < 10
        )
    # "and" binds only below a scale: "two hundred and six (thousand)", never "two and six", and not
    # where the same scale follows: "between two hundred and three hundred".
    if pieces[last].text != "and" or before not in _ROUND or after not in words["small"]:
        return False
    behind = [piece.text for piece in pieces[last + 2 : last + 4] if piece.text != "-"]
    least = words["scale"][before]
    return all(words["scale"][text] > least for text in behind if text in words["scale"])


def _with_fraction(pieces: list[Piece], count: Count) -> Count:
    """Read what makes a number a part, or adds a half: "two-thirds", "6 in 10"."""
    words = _numbers()
    texts = [piece.text for piece in pieces[count.last : count.last + 6]]
    after = texts[1:] if texts[:1] == ["-"] else texts
    skipped = len(texts) - len(after)
    if after[:1] and after[0] in words["fraction"] and count.number < words["fraction"][after[0]]:
        last, part = count.last + skipped + 1, count.number / words["fraction"][after[0]]
        of_one = _part_of_one(pieces, count.first, last, part)
        if of_one is not None:
            return of_one
        # "Three-quarters of them" is a part, "two quarters" of a year are time.
        if skipped or after[0] != "quarters" or after[1:2] == ["of"]:
            return Count(count.first, last, _percent(part), part=True)
    if 0 < count.number < 1 and (
        of_one := _part_of_one(pieces, count.first, count.last, count.number)
    ):
        return of_one
    if (added := _added(pieces, count)) is not None:
        return added
    own = [text for text in texts if text != "-"]
    if own[:1] == ["in"] or own[:2] == ["out", "of"]:
        at = count.last + texts.index("in" if own[0] == "in" else "of") + 1
        at += at < len(pieces) and pieces[at].text == "-"
        if at < len(pieces) and (whole := _whole(pieces, at)) is not None and whole.number:
            return Count(count.first, whole.last, _percent(count.number / whole.number), part=True)
    return count


def _added(pieces: list[Piece], count: Count) -> Count | None:
    """Read what an "and" adds to a number: "a million and a half", "two and three-quarters"."""
    words = _numbers()
    tail = pieces[count.last : count.last + _LONGEST_TAIL + 1]
    own = [piece.text for piece in tail if piece.text != "-"]
    if len(own) < 3 or own[0] != "and" or own[2] not in words["fraction"]:
        return None
    number_of_parts = 1.0 if own[1] == "a" else words["small"].get(own[1], 0.0)
    part = number_of_parts / words["fraction"][own[2]]
    if not 0 < part < 1:
        return None
    last = count.last + next(i for i, p in enumerate(tail) if p.text == own[2]) + 1
    number, scale = count.number + part * count.scale, count.scale
    if scale == 1 and last < len(pieces) and pieces[last].text in words["scale"]:
        scale = words["scale"][pieces[last].text]
        number, last = number * scale, last + 1
    return Count(count.first, last, number, count.scaled or scale > 1, scale)


def _percent(share: float) -> float:
    """Return a share in percent; nobody who writes "a third" means more than four digits."""
    return float(f"{100 * share:.4g}")


def _whole(pieces: list[Piece], at: int) -> Count | None:
    """Return the number of which something is a part: "one in | 10 million"."""
    numeral = pieces[at].number is not None or pieces[at].text in _numbers()["small"]
    return _plain(pieces, at) if numeral else None
