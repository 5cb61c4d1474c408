"""Annotated texts in the shape that training takes: words, and what each head should answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from communique.reading.labels import DEPREL, LINKS, TAGS
from communique.reading.words import words_in

UNKNOWN = -100
"""Answer of a head for a word that nobody annotated for it; it counts in no loss."""
NO_NAME = -1
"""Answer of the head of names for what is no person, place or body, but may be a name of MISC."""

Ints = npt.NDArray[np.int64]
Chars = tuple[int, int]


@dataclass
class Link:
    """The words that belong to one anchor: a cue, a trigger, a number or a position."""

    role: int
    """Place in `LINKS`."""
    anchor: int
    members: list[int]


@dataclass
class Example:
    """A text in words. Arrays hold one answer a word; a head that is absent has no answers."""

    corpus: str
    words: list[str]
    breaks: list[bool]
    """Which words begin a paragraph."""
    tags: dict[str, Ints] = field(default_factory=dict)
    heads: Ints | None = None
    """Index of the governing word, the word's own index for a root, UNKNOWN where not annotated."""
    relations: Ints | None = None
    links: list[Link] = field(default_factory=list)
    told: frozenset[str] = frozenset()
    """Event types of which at least one is told somewhere in the text, where only that is known."""

    def __len__(self) -> int:
        return len(self.words)

    def part(self, start: int, end: int) -> Example:
        """Return words `[start, end)` as an example of their own; links that lead out are cut."""
        heads = None if self.heads is None else self.heads[start:end].copy()
        if heads is not None:
            out = (heads != UNKNOWN) & ((heads < start) | (heads >= end))
            heads[heads != UNKNOWN] -= start
            heads[out] = UNKNOWN
        return Example(
            corpus=self.corpus,
            words=self.words[start:end],
            breaks=self.breaks[start:end],
            tags={head: answers[start:end] for head, answers in self.tags.items()},
            heads=heads,
            relations=None if self.relations is None else self.relations[start:end],
            links=[
                Link(x.role, x.anchor - start, [m - start for m in x.members if start <= m < end])
                for x in self.links
                if start <= x.anchor < end
            ],
            told=self.told if start == 0 else frozenset(),
        )


class CharacterText:
    """A text annotated by character spans, on its way to becoming an example."""

    def __init__(self, corpus: str, text: str) -> None:
        self.text = text
        self.spans = [(s.start, s.end) for s in words_in(text)]
        self.starts = np.asarray([start for start, _ in self.spans], dtype=np.int64)
        self.ends = np.asarray([end for _, end in self.spans], dtype=np.int64)
        gaps = paragraph_gap(text)
        breaks = [
            i == 0 or bool(gaps.search(text, self.spans[i - 1][1], start))
            for i, (start, _) in enumerate(self.spans)
        ]
        self.example = Example(corpus, [text[a:b] for a, b in self.spans], breaks)

    def words(self, span: Chars) -> range:
        """Return the indices of the words that share a character with `span`."""
        start, end = span
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return range(first, max(first, last))

    def tag(self, head: str, spans: Iterable[tuple[Chars, str]]) -> None:
        """Set the answers of a BIO head. Longer spans win; what they cover is not told again."""
        labels = TAGS[head]
        answers = np.zeros(len(self.example), dtype=np.int64)
        for span, label in sorted(spans, key=lambda x: x[0][0] - x[0][1]):
            inside = self.words(span)
            if len(inside) == 0 or answers[inside.start : inside.stop].any():
                continue
            answers[inside.start] = labels.index(f"B-{label}")
            answers[inside.start + 1 : inside.stop] = labels.index(f"I-{label}")
        self.example.tags[head] = answers

    def answer(self, head: str, answers: Iterable[tuple[Chars, str]]) -> None:
        """Set the answers of a plain head at the first words of spans; other words are unknown."""
        row = np.full(len(self.example), UNKNOWN, dtype=np.int64)
        for span, label in answers:
            inside = self.words(span)
            if len(inside):
                row[inside.start] = TAGS[head].index(label)
        self.example.tags[head] = row

    def blur(self, head: str, before: int, after: int) -> None:
        """Take back the answers of a BIO head that say where its spans end.

        So many words outside, before and after each span, are left unknown: for a corpus that finds
        the same things as another but cuts them by another habit.
        """
        answers = self.example.tags[head]
        inside = answers > 0
        for start in np.flatnonzero(answers % 2 == 1):
            left = answers[max(0, start - before) : start]
            left[left == 0] = UNKNOWN
        for end in np.flatnonzero(inside & ~np.append(inside[1:], False)) + 1:
            right = answers[end : end + after]
            right[right == 0] = UNKNOWN

    def link(self, role: str, anchor: Chars, members: Sequence[Chars]) -> None:
        """Say which words belong to the anchor that starts at `anchor`'s first word."""
        at = self.words(anchor)
        if len(at):
            found = sorted({i for member in members for i in self.words(member)})
            self.example.links.append(Link(LINKS.index(role), at.start, found))

    def link_edges(self, role: str, anchor: Chars, members: Sequence[Chars]) -> None:
        """Say at which words the stretches that belong to the anchor begin and end."""
        at = self.words(anchor)
        found = {i for member in members for i in self.words(member)}
        if len(at):
            for edge, step in (("start", -1), ("end", 1)):
                words = sorted(i for i in found if i + step not in found)
                self.example.links.append(Link(LINKS.index(f"{role}-{edge}"), at.start, words))

    def link_own_edges(self, role: Literal["cue", "position"], span: Chars) -> None:
        """Say at every word of a span at which word it begins, and which is its last."""
        words = self.words(span)
        for at in words:
            for edge, word in (("start", words.start), ("end", words.stop - 1)):
                self.example.links.append(Link(LINKS.index(f"{role}-{edge}"), at, [word]))


