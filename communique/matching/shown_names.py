"""What an actor is called and taken for, where documents write and read it differently."""

from __future__ import annotations

from collections.abc import Mapping

from communique.findings import Entity
from communique.matching.name_keys import FAMILY, family_of, words_of_key
from communique.matching.wording import listed, plain
from communique.vocabulary import EntityKind


def spelling(entity: Entity) -> str:
    """Return a name as it is written, without the article before a body's."""
    name = " ".join(entity.name.split())
    first, _, rest = name.partition(" ")
    named = entity.kind in {"organisation", "place"}
    return rest if named and rest and first.lower() in listed("leading_articles") else name


def fullest(key: str, uses: Mapping[str, int]) -> str:
    """Return the name to show for an actor: a person's fullest, the most usual of anything else.

    Args:
        key: of the actor.
        uses: how often each spelling is used.

    """
    words, person = words_of_key(key), family_of(key) == "person"

    def rank(name: str) -> tuple[int, int, int, int, str]:
        # A name of one short word in capitals is an acronym: the written-out name says more.
        acronym = name.isupper() and len(name.split()) == 1
        short = tuple(plain(name).split()[-len(words) :]) != words
        return (
            int(short),
            -len(name.split()) if person else int(acronym),
            -uses[name],
            -len(name),
            name,
        )

    return min(uses, key=rank)


def usual_kind(key: str, uses: Mapping[EntityKind, int]) -> EntityKind:
    """Return the kind that an actor is most often read as.

    A state that one report's reading took for a person is none.
    """
    family = "person" if family_of(key) == "office" else family_of(key)
    fits = {kind: n for kind, n in uses.items() if FAMILY.get(kind, "other") == family} or dict(
        uses
    )
    return min(fits, key=lambda kind: (-fits[kind], kind))
