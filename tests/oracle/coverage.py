"""Coverage: the documents, with who is who in them and which of them are one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.documents.document import ReadDocument
from communique.findings import Attribution, Event, Figure, Position
from communique.matching.model import Actor, Claimant
from communique.matching.roles import who_negotiates
from communique.matching.stories import Stories, find_stories
from communique.matching.sureness import least_sure
from communique.matching.wording import listed, plain, speaker_named
from communique.spans import Span, hull
from tests.oracle.actors import Actors, resolve_actors

_LONGEST_CHAIN = 5
_BODIES = frozenset({"organisation", "place"})


@dataclass(frozen=True)
class Coverage:
    """What every analysis starts from. Build it with `survey`."""

    read: tuple[ReadDocument, ...]
    """By document id, each once."""
    stories: Stories
    actors: Actors
    parties: frozenset[str]
    """Ids of the actors that `talks` names as parties, or for which such a one speaks."""
    attributions: Mapping[tuple[str, str], Attribution]
    """By document id and attribution id."""
    documents: Mapping[str, ReadDocument]
    """By document id."""
    sides: Mapping[str, Actor]
    """By actor id, for whom each counts."""

    def side(self, actor: Actor) -> Actor:
        """Return the actor for whom `actor` counts.

        That is the nearest party that it speaks for, itself included, else the nearest body or
        group, else itself. A party that belongs to a state which is a party counts for the state.
        """
        return self.sides[actor.id]

    def claimant(self, document: str, attribution: str | None) -> Claimant:
        """Return whose word it is, by the attribution of a fact."""
        found = self.attributions.get((document, attribution or ""))
        if found is None:
            return Claimant(None, None, (), False)
        speaker = self.actors.of(document, found.speaker)
        through = (self.actors.of(document, entity) for entity in found.via)
        via = tuple(actor.name for actor in through if actor is not None)
        return Claimant(
            name=speaker_named(
                speaker.name if speaker else None, self._source_words(document, found)
            ),
            actor=speaker.id if speaker else None,
            via=via,
            hedged=found.hedged,
            side=self.side(speaker).id if speaker else None,
        )

    def sureness(self, document: str, fact: Figure | Event | Position) -> float | None:
        """Return how sure a fact is: the fact itself, and whose word it is."""
        said = self.attributions.get((document, fact.attribution or ""))
        return least_sure((fact.confidence, said.confidence if said else None))

    def speech(self, document: str, attribution: str | None) -> Span | None:
        """Return where the document names the source and the cue of an attribution."""
        found = self.attributions.get((document, attribution or ""))
        if found is None:
            return None
        spans = [span for span in (found.source, *found.cue[:1]) if span is not None]
        return hull(spans) if spans else None

    def _source_words(self, document: str, attribution: Attribution) -> str | None:
        if attribution.source is None:
            return None
        text = self.documents[document].document.text
        return " ".join(attribution.source.of(text).split()) or None


def survey(read: Iterable[ReadDocument]) -> Coverage:
    """Return the coverage that `read` makes up; order and repetitions play no part."""
    documents = _once(read)
    stories = find_stories(documents)
    actors = resolve_actors(documents, stories)
    said = {(r.document.id, a.id): a for r in documents for a in r.findings.attributions}
    by_id = {r.document.id: r for r in documents}
    parties = _parties(documents, actors, stories)
    sides = {actor.id: _side(actor, actors, parties) for actor in actors.actors}
    return Coverage(documents, stories, actors, parties, said, by_id, sides)


def _once(read: Iterable[ReadDocument]) -> tuple[ReadDocument, ...]:
    """Return each document once, by id; of two readings of one text, always the same one."""
    found: dict[str, ReadDocument] = {}
    for r in read:
        known = found.get(r.document.id)
        if known is None or (known != r and r.to_json() > known.to_json()):
            found[r.document.id] = r
    return tuple(found[name] for name in sorted(found))


def _parties(read: Sequence[ReadDocument], actors: Actors, stories: Stories) -> frozenset[str]:
    """Return who negotiates: few and sure, since every page speaks of them."""
    told: dict[str, set[str]] = defaultdict(set)
    mediates: dict[str, set[str]] = defaultdict(set)
    for r in read:
        for talks in r.findings.talks:
            actor = actors.of(r.document.id, talks.entity)
            if actor is None:
                continue
            # Where a spokesman is read as a party, it is the body behind him that negotiates.
            side = actor if actor.kind in _BODIES else _side(actor, actors, frozenset())
            if talks.as_ == "party":
                told[side.id].add(r.document.id)
            elif talks.as_ == "mediator":
                mediates[side.id].add(r.document.id)
    heard = {party: stories.count(frozenset(documents)) for party, documents in told.items()}
    mediating = {m: stories.count(frozenset(documents)) for m, documents in mediates.items()}
    sides = {side: actors.by_id[side] for side in (*heard, *mediating)}
    return who_negotiates(
        heard,
        mediating,
        {side: actor.kind for side, actor in sides.items()},
        {side for side, actor in sides.items() if _rules(actor)},
    )


def _rules(actor: Actor) -> bool:
    """Tell whether an actor is no more than "the government"."""
    return plain(actor.name) in listed("rulers")


def _side(actor: Actor, actors: Actors, parties: frozenset[str]) -> Actor:
    chain = _chain(actor, actors)
    for i, link in enumerate(chain):
        if link.id in parties:
            states = [a for a in chain[i + 1 :] if a.id in parties and a.kind == "place"]
            return states[-1] if states else link
    if _rules(actor) and len(chain) == 1:
        states = [a for party in parties if (a := actors.by_id[party]).kind == "place"]
        if len(states) == 1:
            return states[0]
    return next((a for a in chain if a.kind not in {"person", "source"}), chain[0])


def _chain(actor: Actor, actors: Actors, depth: int = 0) -> list[Actor]:
    """Return `actor` and those for whom it speaks, as far as the coverage is of one mind."""
    chain = [actor]
    known = [actors.by_id[a] for a in actors.affiliations(actor) if a in actors.by_id]
    if not known or depth == _LONGEST_CHAIN:
        return chain
    ways = [_chain(above, actors, depth + 1) for above in known]
    # Reports that name a bureau and reports that name its movement agree from the movement on.
    common = set.intersection(*({a.id for a in way} for way in ways)) - {actor.id}
    start = next((i for i, a in enumerate(ways[0]) if a.id in common), None)
    return chain if start is None else chain + [a for a in ways[0][start:] if a.id != actor.id]
