"""Whether a definite description ("the minister", "the union") can mean somebody known."""

from __future__ import annotations

from functools import cache

from communique.reading.cast import Cast, Member
from communique.reading.lexicon import rows, table
from communique.reading.names import folded, parts
from communique.reading.nouns import (
    RULERS,
    Phrase,
    anonymous,
    bodies,
    is_plural,
    outlet_names,
    people,
    reporters,
)
from communique.reading.span_index import SpanIndex

NOT, PERHAPS, LIKELY, SURELY = range(4)
"""How well a description fits."""
_ANY_PERSON = frozenset(
    {
        "official",
        "leader",
        "man",
        "woman",
        "politician",
        "lawmaker",
        "executive",
        "diplomat",
        "chief",
        "head",
    }
)
_ANY_BODY = frozenset({"group", "movement", "organisation", "organization"})
_NO_OFFICE = frozenset({"group", "movement"})
"""Nouns that mean neither an office nor a government: "the movement" may have a bureau."""
_JOINED = frozenset({"association", "federation"})
"""Nouns for what companies form together."""
_ALONE = 2
"""Words of a description that says no more than its noun: "the association"."""
_SIDES = frozenset({"side", "party"})


@cache
def _offices_of_titles() -> dict[str, str]:
    return {title: office for title, _, office in rows("titles.tsv") if office != "-"}


@cache
def _company_words() -> frozenset[str]:
    return frozenset(parts(s)[0] for s in table("actors.toml")["short"]["suffixes"])


def fits_description(cast: Cast, number: str, said: Phrase, names: SpanIndex[str]) -> int:  # noqa: PLR0911
    """Tell how well a description fits an entity: NOT to SURELY."""
    member = cast.members[number]
    noun = said.noun
    if is_plural(said.head):
        return _fits_many(member, said)
    inside = {n for w in said.words for _, n in names.overlapping(w.span)} - {number}
    if inside and member.affiliation is None:
        holds = member.kind == "person" and _fits_person(member, noun, False) == SURELY
        # "The Norland minister" may be "the minister"; "the head of Norland's bank" is another one.
        other = _says_more(member, said, names) or any(
            cast.members[n].kind == "organisation" for n in inside
        )
        return LIKELY if holds and not other else NOT
    if inside and not _owned_by(cast, member, inside):
        return NOT
    if noun in _JOINED and len(said.words) <= _ALONE and _of_companies(member):
        return LIKELY
    if noun in bodies() or noun in reporters():
        return _fits_body(member, noun, bool(inside))
    if noun in people() or noun in anonymous():
        fit = _fits_person(member, noun, bool(inside))
        # "The head of Norland's intelligence" is not whoever else speaks for Norland.
        return NOT if fit == PERHAPS and _says_more(member, said, names) else fit
    return NOT


def _says_more(member: Member, said: Phrase, names: SpanIndex[str]) -> bool:
    """Tell whether the description names a field or body that the person's role does not."""
    role = set(parts(member.role)) if member.role else set()
    more = {
        w.lemma for w in said.words
        if w.upos == "NOUN" and w.index != said.head.index and not names.overlapping(w.span)
    }  # fmt: skip
    return bool(more - role)


def _fits_many(member: Member, said: Phrase) -> int:
    if member.kind == "organisation":
        return _fits_members(member, said)
    return LIKELY if member.kind in {"group", "source"} and _ends_in(member, said) else NOT


def _fits_members(member: Member, said: Phrase) -> int:
    """Tell how well "the operators", "the employers" fits a body named by its members."""
    last = parts(member.name)[-1]
    if not said.definite or not last.endswith("s"):
        return NOT
    if last == parts(said.head.text)[-1]:
        return SURELY
    return LIKELY if bodies().get(said.noun) == "company" and _of_companies(member) else NOT


def _of_companies(member: Member) -> bool:
    """Tell whether a body is named by the companies in it: "Sudmark Harbour Operators"."""
    last = parts(member.name)[-1]
    return last.endswith("s") and bodies().get(last.removesuffix("s")) == "company"


def _ends_in(member: Member, said: Phrase) -> bool:
    if parts(member.name)[-1:] != parts(said.head.text)[-1:]:
        return False
    bare = said.span == said.head.span
    return bare or set(parts(member.name)) >= {p for w in said.words[1:] for p in parts(w.text)}


def _owned_by(cast: Cast, member: Member, inside: set[str]) -> bool:
    """Tell whether the entity belongs to all the bodies that the description names."""
    if member.affiliation is None:
        return False
    home = {member.affiliation}
    above = (
        cast.members[member.affiliation].affiliation if member.affiliation in cast.members else None
    )
    if above is not None:
        home.add(above)
    return bool(home & inside)


def _fits_person(member: Member, noun: str, owned: bool) -> int:
    if member.kind == "source":
        same = noun_tail(member.name) == noun or (noun == "source" and noun in parts(member.name))
        return LIKELY if same else NOT
    if member.kind != "person":
        return NOT
    role = parts(member.role) if member.role else ()
    offices = {_offices_of_titles().get(w) or _offices_of_titles().get(w + ".") for w in role}
    if noun in role or noun in offices:
        return SURELY
    return PERHAPS if noun in _ANY_PERSON or owned else NOT


def _fits_body(member: Member, noun: str, owned: bool) -> int:
    name, kind = parts(member.name), bodies().get(noun)
    if member.kind == "source":
        return LIKELY if noun in name else NOT
    if member.kind != "organisation":
        state = member.kind == "place" and kind == "state" and noun not in RULERS
        return PERHAPS if state else NOT
    if noun in name:
        return SURELY
    if kind == "company" and name[-1] not in _company_words():
        return PERHAPS
    if kind == "company" or (kind == "union" and name[-1] == "workers"):
        return LIKELY
    official = noun in _NO_OFFICE and bodies().get(name[-1]) in {"office", "state"}
    any_body = not official and (noun in _ANY_BODY or (owned and kind == "movement"))
    # Who brings the news is not "the movement" that it is about.
    return PERHAPS if any_body and folded(member.name) not in outlet_names() else NOT


def noun_tail(name: str) -> str:
    """Return the noun that governs a description such as "Norland source close to the talks"."""
    words = [w.casefold() for w in name.split()]
    for at, word in enumerate(words):
        if word in {"of", "for", "from", "at", "with", "in", "close", "familiar"} and at:
            return words[at - 1]
    return words[-1]


def may_be_new(said: Phrase) -> bool:
    """Tell whether a description that fits nobody known brings in somebody new."""
    return said.noun not in _SIDES or said.span != said.head.span
