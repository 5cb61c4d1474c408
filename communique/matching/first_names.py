"""Short forms of first names, of persons whose surnames are the same: "Joe" and "Joseph Brandt".

Which first name is short for which is told by the package `nicknames`, a curated list of English
first names with their short forms.
"""

from __future__ import annotations

from functools import cache

from nicknames import NickNamer

from communique.matching.name_keys import endings, family_of, key_of, words_of_key


@cache
def _names() -> NickNamer:
    return NickNamer()


@cache
def _formal(first: str) -> frozenset[str]:
    return frozenset(c for c in _names().canonicals_of(first) if _is_short(first, c))


@cache
def _short(first: str) -> frozenset[str]:
    return frozenset(n for n in _names().nicknames_of(first) if _is_short(n, first))


def _is_short(one: str, other: str) -> bool:
    """Tell which of two names goes by the other: of two that are each other's, the shorter one."""
    mutual = one in _names().canonicals_of(other)
    return one != other and (not mutual or (len(one), one) < (len(other), other))


def formal_keys(key: str) -> tuple[str, ...]:
    """Return first and last names that a person's first and last name may be short for.

    Nothing for a name with more between the two, or of another family.
    """
    words = words_of_key(key)
    if family_of(key) != "person" or len(words) != _FIRST_AND_LAST or key.endswith(")"):
        return ()
    return tuple(key_of("person", (first, words[1])) for first in sorted(_formal(words[0])))


def short_keys(key: str) -> tuple[str, ...]:
    """Return first and last names by which a person of that name, or one that it ends, may go."""
    names = (words_of_key(name) for name in (key, *endings(key)) if family_of(name) == "person")
    return tuple(
        key_of("person", (first, words[1]))
        for words in names
        if len(words) == _FIRST_AND_LAST
        for first in sorted(_short(words[0]))
    )


def goes_by(short: str, full: str) -> bool:
    """Tell whether one name is another with a short form of the first name: "Joe Brandt"."""
    return not {full, *endings(full)}.isdisjoint(formal_keys(short))


_FIRST_AND_LAST = 2
