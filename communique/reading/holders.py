"""Who holds a position by syntax: where the verb names the holder, or no link does.

"Norland's offer to buy the port", "the guerrillas withdrew and demanded a truce", "he wants more
time": the subject of a wish and the owner of an offer hold it. What another is to accept is held by
who makes it a condition: "no offer unless the union accepts smaller crews". The spans go into the
proposals, so that the steps that follow describe and resolve them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.reading.conditions import markers
from communique.reading.lexicon import entries
from communique.reading.nouns import bodies, noun_of, people
from communique.reading.parsed import Parsed, PositionSpan, Word
from communique.reading.syntax import phrase_of
from communique.spans import Span

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_SHARED = frozenset({"xcomp", "conj", "acl", "advcl", "obj", "ccomp", "obl", "nmod"})
"""Relations over which the holder is looked for one governor further up."""
_WANTED = frozenset({"xcomp", "obj", "ccomp", "obl"})
"""Relations of what is wanted to the verb that wants it."""
_WILLING = frozenset({"offer", "accept", "refuse", "open"})
"""Stances whose holder is the subject of what is offered, accepted or refused."""
_STEPS = 3
_NOBODY = frozenset({"there", "it", "who", "which", "that", "this", "what"})
_SOMEONE = frozenset({"NOUN", "PROPN", "PRON"})


def with_holders(parsed: Parsed) -> Parsed:
    """Return `parsed` with the holders that syntax tells."""
    cues = {w.index for q in parsed.quotes if q.cue for w in parsed.words_in(q.cue)}
    positions = [
        msgspec.structs.replace(p, party=_holder(parsed, p, cues)) for p in parsed.positions
    ]
    return msgspec.structs.replace(parsed, positions=positions)


def _holder(parsed: Parsed, position: PositionSpan, cues: set[int]) -> Span | None:
    asked = _asked_of_another(parsed, position)
    if asked is None:
        return _subject(parsed, position) or position.party or _nearest(parsed, position, cues)
    # Where the main clause names nobody who acts, it is who is quoted.
    named = (c for c in parsed.children(parsed.words[asked.head]) if c.deprel == "nsubj")
    return next((phrase_of(parsed, child) for child in named if _acts(child)), None)


def _asked_of_another(parsed: Parsed, position: PositionSpan) -> Word | None:
    """Return the verb of a condition by which another is to accept what is demanded."""
    head = parsed.head_of(position.span)
    if head is None or position.stance != "demand":
        return None
    for verb in (head, parsed.words[head.head] if head.deprel in _WANTED else head):
        if verb.deprel == "advcl" and verb.lemma.casefold() in entries("assents.txt"):
            marks = (c.text.lower() for c in parsed.children(verb) if c.deprel == "mark")
            if any((mark,) in markers() for mark in marks):
                return verb
    return None


def _subject(parsed: Parsed, position: PositionSpan) -> Span | None:
    """Return the subject of the verb by which the position is held: "Norland | wants a truce"."""
    head = parsed.head_of(position.span)
    if head is None:
        return None
    verb = head
    if not _holds(verb):
        if head.head < 0 or head.deprel not in _WANTED or not _holds(parsed.words[head.head]):
            return None
        verb = parsed.words[head.head]
    for _ in range(_STEPS):
        for child in parsed.children(verb):
            if child.deprel == "nsubj" and _acts(child):
                return None if position.span.contains(child.span) else phrase_of(parsed, child)
            if child.deprel in _SUBJECTS:
                return None
        if verb.deprel != "xcomp":
            return None
        verb = parsed.words[verb.head]
    return None


def _holds(word: Word) -> bool:
    return word.upos == "VERB" and word.lemma.casefold() in entries("stance_verbs.txt")


def _is_someone(word: Word) -> bool:
    return word.upos in _SOMEONE and word.lemma.casefold() not in _NOBODY


def _acts(word: Word) -> bool:
    """Tell whether a subject can want something itself, as a plan or an outline cannot."""
    noun = noun_of(word)
    common = word.upos == "NOUN" and not (noun in people() or noun in bodies())
    return _is_someone(word) and not common


def _nearest(parsed: Parsed, position: PositionSpan, cues: set[int]) -> Span | None:
    """Return the nearest subject or owner of what governs the words of a position."""
    head = parsed.head_of(position.span)
    if head is None:
        return None
    for word in _governors(parsed, head, cues):
        for child in parsed.children(word):
            if not _is_someone(child):
                continue
            inside = position.span.contains(child.span)
            if child.deprel == "nmod:poss" and not (inside and word.index == head.index):
                return phrase_of(parsed, child)
            willing = position.stance in _WILLING and child.deprel == "nsubj"
            if child.deprel in _SUBJECTS and (not inside or willing):
                return phrase_of(parsed, child)
    return None


def _governors(parsed: Parsed, head: Word, cues: set[int]) -> Iterator[Word]:
    """Yield the governing word of a position and what governs it, up to the cue that tells it."""
    word = head
    for _ in range(_STEPS):
        yield word
        if word.head < 0 or word.deprel not in _SHARED:
            return
        word = parsed.words[word.head]
        if word.index in cues:
            return
