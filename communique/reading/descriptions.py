"""Whether a definite description ("the minister", "the union") can mean somebody known."""

from __future__ import annotations

from functools import cache

from communique.reading.cast import Cast, Member
from communique.reading.lexicon import rows, table
from communique.reading.names import parts
from communique.reading.nouns import Phrase, anonymous, bodies, is_plural, people, reporters
from communique.reading.parsed import Parsed
from communique.reading.span_index import SpanIndex

_ANY_PERSON = frozenset({"official", "leader", "man", "woman", "politician", "lawmaker", "executive", "diplomat", "chief", "head"})
_ANY_BODY = frozenset({"group", "movement", "organisation", "organization"})
_SIDES = frozenset({"side", "party"})


@cache
def _offices_of_titles() -> dict[str, str]:
    return {title: office for title, _, office in rows("titles.tsv") if office != "-"}


@cache
def _company_words() -> frozenset[str]:
    return frozenset(parts(s)[0] for s in table("actors.toml")["short"]["suffixes"])


def fits_description(
    cast: Cast, number: str, said: Phrase, parsed: Parsed, names: SpanIndex[str]
) -> int:
    """Tell how well a description fits an entity: 0 not at all, 2 by a word that they share."""
    member = cast.members[number]
    noun = said.noun
    if is_plural(said.head):
        return 2 if member.kind in {"group", "source"} and _ends_in(member, said) else 0
    inside = {n for w in said.words for _, n in names.overlapping(w.span)} - {number}
    if inside and member.affiliation is None:
        return 2 if member.kind == "person" and _fits_person(member, noun, False) == 3 else 0
    if inside and not _owned_by(cast, member, inside):
        return 0
    if noun in bodies() or noun in reporters():
        return _fits_body(member, noun, bool(inside))
    if noun in people() or noun in anonymous():
        return _fits_person(member, noun, bool(inside))
    return 0


def _ends_in(member: Member, said: Phrase) -> bool:
    return parts(member.name)[-1:] == parts(said.head.text)[-1:] and (
        len(said.words) <= 2 or set(parts(member.name)) >= {p for w in said.words[1:] for p in parts(w.text)}
    )


def _owned_by(cast: Cast, member: Member, inside: set[str]) -> bool:
    """Tell whether the entity belongs to all the bodies that the description names."""
    if member.affiliation is None:
        return False
    home = {member.affiliation}
    above = cast.members[member.affiliation].affiliation if member.affiliation in cast.members else None
    if above is not None:
        home.add(above)
    return bool(home & inside)


def _fits_person(member: Member, noun: str, owned: bool) -> int:
    if member.kind == "source":
        return 2 if noun_tail(member.name) == noun or (noun == "source" and noun in parts(member.name)) else 0
    if member.kind != "person":
        return 0
    role = parts(member.role) if member.role else ()
    if noun in role or any(_offices_of_titles().get(w) == noun or _offices_of_titles().get(w + ".") == noun for w in role):
        return 3
    if noun in _ANY_PERSON or owned:
        return 1
    return 0


def _fits_body(member: Member, noun: str, owned: bool) -> int:
    if member.kind == "source":
        return 2 if noun in parts(member.name) else 0
    if member.kind not in {"organisation", "place", "group"}:
        return 0
    kind = bodies().get(noun)
    name = parts(member.name)
    if noun in name and member.kind == "organisation":
        return 3
    if member.kind == "place":
        return 1 if kind == "state" and noun not in {"government", "administration", "cabinet", "regime"} else 0
    if member.kind == "organisation":
        if kind == "company":
            return 2 if name[-1] in _company_words() else 1
        if noun in _ANY_BODY:
            return 1
        if kind == "union" and name[-1] in {"workers", "union"}:
            return 2
    return 1 if owned and member.kind == "organisation" and kind == "movement" else 0


def noun_tail(name: str) -> str:
    """Return the noun that governs a description such as "Norland source close to the talks"."""
    words = [w.casefold() for w in name.split()]
    for at, word in enumerate(words):
        if word in {"of", "for", "from", "at", "with", "in", "close", "familiar"} and at:
            return words[at - 1]
    return words[-1]


def may_be_new(said: Phrase) -> bool:
    """Tell whether a description that fits nobody known brings in somebody new."""
    return said.noun not in _SIDES or len(said.words) > 2
