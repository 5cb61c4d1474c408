"""A web page turned into its story: main text, title, byline, outlet, date and language.

trafilatura finds the main text and, with htmldate, the date. However broken a page is, it gives
what text it has; nothing that the two libraries stumble over is raised or printed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import trafilatura

from communique.documents.dateline import parse_day
from communique.documents.page import Page
from communique.documents.quiet import quiet
from communique.vocabulary import ParagraphKind

_NOISY = ("trafilatura", "htmldate", "justext", "courlan", "charset_normalizer", "dateparser")
# A date that stands somewhere in the story is no date of publication: no extensive search.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_ABOVE = 200
"""Characters within which the title stands."""
_TITLE_PART = re.compile(r"(\s+[|–—-]\s+)")
_BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "code", "ab"})
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.IGNORECASE)
_CODE = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_CODE_END = re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_CLOSING = "'’,.;:)"
_HEAD = 20_000
_NAMELESS = re.compile(r"https?://|@|\d{4}")


def read_page(markup: str) -> Page:
    """Return the story of a page; its text is empty where the page has none."""
    declared = _LANGUAGE.search(markup[:_HEAD])
    language = declared[1] if declared else None
    with quiet(*_NOISY):
        found = _extracted(markup, favor_recall=False) or _extracted(markup, favor_recall=True)
        if found is None:
            return Page(_stripped(markup), language=language)
        text, structure = _written(found.body)
        outlet = _line(found.sitename or found.hostname)
        return Page(
            text=text,
            structure=structure,
            title=_top_heading(text, structure) or _own_title(found.title, outlet, found.hostname),
            outlet=outlet,
            byline=_authors(found.author),
            url=_line(found.url),
            published=_told_day(found.date, markup) if found.date else None,
            language=language,
        )


def _told_day(found: str, markup: str) -> date | None:
    """Return the day; None where the page gives a month alone, to which the library adds a day."""
    month = re.search(rf"[\"']{re.escape(found[:7])}[\"']", markup)
    return None if month and found not in markup else parse_day(found)


def _extracted(markup: str, *, favor_recall: bool) -> Any:
    # The library may stumble anywhere over hostile markup; a page without it is still text.
    try:
        found: Any = trafilatura.bare_extraction(
            _DECLARATION.sub("", markup),
            include_comments=False,
            favor_recall=favor_recall,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except Exception:
        return None
    if found is None or found.body is None or not "".join(found.body.itertext()).strip():
        return None
    return found


def _stripped(markup: str) -> str:
    """Return the words between the tags, for a page in which no main text can be found."""
    first, *others = _CODE.split(markup)
    kept = [first, *(_CODE_END.split(part, maxsplit=1)[-1] for part in others)]
    lines = html.unescape(_TAG.sub("\n", "".join(kept))).splitlines()
    return "\n\n".join(words for line in lines if (words := " ".join(line.split())))


def _written(body: Any) -> tuple[str, dict[int, ParagraphKind]]:
    """Return the text of the extracted tree, a blank line between blocks, and its headings."""
    parts: list[str] = []
    structure: dict[int, ParagraphKind] = {}
    at = 0
    before = ""
    for tag, words in _blocks(body):
        goes_on = before == tag == "p" and not words[0].isupper() and _breaks_off(parts[-1], words)
        if parts:
            between = ("" if words[0] in _CLOSING else " ") if goes_on else "\n\n"
            parts.append(between)
            at += len(between)
        if tag in ("h1", "head"):
            structure[at] = "title" if tag == "h1" and not structure else "heading"
        parts.append(words)
        at += len(words)
        before = tag
    return "".join(parts), structure


def _breaks_off(words: str, following: str) -> bool:
    """Tell whether a link or a picture has torn a sentence into two blocks."""
    return words[-1].isalnum() and (following[0].islower() or following[0] in _CLOSING)


def _blocks(element: Any) -> Iterator[tuple[str, str]]:
    """Yield the tag and the words of each block, in order; blocks within a block come apart."""
    tag = "h1" if element.get("rend") == "h1" else str(element.tag)
    tag = tag if tag in ("h1", "head", "item") else "p"
    parts = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or any(grand.tag in _BLOCKS for grand in child.iter()):
            yield from _lines(tag, "".join(parts))
            parts = []
            yield from _blocks(child)
        elif child.tag == "lb":
            parts.append("\n")
        else:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    yield from _lines(tag, "".join(parts))


def _lines(tag: str, words: str) -> Iterator[tuple[str, str]]:
    for line in words.split("\n"):
        if kept := " ".join(line.split()):
            yield tag, kept


def _top_heading(text: str, structure: dict[int, ParagraphKind]) -> str | None:
    """Return the heading that stands above the story, which is its title as readers see it."""
    first = min(structure, default=None)
    if first is None or first > _ABOVE or structure[first] != "title":
        return None
    return text[first:].split("\n", 1)[0]


def _own_title(title: str | None, outlet: str | None, host: str | None) -> str | None:
    """Return a page's title without the name of the site behind it."""
    if not title:
        return None
    names = {_letters(name) for name in (outlet, host, (host or "").rpartition(".")[0]) if name}
    parts = _TITLE_PART.split(" ".join(title.split()))
    # Parts and the marks between them take turns.
    while len(parts) > 2 and (_letters(parts[-1]) in names or parts[-2].strip() == "|"):
        parts = parts[:-2]
    return "".join(parts) or None


def _letters(name: str) -> str:
    return "".join(char for char in name.lower().removeprefix("www.") if char.isalnum())


def _authors(author: str | None) -> tuple[str, ...]:
    names = (part.strip() for part in (author or "").split(";"))
    return tuple(dict.fromkeys(name for name in names if name and not _NAMELESS.search(name)))


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None
