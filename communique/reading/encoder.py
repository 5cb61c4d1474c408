"""A document through the model: words, sentences, syntax, and the spans that the heads propose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TypeVar

import numpy as np

from communique.documents.dateline import dateline_end
from communique.documents.document import Document
from communique.reading.frequent_words import likeliest
from communique.reading.labels import DEPREL, TAGS
from communique.reading.lemmas import lemma_of
from communique.reading.notebook import SILENT, Notes
from communique.reading.parsed import Parsed, Sentence, Word
from communique.reading.pieces import WINDOW, shape_of, window
from communique.reading.proposals import Proposals, propose
from communique.reading.scores import Model, Scores
from communique.reading.tagging import sentence_starts
from communique.reading.trees import tree, with_of_parts
from communique.reading.words import words_in
from communique.spans import Span
from communique.vocabulary import STORY_KINDS

CONTEXT = 40
"""Pieces of the text before a window that are read with it, and not answered again."""
AT_ONCE = 16
"""Windows that are held in memory together."""
WORDS_AT_ONCE = 2000
"""Words of a long paragraph that are cut into pieces together."""

Thing = TypeVar("Thing")


@dataclass
class Stretch:
    """Words that make up one window: `fresh` words to answer after `context` words."""

    spans: list[Span] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pieces: list[tuple[int, ...]] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    """Words that begin a sentence for sure: those of a paragraph, and behind its dateline."""
    paragraphs: list[int] = field(default_factory=list)
    context: int = 0

    def room(self) -> int:
        """Return how many pieces still fit."""
        return WINDOW - 2 - sum(map(len, self.pieces)) - sum(self.breaks)

    def tail(self) -> Stretch:
        """Return a new stretch that begins with this one's last words as its context."""
        used, at = 0, len(self.spans)
        while at > 0 and used + len(self.pieces[at - 1]) <= CONTEXT:
            at -= 1
            used += len(self.pieces[at])
        return Stretch(
            self.spans[at:],
            self.texts[at:],
            self.pieces[at:],
            self.breaks[at:],
            self.starts[at:],
            self.paragraphs[at:],
            context=len(self.spans) - at,
        )

    @property
    def fresh(self) -> int:
        """Number of words to answer."""
        return len(self.spans) - self.context


def parse(document: Document, model: Model, notes: Notes = SILENT) -> Parsed:
    """Read the story of `document`: its title, headings, body and captions.

    Memory is bounded by the findings: windows are read `AT_ONCE` at a time and then forgotten.
    """
    words: list[Word] = []
    sentences: list[Sentence] = []
    found = Proposals()
    for stretches in _in_groups(_stretches(document, model), AT_ONCE):
        windows = [
            window(model.pieces, s.pieces, [shape_of(t) for t in s.texts], s.breaks)
            for s in stretches
        ]
        for stretch, scores in zip(stretches, model.scorer.score(windows), strict=True):
            _syntax(stretch, scores, model, words, sentences)
            sight = (stretch.spans, stretch.breaks, stretch.starts, scores, model.bars)
            found.extend(propose(*sight, first=stretch.context, notes=notes))
    return Parsed(
        text=document.text,
        words=words,
        sentences=sentences,
        names=found.names,
        quotes=found.quotes,
        figures=found.figures,
        events=found.events,
        positions=found.positions,
        times=found.times,
        notes=notes,
    )


def _in_groups(things: Iterator[Thing], size: int) -> Iterator[list[Thing]]:
    """Yield `size` things at a time, the last ones maybe fewer."""
    while group := list(islice(things, size)):
        yield group


def _stretches(document: Document, model: Model) -> Iterator[Stretch]:
    """Pack paragraphs into windows; one longer than a window is cut at sentence ends."""
    current = Stretch()
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.kind not in STORY_KINDS and paragraph.kind != "heading":
            continue
        new, opened = True, False
        words = words_in(document.text, paragraph.start, paragraph.end)
        story = paragraph.start + dateline_end(document.text[paragraph.start : paragraph.end])
        for spans in _in_groups(words, WORDS_AT_ONCE):
            texts = [span.of(document.text) for span in spans]
            pieces = model.pieces.of(texts)
            at = 0
            while at < len(spans):
                size = sum(map(len, pieces[at:])) + 1
                if size > current.room() and current.fresh:
                    yield current
                    current = current.tail()
                fitting = _fitting(texts, pieces, at, current.room() - 1)
                for i in range(at, fitting):
                    current.spans.append(spans[i])
                    current.texts.append(texts[i])
                    current.pieces.append(pieces[i])
                    opens = spans[i].start >= story
                    current.breaks.append(new)
                    current.starts.append(new or (opens and not opened))
                    current.paragraphs.append(number)
                    new, opened = False, opens
                at = fitting
    if current.fresh:
        yield current


def _fitting(texts: Sequence[str], pieces: Sequence[tuple[int, ...]], at: int, room: int) -> int:
    """Return where the words from `at` that fit into `room` pieces end, if possible a sentence."""
    used, end, sentence_end = 0, at, at
    while end < len(texts) and used + len(pieces[end]) <= room:
        used += len(pieces[end])
        end += 1
        if texts[end - 1] in {".", "!", "?"}:
            sentence_end = end
    if end == len(texts):
        return end
    return sentence_end if sentence_end > at else max(end, at + 1)


def attached(scores: Scores, model: Model, first: int, last: int) -> list[tuple[int, str]]:
    """Return governor and relation of words `[first, last)` of a window, which are one sentence.

    Governors are counted from the first word of the sentence; that of the root is -1.
    """
    n = len(scores.tags)
    columns = np.append(np.arange(first, last), n)
    governors = tree(scores.arcs[first:last][:, columns])
    above = np.asarray([g + first if g >= 0 else n for g in governors])
    pairs = np.maximum(scores.dependent[first:last] + scores.governor[above], 0)
    kinds = (pairs @ model.relation_weight.T + model.relation_bias).argmax(1)
    return [
        (g, DEPREL[kind] if g >= 0 else "root") for g, kind in zip(governors, kinds, strict=True)
    ]


def _syntax(
    stretch: Stretch, scores: Scores, model: Model, words: list[Word], sentences: list[Sentence]
) -> None:
    """Append the fresh words of a window, sentence by sentence."""
    skip, n = stretch.context, len(stretch.spans)
    begins = sentence_starts(scores, stretch.starts)
    begins[skip] = True
    upos = likeliest("upos", stretch.texts, scores.head("upos"))
    xpos = likeliest("xpos", stretch.texts, scores.head("xpos"))
    edges = [i for i in range(skip, n) if begins[i]] + [n]
    for first, last in pairwise(edges):
        number, offset = len(sentences), len(words)
        classes = [TAGS["upos"][tag] for tag in upos[first:last]]
        hung = attached(scores, model, first, last)
        hung = with_of_parts(stretch.texts[first:last], classes, hung)
        for i, (governor, relation) in enumerate(hung, start=first):
            span, text, penn = stretch.spans[i], stretch.texts[i], TAGS["xpos"][xpos[i]]
            words.append(
                Word(
                    offset + i - first,
                    span.start,
                    span.end,
                    text,
                    lemma_of(text, penn),
                    classes[i - first],
                    penn,
                    offset + governor if governor >= 0 else -1,
                    relation,
                    number,
                )
            )
        start, end = stretch.spans[first].start, stretch.spans[last - 1].end
        sentences.append(
            Sentence(number, offset, len(words), start, end, stretch.paragraphs[first])
        )
