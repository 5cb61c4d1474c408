"""What a document says of a negotiation: who takes part in it, and over what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from communique import data_files
from communique.documents.document import ReadDocument
from communique.findings import Entity, Event, Findings, Position
from communique.matching.evidence import sentence_at
from communique.matching.issues import Matter, telling
from communique.matching.wording import alike, listed, stem, subject, words_of
from communique.spans import Span

_DEALING = frozenset({"CONSULT", "AGREE", "REJECT", "CONCEDE", "REQUEST", "THREATEN", "PROTEST"})
"""Types of what is done in a negotiation, or to move one."""
_AT_THE_TABLE = frozenset({"CONSULT", "AGREE", "REJECT"})
_SURE = 0.3
"""Least confidence of a position or an event that counts; what has no estimate counts."""
_MOST_TAKE_PART, _MOST_SUBJECTS = 6, 8
_IN_TITLE, _IN_POSITION, _NEAR_ACT = 3, 2, 1
_LONGEST_CHAIN = 5
_TWO = 2
_SHORT = 2
_START = 5
"""Letters that all forms of a name share, as `alike` has it."""


@dataclass(frozen=True)
class Bearing:
    """Who takes part in the talks that a document tells of, and over what.

    Attributes:
        parties: entities of the document, the most telling first: bodies rather than those who
            speak for them.
        subjects: subjects of the talks, the most telling first, each with a word that names it.
        at: the words that show that there are talks.

    """

    parties: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]
    at: Span


def bearing_of(read: ReadDocument) -> Bearing | None:
    """Return what a document says of a negotiation; None where it is no coverage of any.

    It is where it names two sides of talks, or one that takes a position and deals with another.
    """
    found = read.findings
    at_table = min((Span(t.start, t.end) for t in found.talks), default=None)
    acts = [e for e in found.events if e.type in _DEALING and _counts(e.confidence)]
    wants = [p for p in found.positions if _counts(p.confidence)]
    parties = _parties(found, wants, acts)
    if at_table is None or len(parties) < _TWO or not (acts or wants):
        return None
    spans = [p.what for p in wants]
    subjects = _subjects(read, spans, [e.span for e in acts if e.type in _AT_THE_TABLE])
    if not subjects:
        return None
    order = sorted(parties, key=lambda entity: (-parties[entity], entity))
    return Bearing(tuple(order[:_MOST_TAKE_PART]), subjects, at_table)


def _parties(found: Findings, wants: list[Position], acts: list[Event]) -> Counter[str]:
    """Return those who take part, each with how much speaks for it."""
    body = bodies(found)
    parties: Counter[str] = Counter()
    for talks in found.talks:
        if talks.as_ in {"party", "mediator"} and talks.entity in body:
            parties[body[talks.entity]] += _TWO
    held = [entity for want in wants for entity in (want.party, want.toward)]
    done = [
        entity
        for event in acts
        if event.type in _AT_THE_TABLE
        for entity in (*event.actors, *event.recipients)
    ]
    parties.update(body[entity] for entity in (*held, *done) if entity in body)
    return parties


def bodies(found: Findings) -> dict[str, str]:
    """Return for each entity of a document for whom it counts: the body that a person speaks for.

    Where that is not told, an entity counts for itself.
    """
    by_id = {entity.id: entity for entity in found.entities}
    return {entity.id: _body(entity, by_id).id for entity in found.entities}


def _body(entity: Entity, by_id: dict[str, Entity]) -> Entity:
    for _ in range(_LONGEST_CHAIN):
        if entity.kind not in {"person", "source"}:
            return entity
        above = by_id.get(entity.affiliation or "")
        if above is None:
            return entity
        entity = above
    return entity


def _counts(confidence: float | None) -> bool:
    return confidence is None or confidence >= _SURE


def _subjects(
    read: ReadDocument, wants: list[Span], acts: list[Span]
) -> tuple[tuple[str, str], ...]:
    text = read.document.text
    names = _Names(word for e in read.findings.entities for word in words_of(e.name))
    weights: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    near = sorted({sentence_at(read.document, span) for span in (*wants, *acts)})
    for weight, spans in ((_IN_POSITION, wants), (_NEAR_ACT, near)):
        for span in spans:
            named = names.left_out_of(span.of(text))
            weights.update(dict.fromkeys(named, weight))
            for found, word in named.items():
                forms[found][word] += 1
    for found in names.left_out_of(read.document.title or "").keys() & weights.keys():
        weights[found] += _IN_TITLE
    order = sorted(weights, key=lambda found: (-weights[found], found))[:_MOST_SUBJECTS]
    return tuple((found, min(forms[found], key=lambda w: (-forms[found][w], w))) for found in order)


class _Names:
    """The words of the names in a document, which tell nothing of what is negotiated."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start: dict[str, set[str]] = defaultdict(set)
        for word in words:
            self._by_start[word[:_START]].add(word)

    def left_out_of(self, text: str) -> dict[str, str]:
        """Return the telling subjects of `text` that are in no name, each with a word for it."""
        found: dict[str, str] = {}
        for word in words_of(text):
            if word not in listed("function_words") and not self._has(word):
                found.setdefault(subject(word), word)
        kept = telling(frozenset(found)) - _nothing()
        return {name: word for name, word in found.items() if name in kept and len(name) > _SHORT}

    def _has(self, word: str) -> bool:
        return any(alike(name, word) for name in self._by_start.get(word[:_START], ()))


@cache
def _nothing() -> Matter:
    words = data_files.table(__package__, "negotiations.toml")["telling_nothing"].split()
    return frozenset(form for word in words for form in (subject(word), stem(word)))
