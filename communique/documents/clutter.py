"""Which paragraphs are the story and which are not.

A paragraph is judged by what it is: its shape, its length, where it stands, what stands beside it,
and the phrases by which sites speak of themselves. What is not plainly clutter is the story.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.documents.bylines import is_signature, names_an_outlet, names_in
from communique.documents.document import Paragraph
from communique.documents.paragraphs import stretches
from communique.documents.phrases import (
    ends_sentence,
    is_related_label,
    kind_of,
    listed,
    opens_tail,
)
from communique.spans import Span
from communique.vocabulary import ParagraphKind

_LONGEST_TITLE = 220
_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 12
_MOST_STOPPED_WORDS = 4
_LONGEST_LISTED = 160
_SHORTEST_BODY = 60
_MOST_LISTED = 15
_HEAD = 10
_FEWEST_TITLE_WORDS = 2
_WORDS_ALIKE = 0.6
_LATEST_SHARE = 0.5
_SHORT_RUN_WORDS = 6

_MARKER = re.compile(r"#{1,6}\s+|\*\*(?=\S.*\*\*$)")
_ITEM = re.compile(r"[-–—•*·▪◦]\s|\(?[a-zA-Z][.)]\s")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTES = ('"', "“", "‘", "'")
_SPEAKER = re.compile(r"[\w. ]{1,30}:\s|\([^()]{2,40}\)\s")
_SENTENCES = re.compile(r"[^\W\d_]{5}[\"”’)]?[.!?]\s+[A-Z\"“]")
_NO_HEADING_END = (",", ";", ":", "-", "–", "—", "&", "(")


@dataclass(frozen=True)
class Marked:
    """A text's paragraphs with their kinds, and what the text says of its own title and authors."""

    paragraphs: tuple[Paragraph, ...]
    title: str | None
    byline: tuple[str, ...]


@dataclass
class _Page:
    """The paragraphs of one text while their kinds are found out; None is not yet known."""

    text: str
    spans: list[Span]
    words: list[str] = field(init=False)
    kinds: list[ParagraphKind | None] = field(init=False)
    byline: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.words = [span.of(self.text) for span in self.spans]
        self.kinds = [kind_of(words) for words in self.words]


def mark(
    text: str,
    *,
    title: str | None = None,
    structure: Mapping[int, ParagraphKind] | None = None,
    wrapped: bool | None = None,
) -> Marked:
    """Cut `text` into paragraphs and tell what each one is.

    Args:
        text: what was taken in.
        title: what the source says the title is, where it does.
        structure: kinds that the page's own markup gives, by the place where a paragraph starts.
        wrapped: whether lines are hard-wrapped; None finds out.

    """
    page = _Page(text, [_unmarked(text, span) for span in stretches(text, wrapped=wrapped)])
    heading_marks = _marked_headings(text, page)
    for number, span in enumerate(page.spans):
        given = (structure or {}).get(span.start) or heading_marks.get(number)
        if given is not None and page.kinds[number] is None:
            page.kinds[number] = given
    _mark_signature(page)
    first = _mark_title(page, title)
    _mark_byline(page)
    _mark_related_lists(page)
    _mark_tail(page)
    for number in range(len(page.words)):
        if page.kinds[number] is None and _is_heading(page, number):
            page.kinds[number] = "heading"
    paragraphs = tuple(
        Paragraph(span.start, span.end, kind or "body")
        for span, kind in zip(page.spans, page.kinds, strict=True)
    )
    own = " ".join(page.words[first].split()) if first is not None else None
    return Marked(paragraphs, own, page.byline)


def _unmarked(text: str, span: Span) -> Span:
    """Return the paragraph without the signs that make it a heading in Markdown."""
    if text[span.start] not in "#*":
        return span
    marker = _MARKER.match(text, span.start, span.end)
    if marker is None or marker.end() == span.end:
        return span
    closing = 2 if marker[0] == "**" else 0
    return Span(marker.end(), max(marker.end() + 1, span.end - closing))


