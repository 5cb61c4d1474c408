"""Short forms of names across documents: "the Front", "the union", "Sudmarkian", a state read as a person.

A short form joins a longer name only where the coverage has exactly one that it can be short for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from communique.analysis.wording import listed
from communique.demonyms import homes

Key = tuple[str, tuple[str, ...]]
"""Family and the words of the normalised name."""
_BODIES = frozenset({"body", "group"})


def short_names(uses: Mapping[Key, int]) -> dict[Key, Key]:
    """Return the short forms among names with the name that each is short for.

    Args:
        uses: every name with the number of entities that bear it.

    """
    joins = {**_states(uses), **_adjectives(uses), **_ends(uses)}
    return {short: _last(joins, short) for short in joins}


def _last(joins: Mapping[Key, Key], key: Key) -> Key:
    seen = {key}
    while (after := joins.get(key)) is not None and after not in seen:
        seen.add(after)
        key = after
    return key


def _states(uses: Mapping[Key, int]) -> dict[Key, Key]:
    """Return one-word persons of whom others speak as of a body, and who have no longer name."""
    longer = {word for family, words in uses if family == "person" and len(words) > 1
              for word in words}  # fmt: skip
    return {
        (family, words): ("body", words)
        for family, words in uses
        if family == "person" and len(words) == 1 and words[0] not in longer
        and uses.get(("body", words), 0) > 0
    }  # fmt: skip


def _adjectives(uses: Mapping[Key, int]) -> dict[Key, Key]:
    """Return the adjectives of places: "Sudmarkian" is Sudmark."""
    single = [words[0] for family, words in uses if family == "body" and len(words) == 1]
    return {("body", (adjective,)): ("body", (home,)) for adjective, home in homes(single).items()}


def _ends(uses: Mapping[Key, int]) -> dict[Key, Key]:
    """Return the ends of names that stand for the whole."""
    longer: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for family, words in uses:
        if family == "body" and words[-1] in listed("heads"):
            for at in range(1, len(words)):
                longer[words[at:]].add(words)
    found: dict[Key, Key] = {}
    for key in uses:
        if key[0] not in _BODIES:
            continue
        names = {w for w in longer.get(key[1], ()) if w not in longer}
        if len(names) == 1:
            found[key] = ("body", next(iter(names)))
    return found
