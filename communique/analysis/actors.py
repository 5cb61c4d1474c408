"""Actors: entities resolved across documents, conservatively.

Two entities are one actor where name and kind agree. A shorter name joins a longer one only where
no other longer name could be meant, first within the document, then in all coverage; an acronym
joins the name beside which a document explains it. What stays unsure stays apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique import data_files
from communique.analysis.short_names import Key, office_holders, short_names
from communique.analysis.stories import Stories
from communique.analysis.titles import find_titles
from communique.documents.document import ReadDocument
from communique.findings import Entity
from communique.matching.evidence import cite_all, in_order
from communique.matching.model import Actor
from communique.matching.sureness import surest
from communique.matching.wording import listed, plain
from communique.spans import Span
from communique.vocabulary import EntityKind

_FAMILY: Mapping[EntityKind, str] = {
    "person": "person",
    # A state is a place that acts: "Norland" stays one actor, whichever of the two it was read as.
    "organisation": "body",
    "place": "body",
    "group": "group",
    "source": "source",
}
_ACRONYM = re.compile(r"\s*\(\s*(?:the\s+)?([A-Z][A-Za-z.&-]*[A-Z]\.?)\s*[),;]")

_MOST = 0.6
"""Share of the reports that settles for whom an actor speaks."""


@dataclass(frozen=True)
class Actors:
    """All actors, and which entity of which document is which actor."""

    actors: tuple[Actor, ...]
    """By id."""
    of_entity: Mapping[tuple[str, str], Actor]
    """By document id and entity id."""
    by_id: Mapping[str, Actor]

    def of(self, document: str, entity: str | None) -> Actor | None:
        """Return the actor that an entity of a document is; None where the entity is unknown."""
        return None if entity is None else self.of_entity.get((document, entity))

    def affiliations(self, actor: Actor) -> tuple[str, ...]:
        """Return the ids of those for whom `actor` is reported to speak, each once, in order."""
        told: Counter[str] = Counter()
        for title in actor.titles:
            if title.affiliation is not None and title.affiliation != actor.id:
                told[title.affiliation] += len({e.document for e in title.evidence}) or 1
        # A lone report that names another body than all the rest has most likely been misread.
        most = [body for body, count in told.items() if count > told.total() * _MOST]
        return tuple(most or sorted(told))


def resolve_actors(read: Sequence[ReadDocument], stories: Stories) -> Actors:
    """Return the actors of the documents, which are ordered by id and each there once."""
    keys = {(r.document.id, e.id): _key(r, e, stories) for r in read for e in r.findings.entities}
    joins = {**_acronyms(read, keys)}
    keys = {place: joins.get(key, key) for place, key in keys.items()}
    keys = _with_longer_names(keys)
    joins = short_names(Counter(keys.values()))
    keys = {place: joins.get(key, key) for place, key in keys.items()}
    held = office_holders(
        (
            keys[r.document.id, e.id],
            frozenset(plain(e.role or "").split()),
            keys.get((r.document.id, e.affiliation or "")),
        )
        for r in read
        for e in r.findings.entities
        if e.kind == "person"
    )
    keys = {place: held.get(key, key) for place, key in keys.items()}
    members: dict[Key, list[tuple[ReadDocument, Entity]]] = defaultdict(list)
    for r in read:
        for entity in r.findings.entities:
            members[keys[r.document.id, entity.id]].append((r, entity))
    names = {key: _display(key, found) for key, found in members.items()}
    by_id = {_id(key): _actor(key, found, keys, names, stories) for key, found in members.items()}
    ordered = tuple(by_id[name] for name in sorted(by_id))
    return Actors(ordered, {at: by_id[_id(key)] for at, key in keys.items()}, by_id)


def _id(key: Key) -> str:
    return f"{key[0]}:{' '.join(key[1])}"


@cache
def _states() -> Mapping[str, str]:
    rows = data_files.rows(__package__, "states.tsv")
    return {other: row[0] for row in rows for other in row}


def _key(read: ReadDocument, entity: Entity, stories: Stories) -> Key:
    words = plain(entity.name).split()
    family = _FAMILY[entity.kind]
    drop = listed("forms_of_address") if family == "person" else listed("leading_articles")
    while len(words) > 1 and words[0] in drop:
        words = words[1:]
    if family == "body":
        words = _states().get(" ".join(words), " ".join(words)).split()
    if family == "source" or not words:
        # An unnamed official of one report is not the unnamed official of the next.
        story = stories.of_document.get(read.document.id, read.document.id)
        words = [*(words or [entity.id]), f"({story.removeprefix('sha256:')[:12]})"]
    return family, tuple(words)


def _acronyms(read: Sequence[ReadDocument], keys: Mapping[tuple[str, str], Key]) -> dict[Key, Key]:
    """Return the acronyms that documents explain in brackets, where the explanations agree."""
    found: dict[Key, set[Key]] = defaultdict(set)
    for r in read:
        text = r.document.text
        for entity in r.findings.entities:
            if _FAMILY[entity.kind] != "body":
                continue
            key = keys[r.document.id, entity.id]
            for mention in entity.mentions:
                match = _ACRONYM.match(text, mention.end)
                if match and match.group(1) and plain(match.group(1)):
                    short: Key = ("body", tuple(plain(match.group(1)).split()))
                    if short != key and len(key[1]) > 1:
                        found[short].add(key)
    return {short: next(iter(long)) for short, long in found.items() if len(long) == 1}


def _with_longer_names(keys: Mapping[tuple[str, str], Key]) -> dict[tuple[str, str], Key]:
    """Return `keys` with the shorter names of persons replaced where one longer name is meant."""
    everywhere = _endings(set(keys.values()))
    within: dict[str, set[Key]] = defaultdict(set)
    for (document, _), key in keys.items():
        within[document].add(key)
    by_document = {document: _endings(found) for document, found in within.items()}
    resolved: dict[tuple[str, str], Key] = {}
    for place, key in keys.items():
        here = by_document[place[0]].get(key, ())
        # Two people of that name in one report leave it open which is meant, whatever others say.
        candidates = here or everywhere.get(key, ())
        resolved[place] = candidates[0] if len(candidates) == 1 else key
    longest = {key: _endings_of(key, everywhere) for key in set(resolved.values())}
    return {place: longest[key] for place, key in resolved.items()}


def _endings_of(key: Key, everywhere: Mapping[Key, Sequence[Key]]) -> Key:
    """Follow unambiguous longer names to the longest one."""
    while len(longer := everywhere.get(key, ())) == 1:
        key = longer[0]
    return key


def _endings(keys: Iterable[Key]) -> dict[Key, tuple[Key, ...]]:
    """Return for each end of a person's name the full names that end so, longest names alone."""
    persons = sorted({key for key in keys if key[0] == "person"}, key=lambda k: (-len(k[1]), k))
    longer: dict[Key, list[Key]] = defaultdict(list)
    for key in persons:
        full = longer.get(key, [])
        if len(full) == 1:
            continue  # "Brandt" and "Anna Brandt" are both ends of "Eva Anna Brandt"
        for start in range(1, len(key[1])):
            longer["person", key[1][start:]].append(key)
    return {key: tuple(found) for key, found in longer.items()}


