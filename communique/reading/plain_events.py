"""Events that syntax shows plainly, for where the model proposes none.

Two kinds: a noun that names an act and is dated ("the truce, which lasted from … to …"), and a verb
of contact between two named actors ("she spoke to the envoy on Tuesday").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from communique.reading.draft import Draft
from communique.reading.lexicon import rows
from communique.reading.parsed import EventSpan, Word
from communique.reading.span_index import SpanIndex
from communique.reading.speakers import is_outlet
from communique.reading.syntax import ancestors, case_of
from communique.spans import Span, hull
from communique.vocabulary import EventType

_NEAR = 4
"""Steps in the tree from a time up to the noun that it dates."""
_NAMED = frozenset({"person", "organisation", "place"})
_UNREAL = frozenset({"not", "never", "will", "would", "could", "may", "might", "should", "must"})


def plain_events(draft: Draft) -> Iterator[EventSpan]:
    """Yield the plain events that no proposal of the model touches, in the order of the text."""
    proposed: SpanIndex[EventSpan] = SpanIndex((e.span, e) for e in draft.parsed.events)
    found = [*_dated(draft), *_contacts(draft)]
    for event in sorted(found, key=lambda e: e.span):
        if not proposed.overlapping(event.span):
            maker = "rule: plain events, a dated noun or a verb of contact"
            draft.notes.because(event.span, "found", maker, event.span)
            yield event


def _mode(cell: str) -> str | None:
    return None if cell == "-" else cell


@cache
def _nouns() -> dict[str, tuple[EventType, str | None]]:
    return {
        noun: (cast(EventType, kind), _mode(mode)) for noun, kind, mode in rows("dated_nouns.tsv")
    }


@cache
def _verbs() -> dict[tuple[str, str], str | None]:
    return {(verb, case): _mode(mode) for verb, case, mode in rows("contact_verbs.tsv")}


def _dated(draft: Draft) -> Iterator[EventSpan]:
    """Yield the nouns of acts over which a time stands that lasts, from a day to a day."""
    seen: set[int] = set()
    for time in draft.times:
        interval = time.interval
        if interval is None or interval.is_day or interval.start is None or interval.end is None:
            continue
        if time.type != "DURATION":
            continue
        head = draft.parsed.head_of(time.span)
        for steps, word in enumerate(ancestors(draft.parsed, head) if head else ()):
            if steps >= _NEAR:
                break
            if word.upos == "NOUN" and word.lemma in _nouns() and word.index not in seen:
                seen.add(word.index)
                kind, mode = _nouns()[word.lemma]
                published = draft.document.published
                over = published is None or interval.end <= published
                yield EventSpan(
                    word.span, kind, mode, "happened" if over else "ongoing", (), (), 0.5
                )
                break


def _contacts(draft: Draft) -> Iterator[EventSpan]:
    """Yield the verbs of contact with a named subject and a named object."""
    cues = {w.index for q in draft.parsed.quotes if q.cue for w in draft.parsed.words_in(q.cue)}
    lemmas = {verb for verb, _ in _verbs()}
    for verb in draft.parsed.words:
        if verb.upos != "VERB" or verb.lemma not in lemmas or verb.index in cues:
            continue
        children = list(draft.parsed.children(verb))
        if verb.xpos not in {"VBD", "VBN", "VBZ"} or any(
            w.lemma.lower() in _UNREAL for w in children
        ):
            continue
        subject = next((w for w in children if w.deprel == "nsubj"), None)
        actor = _named(draft, _antecedent(draft, verb, subject))
        for other in children:
            case = "-" if other.deprel == "obj" else case_of(draft.parsed, other)
            key = (verb.lemma, case)
            recipient = _named(draft, other) if other.deprel in {"obj", "obl"} else None
            if key in _verbs() and actor and recipient:
                yield EventSpan(
                    verb.span, "CONSULT", _verbs()[key], "happened", (actor,), (recipient,), 0.5
                )
                break


def _antecedent(draft: Draft, verb: Word, subject: Word | None) -> Word | None:
    """Return the subject, or in a relative clause the noun that the clause is about."""
    if subject is None or subject.lemma not in {"who", "which", "that"}:
        return subject
    if verb.deprel.startswith("acl") and verb.head >= 0:
        return draft.parsed.words[verb.head]
    first = draft.parsed.sentences[subject.sentence].first
    before = draft.parsed.words[first : subject.index]
    return next((w for w in reversed(before) if w.upos != "PUNCT"), None)


def _named(draft: Draft, word: Word | None) -> Span | None:
    if word is None:
        return None
    near = [
        w.span for w in draft.parsed.children(word) if w.deprel in {"flat", "compound", "appos"}
    ]
    span = hull([word.span, *near])
    entity = draft.entity_at(word.span) or draft.entity_at(span)
    if entity is None or entity.kind not in _NAMED or is_outlet(entity):
        return None
    return span
