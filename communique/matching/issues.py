"""Issues: wordings that are about the same thing, brought together by the content words they share.

The matter of a wording is the set of its subjects. An issue has a leader, the matter most often
spoken of, and holds the matters that share most of their words with the leader: issues do not
chain from one wording to the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from communique.matching.wording import alike, listed, subject, words_of

Matter = frozenset[str]
"""Subjects that a wording names: {"releas", "captive"}."""

_SHARED = 0.6
"""Least share of the shorter issue's words that the other holds: one word of two is not enough,
or "release of captives" and "release of funds" would be one issue."""


class Worded(Protocol):
    """A position by its words."""

    @property
    def issue(self) -> str:
        """What it is about, as the report words it."""

    @property
    def words(self) -> str:
        """What is wanted, offered or refused."""


Position = TypeVar("Position", bound=Worded)


def subjects_of(words: str, names: frozenset[str]) -> Matter:
    """Return the subjects that `words` name; `names` are words of the parties' names, left out."""
    skipped = listed("function_words")
    content = (word for word in words_of(words) if word not in skipped)
    return frozenset(subject(word) for word in content if not _of_name(word, names))


@lru_cache(maxsize=50_000)
def _of_name(word: str, names: frozenset[str]) -> bool:
    return any(alike(name, word) for name in names)


def telling(subjects: Matter) -> Matter:
    """Return `subjects` without words that any talks are full of: "deal", "proposal", "meeting"."""
    return subjects - _vague()


@cache
def _vague() -> Matter:
    return frozenset(subject(word) for word in listed("vague"))


def matter_of(issue: str, words: str, names: frozenset[str]) -> Matter:
    """Return what a position is about; it holds one word at least.

    Args:
        issue: what it is about, as the report words it.
        words: what is wanted, offered or refused; it counts where the issue says nothing.
        names: words of the parties' names.

    """
    found = subjects_of(issue, names)
    return telling(found) or found or subjects_of(words, names) or frozenset({issue.casefold()})


def share(one: Matter, other: Matter) -> float:
    """Return the share of the smaller set that the other holds, 0 where one is empty."""
    return len(one & other) / max(1, min(len(one), len(other)))


def belongs(matter: Matter, leader: Matter) -> bool:
    """Tell whether a matter is of the issue that `leader` leads."""
    return share(matter, leader) >= _SHARED


def home_of(matter: Matter, leaders: Iterable[Matter]) -> Matter | None:
    """Return the leader with whom a matter belongs: the nearest, and of several the first."""
    best = max(leaders, key=lambda leader: share(matter, leader), default=None)
    return best if best is not None and belongs(matter, best) else None


def name_of(uses: Mapping[str, int]) -> str:
    """Return by which of its wordings an issue goes: the most used, then the shortest."""
    return min(uses, key=lambda name: (-uses[name], len(name), name)) or "not named"


def group(
    positions: Sequence[Position], names: frozenset[str]
) -> Mapping[str, tuple[Position, ...]]:
    """Return the positions by issue; an issue goes by the words most used for it."""
    worded = {(p.issue, p.words): matter_of(p.issue, p.words, names) for p in positions}
    uses = Counter(worded[p.issue, p.words] for p in positions)
    ranked = sorted(uses, key=lambda m: (-uses[m], len(m), sorted(m)))
    by_word: dict[str, list[int]] = defaultdict(list)
    home: dict[Matter, Matter] = {}
    for i, matter in enumerate(ranked):
        near = sorted({j for word in matter for j in by_word[word]})
        found = home_of(matter, (ranked[j] for j in near))
        home[matter] = matter if found is None else found
        if found is None:
            for word in matter:
                by_word[word].append(i)
    groups: dict[Matter, list[Position]] = defaultdict(list)
    for position in positions:
        groups[home[worded[position.issue, position.words]]].append(position)
    named: dict[str, tuple[Position, ...]] = {}
    for leader in sorted(groups, key=lambda m: (-len(groups[m]), sorted(m))):
        name = name_of(Counter(" ".join(p.issue.split()) for p in groups[leader]))
        while name in named:  # two issues that are worded alike, but for words that are left out
            name += " (other)"
        named[name] = tuple(groups[leader])
    return named
