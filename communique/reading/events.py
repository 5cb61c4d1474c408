"""Acts between actors, by PLOVER's types: who did what to whom, when and where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from communique.findings import Event, EventDate, Time
from communique.reading.certainty import status_of
from communique.reading.draft import Draft
from communique.reading.parsed import EventSpan, Word
from communique.reading.plain_events import plain_events
from communique.reading.syntax import ancestors, tree_distance
from communique.spans import Span
from communique.vocabulary import EventStatus

_FAR = 6
"""Steps in the tree; a time farther from a trigger dates something else."""
_PLACING = frozenset({"in", "at", "near", "outside", "inside", "around"})
_FUNCTION = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "SCONJ", "PRON", "AUX", "PART"})
_ACTS = frozenset({"VERB", "NOUN", "PROPN"})
_TOLD: frozenset[EventStatus] = frozenset({"happened", "ongoing", "denied"})


def find_events(draft: Draft) -> Draft:
    """Turn the proposed triggers into events, in the order of the text."""
    times = _times_by_sentence(draft)
    found: list[Event] = []
    proposals = [*(_trimmed(draft, p) for p in draft.parsed.events), *plain_events(draft)]
    for proposal in sorted(filter(None, proposals), key=lambda p: p.span):
        if draft.in_story(proposal.span):
            event = _event(draft, proposal, times, f"v{len(found) + 1}")
            found.append(_named_first(event, found, draft))
    return draft.knowing(events=tuple(found))


def _trimmed(draft: Draft, proposal: EventSpan) -> EventSpan | None:
    """Return the proposal without function words at its edges, None where nothing else is in it."""
    words = list(draft.parsed.words_in(proposal.span))
    while words and words[0].upos in _FUNCTION:
        words.pop(0)
    while words and words[-1].upos in _FUNCTION:
        words.pop()
    if not any(w.upos in _ACTS for w in words):
        return None
    return msgspec.structs.replace(proposal, span=Span(words[0].start, words[-1].end))


def _event(
    draft: Draft, proposal: EventSpan, times: dict[int, list[tuple[Time, Word]]], number: str
) -> Event:
    trigger = draft.parsed.head_of(proposal.span)
    attribution = draft.attribution_over(proposal.span)
    actors = _entities(draft, proposal.actors)
    return Event(
        id=number,
        type=proposal.type,
        mode=proposal.mode,
        status=status_of(draft.parsed, proposal),
        start=proposal.span.start,
        end=proposal.span.end,
        actors=actors,
        recipients=tuple(e for e in _entities(draft, proposal.recipients) if e not in actors),
        place=_place(draft, trigger) if trigger else None,
        date=_date(draft, proposal, trigger, times),
        attribution=attribution.id if attribution else None,
        confidence=round(proposal.confidence, 3),
    )


def _entities(draft: Draft, spans: Iterable[Span]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for span in spans:
        if entity := draft.entity_at(span):
            found[entity.id] = None
    return tuple(found)


def _times_by_sentence(draft: Draft) -> dict[int, list[tuple[Time, Word]]]:
    """Group the times that stand on the calendar by sentence, each with its governing word."""
    grouped: dict[int, list[tuple[Time, Word]]] = {}
    for time in draft.times:
        head = draft.parsed.head_of(time.span)
        if time.interval is not None and head is not None:
            grouped.setdefault(head.sentence, []).append((time, head))
    return grouped


def _date(
    draft: Draft,
    proposal: EventSpan,
    trigger: Word | None,
    times: dict[int, list[tuple[Time, Word]]],
) -> EventDate | None:
    """Return when the event took place, by the nearest time in the tree.

    What is told as done, going on or denied, with no time beside it, is known to lie no later than
    the day of publication.
    """
    near = []
    if trigger is not None:
        for time, head in times.get(trigger.sentence, []):
            steps = tree_distance(draft.parsed, trigger, head)
            if steps is not None and steps <= _FAR:
                near.append((steps, abs(time.start - proposal.span.start), time))
    if near:
        time = min(near, key=lambda x: x[:2])[2]
        interval = time.interval
        if interval is not None:
            return EventDate(interval.start, interval.end, at_start=time.start, at_end=time.end)
    published: date | None = draft.document.published
    if published is not None and status_of(draft.parsed, proposal) in _TOLD:
        return EventDate(None, published)
    return None


def _place(draft: Draft, trigger: Word) -> str | None:
    """Return the place that a preposition of place ties to the trigger."""
    clause = {trigger.index} | {
        w.index for w in ancestors(draft.parsed, trigger) if w.upos == "VERB"
    }
    sentence = draft.parsed.sentences[trigger.sentence]
    for word in draft.parsed.words[sentence.first : sentence.last]:
        if word.upos not in {"PROPN", "NOUN"} or word.head not in clause:
            continue
        cases = {w.text.lower() for w in draft.parsed.children(word) if w.deprel == "case"}
        if cases & _PLACING:
            entity = draft.entity_at(word.span)
            if entity is not None and entity.kind == "place":
                return entity.id
    return None


def _named_first(event: Event, earlier: list[Event], draft: Draft) -> Event:
    """Mark an event that was told before: same act and actors, on one day or in like words."""
    for old in earlier:
        told = (old.type, old.mode, old.status) == (event.type, event.mode, event.status)
        if told and old.same_as is None and _same_actors(old, event) and _dates_agree(old, event):
            one_day = (
                event.date is not None
                and event.date.is_day
                and old.date is not None
                and old.date.is_day
            )
            if one_day or _lemmas(draft, event.span) & _lemmas(draft, old.span):
                return msgspec.structs.replace(event, same_as=old.id)
    return event


def _same_actors(left: Event, right: Event) -> bool:
    to_same = (
        not left.recipients or not right.recipients or set(left.recipients) & set(right.recipients)
    )
    return bool(set(left.actors) & set(right.actors)) and bool(to_same)


def _dates_agree(left: Event, right: Event) -> bool:
    if left.date is None or right.date is None or not left.date.is_day or not right.date.is_day:
        return True
    return left.date.start == right.date.start


def _lemmas(draft: Draft, span: Span) -> frozenset[str]:
    words = draft.parsed.words_in(span)
    return frozenset(w.lemma.lower() for w in words if w.upos in {"VERB", "NOUN"})
