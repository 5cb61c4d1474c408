"""Story copies: documents that carry the same report, so that ten copies count as one source.

Texts are compared by the runs of three words that they share. Where a report was put into other
words, few runs are left, but its names and numbers are: nearly the same ones, in texts of the same
days, with some wording still in common, make a rewritten copy. Reports that merely cover the same
talks share names and background, yet each has numbers of its own.

MinHash finds the pairs worth comparing in close to linear time; whether they are copies is then
decided on the runs, names and numbers themselves.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np
import numpy.typing as npt

from communique.documents.document import Document, ReadDocument
from communique.matching.model import Story

_WORD = re.compile(r"\w+")
_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+")
_RUN = 3
_FEWEST = 20
"""Shorter texts are copies only where they are equal: two short reports share most words anyway."""
_SHARED, _WITHIN = 0.4, 0.7
"""Least Jaccard index, and least share of the shorter text's runs that the longer one holds."""
_REWORDED, _SAME_FACTS, _FEWEST_NUMBERS, _DAYS_APART = 0.12, 0.6, 5, 3
"""Of a rewritten copy: least share of the shorter text's runs, least Jaccard index of the numbers
and of names and numbers together, fewest numbers shared, most days between the two."""
_HASHES, _ROWS, _ROWS_OF_NUMBERS = 96, 2, 3
"""Values in a sketch, and how many of them in a row must agree for a pair to be compared."""
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
    texts = [_fingerprint(document) for document in documents]
    leader = list(range(len(documents)))

    def first(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    many = [text.numbers if len(text.numbers) >= _FEWEST_NUMBERS else frozenset() for text in texts]
    for bucket in chain(
        _buckets([text.runs for text in texts], _ROWS), _buckets(many, _ROWS_OF_NUMBERS)
    ):
        # One copy stands for those already known to be its copies; else a widely syndicated
        # report would be compared with itself a million times.
        standing: list[int] = []
        for i in bucket:
            match = next((j for j in standing if _copies(texts[i], texts[j])), None)
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


@dataclass(frozen=True)
class _Fingerprint:
    """What documents are compared by; words are given by their hashes."""

    runs: frozenset[int]
    facts: frozenset[int]
    """Names and numbers."""
    numbers: frozenset[int]
    published: date | None


def _fingerprint(document: Document) -> _Fingerprint:
    body = [p.span.of(document.text) for p in document.paragraphs if p.kind == "body"]
    text = " ".join(body) or document.text
    words = set(_NUMBER_OR_WORD.findall(text))
    numbers = {word for word in words if word[0].isdigit()}
    names = {word.casefold() for word in words if word[0].isupper()}
    return _Fingerprint(
        runs=_runs(text),
        facts=frozenset(map(_hash, numbers | names)),
        numbers=frozenset(map(_hash, numbers)),
        published=document.published,
    )


def _runs(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    if len(words) < _RUN + _FEWEST:
        return frozenset({_hash(" ".join(words))}) if words else frozenset()
    return frozenset(_hash(" ".join(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))


def _hash(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))


def _copies(one: _Fingerprint, other: _Fingerprint) -> bool:
    if one.runs == other.runs:
        return True
    short = min(len(one.runs), len(other.runs))
    if short < _FEWEST:
        return False
    within = len(one.runs & other.runs) / short
    return (
        within >= _WITHIN
        or _jaccard(one.runs, other.runs) >= _SHARED
        or (within >= _REWORDED and _same_facts(one, other))
    )


def _same_facts(one: _Fingerprint, other: _Fingerprint) -> bool:
    return (
        _same_days(one.published, other.published)
        and len(one.numbers & other.numbers) >= _FEWEST_NUMBERS
        and _jaccard(one.numbers, other.numbers) >= _SAME_FACTS
        and _jaccard(one.facts, other.facts) >= _SAME_FACTS
    )


def _same_days(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _DAYS_APART


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _buckets(features: Sequence[frozenset[int]], rows: int) -> Iterator[list[int]]:
    """Yield groups of documents whose sketches agree in some `rows` values, each in order."""
    generator = np.random.default_rng(20310504)
    factors = generator.integers(1, _PRIME, _HASHES, dtype=np.uint64)
    offsets = generator.integers(0, _PRIME, _HASHES, dtype=np.uint64)
    found: dict[tuple[int, bytes], list[int]] = {}
    for i, feature in enumerate(features):
        if not feature:
            continue
        sketch = _sketch(feature, factors, offsets)
        for start in range(0, _HASHES, rows):
            key = sketch[start : start + rows].tobytes()
            found.setdefault((start, key), []).append(i)
    seen: set[tuple[int, ...]] = set()
    for bucket in found.values():
        if len(bucket) > 1 and tuple(bucket) not in seen:
            seen.add(tuple(bucket))
            yield bucket


def _sketch(
    feature: frozenset[int], factors: npt.NDArray[np.uint64], offsets: npt.NDArray[np.uint64]
) -> npt.NDArray[np.uint64]:
    hashes = np.fromiter(feature, dtype=np.uint64, count=len(feature)) % np.uint64(_PRIME)
    least = np.full(len(factors), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), 4096):
        block = hashes[start : start + 4096, None]
        least = np.minimum(least, ((block * factors + offsets) % np.uint64(_PRIME)).min(axis=0))
    return least
