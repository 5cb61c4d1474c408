"""Drafting lines: parts and evidence in, a line with an id out; no evidence, no line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from communique.analysis import Evidence
from communique.brief.model import Line, Part, PartKind, Range
from communique.brief.wording import day, short
from communique.documents.document import Document
from communique.matching.evidence import words_at
from communique.spans import trimmed

_LONGEST_QUOTE = 240
_TAIL = 40
_ISO_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![-.]?\w)")
"""A day, and not the beginning of a file's name."""


def plain(text: str) -> Part:
    """Return words of the brief's own."""
    return Part(text)


def name(text: str) -> Part:
    """Return the name of an actor or an issue."""
    return _part(text, "name")


def quote(text: str) -> Part:
    """Return words of the coverage, cut where they are very long."""
    return _part(text, "quote")


def quiet(text: str) -> Part:
    """Return what stands back: who says so, and when."""
    return Part(text, "quiet")


def tag(text: str) -> Part:
    """Return one word that says what the line is."""
    return Part(text, "tag")


def sentence(text: str) -> tuple[Part, ...]:
    """Return a sentence of the analysis: its quotations as quotes, its days as "12 May 2031"."""
    if text.count("“") != text.count("”"):
        return (plain(text),)
    found = []
    for piece in re.split("(“[^“”]*”)", text):
        if piece.startswith("“"):
            found.append(quote(piece[1:-1]))
        elif piece:
            found.append(plain(_ISO_DAY.sub(_spelled, piece)))
    return tuple(found)


def _spelled(iso: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(iso.group()))
    except ValueError:
        return iso.group()


def _part(text: str, kind: PartKind) -> Part:
    return Part(short(text, _LONGEST_QUOTE), kind)


@dataclass
class Desk:
    """Where lines are drafted: it keeps the evidence of each until the numbers are given.

    Attributes:
        documents: all documents of the coverage, by id.
        story_of: the story of each document, by document id.
        first_of_story: ids of the documents that speak for their copies.
        uncertain_below: the confidence below which a line is marked.
        evidence: what each line that was drafted stands on, by the line's id.

    """

    documents: Mapping[str, Document]
    story_of: Mapping[str, str]
    first_of_story: frozenset[str] = frozenset()
    uncertain_below: float = 0.0
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)

    def line(
        self,
        kind: str,
        parts: Iterable[Part],
        evidence: Iterable[Evidence],
        *,
        telling: Iterable[str] = (),
        apart: bool = False,
        when: str = "",
        span: Range | None = None,
        **facts: Any,
    ) -> Line | None:
        """Return a line; None where nothing says so, or where the same line was drafted before.

        Args:
            kind: what it is, for `--format json`.
            parts: its words.
            evidence: what says so.
            telling: words by which the most telling evidence is known.
            apart: whether all spans of one sentence are needed to check the line.
            when: its date in words.
            span: the numbers that a figure admits.
            facts: its values, for `--format json`; by its `confidence`, where one is estimated,
                an uncertain line is marked.

        """
        known = self._checked(evidence)
        said = tuple(part for part in parts if part.text)
        if not known or not said:
            return None
        meaning = [kind, when, *(p.text for p in said)]
        meaning += [f"{e.document} {e.span.start} {e.span.end}" for e in known]
        digest = hashlib.sha256("\0".join(meaning).encode("utf-8", "surrogatepass"))
        line_id = f"{kind}:{digest.hexdigest()[:16]}"
        if line_id in self.evidence:
            return None
        front = self._in_front(known, telling, apart=apart)
        self.evidence[line_id] = tuple(dict.fromkeys((*front, *known)))
        sure = facts.get("confidence")
        uncertain = sure is not None and sure < self.uncertain_below
        return Line(line_id, kind, when, said, (), len(front), facts, span, uncertain)

    def opening(self, document: Document, *, most: int = 160) -> tuple[Evidence, ...]:
        """Return the first words of a document, for a line that is about the document itself."""
        start = next((p.start for p in document.paragraphs), 0)
        end = min(len(document.text), start + most)
        line_end = document.text.find("\n", start, end)
        span = trimmed(document.text, start, end if line_end <= start else line_end)
        span = span or trimmed(document.text, 0, len(document.text))
        return (words_at(document, span),) if span else ()

    def _checked(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Return what stands where it should, once each."""
        return tuple(
            dict.fromkeys(
                e
                for e in evidence
                if e.document in self.documents
                and e.span.of(self.documents[e.document].text) == e.words
            )
        )

    def _in_front(
        self, known: Sequence[Evidence], telling: Iterable[str], *, apart: bool
    ) -> tuple[Evidence, ...]:
        """Return those of `known` that are enough to check the line.

        Copies say nothing new, so that one document speaks for each report; and one span speaks
        for its sentence, unless each is needed (`apart`): one that holds `telling` words where
        there is one, else the longest.
        """
        words = [_folded(w) for w in telling if w]
        speaks: dict[str, str] = {}
        for e in known:
            story = self.story_of.get(e.document, e.document)
            if story not in speaks or e.document in self.first_of_story:
                speaks[story] = e.document
        best: dict[tuple[str, str], Evidence] = {}

        def worth(e: Evidence) -> tuple[bool, int]:
            return any(w in _folded(e.words) for w in words), len(e.words)

        for e in known:
            if e.document != speaks[self.story_of.get(e.document, e.document)]:
                continue
            # The analysis may see less of a sentence from one span than from the next.
            key = (e.document, str(e.span) if apart else e.sentence[-_TAIL:] or str(e.span))
            if key not in best or worth(e) > worth(best[key]):
                best[key] = e
        return tuple(best.values())


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
