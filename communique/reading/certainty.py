"""Whether an act is told as done: what stands under "seek" or "may" has not happened yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from communique.reading.lexicon import entries, table
from communique.reading.parsed import EventSpan, Parsed, Word
from communique.vocabulary import EventStatus, EventType

_YIELDING: frozenset[EventType] = frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT"})
_DOWN = frozenset({"xcomp", "ccomp", "acl"})
"""Relations by which a word of wanting governs the act that is wanted."""
_ABOVE = 2
"""Steps up the tree in which such a word is looked for."""
_NEGATING = frozenset({"advmod", "det"})
_ABOUT = frozenset({"aux", "amod", "cop"})


def status_of(parsed: Parsed, proposal: EventSpan) -> EventStatus:
    """Return the status: the model's, unless it says "happened" of a yielding left open or denied.

    Who is reported to agree, sign, give way or withdraw is listed as having done so, where a slip
    does most harm; of other acts the model's word is right more often than this rule.
    """
    if proposal.status != "happened" or proposal.type not in _YIELDING:
        return proposal.status
    for word in _governing(parsed, proposal):
        if status := _unreal().get(word.lemma.lower()):
            maker = f"rule: certainty, “{word.text}” tells it as {status}"
            parsed.notes.because(proposal.span, "status", maker, word.span)
            return status
    head = parsed.head_of(proposal.span)
    if head is not None and _negated(parsed, head):
        return "denied"
    return "happened"


def _negated(parsed: Parsed, head: Word) -> bool:
    """Tell whether the act is told as not done: "did not ask", "had never met"."""
    return any(
        w.deprel in _NEGATING and w.lemma.lower() in entries("negators.txt")
        for w in parsed.children(head)
    )


def _governing(parsed: Parsed, proposal: EventSpan) -> Iterator[Word]:
    """Yield the words that may leave the act open.

    They are the trigger's first word where another governs it ("possible talks"; who "sought help"
    has done so) or where it is an adjective ("ready to negotiate"), its auxiliaries and adjectives,
    and what it complements.
    """
    head = parsed.head_of(proposal.span)
    if head is None:
        return
    for word in parsed.words_in(proposal.span)[:1]:
        if word.index != head.index or word.upos == "ADJ":
            yield word
    yield from (w for w in parsed.children(head) if w.deprel in _ABOUT)
    for _ in range(_ABOVE):
        if head.deprel not in _DOWN or head.head < 0:
            return
        head = parsed.words[head.head]
        yield head


@cache
def _unreal() -> dict[str, EventStatus]:
    return {
        lemma: cast(EventStatus, status)
        for status, lemmas in table("unreal.toml").items()
        for lemma in lemmas
    }
