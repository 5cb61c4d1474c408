"""Cues with the source and the content that belong to them, in words of one window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.reading.scores import EVEN, Bar, Floats, Scores
from communique.reading.tagging import Run, heaviest, linked, tagged

_EDGE = 3
"""A linked stretch that ends within so many words of a tagged run's edge means that run."""
_SAME = 0.7
"""So does one that shares this part of its words with the run."""
_FRAGMENT = 3
"""Words; a shorter stretch beside a longer one is a slip."""
_SHORTEST = 8
"""Words of a content that no cue introduces; shorter ones are mostly slips."""


@dataclass(frozen=True)
class Said:
    """One attribution. A cue of None: words in someone's mouth that no cue word introduces.

    Where there is a cue, source and content carry the probability of their link to it.
    """

    cue: Run | None
    source: Run | None
    content: tuple[Run, ...]
    confidence: float
    """That all of it is right: cue and source and content, or, without a cue, that of the tags."""


def quotes(scores: Scores, bars: dict[str, Bar], first: int) -> list[Said]:
    """Return the attributions whose cue, or else content, lies at or after word `first`."""
    sources = tagged(scores, "source", bars.get("source", EVEN))
    contents = tagged(scores, "content", bars.get("content", EVEN))
    found: list[Said] = []
    covered: list[Run] = []
    for cue in tagged(scores, "cue", bars.get("cue", EVEN)):
        likely = scores.linked("content", cue.first)
        content = tuple(_weighed(run, likely) for run in _contents(likely, contents, cue))
        covered.extend(content)
        if cue.first >= first and content:
            likely = scores.linked("source", cue.first)
            source = _source(likely, sources)
            found.append(Said(cue, source, content, _whole(cue, source, content, likely)))
    found.extend(
        Said(None, None, (run,), run.confidence)
        for run in contents
        if run.first >= first and len(run) >= _SHORTEST and not _any_overlap(run, covered)
    )
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


def _any_overlap(run: Run, others: Sequence[Run]) -> bool:
    return any(run.overlap(other.first, other.last) for other in others)


def _source(likely: Floats, sources: Sequence[Run]) -> Run | None:
    """Return the tagged source that the cue is linked to, else the linked words themselves."""
    near = [(float(likely[run.first : run.last].mean()), run) for run in sources]
    best = max(near, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] > 0.5:
        return replace(best[1], confidence=best[0])
    return heaviest(linked(likely, floor=0.6))


def _contents(likely: Floats, contents: Sequence[Run], cue: Run) -> tuple[Run, ...]:
    """Return what the cue governs: whole tagged runs where they agree, else the linked words.

    Tagged runs are the outermost contents of the text; a quotation inside another one is known by
    its links alone.
    """
    chosen: list[Run] = []
    for stretch in linked(likely, gap=2):
        run = max(contents, key=lambda r: r.overlap(stretch.first, stretch.last), default=None)
        same = False
        if (
            run is not None
            and run.overlap(stretch.first, stretch.last)
            and not run.overlap(cue.first, cue.last)
        ):
            ends = (abs(run.first - stretch.first) <= _EDGE) + (
                abs(run.last - stretch.last) <= _EDGE
            )
            shared = run.overlap(stretch.first, stretch.last) / max(len(run), len(stretch))
            same = ends == 2 or shared > _SAME
        pieces = _around(run if same and run else stretch, cue)
        chosen.extend(piece for piece in pieces if not _any_overlap(piece, chosen))
    if any(len(run) >= _FRAGMENT for run in chosen):
        chosen = [run for run in chosen if len(run) >= _FRAGMENT]
    return tuple(sorted(chosen, key=lambda run: run.first))


def _around(stretch: Run, cue: Run) -> list[Run]:
    """Return the stretch without the words of the cue, which are never part of what is said."""
    if not stretch.overlap(cue.first, cue.last):
        return [stretch]
    parts = [(stretch.first, cue.first), (cue.last, stretch.last)]
    return [Run(a, b, "", stretch.confidence) for a, b in parts if b - a > 1]