def _marked_headings(text: str, page: _Page) -> dict[int, ParagraphKind]:
    return {
        number: "heading"
        for number, span in enumerate(page.spans)
        if span.start and text[span.start - 1] in " *" and _starts_marked(text, span.start)
    }


def _starts_marked(text: str, start: int) -> bool:
    line = text[text.rfind("\n", max(0, start - 10), start) + 1 : start]
    return line.strip() == "**" or (line.startswith("#") and not line.strip("# \t"))


def _mark_title(page: _Page, given: str | None) -> int | None:
    """Mark the title and return its number; None where the text does not hold one."""
    head = range(min(_HEAD, len(page.words)))
    if given is not None:
        for number in head:
            if _same_title(page.words[number], given):
                page.kinds[number] = "title"
                return number
        return None
    candidates = (n for n in head if page.kinds[n] in (None, "heading", "related"))
    first = next(candidates, None)
    if first is None or not _may_be_title(page, first):
        return None
    page.kinds[first] = "title"
    return first


def _may_be_title(page: _Page, number: int) -> bool:
    words = page.words[number]
    if page.kinds[number] == "heading":
        return True
    if page.kinds[number] == "related" and (number > 0 or ":" not in words):
        return False
    followed = any(kind in (None, "heading") for kind in page.kinds[number + 1 :])
    asks = words.rstrip("\"'”’").endswith(("?", "!"))
    return (
        followed
        and len(words) <= _LONGEST_TITLE
        and len(words.split()) >= _FEWEST_TITLE_WORDS
        and (asks or not ends_sentence(words))
        and not words.endswith(_NO_HEADING_END)
        and not _SENTENCES.search(words)
        and not names_in(words)
        and not words[0].islower()
    )


def _same_title(words: str, given: str) -> bool:
    if len(words) > 2 * _LONGEST_TITLE:
        return False
    mine, other = (_WORD.findall(text.lower()) for text in (words, given))
    if mine == other:
        return bool(mine)
    # A site's name often follows the title on one of the two sides, and editors touch titles up.
    shared = len(set(mine) & set(other))
    return not ends_sentence(words) and shared >= max(
        3, _WORDS_ALIKE * max(len(set(mine)), len(set(other)))
    )


def _mark_signature(page: _Page) -> None:
    """Mark an outlet's name at the top, and the author's name that stands above it."""
    for number in range(min(_HEAD, len(page.words) - 1)):
        words = page.words[number]
        if _is_prose(words):
            return
        if page.kinds[number] is None and _is_office(page, number) and names_an_outlet(words):
            page.kinds[number] = "boilerplate"
            above = page.words[number - 1] if number else ""
            names = () if names_in(above) else names_in(f"By {above}")
            if names and page.kinds[number - 1] is None:
                page.kinds[number - 1] = "boilerplate"
                page.byline = names


def _mark_byline(page: _Page) -> None:
    """Mark the byline and the lines beside it that name an office, and keep the names."""
    bodies = 0
    for number, words in enumerate(page.words):
        if page.kinds[number] is None and len(words) >= _SHORTEST_BODY and ends_sentence(words):
            bodies += 1
        at_edge = bodies <= 1 or number >= len(page.words) - 2
        if page.kinds[number] not in (None, "heading", "boilerplate") or not at_edge:
            continue
        names = names_in(words)
        if not names or (number == 0 and len(page.words) > 1 and len(words.split()) > 8):
            continue
        page.kinds[number] = "boilerplate"
        page.byline = page.byline or names
        for beside in range(number + 1, min(number + 3, len(page.words))):
            if page.kinds[beside] is not None or not _is_office(page, beside):
                break
            page.kinds[beside] = "boilerplate"


def _is_office(page: _Page, number: int) -> bool:
    words = page.words[number]
    return not ends_sentence(words) and words[-1] not in ":," and is_signature(words)


