"""How an entity is called: by the name that the text uses."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from communique.acronyms import is_acronym
from communique.findings import Entity
from communique.reading.draft import Draft
from communique.reading.gazetteer import gazetteer
from communique.reading.names import folded, initials
from communique.spans import Span

_TIMES = 2
"""How often a shorter name must stand for each time that the full one does."""


def name_as_used(draft: Draft) -> Draft:
    """Call a state or body by its short name where the text does: "U.S.", "IMF".

    The steps before it know each by its fullest name, from which most can be told.
    """
    names = {name.span for name in draft.parsed.names}
    return draft.knowing(entities=tuple(_as_used(draft, names, e) for e in draft.entities))


def _as_used(draft: Draft, names: set[Span], entity: Entity) -> Entity:
    if entity.kind not in {"place", "organisation"}:
        return entity
    text = draft.document.text
    uses: Counter[str] = Counter()
    for mention in entity.mentions:
        words = " ".join(mention.of(text).split())
        if mention in names or folded(words) == folded(entity.name):
            uses[words] += 1
    full = sum(number for words, number in uses.items() if folded(words) == folded(entity.name))
    for words, number in uses.most_common():
        if number < _TIMES * max(1, full):
            break
        if _is_state(words, entity.name) or _is_short_for(words, entity.name, text):
            return msgspec.structs.replace(entity, name=words)
    return entity


def _is_state(words: str, name: str) -> bool:
    states = gazetteer().names
    one, other = states.get(folded(words)), states.get(folded(name))
    return one is not None and one is other


def _is_short_for(words: str, name: str, text: str) -> bool:
    """Tell whether an acronym is one of these words, or stands in brackets behind them."""
    if not is_acronym(words):
        return False
    explained = (
        r"\s+".join(map(re.escape, name.split()))
        + r"\s*[(<]\s*(?:the\s+)?"
        + re.escape(words)
        + r"\b"
    )
    return folded(words) in initials(name) or re.search(explained, text) is not None
