"""Adjectives of places that no table knows: "Sudmarkian" belongs to "Sudmark"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from communique import data_files

_SHORTEST = 4
"""Letters that adjective and place share at least."""


@cache
def _endings(which: str) -> tuple[str, ...]:
    found = data_files.table(__package__, "demonyms.toml")[which]
    return tuple(sorted(found, key=lambda e: (-len(e), e)))


def roots(adjective: str) -> frozenset[str]:
    """Return what may be left of a place's name in its adjective, in lower case."""
    word = adjective.casefold()
    plural = (word, word.removesuffix("s")) if not word.endswith("ss") else (word,)
    return frozenset(
        form.removesuffix(ending)
        for form in plural
        for ending in _endings("adjective")
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST
    )


def stems(place: str) -> frozenset[str]:
    """Return the forms of a place's name to which an adjective's ending is added."""
    word = place.casefold()
    return frozenset(
        word.removesuffix(ending)
        for ending in ("", *_endings("place"))
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST
    )


def homes(names: Iterable[str]) -> dict[str, str]:
    """Return for each adjective among one-word names the only other name that it belongs to."""
    known = sorted({name for name in names if name and " " not in name})
    by_stem: dict[str, set[str]] = {}
    for name in known:
        for stem in stems(name):
            by_stem.setdefault(stem, set()).add(name)
    found: dict[str, str] = {}
    for name in known:
        fits = set().union(*(by_stem.get(root, set()) for root in roots(name))) - {name}
        # "Sudmarkians" and "Sudmarkian" are both adjectives of the shorter name
        fits = {f for f in fits if not roots(f) & stems_of(fits - {f})}
        if len(fits) == 1 and len(home := fits.pop()) <= len(name):
            found[name] = home
    return found


def stems_of(names: Iterable[str]) -> frozenset[str]:
    """Return the stems of all of some names."""
    return frozenset().union(*(stems(name) for name in names))
