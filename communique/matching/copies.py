"""Whether two documents carry one report: word for word, cut and edited, or put into other words.

Texts are compared by the runs of three words that they share. Where a report was put into other
words few runs are left, but it still names the same people and places, counts the same things and
speaks of the same days. Reports that merely cover the same talks share names and background, yet
each has figures of its own.

Which pairs are worth comparing is found by MinHash and banding (Broder 1997; Leskovec, Rajaraman
and Ullman, Mining of Massive Datasets, chapter 3): documents that share a key are compared, on the
runs, names and figures themselves.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec
from rensa import RMinHash

from communique.documents.document import Document, ReadDocument
from communique.findings import Figure, Findings

Likeness = Literal["exact", "near", "rewritten"]

_WORD = re.compile(r"\w+")
_RUN = 3
_FEWEST = 20
"""Texts with fewer runs are copies only where they are equal and of the same days: two short
reports share most words anyway."""
DAYS_APART = 3
"""Most days between a report and a version of it in other words."""
_NEAR = ((0.8, 0.4), (0.7, 0.65))
"""Of a near copy: least share of the shorter text's runs, and least share of the fewer names that
goes with it. The same form filled for another company shares most of its runs."""
_REWORDED, _REWORDED_JACCARD, _UNCOUNTED = 0.1, 0.06, 0.3
"""Of a rewritten copy: least share of runs, and least Jaccard index of them; least share where
there are no figures to go by."""
_NAMES, _NAMES_JACCARD, _FEWEST_NAMES = 0.6, 0.28, 5
_FIGURES, _DATES, _FEWEST_DATES = 0.4, 0.6, 2
"""Of a rewritten copy: least share of the fewer names, figures and dates that the other has too;
one date is mostly that of the day itself."""
_MANY_FIGURES = (4, 0.75)
_MUCH_TEXT, _SOME_FIGURES = 0.6, (2, 0.6)
"""Figures in common, and their share, with which fewer names will do; and with which, where that
much of the text is in common, names need not agree: they may be spelt in small letters."""

_NAMED = frozenset({"person", "organisation", "place"})

_SEED = 20310504
_LEAD = 100
"""Runs of the opening, which a shortened copy keeps."""
_OF_WHOLE, _OF_LEAD, _OF_FACTS = 24, 12, 20
"""Bands of each sketch."""
FACTS_SHARED = 2
_ROWS = 2
"""Values in a band: a pair of Jaccard index j shares one of n bands with 1 - (1 - j^2)^n."""


class Trace(msgspec.Struct, frozen=True):
    """What a document is recognised by. Equal traces are copies word for word."""

    runs: tuple[int, ...]
    """Hashes of 32 bits of the runs of three words, each once, in the order of the text."""
    names: frozenset[str]
    """Words of the names of people, organisations and places."""
    figures: frozenset[str]
    """What is counted, as value and unit, "40 person"."""
    dates: frozenset[str]
    """Days that the text speaks of, in ISO form."""
    published: date | None
    words: int
    """Words of the text."""

    @property
    def digest(self) -> str:
        """The same for equal traces alone, in 64 characters."""
        parts = (
            ",".join(map(str, self.runs)),
            *("\n".join(sorted(p)) for p in (self.names, self.figures, self.dates)),
            str(self.published),
        )
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Match(msgspec.Struct, frozen=True):
    """How one document was recognised as a copy of another."""

    kind: Likeness
    reason: str
    """In words, "84 % of its word runs in common"."""


def trace_of(read: ReadDocument) -> Trace:
    """Return what a document is recognised by."""
    document, found = read.document, read.findings
    words = _WORD.findall(_story(document).casefold())
    starts = range(len(words) - _RUN + 1) if len(words) >= _RUN else range(min(1, len(words)))
    runs = (_hash(" ".join(words[i : i + _RUN])) for i in starts)
    return Trace(
        runs=tuple(dict.fromkeys(runs)),
        names=frozenset(_names(found)),
        figures=frozenset(map(_figure, found.figures)),
        dates=frozenset(_dates(found)),
        published=document.published,
        words=len(words),
    )


def bands(trace: Trace) -> frozenset[int]:
    """Return keys, whole numbers of 63 bits, of the whole text and of its opening.

    Documents are compared where they share one of these, or are of the same days and share
    `FACTS_SHARED` of their `fact_bands`.
    """
    if not trace.runs:
        return frozenset()
    if len(trace.runs) < _FEWEST:
        return frozenset({_key("short", *sorted(trace.runs))})
    keys = set(_banded("whole", trace.runs, _OF_WHOLE))
    keys.update(_banded("lead", trace.runs[:_LEAD], _OF_LEAD))
    return frozenset(keys)


def fact_bands(trace: Trace) -> frozenset[int]:
    """Return further keys, of names, figures and dates; for documents of the same days alone."""
    facts = trace.names | trace.figures | trace.dates
    if len(facts) < _FEWEST_NAMES or len(trace.runs) < _FEWEST:
        return frozenset()
    return frozenset(_banded("facts", sorted(facts), _OF_FACTS))


def same_days(one: Trace, other: Trace) -> bool:
    """Tell whether two documents are of the same days; one without a date may be of any."""
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= DAYS_APART


def compare(one: Trace, other: Trace) -> Match | None:
    """Return how two documents carry one report, None where they do not; order plays no part."""
    mine, theirs = _runs_of(one.runs), _runs_of(other.runs)
    fewer = min(len(mine), len(theirs))
    if mine == theirs and fewer and (fewer >= _FEWEST or same_days(one, other)):
        return Match("exact", "the same words")
    if fewer < _FEWEST:
        return None
    shared = len(mine & theirs)
    held = shared / fewer
    names = _held(one.names, other.names)
    if any(held >= runs and names >= least for runs, least in _NEAR):
        return Match("near", f"{_percent(held)} of the shorter text stands in the longer one")
    jaccard = shared / (len(mine) + len(theirs) - shared)
    if held < _REWORDED or jaccard < _REWORDED_JACCARD or not _same_facts(one, other, held):
        return None
    return Match("rewritten", f"in other words: {_in_common(one, other)}")


@lru_cache(maxsize=2_000)
def _runs_of(runs: tuple[int, ...]) -> frozenset[int]:
    """Return the runs as a set; made once, for a trace is compared with many."""
    return frozenset(runs)


def _same_facts(one: Trace, other: Trace, held: float) -> bool:
    if not same_days(one, other):
        return False
    if (
        min(len(one.dates), len(other.dates)) >= _FEWEST_DATES
        and _held(one.dates, other.dates) < _DATES
    ):
        return False
    if held >= _MUCH_TEXT and _figures_agree(one, other, *_SOME_FIGURES):
        return True
    names = len(one.names & other.names)
    return (
        (names >= _FEWEST_NAMES or _figures_agree(one, other, *_MANY_FIGURES))
        and names >= _NAMES * min(len(one.names), len(other.names))
        and names >= _NAMES_JACCARD * len(one.names | other.names)
        and (
            _figures_agree(one, other, 0, _FIGURES)
            if one.figures and other.figures
            else held >= _UNCOUNTED
        )
    )


def _figures_agree(one: Trace, other: Trace, fewest: int, share: float) -> bool:
    shared = _figures_shared(one.figures, other.figures)
    return shared >= fewest and shared >= share * min(len(one.figures), len(other.figures))


def _figures_shared(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how many figures both have; one without a unit may be that of any unit."""
    same = one & other
    left, right = one - same, other - same
    bare = {f for f in left if " " not in f} & _values(right)
    bare |= {f for f in right if " " not in f} & _values(left)
    return len(same) + len(bare)