def _mark_related_lists(page: _Page) -> None:
    """Mark the headlines below a bare "Related stories"."""
    number = 0
    while number < len(page.words):
        if page.kinds[number] == "related" and is_related_label(page.words[number]):
            for listed_one in range(number + 1, min(number + 1 + _MOST_LISTED, len(page.words))):
                if not _is_headline(page, listed_one):
                    break
                if page.kinds[listed_one] != "boilerplate":
                    page.kinds[listed_one] = "related"
                number = listed_one
        number += 1


def _is_headline(page: _Page, number: int) -> bool:
    words = page.words[number]
    if page.kinds[number] in ("related", "boilerplate"):
        return not opens_tail(words)
    if page.kinds[number] == "title" or len(words) > _LONGEST_LISTED:
        return False
    return words.endswith("?") or not (ends_sentence(words) or words.endswith(":"))


def _mark_tail(page: _Page) -> None:
    """Mark what follows a comment form or an author's box, where that is the lesser part."""
    total = sum(map(len, page.words))
    before = 0
    for number, words in enumerate(page.words):
        if before >= _LATEST_SHARE * total and opens_tail(words):
            for below in range(number, len(page.words)):
                if page.kinds[below] != "related":
                    page.kinds[below] = "boilerplate"
            return
        before += len(words)


def _is_heading(page: _Page, number: int) -> bool:
    words = page.words[number]
    if len(words) > _LONGEST_HEADING or number == 0 or _ITEM.match(words):
        return False
    tokens = _WORD.findall(words)
    if not tokens or len(tokens) > _MOST_HEADING_WORDS or not _reads_as_heading(words, tokens):
        return False
    return _stands_as_heading(page, number, len(tokens))


def _reads_as_heading(words: str, tokens: Sequence[str]) -> bool:
    first = next(char for char in words if char.isalnum())
    stopped = ends_sentence(words)
    if first.islower() or words.endswith(_NO_HEADING_END):
        return False
    if _SPEAKER.match(words) and (words[0] == "(" or stopped):
        return False
    if words.endswith("?"):
        return not words.startswith(_QUOTES)
    if stopped:
        return _is_stopped_heading(words, tokens)
    asks = tokens[0].lower() in listed("prose", "asks")
    return asks or tokens[-1].lower() not in listed("prose", "open_ends")


def _is_stopped_heading(words: str, tokens: Sequence[str]) -> bool:
    """Tell whether a line with a full stop is a heading, as translated and scraped pages have them.

    It has a few words without a verb, and is in capitals or has a word in quotation marks. Other
    such lines are sentences of the story.
    """
    if len(tokens) > _MOST_STOPPED_WORDS or not words.endswith("."):
        return False
    verbs = listed("prose", "sentence_words")
    if any(token.lower() in verbs or token.lower().endswith("ed") for token in tokens):
        return False
    return words.isupper() or any(mark in words[:-1] for mark in _QUOTES[:3])


def _stands_as_heading(page: _Page, number: int, length: int) -> bool:
    before = next((n for n in range(number - 1, -1, -1) if _counts(page, n)), None)
    after = next((n for n in range(number + 1, len(page.words)) if _counts(page, n)), None)
    if after is None or not _is_prose(page.words[after]):
        return False
    if before is None:
        return False
    kind, previous = page.kinds[before], page.words[before]
    if kind == "title":
        # Below a title stands its second line, which states facts, unless it is very short.
        return length <= _MOST_STOPPED_WORDS
    if kind == "heading":
        return length <= _SHORT_RUN_WORDS
    return ends_sentence(previous) and not previous.endswith((",", ";"))


def _counts(page: _Page, number: int) -> bool:
    return page.kinds[number] in (None, "title", "heading", "body")


def _is_prose(words: str) -> bool:
    first = next((char for char in words if char.isalnum()), "a")
    return not first.islower() and (
        (len(words) >= _SHORTEST_BODY and (ends_sentence(words) or words.endswith(":")))
        or len(words) >= 2 * _LONGEST_HEADING
    )
