"""Names: under which key an entity is filed, and what one document tells of who is who.

Entities with one key (`name_keys`) are one actor unless something tells them apart; which keys are
one actor is decided in `resolving`. All here is a function of one document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from communique import data_files
from communique.acronyms import is_acronym
from communique.countries import countries
from communique.documents.document import ReadDocument
from communique.findings import Entity, Findings
from communique.matching.name_keys import (
    FAMILY,
    LONGEST,
    TIES,
    Office,
    family_of,
    key_of,
    longest_by_ending,
    office_key,
    states,
    words_of_key,
)
from communique.matching.wording import listed, plain
from communique.spans import Span

_ACRONYM = re.compile(r"\s*[(<]\s*(?:the\s+)?([A-Z][A-Za-z.&-]*[A-Z]\.?)\s*[),;>]")
_FULL = 2
"""Words of a full name."""
_MOST = 0.6
"""Share of the mentions of states that makes one of them the one that a report is about."""


@dataclass(frozen=True)
class Held:
    """A document says that someone holds an office."""

    entity: str
    person: str
    office: Office
    at: Span
    """The words that say so."""


@dataclass(frozen=True)
class DocumentNames:
    """What one document tells of who is who."""

    of_entity: Mapping[str, str]
    """Key by entity id."""
    told: frozenset[tuple[str, str]]
    """Short keys with the keys that the document says they stand for."""
    held: tuple[Held, ...]


def names_in(read: ReadDocument, *, story: str | None = None) -> DocumentNames:
    """Return what a document tells of who is who.

    Args:
        read: the document.
        story: the report of which it is a copy: an unnamed source of one report is the same in all
            its copies, but is not the one of the next report. The document alone, where None.

    """
    apart = (story or read.document.id).removeprefix("sha256:")[:12]
    entities = read.findings.entities
    acting = _acting(read.findings)
    text = read.document.text
    keys = {
        entity.id: _key(_written_out(entity, text), apart, entity.id in acting)
        for entity in entities
    }
    state = _main_state(entities, keys)
    keys |= {
        entity.id: body for entity in entities if (body := _ruled(entity, keys, state)) is not None
    }
    known = {(keys[e.id], key_of("qid", [e.qid])) for e in entities if e.qid}
    acronyms = frozenset(_acronyms(read, keys))
    told = acronyms | frozenset(_first_words(entities, keys))
    keys = _explained(keys, acronyms)
    keys = _shorter_names(keys)
    keys |= _surnames(entities, keys)
    held, described = _offices(entities, keys)
    keys |= {
        entity: named
        if (named := _holder(office, held))
        else office_key(office, read.document.published)
        for entity, office in described.items()
    }
    return DocumentNames(keys, told | known, held)


@cache
def _seats() -> Mapping[str, str]:
    """Return the names of states by the cities that stand for their governments."""
    return {plain(seat): plain(country.name) for country in countries() for seat in country.seats}


@cache
def _company_forms() -> frozenset[str]:
    table = data_files.table(__package__, "names.toml")["companies"]
    return frozenset(table["forms"].split())


def _acting(findings: Findings) -> frozenset[str]:
    """Return the entities that speak or act more often than something happens there."""
    acts: Counter[str | None] = Counter()
    acts.update(each.speaker for each in findings.attributions)
    acts.update(actor for event in findings.events for actor in (*event.actors, *event.recipients))
    acts.update(party for p in findings.positions for party in (p.party, p.toward))
    acts.update(each.entity for each in findings.talks)
    acts.subtract(event.place for event in findings.events)
    acts.subtract(figure.place for figure in findings.figures)
    return frozenset(entity for entity, n in acts.items() if entity is not None and n > 0)


def _key(entity: Entity, apart: str, acts: bool) -> str:
    words = plain(entity.name).split()
    family = FAMILY.get(entity.kind, "other")
    drop = listed("forms_of_address") if family == "person" else listed("leading_articles")
    while len(words) > 1 and words[0] in drop:
        words = words[1:]
    if family == "person" and len(words) > _FULL and words[-1] in listed("generations"):
        words = words[:-1]
    name = " ".join(words)
    if family == "person" and name in _seats():
        family = "body"
    if family == "body":
        while len(words) > 1 and words[-1] in _company_forms():
            words = words[:-1]
        name = " ".join(words)
        if acts and name in _seats():
            name = _seats()[name]
        words = states().get(name, name).split()
    if family == "source" or not words:
        # An unnamed official of one report is not the unnamed official of the next.
        words = [*(words or [entity.id]), f"({apart})"]
    return key_of(family, words)


def _written_out(entity: Entity, text: str) -> Entity:
    """Return an entity that goes by an acronym under the name that the acronym is short for."""
    if FAMILY.get(entity.kind) != "body" or not is_acronym(entity.name):
        return entity
    letters = plain(entity.name).replace(" ", "").replace(".", "")

    def is_it(mention: Span) -> bool:
        words = plain(mention.of(text)).split()
        explained = _ACRONYM.match(text, mention.end)
        initials = "".join(w[0] for w in words), "".join(w[0] for w in words if w not in TIES)
        return len(words) > 1 and (
            letters in initials or (explained is not None and explained.group(1) == entity.name)
        )

    full = [" ".join(m.of(text).split()) for m in entity.mentions if is_it(m)]
    return msgspec.structs.replace(entity, name=max(full, key=len)) if full else entity


def _main_state(entities: Iterable[Entity], keys: Mapping[str, str]) -> str | None:
    """Return the state that a document speaks of more than of all others together, if any."""
    known = {key_of("body", name.split()) for name in states().values()}
    uses: Counter[str] = Counter()
    for entity in entities:
        if keys[entity.id] in known:
            uses[keys[entity.id]] += len(entity.mentions)
    most = max(uses, key=lambda key: (uses[key], key), default=None)
    return most if most and uses[most] > _MOST * uses.total() else None


def _ruled(entity: Entity, keys: Mapping[str, str], main: str | None) -> str | None:
    """Return the state whose government an entity is: "the Norland government", "its cabinet".

    "The government" alone is that of the state that the document is about.
    """
    words = words_of_key(keys[entity.id])
    if family_of(keys[entity.id]) != "body" or not words or words[-1] not in listed("rulers"):
        return None
    if len(words) == 1:
        body = keys.get(entity.affiliation or "")
        return body if body and family_of(body) == "body" else main
    state = states().get(" ".join(words[:-1]), " ".join(words[:-1]))
    return key_of("body", state.split()) if state in states().values() else None


def _acronyms(read: ReadDocument, keys: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield the acronyms that the document explains in brackets, with the names."""
    text = read.document.text
    for entity in read.findings.entities:
        key = keys[entity.id]
        if family_of(key) != "body" or len(words_of_key(key)) < 2:
            continue
        for mention in entity.mentions:
            match = _ACRONYM.match(text, mention.end)
            beside = [match.group(1)] if match else []
            # What the reader took for another mention of the name.
            own = mention.of(text)
            beside += [own] if is_acronym(own) else []
            for words in filter(None, (plain(short).split() for short in beside)):
                short = key_of("body", states().get(" ".join(words), " ".join(words)).split())
                if short != key:
                    yield short, key


