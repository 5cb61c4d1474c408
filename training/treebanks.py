"""Readers of the treebanks: syntax from CoNLL-U, and names from the mentions that GUM marks."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from communique.reading.labels import TAGS
from training.examples import UNKNOWN, Example, syntax_example

Cells = list[str]
"""The ten columns of a word."""


def documents(
    file: Path, leave_out: frozenset[str] = frozenset()
) -> Iterator[tuple[list[list[Cells]], list[bool], list[str]]]:
    """Yield each document's sentences, which of them begin a paragraph, and their ids."""
    sentences: list[list[Cells]] = []
    paragraphs: list[bool] = []
    ids: list[str] = []
    document, new, name = "", True, ""
    current: list[Cells] = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if sentences and document not in leave_out:
                    yield sentences, paragraphs, ids
                sentences, paragraphs, ids = [], [], []
                document, new = line.split("=")[-1].strip(), True
            elif line.startswith("# newpar") and not line.startswith("# newpar_"):
                new = True
            elif line.startswith("# sent_id"):
                name = line.split("=")[-1].strip()
            elif line[:1].isdigit():
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdigit():
                    current.append(cells)
            elif not line.strip() and current:
                sentences.append(current)
                paragraphs.append(new)
                ids.append(name)
                current, new, name = [], False, ""
    if sentences and document not in leave_out:
        yield sentences, paragraphs, ids


def conllu(file: Path, leave_out: frozenset[str] = frozenset()) -> Iterator[Example]:
    """Yield one example a document of a CoNLL-U file; the corpus is the file's folder."""
    for sentences, paragraphs, _ in documents(file, leave_out):
        rows = [[[w[1], w[3], w[4], w[6], w[7]] for w in sentence] for sentence in sentences]
        yield syntax_example(file.parent.name, rows, paragraphs)


def gum_names(file: Path, leave_out: frozenset[str]) -> Iterator[list[str]]:
    """Yield, document by document, the names that GUM's mentions hold, in BIO.

    GUM annotates whole noun phrases. Where the head of one is a proper noun, the run of proper
    nouns about it is a name. Other proper nouns and capitals are left unknown ("?").
    """
    kinds = {"person": "PER", "place": "LOC", "organization": "ORG"}
    for sentences, *_ in documents(file, leave_out):
        tokens = [cells for sentence in sentences for cells in sentence]
        proper = [cells[3] == "PROPN" for cells in tokens]
        tags = [
            "O" if cells[1].islower() or not cells[1][:1].isalpha() else "?" for cells in tokens
        ]
        for first, last, kind, head in gum_mentions(tokens):
            at = first + head
            if not (at <= last and proper[at]):
                continue
            start = end = at
            while start > first and proper[start - 1]:
                start -= 1
            while end < last and proper[end + 1]:
                end += 1
            if not {"O", "?"}.issuperset(tags[start : end + 1]):
                continue  # part of the name of something larger
            if kind in kinds:
                tags[start : end + 1] = [
                    f"{'I' if i > start else 'B'}-{kinds[kind]}" for i in range(start, end + 1)
                ]
        yield tags


def gum_mentions(tokens: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str, int]]:
    """Yield mentions as (first word, last word, type, place of the head in it), longest first."""
    found: list[tuple[int, int, str, int]] = []
    open_now: dict[str, list[tuple[int, str, int]]] = {}
    for i, cells in enumerate(tokens):
        entity = re.search(r"Entity=([^|]+)", cells[9])
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", entity[1]) if entity else ():
            parts = mark.strip("()").split("-")
            if mark.startswith("("):
                minimal = re.match(r"\d+", parts[5]) if len(parts) > 5 else None
                head = int(minimal[0]) - 1 if minimal else 0
                open_now.setdefault(parts[0], []).append((i, parts[1], head))
            if mark.endswith(")") and open_now.get(parts[0]):
                first, kind, head = open_now[parts[0]].pop()
                found.append((first, i, kind, head))
    yield from sorted(found, key=lambda m: m[0] - m[1])


def with_names(examples: Iterator[Example], names: Iterator[list[str]]) -> Iterator[Example]:
    """Yield the examples with the names of their documents."""
    for example, tags in zip(examples, names, strict=True):
        labels = TAGS["name"]
        example.tags["name"] = np.asarray(
            [UNKNOWN if tag == "?" else labels.index(tag) for tag in tags], dtype=np.int64
        )
        yield example
