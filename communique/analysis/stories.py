"""Story copies: documents that carry the same report, so that ten copies count as one source.

Texts are compared by the runs of three words that they share. MinHash finds the pairs worth
comparing in close to linear time; whether they are copies is then decided on the runs themselves.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.analysis.model import Story
from communique.documents.document import Document, ReadDocument

_WORD = re.compile(r"\w+")
_RUN = 3
_FEWEST = 20
"""Shorter texts are copies only where they are equal: two short reports share most words anyway."""
_SHARED, _WITHIN = 0.4, 0.7
"""Least Jaccard index, and least share of the shorter text's runs that the longer one holds."""
_ROWS, _BANDS = 2, 48
_PRIME = (1 << 31) - 1


@dataclass(frozen=True)
class Stories:
    """Which document belongs to which story."""

    stories: tuple[Story, ...]
    of_document: Mapping[str, str]
    """Story id by document id."""

    def count(self, documents: Iterator[str] | Sequence[str] | frozenset[str]) -> int:
        """Return how many independent stories there are among `documents`, given by id."""
        return len({self.of_document.get(document, document) for document in documents})


def find_stories(read: Sequence[ReadDocument]) -> Stories:
    """Return the stories of the documents, in order of their ids."""
    documents = sorted({r.document.id: r.document for r in read}.values(), key=lambda d: d.id)
    runs = [runs_of(document) for document in documents]
    leader = list(range(len(documents)))

    def first(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for bucket in _buckets(runs):
        # One copy stands for those already known to be its copies; else a widely syndicated
        # report would be compared with itself a million times.
        standing: list[int] = []
        for i in bucket:
            match = next((j for j in standing if _copies(runs[i], runs[j])), None)
            if match is None:
                standing.append(i)
            else:
                low, high = sorted((first(i), first(match)))
                leader[high] = low
    members: dict[int, list[str]] = {}
    for i, document in enumerate(documents):
        members.setdefault(first(i), []).append(document.id)
    stories = tuple(Story(ids[0], tuple(ids)) for ids in members.values())
    return Stories(stories, {d: story.id for story in stories for d in story.documents})


def runs_of(document: Document) -> frozenset[int]:
    """Return hashes of the runs of three words in the body of `document`, else in all its text."""
    body = [p.span.of(document.text) for p in document.paragraphs if p.kind == "body"]
    words = _WORD.findall((" ".join(body) or document.text).casefold())
    if len(words) < _RUN + _FEWEST:
        return frozenset({_hash(" ".join(words))}) if words else frozenset()
    return frozenset(_hash(" ".join(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))


def _hash(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))


def _copies(one: frozenset[int], other: frozenset[int]) -> bool:
    if one == other:
        return True
    short = min(len(one), len(other))
    if short < _FEWEST:
        return False
    shared = len(one & other)
    return shared >= _WITHIN * short or shared >= _SHARED * (len(one) + len(other) - shared)


def _buckets(runs: Sequence[frozenset[int]]) -> Iterator[list[int]]:
    """Yield groups of documents whose sketches agree somewhere, each in order."""
    generator = np.random.default_rng(20310504)
    size = _ROWS * _BANDS
    factors = generator.integers(1, _PRIME, size, dtype=np.uint64)
    offsets = generator.integers(0, _PRIME, size, dtype=np.uint64)
    found: dict[tuple[int, bytes], list[int]] = {}
    for i, run in enumerate(runs):
        if not run:
            continue
        sketch = _sketch(run, factors, offsets)
        for band in range(_BANDS):
            key = sketch[band * _ROWS : (band + 1) * _ROWS].tobytes()
            found.setdefault((band, key), []).append(i)
    seen: set[tuple[int, ...]] = set()
    for bucket in found.values():
        if len(bucket) > 1 and tuple(bucket) not in seen:
            seen.add(tuple(bucket))
            yield bucket


def _sketch(
    run: frozenset[int], factors: npt.NDArray[np.uint64], offsets: npt.NDArray[np.uint64]
) -> npt.NDArray[np.uint64]:
    hashes = np.fromiter(run, dtype=np.uint64, count=len(run)) % np.uint64(_PRIME)
    least = np.full(len(factors), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), 4096):
        block = hashes[start : start + 4096, None]
        least = np.minimum(least, ((block * factors + offsets) % np.uint64(_PRIME)).min(axis=0))
    return least
