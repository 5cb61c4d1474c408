"""Attributions in openly licensed treebanks: the reported speech that GUM's discourse layer marks.

Far fewer and narrower than those of PolNeAR (clauses only), but they come without a news
publisher's rights. They serve for models trained on open data alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from communique.reading.labels import LINKS, TAGS
from training.examples import Example, Link, syntax_example
from training.treebanks import Cells, documents

_CONTENT = ("ccomp", "xcomp")


def reported_speech(file: Path, leave_out: frozenset[str]) -> Iterator[Example]:
    """Yield GUM's documents with source, cue and content, and nothing else."""
    for sentences, paragraphs, _ in documents(file, leave_out):
        rows = [[[w[1], w[3], w[4], w[6], w[7]] for w in sentence] for sentence in sentences]
        example = syntax_example("ud_english_gum", rows, paragraphs)
        tokens = [cells for sentence in sentences for cells in sentence]
        heads = _governors(tokens)
        answers = {
            part: np.zeros(len(tokens), dtype=np.int64) for part in ("source", "cue", "content")
        }
        links = []
        for source, cue in _marked(tokens):
            content = _content(tokens, heads, cue[0])
            if not content:
                continue
            for part, words in (("source", source), ("cue", cue), ("content", content)):
                _tag(answers[part], part, words)
            links += [
                Link(LINKS.index("source"), cue[0], source),
                Link(LINKS.index("content"), cue[0], content),
            ]
        yield Example("ud_english_gum", example.words, example.breaks, tags=answers, links=links)


def _governors(tokens: Sequence[Cells]) -> list[int]:
    """Return the governor of each word, counted over the document; a root's is itself."""
    return [
        i + int(cells[6]) - int(cells[0]) if cells[6] != "0" else i
        for i, cells in enumerate(tokens)
    ]


def _marked(tokens: Sequence[Cells]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the words of each marked source and cue; those without either are left out.

    The marks give words by their number in the document, from 1.
    """
    for cells in tokens:
        mark = re.search(r"Discourse=attribution-\w+:[^|]*", cells[9])
        if mark is None:
            continue
        source = _numbered(mark[0], "sem-atsrc", len(tokens))
        cue = _numbered(mark[0], "lex-indwd", len(tokens)) or _verb(source, tokens)
        if source and cue:
            yield source, cue


def _numbered(mark: str, name: str, most: int) -> list[int]:
    found = re.search(rf"{name}-([\d,-]+?)(?=\+|;|$)", mark)
    words: list[int] = []
    for part in found[1].strip("-,").split(",") if found else ():
        ends = [int(x) for x in part.split("-") if x]
        words += range(ends[0] - 1, ends[-1])
    return sorted({word for word in words if 0 <= word < most})


def _verb(source: Sequence[int], tokens: Sequence[Cells]) -> list[int]:
    """Return the verb of which the source is the subject, for want of a marked cue."""
    for word in source:
        if tokens[word][7].startswith("nsubj"):
            return [word + int(tokens[word][6]) - int(tokens[word][0])]
    return []


def _content(tokens: Sequence[Cells], heads: Sequence[int], cue: int) -> list[int]:
    """Return the clause that the cue governs, or into which it is inserted."""
    for word, cells in enumerate(tokens):
        if heads[word] == cue and word != cue and cells[7].split(":")[0] in _CONTENT:
            return _trimmed(tokens, _below(heads, word))
    if tokens[cue][7].startswith("parataxis"):
        inserted = set(_below(heads, cue))
        return _trimmed(tokens, [w for w in _below(heads, heads[cue]) if w not in inserted])
    return []


def _below(heads: Sequence[int], top: int) -> list[int]:
    """Return `top` and all words that it governs, in the order of the text."""
    inside, grew = {top}, True
    while grew:
        near = range(max(0, top - 150), min(len(heads), top + 150))
        more = {word for word in near if heads[word] in inside} - inside
        inside |= more
        grew = bool(more)
    return sorted(inside)


def _trimmed(tokens: Sequence[Cells], words: list[int]) -> list[int]:
    while words and tokens[words[-1]][3] == "PUNCT":
        words = words[:-1]
    while words and tokens[words[0]][3] == "PUNCT":
        words = words[1:]
    return words


def _tag(answers: np.ndarray[tuple[int], np.dtype[np.int64]], part: str, words: list[int]) -> None:
    labels = TAGS[part]
    for i, word in enumerate(words):
        begins = i == 0 or words[i - 1] != word - 1
        answers[word] = labels.index(f"{'B' if begins else 'I'}-{part}")
