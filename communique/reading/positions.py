"""What each side demands, offers, accepts or refuses, and on which condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from communique.findings import Entity, Event, Position
from communique.reading.bodies import body_of
from communique.reading.conditions import condition_of, whole_end
from communique.reading.draft import Draft
from communique.reading.explaining_acts import why_position
from communique.reading.issue_words import OBJECTS, issue_of
from communique.reading.lexicon import entries, table
from communique.reading.names import parts
from communique.reading.nouns import is_plural, journalists
from communique.reading.parsed import PositionSpan
from communique.reading.span_index import SpanIndex
from communique.reading.syntax import cases
from communique.spans import Span, hull
from communique.vocabulary import Stance

_WILLING = frozenset({"offer", "accept", "open"})
_SHORT_GAP = 12
"""Characters."""
_NEXT = 400
"""Characters from one item of a list of demands to the next."""
_TOWARD = frozenset({"from", "with", "by", "to", "against"})
_BODIES = frozenset({"organisation", "place", "group"})


def find_positions(draft: Draft) -> Draft:
    """Turn the proposed spans into positions, in the order of the text."""
    events: SpanIndex[Event] = SpanIndex((event.span, event) for event in draft.events)
    found: list[Position] = []
    for joined in _joined(draft, draft.parsed.positions):
        proposal = _held_here(draft, joined)
        if draft.in_story(proposal.span):
            before = found[-1] if found else None
            position = _position(draft, proposal, events, f"p{len(found) + 1}", before)
            if not _of_one_who_watches(draft, position):
                found.append(position)
                why_position(draft, proposal, position)
    return draft.knowing(positions=tuple(found))


def _of_one_who_watches(draft: Draft, position: Position) -> bool:
    """Tell whether the holder is a journalist, who says of talks how they go and takes no side."""
    holder = draft.entity(position.party) if position.party is not None else None
    return holder is not None and not set(parts(holder.role or "")).isdisjoint(journalists())


def _held_here(draft: Draft, proposal: PositionSpan) -> PositionSpan:
    """Return a position without a holder in another sentence, where somebody is quoted with it.

    So far away a link is a guess, and who is quoted the better one; a holder within the source or
    elsewhere in what is said stays.
    """
    said = draft.attribution_over(proposal.span)
    if proposal.party is None or said is None or said.speaker is None:
        return proposal
    parts = (*said.content, *([said.source] if said.source is not None else ()))
    inside = any(part.contains(proposal.party) for part in parts)
    sentence = draft.parsed.sentence_of
    if inside or sentence(proposal.party) is sentence(proposal.span):
        return proposal
    return msgspec.structs.replace(proposal, party=None)


def _joined(draft: Draft, proposals: Sequence[PositionSpan]) -> Iterator[PositionSpan]:
    """Join the pieces of a position that the model cut in two; leave out what says nothing."""
    current: PositionSpan | None = None
    for proposal in sorted((_whole(draft, p) for p in proposals), key=lambda p: p.span):
        if current is not None and _one_piece(draft, current, proposal):
            span = hull([current.span, proposal.span])
            current = msgspec.structs.replace(
                current,
                span=span,
                party=current.party or proposal.party,
                condition=current.condition or proposal.condition,
                relation=current.relation or proposal.relation,
                links=(*current.links, *proposal.links),
            )
            continue
        if current is not None and _says_something(draft, current):
            yield current
        current = proposal
    if current is not None and _says_something(draft, current):
        yield current


def _one_piece(draft: Draft, left: PositionSpan, right: PositionSpan) -> bool:
    if left.stance != right.stance or left.span.distance(right.span) > _SHORT_GAP:
        return False
    sentences = [draft.parsed.sentence_of(p.span) for p in (left, right)]
    between = draft.document.text[left.span.end : right.span.start]
    return sentences[0] is sentences[1] and not set(between) & set(",;:.")


def _whole(draft: Draft, proposal: PositionSpan) -> PositionSpan:
    """Return a position that breaks off behind "of" or "to" with the rest of its phrase."""
    words = draft.parsed.words_in(proposal.span)
    if not words or words[-1].upos != "ADP":
        return proposal
    end = whole_end(draft.parsed, words[-1])
    if proposal.condition is not None and proposal.condition.start < end:
        return proposal
    return msgspec.structs.replace(proposal, span=Span(proposal.span.start, end))


def _says_something(draft: Draft, proposal: PositionSpan) -> bool:
    """Tell whether the words are more than function words, and more than the rest of a phrase."""
    words = draft.parsed.words_in(proposal.span)
    if words and words[0].text.lower() == "of":
        return False
    return any(w.upos in {"NOUN", "PROPN", "VERB"} for w in words)


def _position(
    draft: Draft,
    proposal: PositionSpan,
    events: SpanIndex[Event],
    number: str,
    before: Position | None,
) -> Position:
    attribution = draft.attribution_over(proposal.span)
    party = _party(draft, proposal)
    if (
        party is None
        and not _several(draft, proposal)
        and before is not None
        and before.party is not None
        and _goes_on(before, proposal)
    ):
        party = draft.entity(before.party)
        maker = f"rule: positions, nobody is named: the holder of {before.id} just before"
        draft.notes.because(proposal.span, "party", maker, before.what)
    return Position(
        id=number,
        party=party.id if party else None,
        stance=_stance(draft, proposal),
        issue=issue_of(draft, proposal.span),
        what=proposal.span,
        condition=condition_of(draft.parsed, proposal, events),
        toward=_toward(draft, proposal.span, party),
        attribution=attribution.id if attribution else None,
        confidence=round(proposal.confidence, 3),
    )


def _several(draft: Draft, proposal: PositionSpan) -> bool:
    """Tell whether the words give a position to several together: "the two sides", "all parties".

    Then it is nobody's alone, so not that of whoever held the one before.
    """
    head = draft.parsed.head_of(proposal.party) if proposal.party else None
    return head is not None and head.upos == "NOUN" and is_plural(head)


def _goes_on(before: Position, proposal: PositionSpan) -> bool:
    """Tell whether a position stands so near behind another that it goes on with a list of them."""
    return 0 <= proposal.span.start - before.what.end <= _NEXT


def _stance(draft: Draft, proposal: PositionSpan) -> Stance:
    """Return the stance; what is promised or accepted in the negative is refused.

    Only a negation of what is offered counts: beside its governing word, its subject or its object.
    """
    if proposal.stance not in _WILLING:
        return proposal.stance
    head = draft.parsed.head_of(proposal.span)
    if head is None:
        return proposal.stance
    near = [head, *draft.parsed.children(head)]
    near += [c for w in near[1:] if w.deprel in OBJECTS for c in draft.parsed.children(w)]
    inside = [w for w in near if proposal.span.contains(w.span)]
    negated = any(w.lemma.lower() in entries("negators.txt") for w in inside)
    return "refuse" if negated else proposal.stance


def _party(draft: Draft, proposal: PositionSpan) -> Entity | None:
    """Return whose position it is: whom the words name, else who is quoted with them.

    Who speaks for a body holds its position; who decides for one holds a position of his own, and
    the body is known from his affiliation.
    """
    holder = draft.entity_at(proposal.party) if proposal.party else None
    if holder is None:
        attribution = draft.attribution_over(proposal.span)
        if attribution is not None and attribution.speaker is not None:
            holder = draft.entity(attribution.speaker)
    if holder is None or (holder.kind == "person" and not _is_voice(holder)):
        return holder
    return body_of(draft, holder)


def _is_voice(person: Entity) -> bool:
    """Tell whether a person's office is to speak for others: "spokesman", "negotiator"."""
    return bool(set(parts(person.role or "")) & _voices())


@cache
def _voices() -> frozenset[str]:
    return frozenset(table("actors.toml")["voices"])


def _toward(draft: Draft, what: Span, party: Entity | None) -> str | None:
    """Return of whom it is wanted, in the words of `what`: who should act, from or with whom."""
    for word in draft.parsed.words_in(what):
        by_case = word.deprel in {"obl", "obl:agent"} and any(
            case.text.lower() in _TOWARD for case in cases(draft.parsed, word)
        )
        if word.deprel not in {"nsubj", "iobj"} and not by_case:
            continue
        entity = draft.entity_at(word.span)
        if entity is not None and entity.kind in _BODIES and entity is not party:
            return entity.id
    return None
