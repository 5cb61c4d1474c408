"""Names as strings: which two may be the same, and what a name tells about its bearer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from communique.reading.lexicon import rows, table

Gender = Literal["m", "f"]

_POSSESSIVE = re.compile(r"['’]s?$")
_APART = re.compile(r"[\s\-–—/]+")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "el", "del", "y", "&", "a"})
_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=50_000)
def parts(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, full stops, possessive and article."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = [_POSSESSIVE.sub("", w).strip(".,'\"“”()") for w in _APART.split(plain)]
    words = [w.replace(".", "") for w in words if w]
    return tuple(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def folded(name: str) -> str:
    """Return a name in the form in which two spellings of it are alike."""
    return " ".join(parts(name))


@cache
def titles() -> dict[str, tuple[Gender | None, str | None]]:
    """Return gender and office that a title tells, by the title in lower case."""
    told: dict[str, tuple[Gender | None, str | None]] = {}
    for title, gender, office in rows("titles.tsv"):
        told[title] = (
            "m" if gender == "m" else "f" if gender == "f" else None,
            None if office == "-" else office,
        )
    return told


@cache
def _first_names() -> dict[str, Gender]:
    return {name.casefold(): "m" if g == "m" else "f" for name, g in rows("first_names.tsv")}


def gender_of(name: str) -> Gender | None:
    """Return the gender that a person's first name tells, where the lists agree on it."""
    words = parts(name)
    return _first_names().get(words[0]) if len(words) > 1 else None


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(parts(s)[0] for s in table("actors.toml")["short"]["suffixes"])


def core(name: str) -> tuple[str, ...]:
    """Return the words of a body's name without "Inc", "Party" and the like at its end."""
    words = parts(name)
    while len(words) > 1 and words[-1] in _suffixes():
        words = words[:-1]
    return words


def initials(name: str) -> frozenset[str]:
    """Return the acronyms that a name may have, with and without its small words."""
    words = parts(name)
    if len(words) <= 1:
        return frozenset()
    big = [w for w in words if w not in _SMALL]
    return frozenset({"".join(w[0] for w in words), "".join(w[0] for w in big)})


def contained(short: Sequence[str], long: Sequence[str]) -> int:
    """Tell how well `short` can be a form of the name `long`: 0 not at all, 3 at its end.

    An initial stands for any name that begins with it and may be left out; middle names too.
    """
    if not short or len(short) > len(long):
        return 0
    if tuple(long[-len(short) :]) == tuple(short):
        return 3
    if len(short) == 1:
        return 2 if short[0] == long[0] else 1 if short[0] in long else 0
    at = 0
    for word in short:
        while at < len(long) and not _like(word, long[at]):
            at += 1
        if at == len(long):
            return 0
        at += 1
    return 2 if short[-1] == long[-1] or short[0] == long[0] else 1


def _like(left: str, right: str) -> bool:
    if min(len(left), len(right)) == 1:
        return left[0] == right[0]
    return left == right
