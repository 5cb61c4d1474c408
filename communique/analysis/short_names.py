"""Short forms of names across documents: "the Front", "the union", "Sudmarkian", "the chairman".

A short form joins a longer name only where the coverage has exactly one that it can be short for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from communique.demonyms import homes
from communique.matching.wording import listed

Key = tuple[str, tuple[str, ...]]
"""Family and the words of the normalised name."""
_RARE = 0.34
"""Share of the uses of the commonest name below which another one is left out of account."""
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
    """Return persons that other reports read as a body, and that have no longer name."""
    longer = {words[-1] for family, words in uses if family == "person" and len(words) > 1}
    return {
        (family, words): ("body", words)
        for family, words in uses
        if family == "person"
        and (words[-1] in listed("heads") or (len(words) == 1 and words[0] not in longer))
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
        # A name that hardly any report uses leaves no doubt about the usual one.
        most = max((uses["body", w] for w in names), default=0)
        names = {w for w in names if uses["body", w] > _RARE * most}
        if len(names) == 1:
            found[key] = ("body", next(iter(names)))
    return found


def office_holders(
    told: Iterable[tuple[Key, frozenset[str], Key | None]],
) -> dict[Key, Key]:
    """Return the persons who are only described with the one person who holds that office.

    Args:
        told: for each person and report the name, the words of the role and
            the body; a person who is only described is called by the role.

    """
    holders: dict[Key, dict[Key, set[str]]] = defaultdict(dict)
    described: dict[Key, set[tuple[Key | None, frozenset[str]]]] = defaultdict(set)
    for key, role, body in told:
        if not role:
            continue
        if role <= set(key[1]):
            described[key].add((body, role))
        elif body is not None:
            holders[body].setdefault(key, set()).update(role)
    found: dict[Key, Key] = {}
    for key, offices in described.items():
        body, role = next(iter(offices))
        if len(offices) == 1 and body is not None:
            bare = role - set(body[1])
            fits = [k for k, words in holders[body].items() if bare and bare <= words]
            if len(fits) == 1:
                found[key] = fits[0]
    return found