def _first_words(entities: Iterable[Entity], keys: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield organisations that go by the first words of the only name that begins so."""
    bodies = {keys[e.id] for e in entities if e.kind == "organisation"}
    whole = [key for key in bodies if words_of_key(key)[-1] not in listed("heads")]
    known = set(states().values())
    for short in bodies:
        words = words_of_key(short)
        if words[-1] in listed("heads") or " ".join(words) in known:
            continue
        longer = [k for k in whole if k != short and words_of_key(k)[: len(words)] == words]
        if len(longer) == 1 and not any(
            key.startswith(("person:", "office:")) and words_of_key(key)[-1:] == words
            for key in keys.values()
        ):
            yield short, longer[0]


def _surnames(entities: Iterable[Entity], keys: Mapping[str, str]) -> dict[str, str]:
    """Return the entities that were read as a body, but bear the name of a person named in full."""
    persons: dict[str, set[str]] = defaultdict(set)
    for key in keys.values():
        if family_of(key) == "person" and len(words_of_key(key)) > 1:
            persons[words_of_key(key)[-1]].add(key)
    found: dict[str, str] = {}
    bodies = {entity.id: keys[entity.id] for entity in entities if entity.kind == "organisation"}
    for entity, key in bodies.items():
        words = words_of_key(key)
        if family_of(key) == "body" and len(words) == 1 and len(persons[words[0]]) == 1:
            others = (words_of_key(k) for k in keys.values() if k != key and family_of(k) == "body")
            if not any(words[0] in other for other in others):
                found[entity] = next(iter(persons[words[0]]))
    return found


def _explained(keys: Mapping[str, str], told: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Return the keys with the acronyms replaced that this very document explains."""
    long: dict[str, set[str]] = defaultdict(set)
    for short, name in told:
        long[short].add(name)
    return {
        entity: next(iter(long[key])) if len(long.get(key, ())) == 1 else key
        for entity, key in keys.items()
    }


def _shorter_names(keys: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of persons with shorter names replaced by the one that they end, if one."""
    longer = longest_by_ending(set(keys.values()))
    return {
        entity: longer[key][0] if len(longer.get(key, ())) == 1 else key
        for entity, key in keys.items()
    }


def _offices(
    entities: Iterable[Entity], keys: Mapping[str, str]
) -> tuple[tuple[Held, ...], dict[str, Office]]:
    """Return who is named as holding an office, and which persons are only described by one."""
    held: list[Held] = []
    described: dict[str, Office] = {}
    for entity in entities:
        role = plain(entity.role or "").split()
        body = keys.get(entity.affiliation or "")
        if entity.kind != "person" or not role or body is None or not entity.mentions:
            continue
        own = set(words_of_key(keys[entity.id]))
        bare = [word for word in role if word not in words_of_key(body)] or role
        while len(bare) > 1 and bare[-1] in TIES:
            bare.pop()
        office = Office(body, " ".join(bare))
        if not office.words:
            continue
        if set(role) <= own:
            described[entity.id] = office
        else:
            at = entity.role_at or entity.affiliation_at or entity.mentions[0]
            held.append(Held(entity.id, keys[entity.id], office, at))
    return tuple(held), described


def _holder(office: Office, held: Iterable[Held]) -> str | None:
    """Return the one person who holds an office by what the same document says."""
    fits = {
        each.person
        for each in held
        if each.office.body == office.body and office.words <= each.office.words
    }
    return fits.pop() if len(fits) == 1 else None


def told_apart(names: DocumentNames, apart: Collection[str], document_id: str) -> DocumentNames:
    """Return what a document tells where some of its names are those of others of that name."""
    mark = f" ({document_id.removeprefix('sha256:')[:12]})"

    def own(key: str) -> str:
        return key[: LONGEST - len(mark)] + mark if key in apart else key

    return DocumentNames(
        {entity: own(key) for entity, key in names.of_entity.items()},
        frozenset((own(short), own(long)) for short, long in names.told),
        tuple(replace(held, person=own(held.person)) for held in names.held),
    )
