"""Cues with the source and the content that belong to them, in words of one window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from communique.reading.scores import EVEN, Bar, Floats, Scores
from communique.reading.stretches import best_stretch, best_stretches
from communique.reading.tagging import Run, at_edges, tagged

_NEVER = -1e9
_FRAGMENT = 3
"""Words; a shorter stretch beside a longer one is a slip."""


@dataclass(frozen=True)
class Said:
    """One attribution; source and content carry the probability of their link to the cue."""

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    confidence: float
    """That all of it is right: cue and source and content."""


def quotes(scores: Scores, bars: dict[str, Bar], first: int) -> list[Said]:
    """Return the attributions whose cue lies at or after word `first`.

    Words that look like someone's but that no cue gives to anyone make none: of those that were
    proposed on texts kept out of training, not one was annotated.
    """
    found: list[Said] = []
    bar = bars.get("cue", EVEN)
    for cue in at_edges(scores, "cue", tagged(scores, "cue", bar), bar):
        content = _contents(scores, cue)
        if cue.first >= first and content:
            likely = scores.linked("source", cue.first)
            source = _source(scores, cue)
            found.append(Said(cue, source, content, _whole(cue, source, content, likely)))
    return found


def _weighed(run: Run, likely: Floats) -> Run:
    """Return a run with the probability that its words belong to the anchor."""
    return replace(run, confidence=float(likely[run.first : run.last].mean()))


def _whole(cue: Run, source: Run | None, content: Sequence[Run], likely: Floats) -> float:
    """Return how likely an attribution is right as a whole, its parts taken as independent.

    Where no source is found, what counts is that no word is likely to be one.
    """
    named = source.confidence if source else 1 - float(likely.max())
    words = sum(map(len, content))
    said = sum(run.confidence * len(run) for run in content) / words
    return cue.confidence * named * said


def _source(scores: Scores, cue: Run) -> Run | None:
    """Return the one stretch that the cue is most likely to name as the source, if any."""
    found = best_stretch(*_odds(scores, "source", cue))
    if found is None:
        return None
    return _weighed(Run(*found, "", 0.0), scores.linked("source", cue.first))


def _contents(scores: Scores, cue: Run) -> tuple[Run, ...]:
    """Return the stretches that are most likely to be what the cue governs, in order."""
    likely = scores.linked("content", cue.first)
    cut = best_stretches(*_odds(scores, "content", cue))
    found = [_weighed(Run(first, last, "", 0.0), likely) for first, last in cut]
    if any(len(run) >= _FRAGMENT for run in found):
        found = [run for run in found if len(run) >= _FRAGMENT]
    return tuple(found)


def _odds(
    scores: Scores, role: Literal["source", "content"], cue: Run
) -> tuple[list[float], list[float], list[float]]:
    """Return each word's log odds: of belonging to the cue, of a first and of a last word.

    The words of the cue itself are never part of what is said, nor of who says it.
    """
    inside = scores.link_logits(role, cue.first)
    inside[cue.first : cue.last] = _NEVER
    starts, ends = scores.edge_logits(role, cue.first)
    return inside.tolist(), starts.tolist(), ends.tolist()
