"""Which facts and links of a reading annotators have too: what a probability is measured against.

Matching is that of the scorer beside the data, `DIR/score.py`, so that a fact counts as right here
exactly where it counts as found there. A link is judged where its anchor is right: its probability
is that of the link alone.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
import numpy as np

from communique.reading.calibration import FactKind
from communique.reading.draft import Draft
from communique.reading.labels import LinkRole
from communique.reading.parsed import Linked, Quote
from communique.spans import Span

Row = dict[str, Any]
_HALF = 0.5


class Judged(NamedTuple):
    """A fact or a link with its confidence, and whether annotators have it too."""

    what: FactKind | LinkRole
    confidence: float
    right: bool


def scorer_of(data: Path) -> ModuleType:
    """Load the scorer that comes with the data."""
    spec = importlib.util.spec_from_file_location("score", data / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


class Judge:
    """Compares readings of documents with their annotation."""

    def __init__(self, data: Path) -> None:
        self.scorer = scorer_of(data)

    def attributions(self, draft: Draft, gold: Sequence[Row]) -> Iterator[Judged]:
        """Judge attributions as wholes, by the half-overlap protocol of linked triples."""
        tokens = self.scorer.tokens(draft.document.text)
        annotated = [self._triple(tokens, row) for row in gold]
        read = [self._triple(tokens, row) for row in _plain(draft.attributions)]
        right: set[int] = set()
        for one in annotated:
            fits = (j for j, o in enumerate(read) if j not in right and self._same(one, o))
            right.update([j] if (j := next(fits, None)) is not None else [])
        for j, said in enumerate(draft.attributions):
            if said.confidence is not None:
                yield Judged("attribution", said.confidence, j in right)

    def attribution_links(self, draft: Draft, gold: Sequence[Row]) -> Iterator[Judged]:
        """Judge the source and the content of cues that annotators marked too."""
        tokens = self.scorer.tokens(draft.document.text)
        annotated = [self._triple(tokens, row) for row in gold]
        for quote in draft.parsed.quotes:
            meant = self._of_cue(tokens, quote, annotated)
            for link in quote.links if meant is not None else ():
                words = self.scorer.cover(tokens, [(link.span.start, link.span.end)])
                if link.role == "source":
                    right = self.scorer.jac(words, meant["source"]) >= _HALF
                else:
                    # One of several stretches is right by itself where most of it is said.
                    right = len(words & meant["content"]) >= _HALF * max(1, len(words))
                yield Judged(link.role, link.confidence, right)

    def figures(self, draft: Draft, gold: Row) -> Iterator[Judged]:
        """Judge figures, found or not, and whom they count."""
        for_gold = gold["figures"]
        right = {id(b) for _, b in self._pairs(draft, for_gold, draft.figures, "span")}
        yield from _facts("figure", draft.figures, right)
        for row, proposal in self._pairs(draft, for_gold, draft.parsed.figures, "span"):
            for link in proposal.links:
                who = row.get("who")
                yield _link(link, [who] if who else [])

    def events(self, draft: Draft, gold: Row) -> Iterator[Judged]:
        """Judge events by trigger and type, and who acts in them and is acted on."""
        pairs = self._pairs(draft, gold["events"], draft.events, "span", floor=0.01)
        right = {id(event) for row, event in pairs if row["type"] == event.type}
        yield from _facts("event", draft.events, right)
        for row, proposal in self._pairs(
            draft, gold["events"], draft.parsed.events, "span", floor=0.01
        ):
            for link in proposal.links if row["type"] == proposal.type else ():
                yield _link(link, row["actors" if link.role == "actor" else "recipients"])

    def positions(self, draft: Draft, gold: Row) -> Iterator[Judged]:
        """Judge positions by words and stance, and whose they are and on what they depend."""
        pairs = self._pairs(draft, gold["positions"], draft.positions, "what")
        right = {id(p) for row, p in pairs if row["stance"] == p.stance}
        yield from _facts("position", draft.positions, right)
        for row, proposal in self._pairs(draft, gold["positions"], draft.parsed.positions, "what"):
            for link in proposal.links:
                if link.role == "party":
                    words = self._words(link.span.of(draft.document.text))
                    yield Judged("party", link.confidence, bool(words & self._words(row["party"])))
                else:
                    condition = row.get("condition")
                    yield _link(link, [condition] if condition else [])

    def _triple(self, tokens: Any, row: Row) -> dict[str, Any]:
        parts = ("source", "cue", "content")
        return {
            part: self.scorer.cover(tokens, self.scorer.spans_of(row.get(part))) for part in parts
        }

    def _same(self, one: dict[str, Any], other: dict[str, Any]) -> bool:
        cue = bool(one["cue"] & other["cue"]) or not (one["cue"] or other["cue"])
        jac = self.scorer.jac
        return cue and all(jac(one[p], other[p]) >= _HALF for p in ("source", "content"))

    def _of_cue(self, tokens: Any, quote: Quote, annotated: Sequence[Any]) -> Any:
        """Return the annotated attribution of a quote's cue, that of the likest content."""
        cue = self.scorer.cover(tokens, [(quote.cue.start, quote.cue.end)])
        said = self.scorer.cover(tokens, [(s.start, s.end) for s in quote.content])
        near = [one for one in annotated if one["cue"] & cue]
        return max(near, key=lambda one: self.scorer.jac(one["content"], said), default=None)

    def _pairs(
        self, draft: Draft, gold: Sequence[Row], read: Sequence[Any], at: str, floor: float = _HALF
    ) -> list[tuple[Row, Any]]:
        """Pair what annotators have with what was read, one to one, the likest first."""

        def place(fact: Any) -> tuple[int, int]:
            span = getattr(fact, "what", None) if at == "what" else None
            found: Span = span if isinstance(span, Span) else fact.span
            return found.start, found.end

        tokens = self.scorer.tokens(draft.document.text)
        fitting = [fact for fact in read if floor >= _HALF or _is_short(draft, place(fact))]
        pairs: list[tuple[Row, Any]] = self.scorer.best_pairs(
            gold, fitting, tokens, lambda row: row[at], place, floor=floor
        )
        return pairs

    def _words(self, text: str) -> set[str]:
        found = "".join(c if c.isalnum() else " " for c in text.lower()).split()
        return set(found) - set(self.scorer.STOP)


