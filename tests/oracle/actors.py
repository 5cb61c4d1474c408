"""Actors: entities resolved across documents, as `communique.matching` judges their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.analysis.titles import find_titles
from communique.documents.document import ReadDocument
from communique.findings import Entity
from communique.matching.actor_groups import mains
from communique.matching.evidence import cite_all, in_order
from communique.matching.model import Actor
from communique.matching.name_keys import month_of
from communique.matching.names import DocumentNames, names_in
from communique.matching.resolving import Evidence, Holding, forms, judge
from communique.matching.shown_names import fullest, spelling, usual_kind
from communique.matching.stories import Stories
from communique.matching.sureness import surest
from communique.spans import Span

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
    told = {r.document.id: names_in(r, story=stories.of_document.get(r.document.id)) for r in read}
    evidence = _evidence_of(told.values(), (month_of(r.document.published) for r in read))
    edges = [edge for key in evidence.uses for edge in judge(key, evidence)]
    main = mains(evidence.uses, edges)
    keys = {
        (document, entity): main[key]
        for document, names in told.items()
        for entity, key in names.of_entity.items()
    }
    members: dict[str, list[tuple[ReadDocument, Entity]]] = defaultdict(list)
    for r in read:
        for entity in r.findings.entities:
            members[keys[r.document.id, entity.id]].append((r, entity))
    names = {
        key: fullest(key, Counter(spelling(entity) for _, entity in found))
        for key, found in members.items()
    }
    by_id = {key: _actor(key, found, keys, names, stories) for key, found in members.items()}
    ordered = tuple(by_id[name] for name in sorted(by_id))
    return Actors(ordered, {at: by_id[key] for at, key in keys.items()}, by_id)


def _evidence_of(documents: Iterable[DocumentNames], months: Iterable[str | None]) -> Evidence:
    """Return what documents tell together.

    Args:
        documents: what each tells.
        months: in which each was published.

    """
    found = Evidence()
    held: dict[str, dict[Holding, None]] = defaultdict(dict)
    for names, month in zip(documents, months, strict=True):
        for key in set(names.of_entity.values()):
            found.uses[key] = found.uses.get(key, 0) + 1
        for short, long in names.told:
            found.told[short][long] = found.told[short].get(long, 0) + 1
        for each in names.held:
            held[each.office.form][Holding(each.person, each.office.role, month, month)] = None
    for key in sorted(found.uses):
        for form in forms(key):
            found.formed[form].append(key)
    for office, holdings in held.items():
        found.held[office] = list(holdings)
    return found


def _actor(
    key: str,
    members: Sequence[tuple[ReadDocument, Entity]],
    keys: Mapping[tuple[str, str], str],
    names: Mapping[str, str],
    stories: Stories,
) -> Actor:
    firsts: dict[str, tuple[ReadDocument, Span]] = {}
    for r, entity in members:
        mention = min(entity.mentions, default=None)
        known = firsts.get(r.document.id)
        if mention is not None and (known is None or mention < known[1]):
            firsts[r.document.id] = (r, mention)
    return Actor(
        id=key,
        name=names[key],
        kind=usual_kind(key, Counter(entity.kind for _, entity in members)),
        names=tuple(sorted({spelling(entity) for _, entity in members})),
        titles=find_titles(
            [(r, e, keys.get((r.document.id, e.affiliation or ""))) for r, e in members],
            names,
            stories,
        ),
        documents=tuple(sorted({r.document.id for r, _ in members})),
        evidence=in_order(e for r, span in firsts.values() for e in cite_all(r.document, [span])),
        confidence=surest(entity.confidence for _, entity in members),
    )
