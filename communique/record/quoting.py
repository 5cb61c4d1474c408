"""Spans in place of the words that a person quotes from a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from communique.errors import CorrectionRefused
from communique.record.references import Body

WORDS = "words"
"""Among the values of a fact, and within one of them: quotes what its span stands on."""

_OWN = {"entity": "mentions", "attribution": "content", "position": "what"}
"""The field that tells where a fact stands; the others have `start` and `end` themselves."""
_SPANS = {
    "entity": frozenset({"mentions", "affiliation_at", "role_at"}),
    "attribution": frozenset({"source", "cue", "content"}),
    "figure": frozenset({"who"}),
    "position": frozenset({"what"}),
}
"""Fields that take words of the text, by kind."""
_LISTED = frozenset({"mentions", "cue", "content", "via", "actors", "recipients"})


def spelled_out(text: str, kind: str, values: Mapping[str, Any], near: int | None) -> Body:
    """Return the fields of a fact as the contract has them.

    Words that stand more than once are meant where they are nearest: to `start`, where that is
    given without an `end`; else to `near`; else to the words of the fact itself.

    Raises CorrectionRefused where quoted words do not stand in the text, or nothing tells which.
    """
    given = dict(values)
    own = _OWN.get(kind)
    if "start" in given and "end" not in given and (own is not None or WORDS in given):
        near = given.pop("start")
    if not isinstance(near, int | None):
        raise CorrectionRefused(f"start: {near!r} is no place in the text")
    if WORDS in given:
        at = _stand(text, given.pop(WORDS), near)
        given |= at if own is None else {own: at}
        near = at["start"]
    found: Body = {}
    # Its own words first: they tell where the others are to be looked for.
    for key in sorted(given, key=lambda each: each != own):
        value = _located(text, given[key], near, quoted=key in _SPANS.get(kind, ()))
        found[key] = _as_list(value) if key in _LISTED else value
        if key == own and near is None:
            near = _start(found[key])
    return found


def everywhere(text: str, name: str) -> list[Body]:
    """Return every place where a name stands as words of its own."""
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return [{"start": at.start(), "end": at.end()} for at in found]


def _start(value: Any) -> int | None:
    first = value[0] if isinstance(value, list) and value else value
    start = first.get("start") if isinstance(first, dict) else None
    return start if isinstance(start, int) else None


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _located(text: str, value: Any, near: int | None, *, quoted: bool = False) -> Any:
    if isinstance(value, Mapping):
        whole = {key: _located(text, each, near) for key, each in value.items() if key != WORDS}
        return whole | (_stand(text, value[WORDS], near) if WORDS in value else {})
    if isinstance(value, list | tuple):
        return [_located(text, each, near, quoted=quoted) for each in value]
    return _stand(text, value, near) if quoted and isinstance(value, str) else value


def _stand(text: str, quoted: Any, near: int | None) -> Body:
    words = str(quoted)
    places = [found.start() for found in re.finditer(re.escape(words), text)] if words else []
    if not places:
        raise CorrectionRefused(f"“{words}” does not stand in the text")
    if near is None and len(places) > 1:
        raise CorrectionRefused(
            f"“{words}” stands {len(places)} times in the text, first at {places[0]} and at "
            f"{places[1]}; give as start where it is meant"
        )
    start = min(places, key=lambda at: abs(at - (near or 0)))
    return {"start": start, "end": start + len(words)}
