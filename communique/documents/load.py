"""Files, folders, archives, JSON Lines and standard input turned into documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import BinaryIO, Literal

from communique.documents.clutter import Marked, mark
from communique.documents.dateline import published_in
from communique.documents.document import Document, document_id
from communique.documents.encoding import decoded, refuse_binary, wide_encoding
from communique.documents.json_entries import (
    Entry,
    entries_in_file,
    entries_in_lines,
    starts_with_object,
    too_large,
    whole,
)
from communique.documents.language import ENGLISH, language_of, name_of
from communique.documents.page import Page
from communique.documents.sources import DAMAGE, Source, open_sources, reason
from communique.documents.sources import attached as attached_sources
from communique.errors import EmptyInput, InputError, InputTooLarge, UnreadableInput
from communique.vocabulary import STORY_KINDS, PublishedFrom

_FIRST_LINES = 3
"""Lines by one of which JSON Lines are known."""
Format = Literal["text", "html", "json", "json-lines", "pdf", "word", "mail"]

_FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json-lines",
    ".ndjson": "json-lines",
    ".json": "json",
    ".pdf": "pdf",
    ".docx": "word",
    ".eml": "mail",
}
_BINARY: frozenset[Format] = frozenset({"pdf", "word", "mail"})
_PDF = b"%PDF-"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_LARGEST_FILE = 1 << 27
"""Bytes that a PDF file, a Word document or a mail may have."""
_WIDEST_CHARACTER = 4
_MARKUP = 1 << 24
"""Bytes of markup that a page may have beside its text."""
_PEEK = 4096
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.I)
_TAGS = re.compile(r"</?(?:p|div|span|br|h[1-6]|meta|title|section|a)[\s>/]", re.I)
_FEWEST_TAGS = 4


@dataclass(frozen=True)
class LoadOptions:
    """How inputs are to be taken in."""

    max_chars: int = 5_000_000
    """The longest text that is read, in characters (`--max-size`)."""
    published: date | None = None
    """The day on which every input was published, whatever it says itself."""
    stdin: BinaryIO | None = None
    """What "-" stands for; None is the program's own standard input."""


def load(inputs: Sequence[str], options: LoadOptions) -> Iterator[Document | InputError]:
    """Yield the documents that `inputs` hold, in order, and an error for each that cannot be read.

    An input is a file, a folder (read with all below it, in sorted order), a pattern or "-".
    Errors are yielded, not raised, so that one bad input costs no other one.
    """
    for source in open_sources(inputs, options.stdin):
        if isinstance(source, InputError):
            yield source
        else:
            yield from _documents(source, options)


def _documents(source: Source, options: LoadOptions) -> Iterator[Document | InputError]:
    found = False
    try:
        form = _format_of(source)
        if form not in _BINARY:
            refuse_binary(source.head, source.where)
        for document in _read(source, form, options):
            found = True
            yield document
    except InputError as error:
        yield error
    except DAMAGE as error:
        yield UnreadableInput(source.where, reason(error))
    else:
        if not found:
            yield EmptyInput(source.where, "there is nothing to read in it")


def _read(source: Source, form: Format, options: LoadOptions) -> Iterator[Document | InputError]:
    if form == "json-lines":
        for entry in entries_in_lines(source, options.max_chars):
            yield _from_entry(entry, source, options)
    elif form == "json":
        for entry in entries_in_file(source, options.max_chars):
            yield _from_entry(entry, source, options)
    elif form == "html":
        yield _from_page(source, options)
    elif form == "pdf":
        yield _from_pdf(source, options)
    elif form == "word":
        yield _from_word(source, options)
    elif form == "mail":
        yield from _from_mail(source, options)
    else:
        limit = _WIDEST_CHARACTER * options.max_chars
        text = decoded(_bounded(source, limit, options), source.where)
        yield _document(Entry(source.where, text), source.ref, options)


def _format_of(source: Source) -> Format:
    """Return the format that the name tells, or that the first bytes show."""
    known = _FORMATS.get(source.suffix)
    if source.head.startswith(_PDF):
        return "pdf"
    if known not in (None, "json"):
        return known
    return _shown_by(source.head, known)


