"""The keys under which names are filed, and what can be read off a key alone.

A key is the family of an entity and its normalised name, "person:anna brandt"; that of whoever
holds an office and is not named has the month and the office in place of a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique import data_files
from communique.countries import countries
from communique.matching.wording import listed, plain
from communique.vocabulary import EntityKind

FAMILY: Mapping[EntityKind, str] = {
    "person": "person",
    # A state is a place that acts: "Norland" stays one actor, whichever of the two it was read as.
    "organisation": "body",
    "place": "body",
    "group": "group",
    "source": "source",
}
LONGEST = 200
"""Characters of a name that tell it from others; a database's index holds no more than so much."""
TIES = frozenset({"of", "for", "the", "at", "from", "in", "to", "and"})
"""Words by which a role hangs on its body, and on what it is for."""


@dataclass(frozen=True)
class Office:
    """A job for a body, as roles name it."""

    body: str
    """Key of the body."""
    role: str
    """Its words without those for the body."""

    @property
    def head(self) -> str:
        """The noun of the role: "secretary" of "first secretary of state"."""
        words = self.role.split()
        at = next((i for i, word in enumerate(words) if word in TIES and i), len(words))
        return words[at - 1]

    @property
    def form(self) -> str:
        """What it has in common with others that may be the same office."""
        return f"{self.head} | {self.body}"

    @property
    def words(self) -> frozenset[str]:
        """The words that tell it from other jobs."""
        return frozenset(self.role.split()) - TIES


def key_of(family: str, words: Iterable[str]) -> str:
    """Return the key of a name."""
    return f"{family}:{' '.join(words)}"[:LONGEST]


def family_of(key: str) -> str:
    """Return the family of a key: person, body, group, source or office."""
    return key.partition(":")[0]


def words_of_key(key: str) -> tuple[str, ...]:
    """Return the words of a key's name."""
    return tuple(key.partition(":")[2].split())


def office_key(office: Office, published: date | None) -> str:
    """Return the key of whoever holds an office in a month, without being named.

    "the foreign minister" of one year need not be that of the next.
    """
    return key_of("office", [f"{month_of(published) or '-'} {office.role} | {office.body}"])


def month_of(day: date | None) -> str | None:
    """Return the month of a day: "2031-05"."""
    return f"{day:%Y-%m}" if day else None


def office_of_key(key: str) -> tuple[Office, str | None]:
    """Return the office and the month (None: not known) that `office_key` made a key of."""
    month, _, rest = key.partition(":")[2].partition(" ")
    role, _, body = rest.partition(" | ")
    return Office(body, role), None if month == "-" else month


def longest_by_ending(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for each end of a person's name the full names that end so, longest names alone."""
    persons = sorted(
        {key for key in keys if family_of(key) == "person"},
        key=lambda key: (-len(words_of_key(key)), key),
    )
    found: dict[str, list[str]] = defaultdict(list)
    for key in persons:
        if len(found.get(key, ())) == 1:
            continue  # "Brandt" and "Anna Brandt" are both ends of "Eva Anna Brandt"
        for ending in endings(key):
            found[ending].append(key)
    return {key: tuple(names) for key, names in found.items()}


def endings(key: str) -> tuple[str, ...]:
    """Return the keys of the shorter names that a name may go by.

    A person goes by each end of the name, and by first and last name; a body by the ends of a name
    whose last word can stand alone ("the union", "the Teamsters").
    """
    family, words = family_of(key), words_of_key(key)
    if key.endswith(")"):
        return ()  # of one document alone
    if family == "person":
        ends = [words[at:] for at in range(1, len(words))]
        if len(words) > 2:
            ends.append((words[0], words[-1]))
        return tuple(dict.fromkeys(key_of(family, end) for end in ends))
    if family == "body" and words and (words[-1] in listed("heads") or _is_of_many(words)):
        return tuple(key_of(family, words[at:]) for at in range(1, len(words)))
    return ()


def _is_of_many(words: Sequence[str]) -> bool:
    """Tell whether a name calls a body by those in it, and is not that of a state."""
    last = words[-1]
    plural = len(last) > _LONG_WORD and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return plural and " ".join(words) not in states().values()


_LONG_WORD = 3


@cache
def states() -> Mapping[str, str]:
    """Return the names of states by their other names and adjectives."""
    found: dict[str, str] = {}
    for country in countries():
        for words in (country.name, *country.others, *country.adjectives):
            found.setdefault(plain(words), plain(country.name))
    unions = data_files.table(__package__, "names.toml")["unions"]
    return found | {other: name for name, others in unions.items() for other in others}
