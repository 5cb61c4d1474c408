"""Acts between actors, by PLOVER's types: who did what to whom, when and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from communique.findings import Event, EventDate, Time
from communique.reading.certainty import status_of
from communique.reading.draft import Draft
from communique.reading.event_types import typed
from communique.reading.explaining_acts import why_event
from communique.reading.parsed import EventSpan, Parsed, Word
from communique.reading.plain_events import plain_events
from communique.reading.syntax import ancestors, cases, tree_distance
from communique.reading.triggers import whole_triggers
from communique.spans import Span
from communique.vocabulary import EventStatus, EventType

_FAR = 4
"""Steps in the tree; a time farther from a trigger dates something else."""
_ATTRIBUTES = frozenset({"amod", "compound", "nummod"})
_PLACING = frozenset({"in", "at", "near", "outside", "inside", "around"})
_FUNCTION = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "SCONJ", "PRON", "AUX", "PART"})
_ACTS = frozenset({"VERB", "NOUN", "PROPN"})
_BOTH = 2
_Act = tuple[EventType, str | None, EventStatus]
_TOLD: frozenset[EventStatus] = frozenset({"happened", "ongoing", "denied"})


def find_events(draft: Draft) -> Draft:
    """Turn the proposed triggers into events, in the order of the text."""
    found: list[Event] = []
    firsts: dict[_Act, list[Event]] = defaultdict(list)
    proposals = [*filter(None, (_trimmed(draft, p) for p in draft.parsed.events))]
    proposals = whole_triggers(draft.parsed, (typed(draft.parsed, p) for p in proposals))
    proposals += plain_events(draft)
    for proposal in sorted(proposals, key=lambda p: p.span):
        if draft.in_story(proposal.span):
            event = _event(draft, proposal, f"v{len(found) + 1}")
            earlier = firsts[event.type, event.mode, event.status]
            event = _named_first(event, earlier, draft)
            why_event(draft, proposal, event)
            found.append(event)
            if event.same_as is None:
                earlier.append(event)
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


def _event(draft: Draft, proposal: EventSpan, number: str) -> Event:
    trigger = draft.parsed.head_of(proposal.span)
    attribution = draft.attribution_over(proposal.span)
    actors = _entities(draft, proposal.actors)
    status = status_of(draft.parsed, proposal)
    return Event(
        id=number,
        type=proposal.type,
        mode=proposal.mode,
        status=status,
        start=proposal.span.start,
        end=proposal.span.end,
        actors=actors,
        recipients=tuple(e for e in _entities(draft, proposal.recipients) if e not in actors),
        place=_place(draft, proposal.span, trigger) if trigger else None,
        date=_date(draft, proposal.span, trigger, status),
        attribution=attribution.id if attribution else None,
        confidence=round(proposal.confidence, 3),
    )


def _entities(draft: Draft, spans: Iterable[Span]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for span in spans:
        if entity := draft.entity_at(span):
            found[entity.id] = None
    return tuple(found)


def _date(draft: Draft, span: Span, trigger: Word | None, status: EventStatus) -> EventDate | None:
    """Return when the event took place, by the nearest time in the tree that its status allows.

    What is told as done, going on or denied, with no time beside it, is known to lie no later than
    the day of publication.
    """
    near = []
    published: date | None = draft.document.published
    if trigger is not None:
        for time, head in draft.times_by_sentence.get(trigger.sentence, []):
            if _describes_another(draft.parsed, head, span):
                continue
            steps = tree_distance(draft.parsed, trigger, head)
            if steps is not None and steps <= _FAR and _allows(status, time, published):
                near.append((steps, abs(time.start - span.start), time))
    if near:
        time = min(near, key=lambda x: x[:2])[2]
        interval = time.interval
        if interval is not None:
            draft.notes.because(
                span, "date", "rule: events, the nearest time in the tree", time.span
            )
            return EventDate(interval.start, interval.end, at_start=time.start, at_end=time.end)
    if published is not None and status in _TOLD:
        maker = f"rule: events, told as {status} by the day of publication, {published}"
        draft.notes.because(span, "date", maker, span)
        return EventDate(None, published)
    return None


def _describes_another(parsed: Parsed, head: Word, trigger: Span) -> bool:
    """Tell whether a time is an attribute of some other noun: "at the 19th-century palace"."""
    if head.deprel not in _ATTRIBUTES or head.head < 0:
        return False
    return not trigger.contains(parsed.words[head.head].span)


def _allows(status: EventStatus, time: Time, published: date | None) -> bool:
    """Tell whether an act can have that status at that time, as seen on the day of publication."""
    if published is None or time.interval is None:
        return True
    if status in _TOLD:
        return time.interval.start is None or time.interval.start <= published
    last = time.interval.end
    return last is None or last > published or (status == "planned" and last == published)


def _place(draft: Draft, span: Span, trigger: Word) -> str | None:
    """Return the place that a preposition of place ties to the trigger."""
    clause = {trigger.index} | {
        w.index for w in ancestors(draft.parsed, trigger) if w.upos == "VERB"
    }
    sentence = draft.parsed.sentences[trigger.sentence]
    for word in draft.parsed.words[sentence.first : sentence.last]:
        if word.upos not in {"PROPN", "NOUN"} or word.head not in clause:
            continue
        if any(case.text.lower() in _PLACING for case in cases(draft.parsed, word)):
            entity = draft.entity_at(word.span)
            if entity is not None and entity.kind == "place":
                maker = "rule: events, a place behind a preposition of place"
                draft.notes.because(span, "place", maker, word.span)
                return entity.id
    return None


def _named_first(event: Event, earlier: Sequence[Event], draft: Draft) -> Event:
    """Mark an event that was told before: same actors, on one day or in like words.

    Args:
        event: the event.
        earlier: first tellings of its type, mode and status.
        draft: what is known of the document.
    """
    for old in earlier:
        days = [e.date for e in (old, event) if e.date is not None and e.date.is_day]
        one_day = len(days) == _BOTH and days[0].start == days[1].start
        apart = len(days) == _BOTH and not one_day
        if apart or not _same_actors(old, event):
            continue
        if one_day or _lemmas(draft, event.span) & _lemmas(draft, old.span):
            maker = f"rule: events, told before as {old.id}: like actors, day or words"
            draft.notes.because(event.id, "same_as", maker, old.span, event.span)
            return msgspec.structs.replace(event, same_as=old.id)
    return event


def _same_actors(left: Event, right: Event) -> bool:
    to_same = (
        not left.recipients or not right.recipients or set(left.recipients) & set(right.recipients)
    )
    return bool(set(left.actors) & set(right.actors)) and bool(to_same)


def _lemmas(draft: Draft, span: Span) -> frozenset[str]:
    words = draft.parsed.words_in(span)
    return frozenset(w.lemma.lower() for w in words if w.upos in {"VERB", "NOUN"})
