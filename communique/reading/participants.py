"""Who takes part in an act, by syntax: what the model's links leave out.

"A meeting between A, B and C" and "A met with B and C" name their participants by structure. The
spans are added to the proposals, so that the steps that follow describe and resolve them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.reading.holders import with_holders
from communique.reading.parsed import EventSpan, Parsed, Word
from communique.reading.syntax import case_of, phrase_of
from communique.spans import Span

_OBJECTS = frozenset({"obj", "obl", "nmod"})
_SOMEONE = frozenset({"NOUN", "PROPN", "PRON"})
_NOBODY = frozenset({"who", "which", "that", "it"})
_CONTACT, _FORCE = "CONSULT", "ASSAULT"
_JOINED = frozenset({"conj", "appos", "flat"})
_PLACED = frozenset({"obl", "nmod"})
_WHERE = frozenset({"in", "inside", "within", "throughout", "across", "around", "near", "outside"})


def with_participants(parsed: Parsed) -> Parsed:
    """Return `parsed` with the participants of contacts and the holders of positions completed."""
    placed = [_without_places(parsed, event) for event in parsed.events]
    events = [_completed(parsed, e) if e.type == _CONTACT else e for e in placed]
    return with_holders(msgspec.structs.replace(parsed, events=events))


def _without_places(parsed: Parsed, event: EventSpan) -> EventSpan:
    """Leave out of the recipients where it was: "the embassy in Norland" is not Norland.

    Force that is used in a place is on it where nothing else is named: "a raid in Norland".
    """
    kept = tuple(span for span in event.recipients if not _is_where(parsed, span))
    if not kept and event.type == _FORCE:
        return event
    return msgspec.structs.replace(event, recipients=kept)


def _is_where(parsed: Parsed, span: Span) -> bool:
    """Tell whether words name a place, and they or what they are joined to stand behind "in"."""
    if not any(n.label == "LOC" and n.span.overlaps(span) for n in parsed.names):
        return False
    word = parsed.head_of(span)
    while word is not None and word.deprel in _JOINED and word.head >= 0:
        word = parsed.words[word.head]
    return word is not None and word.deprel in _PLACED and case_of(parsed, word) in _WHERE


def _completed(parsed: Parsed, event: EventSpan) -> EventSpan:
    actors, recipients = list(event.actors), list(event.recipients)
    head = parsed.head_of(event.span)
    if head is None:
        return event
    for word in _governors(parsed, head, event.span):
        for child in parsed.children(word):
            case = case_of(parsed, child)
            acts = child.deprel == "nsubj" and word.upos == "VERB"
            if acts or (child.deprel in _OBJECTS and case == "between"):
                _add(parsed, child, actors, recipients)
            elif child.deprel in _OBJECTS and case == "with":
                _add(parsed, child, recipients, actors)
    return msgspec.structs.replace(event, actors=tuple(actors), recipients=tuple(recipients))


def _governors(parsed: Parsed, head: Word, trigger: Span) -> Iterator[Word]:
    """Yield the words of the trigger that may govern participants: "held talks with", "met"."""
    yield head
    for word in parsed.words_in(trigger):
        if word.index != head.index and word.upos in {"NOUN", "VERB"}:
            yield word


def _add(parsed: Parsed, word: Word, into: list[Span], others: list[Span]) -> None:
    """Add a noun and those joined to it, where no span stands on them yet."""
    children = list(parsed.children(word))
    joined = [word, *(w for w in children if w.deprel == "conj")]
    if len(joined) > 1:
        # In "the head of A, the minister of B and C" the middle one looks like a gloss.
        joined += [w for w in children if w.deprel == "appos"]
    for span in (*into, *others):
        # One span over several people is no one of them.
        if sum(span.contains(noun.span) for noun in joined) > 1:
            (into if span in into else others).remove(span)
    for noun in joined:
        if noun.upos not in _SOMEONE or noun.lemma in _NOBODY:
            continue
        if not any(noun.span.overlaps(span) for span in (*into, *others)):
            into.append(phrase_of(parsed, noun))
            maker = "rule: participants, subject or “with” and “between” of the contact"
            parsed.notes.because(into[-1], "participant", maker, into[-1])
