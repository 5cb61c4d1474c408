"""The type of an act, where its word alone settles it: whoever seizes a ship coerces."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

import msgspec

from communique.reading.lexicon import rows
from communique.reading.parsed import EventSpan, Parsed, Word
from communique.vocabulary import EventType


class _Row(NamedTuple):
    companions: frozenset[str]
    """Words one of which must stand with the act; empty where it needs none."""
    type: EventType
    mode: str | None


def typed(parsed: Parsed, proposal: EventSpan) -> EventSpan:
    """Return the proposal with the type of its governing word, as it is where that tells none."""
    head = parsed.head_of(proposal.span)
    if head is None:
        return proposal
    near = _near(parsed, proposal, head)
    for row in _known().get(head.lemma.lower(), ()):
        if not row.companions or row.companions & near:
            if row.type == proposal.type:
                return proposal
            return msgspec.structs.replace(proposal, type=row.type, mode=row.mode)
    return proposal


def _near(parsed: Parsed, proposal: EventSpan, head: Word) -> frozenset[str]:
    """Return the dictionary forms of what stands in the trigger or directly beneath its head."""
    words = [*parsed.words_in(proposal.span), *parsed.children(head)]
    return frozenset(w.lemma.lower() for w in words)


@cache
def _known() -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for word, companions, kind, mode in rows("event_types.tsv"):
        needed = frozenset(companions.split(",")) if companions != "-" else frozenset()
        row = _Row(needed, cast(EventType, kind), None if mode == "-" else mode)
        found.setdefault(word, []).append(row)
    return found
