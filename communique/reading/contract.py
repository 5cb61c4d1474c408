"""What every reading must hold to, whoever made it: checked here, for any reader's tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from communique.documents.document import Document, ReadDocument
from communique.findings import Findings

_REFERENCES = {
    "e": ("affiliation", "speaker", "place", "party", "toward", "entity", "via", "actors",
          "recipients"),
    "a": ("attribution",),
    "f": ("subset_of", "compared_to"),
    "v": ("same_as", "event"),
}  # fmt: skip
"""The fields that name another fact, by the list in which it stands."""

_LISTS = {"e": "entities", "a": "attributions", "f": "figures", "v": "events"}
_CERTAIN = 1.0


def breaches(document: Document, findings: Findings) -> list[str]:
    """Return what in `findings` breaks the contract of the record; nothing where all is well.

    Checked is that the findings come back from JSON as they were, that every fact stands on
    words of the text, that no id is given twice, and that what one fact names is there.
    """
    read = ReadDocument(document=document, findings=findings)
    try:
        again = ReadDocument.from_json(read.to_json())
    except msgspec.MsgspecError as error:
        return [f"the JSON of the findings does not read back: {error}"]
    found = [] if again == read else ["the findings come back from JSON as others"]
    if not document.read and findings != Findings():
        found.append("facts of a document that is not to be read")
    facts = [
        (name, fact)
        for name in Findings.__struct_fields__
        for fact in msgspec.to_builtins(getattr(findings, name))
    ]
    for name, fact in facts:
        where = f"{name} {fact.get('id', '')}".strip()
        found += [f"{where}: {fault}" for fault in _astray(fact, document.text)]
        if not any(_spans(fact)):
            found.append(f"{where}: points at no words")
        confidence = fact["confidence"]
        if confidence is not None and not 0 <= confidence <= _CERTAIN:
            found.append(f"{where}: confidence {confidence} is not between 0 and 1")
    found += _unknown(facts)
    return found


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    """Yield every start and end in a fact, however deep."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _spans(item)
    elif isinstance(value, dict):
        # The words of an event's date are known or not; the days are there in any case.
        if value.get("start") is not None:
            yield value["start"], value["end"]
        for item in value.values():
            yield from _spans(item)


def _astray(fact: dict[str, Any], text: str) -> Iterator[str]:
    for start, end in _spans(fact):
        if not 0 <= start < end <= len(text):
            yield f"[{start}, {end}) is not in the text, which has {len(text)} characters"
        elif not text[start:end].strip():
            yield f"[{start}, {end}) holds white space alone"


def _unknown(facts: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """Yield ids that are given twice in one list, and ids that nothing answers to."""
    known: dict[str, set[str]] = {name: set() for name in _LISTS.values()}
    for name, fact in facts:
        if (own := fact.get("id")) is None:
            continue
        ids = known.setdefault(name, set())
        if own in ids:
            yield f"{name} {own}: given twice"
        ids.add(own)
    for name, fact in facts:
        where = f"{name} {fact.get('id', '')}".strip()
        condition = fact.get("condition") or {}
        for letter, fields in _REFERENCES.items():
            for field in fields:
                value = condition.get(field) if field == "event" else fact.get(field)
                named = value if isinstance(value, list | tuple) else [value]
                for one in named:
                    if one is not None and one not in known[_LISTS[letter]]:
                        yield f"{where}: {field} {one} is none of the {_LISTS[letter]}"
