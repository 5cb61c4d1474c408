"""Which fields of a fact name another fact, in the words of the JSON contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]
"""A fact as the contract writes it."""

FIELDS: dict[str, dict[str, str]] = {
    "entity": {"affiliation": "entity"},
    "attribution": {"speaker": "entity", "via": "entity"},
    "figure": {
        "place": "entity",
        "subset_of": "figure",
        "compared_to": "figure",
        "attribution": "attribution",
    },
    "event": {
        "actors": "entity",
        "recipients": "entity",
        "place": "entity",
        "same_as": "event",
        "attribution": "attribution",
    },
    "position": {
        "party": "entity",
        "toward": "entity",
        "attribution": "attribution",
    },
    "condition": {"event": "event"},
    "talks": {"entity": "entity"},
}
"""By kind of fact, and for a position's condition: the field, and the kind that it names."""


def redirected(kind: str, body: Body, answer: Callable[[str, str], str | None]) -> Body:
    """Return a fact whose references are what `answer` gives for a kind and an id of that kind.

    Where it gives None, the field becomes null, or the list of references shorter.
    """
    changed = dict(body)
    for field, target in FIELDS.get(kind, {}).items():
        value = body.get(field)
        if isinstance(value, list):
            named = (answer(target, one) for one in value)
            changed[field] = [one for one in named if one is not None]
        elif value is not None:
            changed[field] = answer(target, value)
    if kind == "position" and body.get("condition"):
        changed["condition"] = redirected("condition", body["condition"], answer)
    return changed


def references(kind: str, body: Body) -> list[tuple[str, str]]:
    """Return the kind and id of every fact that this one names."""
    found: list[tuple[str, str]] = []

    def note(target: str, named: str) -> str:
        found.append((target, named))
        return named

    redirected(kind, body, note)
    return found
