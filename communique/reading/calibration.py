"""What the network's probabilities are worth: from raw scores to the share that turns out right.

A network is surer of itself than it should be. How often it was right, raw score by raw score, was
counted on texts that it never saw (`training.calibrate`), and is kept beside the weights as a curve
for each kind of fact and of link. What comes out is the probability that annotators would say the
same. A kind without a curve keeps its raw score.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from communique.findings import Fact
from communique.reading.labels import LinkRole
from communique.reading.parsed import Linked, Parsed, Proposal

FILE = "calibration.json"

FactKind = Literal["entity", "attribution", "figure", "event", "position"]
"""An attribution without a cue rests on the content's tags alone, and so has its own curve."""

_DIGITS = 3
_Fact = TypeVar("_Fact", bound=Fact)
_Proposal = TypeVar("_Proposal", bound=Proposal)


class Curve(msgspec.Struct, frozen=True):
    """A rising line through points of (raw score, probability), level beyond both ends."""

    knots: tuple[tuple[float, float], ...] = ()
    """By raw score, all within 0 to 1; without any, a score stays as it is."""

    def __post_init__(self) -> None:
        """Refuse what does not rise: a surer score must never become a smaller probability.

        Raises ValueError.
        """
        if not all(0 <= number <= 1 for knot in self.knots for number in knot):
            raise ValueError("a knot is a pair of numbers from 0 to 1")
        for (raw, right), (next_raw, next_right) in pairwise(self.knots):
            if next_raw <= raw or next_right < right:
                raise ValueError("knots rise from left to right")

    def __call__(self, raw: float) -> float:
        """Return the probability for a raw score; both are from 0 to 1."""
        if not self.knots:
            return min(1.0, max(0.0, raw))
        at = bisect_right(self.knots, raw, key=lambda knot: knot[0])
        if at == 0:
            return self.knots[0][1]
        if at == len(self.knots):
            return self.knots[-1][1]
        (left, low), (right, high) = self.knots[at - 1], self.knots[at]
        # Rounding may carry a sum past its end by the last bit.
        return min(high, low + (high - low) * (raw - left) / (right - left))


AS_IT_IS = Curve()


class Calibration(msgspec.Struct, frozen=True):
    """The curves of one set of weights."""

    facts: dict[FactKind, Curve] = {}
    links: dict[LinkRole, Curve] = {}

    def of_facts(self, kind: FactKind, found: tuple[_Fact, ...]) -> tuple[_Fact, ...]:
        """Return facts of one kind with calibrated confidence; where none is estimated, none is."""
        curve = self.facts.get(kind, AS_IT_IS)
        return tuple(
            fact
            if fact.confidence is None
            else msgspec.structs.replace(fact, confidence=round(curve(fact.confidence), _DIGITS))
            for fact in found
        )

    def of_links(self, parsed: Parsed) -> Parsed:
        """Return `parsed` with calibrated probabilities of its links."""
        return msgspec.structs.replace(
            parsed,
            quotes=[self._linked(quote) for quote in parsed.quotes],
            figures=[self._linked(figure) for figure in parsed.figures],
            events=[self._linked(event) for event in parsed.events],
            positions=[self._linked(position) for position in parsed.positions],
        )

    def _linked(self, proposal: _Proposal) -> _Proposal:
        links = tuple(
            Linked(link.role, link.span, round(self._of_link(link), _DIGITS))
            for link in proposal.links
        )
        return msgspec.structs.replace(proposal, links=links)

    def _of_link(self, link: Linked) -> float:
        return self.links.get(link.role, AS_IT_IS)(link.confidence)


UNCALIBRATED = Calibration()
"""Every score as the network gives it."""


def load_calibration(folder: Path) -> Calibration:
    """Return the calibration beside the weights in `folder`; where there is none, `UNCALIBRATED`.

    Raises:
        OSError: the file is there and cannot be read.
        msgspec.MsgspecError: it does not hold curves.
    """
    file = folder / FILE
    if not file.exists():
        return UNCALIBRATED
    return msgspec.json.decode(file.read_bytes(), type=Calibration)
