"""The scorer beside the data, `DIR/score.py`, asked for its counts one document at a time.

It prints totals. Here it scores single documents, with its counter replaced by one that prints its
counts, so that sums over documents are exactly its totals and documents can be resampled.
"""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

Row = dict[str, Any]
Chars = tuple[int, int]

_COUNTS = re.compile(r"(.+?) +<(\d+) (\d+) (\d+)>")
_SHARE = re.compile(r"(.+?) +([\d.]+) % of (\d+)")


@dataclass(frozen=True)
class Counts:
    """What the scorer counted in one document, by the names of its rows."""

    matches: dict[str, tuple[int, int, int]]
    """True positives, false positives, false negatives."""
    shares: dict[str, tuple[int, int]]
    """Right ones, all."""


@dataclass(frozen=True)
class Scorer:
    """The scorer in a folder of data."""

    data: Path

    def attributions(self, gold: Row, found: Row) -> Counts:
        """Score the attributions of a document."""
        pair = (gold["text"], gold["attributions"], _same_text(gold, found).get("attributions", []))
        return self._counts(self._module.attributions, [pair])

    def report(self, gold: Row, found: Row) -> Counts:
        """Score figures, events, positions and attributions of a document."""
        return self._counts(self._module.gold, [(gold["text"], gold, _same_text(gold, found))])

    def spans_of(self, annotated: Any) -> list[Chars]:
        """Return the spans of a part of an attribution, in either of the shapes it comes in."""
        spans: list[Chars] = self._module.spans_of(annotated)
        return spans

    def tokens(self, text: str) -> list[Chars]:
        """Return where the scorer's tokens stand."""
        tokens: list[Chars] = self._module.tokens(text)
        return tokens

    def cover(self, tokens: Sequence[Chars], spans: Sequence[Chars]) -> frozenset[int]:
        """Return which tokens share a character with the spans."""
        inside: frozenset[int] = self._module.cover(tokens, spans)
        return inside

    def _counts(self, score: Callable[[Any], None], documents: list[Any]) -> Counts:
        printed = io.StringIO()
        with redirect_stdout(printed):
            score(documents)
        return Counts(*_parsed(printed.getvalue()))

    @cached_property
    def _module(self) -> ModuleType:
        spec = importlib.util.spec_from_file_location("data_scorer", self.data / "score.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(self.data / "score.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        # The scorer looks its counter up by name: from here on it prints what it counted.
        module.F = type("Told", (module.F,), {"__str__": _told})  # type: ignore[attr-defined]
        return module


def _told(counter: Any) -> str:
    return f"<{counter.tp} {counter.fp} {counter.fn}>"


def _parsed(
    printed: str,
) -> tuple[dict[str, tuple[int, int, int]], dict[str, tuple[int, int]]]:
    """Read the rows that the scorer printed for one document."""
    matches: dict[str, tuple[int, int, int]] = {}
    shares: dict[str, tuple[int, int]] = {}
    for line in printed.splitlines():
        if counted := _COUNTS.fullmatch(line.rstrip()):
            name, *numbers = counted.groups()
            true, false, missed = map(int, numbers)
            matches[" ".join(name.split())] = (true, false, missed)
        elif told := _SHARE.fullmatch(line.rstrip()):
            # Exact for fewer than a thousand cases, given one decimal of a percentage.
            whole = int(told[3])
            shares[" ".join(told[1].split())] = (round(float(told[2]) * whole / 100), whole)
        else:
            raise ValueError(f"the scorer printed a row of an unknown form: {line!r}")
    return matches, shares


def _same_text(gold: Row, found: Row) -> Row:
    """Return what was found, checked to be told of the characters that were annotated."""
    if found["document"]["text"] != gold["text"]:
        raise ValueError(f"{gold['id']}: the text was changed in reading")
    return found


def untrimmed_runs(tokens: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the contiguous runs of tokens as (first, last); no punctuation is trimmed."""
    members = sorted(tokens)
    first = 0
    for at, token in enumerate(members):
        if at + 1 == len(members) or members[at + 1] != token + 1:
            yield members[first], token
            first = at + 1