def _values(figures: Iterable[str]) -> set[str]:
    return {figure.partition(" ")[0] for figure in figures}


def _in_common(one: Trace, other: Trace) -> str:
    parts = []
    for what, mine, theirs, shared in (
        ("words of names", one.names, other.names, len(one.names & other.names)),
        ("figures", one.figures, other.figures, _figures_shared(one.figures, other.figures)),
        ("dates", one.dates, other.dates, len(one.dates & other.dates)),
    ):
        if mine and theirs:
            parts.append(f"{shared} of {min(len(mine), len(theirs))} {what}")
    return ", ".join(parts) + " in common"


def _held(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set that the larger one holds; 1 where it holds nothing."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 1.0


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _story(document: Document) -> str:
    body = [p.span.of(document.text) for p in document.paragraphs if p.kind == "body"]
    return "\n".join(body) or document.text


def _names(found: Findings) -> Iterator[str]:
    for entity in found.entities:
        if entity.kind in _NAMED and any(map(str.isupper, entity.name)):
            yield from (word for word in _WORD.findall(entity.name.casefold()) if len(word) > 1)


def _figure(figure: Figure) -> str:
    value = figure.value
    counted = f"{value:.12g}" if value is not None else f"{figure.low} to {figure.high}"
    return f"{counted} {figure.unit or ''}".strip()


def _dates(found: Findings) -> Iterator[str]:
    for time in found.times:
        if time.interval is not None and time.interval.is_day:
            yield str(time.interval.start)


def _hash(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))


def _banded(kind: str, features: Iterable[object], number: int) -> Iterator[int]:
    sketch = RMinHash(num_perm=number * _ROWS, seed=_SEED)
    sketch.update([str(feature) for feature in features])
    values = sketch.digest()
    for place in range(number):
        yield _key(kind, place, *values[place * _ROWS : (place + 1) * _ROWS])


def _key(*parts: object) -> int:
    digest = hashlib.blake2b(" ".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