def _shown_by(first: bytes, known: Format | None) -> Format:
    """Return the format that the first bytes show; `known` is "json" where the name says so."""
    if known is None and _is_mail(first):
        return "mail"
    head = first.decode(wide_encoding(first) or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if head.startswith("{") and _is_in_lines(head, whole_lines=wide_encoding(first) is None):
        return "json-lines"
    if known == "json" or (re.match(r'\{\s*"|\[\s*\{\s*"', head) and '"text"' in head):
        return "json"
    start = head[:_PEEK]
    if _PAGE.search(start) or len(_TAGS.findall(start)) >= _FEWEST_TAGS:
        return "html"
    return "text"


def _is_in_lines(head: str, *, whole_lines: bool) -> bool:
    """Tell whether what begins with an object goes on with one in each line.

    A first line that is broken, or longer than the head, costs the lines behind it nothing.
    """
    lines = head.split("\n")
    if len(lines) == 1 and whole_lines and re.match(r'\{\s*"', head):
        return True
    return any(starts_with_object(line.encode("utf-8", "replace")) for line in lines[:_FIRST_LINES])


def _bounded(source: Source, limit: int, options: LoadOptions) -> bytes:
    raw = source.up_to(limit)
    if len(raw) > limit:
        raise too_large(source.where, options.max_chars)
    return raw


def _from_entry(
    entry: Entry | InputError, source: Source, options: LoadOptions
) -> Document | InputError:
    if isinstance(entry, InputError):
        return entry
    try:
        return _document(entry, entry.id or source.ref, options)
    except InputError as error:
        return error


def _from_page(source: Source, options: LoadOptions) -> Document:
    # Late: whoever reads no pages does not wait for what takes them apart.
    from communique.documents.html import read_page  # noqa: PLC0415

    limit = _WIDEST_CHARACTER * options.max_chars + _MARKUP
    page = read_page(decoded(_bounded(source, limit, options), source.where, html=True))
    entry = Entry(
        where=source.where,
        text=page.text,
        title=page.title,
        outlet=page.outlet,
        url=page.url,
        published=page.published,
        byline=page.byline,
        language=page.language,
    )
    return _document(entry, source.ref, options, page)


def _from_pdf(source: Source, options: LoadOptions) -> Document:
    from communique.documents.pdf import read_pdf  # noqa: PLC0415

    text = read_pdf(_whole(source), source.where, options.max_chars)
    if not text.strip():
        raise EmptyInput(source.where, "its pages are pictures; there is no text in it")
    return _document(Entry(source.where, text), source.ref, options, Page(text))


def _from_word(source: Source, options: LoadOptions) -> Document:
    from communique.documents.word import read_word  # noqa: PLC0415

    if source.head.startswith(_COMPOUND):
        raise UnreadableInput(
            source.where, "it is locked by a password or of an older Word; save it as .docx first"
        )
    page = read_word(_whole(source), source.where, options.max_chars)
    entry = Entry(source.where, page.text, title=page.title)
    return _document(entry, source.ref, options, page)


def _from_mail(source: Source, options: LoadOptions) -> Iterator[Document | InputError]:
    from communique.documents.html import read_page  # noqa: PLC0415
    from communique.documents.mail import read_mail  # noqa: PLC0415

    mail = read_mail(_whole(source), source.where)
    page = read_page(mail.text) if mail.is_page else None
    text = page.text if page else mail.text
    attached = [each for each in mail.attached if PurePosixPath(each[0].lower()).suffix in _FORMATS]
    if text.strip() or not attached:
        entry = Entry(
            where=source.where,
            text=text,
            id=mail.id,
            title=mail.subject,
            outlet=mail.sender,
            published=mail.sent,
            language=page.language if page else None,
        )
        yield _document(entry, source.ref, options, page)
    for name, raw in attached:
        for inner in attached_sources(source, PurePosixPath(name).name, raw):
            if isinstance(inner, InputError):
                yield inner
            else:
                yield from _documents(inner, options)


def _is_mail(head: bytes) -> bool:
    """Tell whether a file without an ending that says so begins with the header of a mail."""
    header = _HEADER.match(head.replace(b"\r\n", b"\n"))
    names = (
        {line.partition(b":")[0].lower() for line in header[0].split(b"\n")} if header else set()
    )
    return {b"from", b"date"} <= names


def _whole(source: Source) -> bytes:
    raw = source.up_to(_LARGEST_FILE)
    if len(raw) > _LARGEST_FILE:
        raise InputTooLarge(source.where, f"the file has more than {_LARGEST_FILE >> 20} MB")
    return raw


def _document(entry: Entry, ref: str, options: LoadOptions, page: Page | None = None) -> Document:
    text = entry.text
    ref = whole(ref)
    if not text.strip():
        raise EmptyInput(entry.where, "there is no text in it")
    if len(text) > options.max_chars:
        raise too_large(entry.where, options.max_chars)
    marked = mark(
        text,
        title=entry.title,
        structure=page.structure if page else None,
        # Line breaks within a page's paragraphs are meant; white space in markup is long gone.
        wrapped=False if page else None,
    )
    language = language_of(_story(text, marked) or text, entry.language)
    english = language in (None, ENGLISH)
    published, published_from = _published(entry, text, marked, options)
    return Document(
        id=document_id(
            text, url=entry.url, caller_id=entry.id and whole(entry.id), outlet=entry.outlet
        ),
        ref=ref,
        title=entry.title or marked.title,
        outlet=entry.outlet,
        byline=tuple(map(whole, entry.byline)) or marked.byline,
        url=entry.url,
        published=published,
        published_from=published_from,
        language=language,
        read=english,
        not_read=None if english or language is None else f"language: {name_of(language)}",
        text=text,
        paragraphs=marked.paragraphs,
    )


def _story(text: str, marked: Marked) -> str:
    return "\n".join(
        paragraph.span.of(text) for paragraph in marked.paragraphs if paragraph.kind in STORY_KINDS
    )


def _published(
    entry: Entry, text: str, marked: Marked, options: LoadOptions
) -> tuple[date | None, PublishedFrom | None]:
    if options.published is not None:
        return options.published, "given"
    if entry.published is not None:
        return entry.published, "metadata"
    head = [p.span.of(text) for p in marked.paragraphs[:12] if p.kind != "related"]
    dated = published_in(head)
    return (dated, "dateline") if dated else (None, None)
