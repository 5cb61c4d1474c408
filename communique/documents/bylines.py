"""Who wrote it: lines such as "By Ann Lee and Bob Roe, staff writers", and byline fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from communique.documents.dateline import months
from communique.documents.phrases import listed

_LONGEST = 400
"""Characters of a byline; what is longer is none, and would take long to look through."""
_MOST_WORDS = 16
_MOST_IN_A_NAME = 5
_CUT = re.compile(r"\s+(?:\||•|·|–|—|-|in|at|for|on|with)\s+|\s*[|(]\s*|\s*\d")
_PART = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_BY = re.compile(r"(?:by|written by|words by|story by|report by|author)\s*:?\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|@\w+")


def names_in(line: str) -> tuple[str, ...]:
    """Return the names in a byline such as "By Ann Lee, Eastvale Herald"; empty if it is none."""
    if len(line) > _LONGEST:
        return ()
    line = " ".join(line.split())
    opening = _BY.match(line)
    if opening is None or len(line.split()) > _MOST_WORDS:
        return ()
    head = _ADDRESS.sub("", line[opening.end() :])
    head = _CUT.split(head, maxsplit=1)[0]
    before_date = takewhile(lambda token: token.lower().strip(".,") not in months(), head.split())
    head = " ".join(before_date).rstrip(" .,:")
    parts = [part for part in _PART.split(head) if part]
    if not parts or not all(_may_be_named(part) for part in parts):
        return ()
    return _persons(parts)


def names_from(field: object) -> tuple[str, ...]:
    """Return the names that a byline field gives, be it a list or one text."""
    if isinstance(field, str):
        field = " ".join(field[:_LONGEST].split())
        opening = _BY.match(field)
        return _persons(_PART.split(field[opening.end() :] if opening else field))
    if isinstance(field, Iterable):
        return _persons(part for part in field if isinstance(part, str))
    return ()


def is_signature(line: str) -> bool:
    """Tell whether a line beside a byline only names an outlet or an office ("Staff Writer")."""
    tokens = line.split()
    return len(tokens) <= _MOST_IN_A_NAME and all(
        token[0].isupper() or token.lower() in _small_words() for token in tokens
    )


def names_an_outlet(line: str) -> bool:
    """Tell whether one of the words in a short line is the kind that outlets call themselves."""
    return any(token in listed("byline", "outlets") for token in line.lower().split())


def _small_words() -> frozenset[str]:
    return listed("byline", "particles") | {"of", "for", "to", "and", "in", "the", "at"}


def _persons(parts: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(name for part in parts if (name := part.strip(" .")) and _is_person(name))
    return tuple(found)


def _is_person(part: str) -> bool:
    lowered = part.lower()
    if lowered in listed("byline", "roles"):
        return False
    return not any(token in listed("byline", "outlets") for token in lowered.split())


def _may_be_named(part: str) -> bool:
    if part.lower() in listed("byline", "roles"):
        return True
    tokens = part.split()
    if len(tokens) > _MOST_IN_A_NAME or tokens[0].lower() in listed("prose", "weekdays"):
        return False
    return ":" not in part and all(
        token[0].isupper() or token.lower() in listed("byline", "particles") for token in tokens
    )
