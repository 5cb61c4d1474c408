"""What the reading notes down of its own decisions, where somebody asks why.

Steps and rules write a line where they decide: about a fact by its id, or about words by their
span, before there is a fact. The notes of `SILENT` forget at once, and reading does not depend on
them: what is found is the same with a notebook and without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from communique.reasons import Reason
from communique.spans import Span

About = str | Span
"""A fact by its id, or words that will be a fact or a part of one."""


class Notes:
    """Notes that are forgotten at once."""

    recording = False

    def because(
        self, about: About, part: str, maker: str, *words: Span | None, odds: float | None = None
    ) -> None:
        """Note what made a part of a fact, how sure it was, and on which words it rests."""

    def instead(self, about: About, part: str, maker: str, *words: Span | None) -> None:
        """Note what overruled all that made a part of a fact before."""

    def means(self, words: Span, maker: str, mentions: Iterable[Span]) -> None:
        """Note by what words mean someone, of whose mentions the last one before counts."""

    def heard(self, head: str, anchor: Span, words: Span | None, odds: float) -> None:
        """Note how sure a head was, about the anchor alone or about words linked to it."""


SILENT = Notes()


class Notebook(Notes):
    """Notes that are kept, for one document."""

    recording = True

    def __init__(self) -> None:
        """Start with an empty notebook."""
        self._reasons: dict[About, list[Reason]] = defaultdict(list)
        self._odds: dict[tuple[str, Span | None], list[tuple[Span, float]]] = defaultdict(list)

    def because(
        self, about: About, part: str, maker: str, *words: Span | None, odds: float | None = None
    ) -> None:
        """Note what made a part of a fact, how sure it was, and on which words it rests."""
        known = tuple(dict.fromkeys(span for span in words if span is not None))
        reason = Reason(part, maker, None if odds is None else round(odds, 3), known)
        if reason not in self._reasons[about]:
            self._reasons[about].append(reason)

    def instead(self, about: About, part: str, maker: str, *words: Span | None) -> None:
        """Note what overruled all that made a part of a fact before."""
        self._reasons[about] = [r for r in self._reasons[about] if r.part != part]
        self.because(about, part, maker, *words)

    def means(self, words: Span, maker: str, mentions: Iterable[Span]) -> None:
        """Note by what words mean someone, of whose mentions the last one before counts."""
        others = [m for m in mentions if not m.overlaps(words)]
        before = max((m for m in others if m < words), default=min(others, default=None))
        self.instead(words, "means", maker, words, before)

    def heard(self, head: str, anchor: Span, words: Span | None, odds: float) -> None:
        """Note how sure a head was, about the anchor alone or about words linked to it."""
        self._odds[head, words].append((anchor, odds))

    def odds(self, head: str, near: Span, words: Span | None = None) -> float | None:
        """Return how sure a head was of the nearest anchor, None where it proposed nothing."""
        said = self._odds.get((head, words), ())
        return min(said, key=lambda pair: pair[0].distance(near))[1] if said else None

    def about(self, about: About, *parts: str) -> list[Reason]:
        """Return what was noted, in order; only of some `parts` where any are given."""
        return [r for r in self._reasons.get(about, ()) if not parts or r.part in parts]

    def file(self, fact: str, words: Span, *parts: str) -> None:
        """File under a fact what was noted about its words."""
        for reason in self.about(words, *parts):
            self.because(fact, reason.part, reason.maker, *reason.words, odds=reason.probability)
