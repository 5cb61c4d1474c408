"""Triggers made whole: words of one telling that the model proposes apart.

"Signed the agreement" and "December agreement" tell one act each.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from communique.reading.parsed import EventSpan, Parsed
from communique.spans import hull

_BETWEEN = 3
"""Words that may stand between a verb and the act that it brings about."""
_BROUGHT_ABOUT = frozenset({"obj", "xcomp", "obl", "nmod"})


def whole_triggers(parsed: Parsed, proposals: Iterable[EventSpan]) -> list[EventSpan]:
    """Return proposals in the order of the text, those of one type joined that are one telling."""
    found: list[EventSpan] = []
    for proposal in sorted(proposals, key=lambda p: p.span):
        found.append(proposal)
        while len(found) > 1 and _one_telling(parsed, *found[-2:]):
            found[-2:] = [_joined(parsed, *found[-2:])]
    return found


def _one_telling(parsed: Parsed, first: EventSpan, second: EventSpan) -> bool:
    """Tell whether two of a type stand side by side, or the first governs the second closely."""
    if first.type != second.type or first.span.overlaps(second.span):
        return False
    between = parsed.text[first.span.end : second.span.start]
    if not between.strip():
        return True
    governor, act = parsed.head_of(first.span), parsed.head_of(second.span)
    return (
        governor is not None
        and act is not None
        and len(between.split()) <= _BETWEEN
        and act.head == governor.index
        and act.deprel in _BROUGHT_ABOUT
    )


def _joined(parsed: Parsed, first: EventSpan, second: EventSpan) -> EventSpan:
    """Return one of two: what governs tells how it stands and, where it does, who takes part."""
    one, two = parsed.head_of(first.span), parsed.head_of(second.span)
    below = one is not None and two is not None and one.head == two.index
    chief, other = (second, first) if below else (first, second)
    return msgspec.structs.replace(
        chief,
        span=hull([first.span, second.span]),
        mode=chief.mode or other.mode,
        actors=chief.actors or other.actors,
        recipients=chief.recipients or other.recipients,
        confidence=max(first.confidence, second.confidence),
        links=(*chief.links, *other.links),
    )
