"""JSON Lines and JSON files: each object with a `text` is a document, each odd one an error."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.documents.bylines import names_from
from communique.documents.dateline import parse_day
from communique.documents.encoding import decoded, wide_encoding
from communique.documents.sources import Source
from communique.errors import EmptyInput, InputError, InputTooLarge, UnreadableInput

_SLACK = 1 << 20
"""Bytes allowed beside the text: other fields, and blanks."""
_ESCAPED = 6
"""Bytes of the longest way in which JSON usually writes one character: `\\u00e9`."""
_DATES = ("published", "date")
_TYPES = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


@dataclass(frozen=True)
class Entry:
    """One JSON object that is a document."""

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    byline: tuple[str, ...] = ()
    language: str | None = None


def entries_in_lines(source: Source, max_chars: int) -> Iterator[Entry | InputError]:
    """Yield the documents of a JSON Lines file, one line in memory at a time."""
    limit = _ESCAPED * max_chars + _SLACK
    for number, line in enumerate(_lines(_in_utf8(source), limit), start=1):
        where = f"{source.where}, line {number}"
        if line is None:
            yield too_large(where, max_chars)
        elif line.strip():
            yield _from_line(line, where)


def entries_in_file(source: Source, max_chars: int) -> Iterator[Entry | InputError]:
    """Yield the documents of a JSON file: one object, or a list of them."""
    limit = _ESCAPED * max_chars + _SLACK
    raw = source.up_to(limit)
    if len(raw) > limit:
        yield InputTooLarge(
            source.where,
            "the file is too large to be read as one piece of JSON; "
            "turn it into JSON Lines, or raise --max-size",
        )
        return
    try:
        value = _value(raw, source.where)
    except InputError as error:
        yield error
        return
    if not isinstance(value, list):
        yield _from_value(value, source.where)
        return
    if not value:
        yield EmptyInput(source.where, "the list is empty")
    for number, item in enumerate(value, start=1):
        yield _from_value(item, f"{source.where}, entry {number}")


def starts_with_object(line: bytes) -> bool:
    """Tell whether a line is a whole JSON object, as each one of JSON Lines is."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _from_line(line: bytes, where: str) -> Entry | InputError:
    try:
        value = _value(line, where)
    except InputError as error:
        return error
    return _from_value(value, where)


def _from_value(value: Any, where: str) -> Entry | InputError:
    try:
        return _entry(value, where)
    except InputError as error:
        return error


def _value(raw: bytes, where: str) -> Any:
    text = decoded(raw, where)
    try:
        # Raw control characters within strings are common in scraped files, and harmless.
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        at = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}"
        raise UnreadableInput(where, f"not valid JSON: {error.msg.lower()} ({at})") from None
    except ValueError as error:
        raise UnreadableInput(where, f"not valid JSON: {error}") from None
    except RecursionError:
        raise UnreadableInput(where, "the JSON is nested too deeply") from None


def _entry(value: Any, where: str) -> Entry:
    if not isinstance(value, dict):
        kind = _TYPES.get(type(value), "a text")
        raise UnreadableInput(where, f"an object with a text was expected, not {kind}")
    text = value.get("text")
    if text is None:
        raise UnreadableInput(where, 'the object has no "text"')
    if not isinstance(text, str):
        raise UnreadableInput(where, f'"text" is {_TYPES[type(text)]}, not a text')
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UnreadableInput(where, '"text" holds half a character (a lone surrogate)') from None
    if not text.strip():
        raise EmptyInput(where, '"text" is empty')
    identity = value.get("id")
    return Entry(
        where=where,
        text=text,
        id=str(identity) if isinstance(identity, str | int) and identity != "" else None,
        title=_said(value, "title"),
        outlet=_said(value, "outlet"),
        url=_said(value, "url"),
        published=next((day for key in _DATES if (day := _day(value.get(key)))), None),
        byline=names_from(value.get("byline")),
        language=_said(value, "language"),
    )


def _said(value: dict[str, Any], key: str) -> str | None:
    found = value.get(key)
    if not isinstance(found, str):
        return None
    return whole(found).strip() or None


def whole(words: str) -> str:
    """Return words without halves of characters, which no file can keep."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _day(value: object) -> date | None:
    return parse_day(value) if isinstance(value, str) else None


def too_large(where: str, max_chars: int) -> InputTooLarge:
    """Return what is said of a text over the limit."""
    return InputTooLarge(
        where, f"more than {max_chars:,} characters of text; raise --max-size to read it"
    )


def _in_utf8(source: Source) -> Iterator[bytes]:
    wide = wide_encoding(source.head)
    if wide is None:
        yield from source.chunks()
        return
    decoder = codecs.getincrementaldecoder(wide)("replace")
    for piece in source.chunks():
        yield decoder.decode(piece).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _lines(pieces: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """Yield each line without its end; None for one that is longer than `limit` bytes."""
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        *ended, last = piece.split(b"\n")
        for part in ended:
            yield b"".join([*kept, part]) if size + len(part) <= limit else None
            kept, size = [], 0
        size += len(last)
        if size <= limit:
            kept.append(last)
        else:
            kept = []
    if size:
        yield b"".join(kept) if size <= limit else None