def paragraph_gap(text: str) -> re.Pattern[str]:
    """Return what separates paragraphs in `text`: blank lines and indents, else any line end."""
    return re.compile(r"\n[ \t]*\n|\n[ \t]{2,}" if "\n\n" in text else r"\n")


def syntax_example(
    corpus: str, sentences: Sequence[Sequence[Sequence[str]]], paragraphs: Sequence[bool]
) -> Example:
    """Build an example of CoNLL-U rows (form, upos, xpos, head, relation), a list a sentence."""
    words: list[str] = []
    breaks, begins, upos, xpos, heads, relations = [], [], [], [], [], []
    for rows, new_paragraph in zip(sentences, paragraphs, strict=True):
        offset = len(words)
        for i, (form, universal, penn, head, relation) in enumerate(rows):
            words.append(form)
            breaks.append(i == 0 and new_paragraph)
            begins.append(int(i == 0))
            upos.append(TAGS["upos"].index(universal))
            xpos.append(TAGS["xpos"].index(penn) if penn in TAGS["xpos"] else UNKNOWN)
            heads.append(offset + (int(head) - 1 if head != "0" else i))
            relations.append(DEPREL.index(plain_relation(relation)))
    answers = {"sentence": begins, "upos": upos, "xpos": xpos}
    return Example(
        corpus,
        words,
        breaks,
        tags={head: np.asarray(row, dtype=np.int64) for head, row in answers.items()},
        heads=np.asarray(heads, dtype=np.int64),
        relations=np.asarray(relations, dtype=np.int64),
    )


def plain_relation(relation: str) -> str:
    """Return the relation under the name that the head knows; rare older names are folded."""
    older = {"obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked", "nmod:npmod": "nmod:unmarked"}
    relation = older.get(relation, relation)
    return relation if relation in DEPREL else relation.split(":")[0]


def windows(example: Example, pieces: Sequence[int], most: int, first: int) -> Iterator[Example]:
    """Cut an example into parts of at most `most` pieces, at paragraph or sentence ends.

    Args:
        example: the text.
        pieces: number of pieces of each word.
        most: most pieces in a part.
        first: most pieces in the first part, so that cuts differ from one epoch to the next.
    """
    start, room = 0, first
    while start < len(example):
        end, used, good = start, 0, 0
        while end < len(example):
            cost = pieces[end] + int(example.breaks[end] and end > start)
            if used + cost > room and end > start:
                break
            used += cost
            end += 1
            if end == len(example) or example.breaks[end]:
                good = end
            elif example.words[end - 1] in {".", "!", "?"} and good <= start:
                good = -end  # the end of a sentence, for want of the end of a paragraph
        if end < len(example):
            end = abs(good) if abs(good) > start else end
        yield example.part(start, end)
        start, room = end, most
