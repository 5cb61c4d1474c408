"""The groups of names that judgements make: each group is one actor, under its main name.

Judgements are edges between names; actors are the groups that edges connect, after nomenklatura's
resolver. What a person decided goes before what the machine judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from communique.matching.name_keys import family_of, words_of_key
from communique.matching.resolving import Edge, Judgement


def mains(
    names: Collection[str],
    edges: Iterable[Edge],
    decided: Sequence[tuple[str, str, Judgement]] = (),
) -> dict[str, str]:
    """Return for each name the main name of its actor.

    Args:
        names: all names that `edges` and `decided` connect.
        edges: the judgements of the machine.
        decided: judgements of persons, as (main name, other name, judgement), the newest first:
            they go before those of the machine, and a newer one before an older one.

    """
    groups = _Groups()
    for main, other, judgement in decided:
        if judgement == "same":
            groups.join(main, other)
        elif judgement == "different":
            groups.keep_apart(main, other)
    # A name that was split off is to take nothing with it that holds without it.
    split = {other for _, other, judgement in decided if judgement == "different"}

    def order(edge: Edge) -> tuple[bool, str, str]:
        return not split.isdisjoint((edge.short, edge.long)), edge.short, edge.long

    for edge in sorted(edges, key=order):
        if edge.judgement == "same":
            groups.join(edge.long, edge.short)
    together: dict[str, list[str]] = defaultdict(list)
    for name in names:
        together[groups.leader(name)].append(name)
    found: dict[str, str] = {}
    for group in together.values():
        main = min(group, key=lambda name: (name in groups.others, *_rank(name)))
        found |= dict.fromkeys(group, main)
    return found


class _Groups:
    """Names in groups that grow by joining, as far as nothing keeps two of their names apart."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self.others: set[str] = set()
        """Names that were joined to a main one."""

    def leader(self, name: str) -> str:
        """Return the name that stands for the group of a name."""
        while (above := self._leader.get(name, name)) != name:
            name = above
        return name

    def keep_apart(self, one: str, other: str) -> None:
        """Let nothing join two names from now on, unless they are joined already."""
        if self.leader(one) != self.leader(other):
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, main: str, other: str) -> None:
        """Join two groups, unless something keeps them apart."""
        one, two = self.leader(main), self.leader(other)
        ours, theirs = self._members.get(one, [one]), self._members.get(two, [two])
        foreign = set(theirs)
        if one == two or any(self._apart.get(name, set()) & foreign for name in ours):
            return
        if len(ours) < len(theirs):
            one, two = two, one
        self._leader[two] = one
        self._members[one] = [*ours, *theirs]
        self._members.pop(two, None)
        self.others.add(other)


def _rank(key: str) -> tuple[bool, int, int, str]:
    return family_of(key) == "office", -len(words_of_key(key)), -len(key), key