def _is_short(draft: Draft, place: tuple[int, int]) -> bool:
    return len(draft.document.text[slice(*place)].split()) <= 6


def _plain(facts: Iterable[Any]) -> list[Row]:
    return [msgspec.to_builtins(fact) for fact in facts]


def _facts(kind: FactKind, facts: Iterable[Any], right: set[int]) -> Iterator[Judged]:
    for fact in facts:
        if fact.confidence is not None:
            yield Judged(kind, fact.confidence, id(fact) in right)


def _link(link: Linked, spans: Iterable[Sequence[int]]) -> Judged:
    right = any(start < link.span.end and link.span.start < end for start, end in spans)
    return Judged(link.role, link.confidence, right)


class Bin(NamedTuple):
    """Facts of like confidence."""

    size: int
    confidence: float
    right: float


def reliability(found: Sequence[tuple[float, bool]], bins: int = 10) -> list[Bin]:
    """Return facts in bins of equal size by confidence: mean confidence beside share right."""
    ordered = sorted(found)
    parts = np.array_split(np.asarray(ordered, dtype=float).reshape(-1, 2), bins)
    return [Bin(len(p), float(p[:, 0].mean()), float(p[:, 1].mean())) for p in parts if len(p)]


def calibration_error(table: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far confidence lies from the share right."""
    total = sum(row.size for row in table)
    return sum(row.size * abs(row.confidence - row.right) for row in table) / max(1, total)