def _actor(
    key: Key,
    members: Sequence[tuple[ReadDocument, Entity]],
    keys: Mapping[tuple[str, str], Key],
    names: Mapping[Key, str],
    stories: Stories,
) -> Actor:
    firsts: dict[str, tuple[ReadDocument, Span]] = {}
    for r, entity in members:
        mention = min(entity.mentions, default=None)
        known = firsts.get(r.document.id)
        if mention is not None and (known is None or mention < known[1]):
            firsts[r.document.id] = (r, mention)
    # A state that one report's reading took for a person is none.
    fits = [entity.kind for _, entity in members if _FAMILY[entity.kind] == key[0]]
    kinds = Counter(fits or [entity.kind for _, entity in members])
    return Actor(
        id=_id(key),
        name=names[key],
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        names=tuple(sorted({_without_article(entity) for _, entity in members})),
        titles=find_titles(
            [(r, e, _body(keys, r, e)) for r, e in members],
            {_id(key): name for key, name in names.items()},
            stories,
        ),
        documents=tuple(sorted({r.document.id for r, _ in members})),
        evidence=in_order(e for r, span in firsts.values() for e in cite_all(r.document, [span])),
        confidence=surest(entity.confidence for _, entity in members),
    )


def _body(keys: Mapping[tuple[str, str], Key], read: ReadDocument, entity: Entity) -> str | None:
    key = keys.get((read.document.id, entity.affiliation or ""))
    return _id(key) if key else None


def _display(key: Key, members: Sequence[tuple[ReadDocument, Entity]]) -> str:
    """Return the fullest name of a person, and the most usual full name of anything else."""
    uses = Counter(_without_article(entity) for _, entity in members)
    person = key[0] == "person"

    def rank(name: str) -> tuple[int, int, int, int, str]:
        # A name of one short word in capitals is an acronym: the written-out name says more.
        acronym = name.isupper() and len(name.split()) == 1
        short = tuple(plain(name).split()[-len(key[1]) :]) != key[1]
        fullest = -len(name.split()) if person else int(acronym)
        return (int(short), fullest, -uses[name], -len(name), name)

    return min(uses, key=rank)


def _without_article(entity: Entity) -> str:
    name = " ".join(entity.name.split())
    first, _, rest = name.partition(" ")
    named = entity.kind in {"organisation", "place"}
    return rest if named and rest and first.lower() in listed("leading_articles") else name
