"""Bytes turned into text, whatever encoding they are in; what is no text is refused.

A byte-order mark is dropped and nothing else: line ends, control characters and direction marks
stay, because every fact points at characters of the text as it was taken in.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from communique.errors import UnreadableInput

SAMPLE = 1 << 16
"""Bytes that are enough to tell what a file is."""

# The marks of UTF-32 come first: that of UTF-16 is how the little-endian one begins.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02
_MOST_BROKEN = 0.1
_ONE_SIDED = 20


def decoded(raw: bytes, where: str, *, html: bool = False) -> str:
    """Return the text of `raw`; with `html`, the encoding that the page declares counts too.

    Raises:
        UnreadableInput: it is binary, or in no encoding that is known.

    """
    refuse_binary(raw, where)
    text = _decoded(raw, where, html=html)
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text) + 1:
        raise UnreadableInput(where, "this is a binary file, not text")
    return text


def refuse_binary(head: bytes, where: str) -> None:
    """Raise UnreadableInput where the first bytes of a file show that it is no text."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise UnreadableInput(where, f"this is {name}; save it as text or HTML first")
    if head[257:262] == b"ustar":
        raise UnreadableInput(where, "tar archives are not read; unpack it or use .zip")
    sample = head[:SAMPLE]
    if wide_encoding(sample) is None and sample.count(0) > _MOST_CONTROLS * len(sample) + 1:
        raise UnreadableInput(where, "this is a binary file, not text")


def wide_encoding(head: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 encoding that the first bytes are in; None for any other.

    Without a mark, UTF-16 shows in that every other byte of blanks and Latin letters is zero.
    """
    for mark, name in _MARKS[1:]:
        if head.startswith(mark):
            return name
    sample = head[: SAMPLE - SAMPLE % 2]
    zeros = sample.count(0)
    if zeros <= _MOST_CONTROLS * len(sample) + 3:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= _ONE_SIDED * min(even, odd):
        return None
    name = "utf-16-be" if even > odd else "utf-16-le"
    try:
        # Other binary files stumble over a half of a surrogate pair within some lines.
        codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeDecodeError:
        return None
    return name


def _decoded(raw: bytes, where: str, *, html: bool) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    if wide := wide_encoding(raw):
        return raw.decode(wide, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if html and (declared := _META_CHARSET.search(raw[:SAMPLE])):
        try:
            return raw.decode(as_browsers_do(declared.group(1).decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            pass
    if (damaged := _damaged_utf8(raw)) is not None:
        return damaged
    return _guessed(raw, where)


def as_browsers_do(charset: str) -> str:
    """Return the character set that a browser takes a declared one for.

    Who declares Latin-1 mostly writes Windows-1252, whose quotes and dashes Latin-1 lacks (WHATWG,
    Encoding Standard, "windows-1252").
    """
    return "cp1252" if charset.lower() in _AS_WINDOWS else charset


_AS_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})


def _damaged_utf8(raw: bytes) -> str | None:
    """Return UTF-8 in which a few bytes are broken; None for other encodings, full of breaks."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    others = sum(1 for char in text if char > "\x7f") - broken
    return text if broken < _MOST_BROKEN * others else None


def _guessed(raw: bytes, where: str) -> str:
    # A cut at a line end never falls inside a character of many bytes.
    end = raw.rfind(b"\n", 0, SAMPLE) + 1 if len(raw) > SAMPLE else 0
    matches = from_bytes(raw[: end or len(raw)])
    best = matches.best()
    if best is None:
        raise UnreadableInput(where, "this is binary, or text in an encoding that is not known")
    # Few bytes tell Western European encodings apart; Windows-1252 is what is out there.
    western = next((m for m in matches if "cp1252" in m.could_be_from_charset), None)
    name = "cp1252" if western and western.chaos <= best.chaos else best.encoding
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return raw.decode(best.encoding, "replace")
