"""Issues: positions that are about the same thing, grouped by the content words they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from communique.matching.model import Stand
from communique.matching.wording import alike, listed, subject, words_of

_SHARED = 0.6
"""Least share of the shorter issue's words that the other holds: one word of two is not enough,
or "release of captives" and "release of funds" would be one issue."""


def subjects_of(words: str, names: frozenset[str]) -> frozenset[str]:
    """Return the subjects that `words` name; `names` are words of the parties' names, left out."""
    skipped = listed("function_words")
    content = (word for word in words_of(words) if word not in skipped)
    return frozenset(subject(word) for word in content if not _of_name(word, names))


@lru_cache(maxsize=50_000)
def _of_name(word: str, names: frozenset[str]) -> bool:
    return any(alike(name, word) for name in names)


def telling(subjects: frozenset[str]) -> frozenset[str]:
    """Return `subjects` without words that any talks are full of: "deal", "proposal", "meeting"."""
    return subjects - _vague()


@cache
def _vague() -> frozenset[str]:
    return frozenset(subject(word) for word in listed("vague"))


def group(stands: Sequence[Stand], names: frozenset[str]) -> Mapping[str, tuple[Stand, ...]]:
    """Return the stands by issue; an issue goes by the words most used for it.

    Each group has a leader, the wording most often used, and holds what shares most of its words
    with the leader: groups do not chain from one wording to the next.
    """
    worded = {(s.issue, s.words): _matter(s, names) for s in stands}
    uses = Counter(worded[s.issue, s.words] for s in stands)
    leaders = sorted(uses, key=lambda m: (-uses[m], len(m), sorted(m)))
    by_word: dict[str, list[int]] = defaultdict(list)
    home: dict[frozenset[str], frozenset[str]] = {}
    for i, matter in enumerate(leaders):
        near = sorted({j for word in matter for j in by_word[word]})
        best = max(near, key=lambda j: (_share(matter, leaders[j]), -j), default=None)
        if best is not None and _share(matter, leaders[best]) >= _SHARED:
            home[matter] = leaders[best]
            continue
        home[matter] = matter
        for word in matter:
            by_word[word].append(i)
    groups: dict[frozenset[str], list[Stand]] = defaultdict(list)
    for stand in stands:
        groups[home[worded[stand.issue, stand.words]]].append(stand)
    named: dict[str, tuple[Stand, ...]] = {}
    for leader in sorted(groups, key=lambda m: (-len(groups[m]), sorted(m))):
        name = _name(groups[leader])
        while name in named:  # two issues that are worded alike, but for words that are left out
            name += " (other)"
        named[name] = tuple(groups[leader])
    return named


def _matter(stand: Stand, names: frozenset[str]) -> frozenset[str]:
    issue = subjects_of(stand.issue, names)
    return (
        telling(issue)
        or issue
        or subjects_of(stand.words, names)
        or frozenset({stand.issue.casefold()})
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _name(stands: Iterable[Stand]) -> str:
    uses = Counter(" ".join(stand.issue.split()) for stand in stands)
    return min(uses, key=lambda name: (-uses[name], len(name), name)) or "not named"
