"""How accurate each kind of fact was measured to be, and on what: read off the model card.

`python -m benchmarks.accuracy` writes the card beside the weights, so that what a page says of its
numbers is what was last measured of the shipped model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique import data_files
from communique.reading import SHIPPED

_CARD = ("communique.reading", "weights/MODEL_CARD.md")
_BEGIN, _END = "<!-- accuracy:begin -->", "<!-- accuracy:end -->"
_FIGURE = re.compile(
    r"(?P<what>.+?) "
    r"(?P<figure>(?:F1 )?[\d.,]+(?: \[[\d.,]+, [\d.,]+\])?(?: [a-zA-Z%/]+)?)"
)
_F1 = re.compile(r"(?:F1 )?([\d.]+)")

_SHOWN = {
    "attribution": (("attribution", "half"),),
    "position": (("facts of reports", "position + stance"),),
    "figure": (("facts of reports", "figure found + value"),),
    "event": (("facts of reports", "event trigger + type"),),
    "entity": (("names", "all names"), ("mentions", "all mentions")),
    "time": (("times", "relaxed span + value"),),
    "talks": (),
}
"""For each kind of fact the skill and the figure that tell how accurate it is."""


@dataclass(frozen=True)
class Measure:
    """One figure of the card."""

    skill: str
    on: str
    """The texts, and how what is found was compared with what is annotated."""
    what: str
    figure: str
    """With its 95 % interval: "F1 89.8 [85.7, 94.6]"."""


@dataclass(frozen=True)
class Accuracy:
    """What a page says of the accuracy of a kind of fact."""

    measures: tuple[Measure, ...]
    """Empty where nobody measured it."""
    note: str
    """Why there is none, or of which reader it was measured."""

    @property
    def short(self) -> str:
        """The figures in a few words, for a header."""
        numbers = [_F1.findall(measure.figure)[0] for measure in self.measures]
        if not numbers:
            return "accuracy not measured"
        low, high = min(numbers, key=float), max(numbers, key=float)
        return f"measured F1 {low}" if low == high else f"measured F1 {low}–{high}"


def by_kind(model: str = SHIPPED) -> dict[str, Accuracy]:
    """Return what is known of each kind of fact, as found by a reader.

    Args:
        model: the name of the reader, with or without its version.

    """
    if model.partition(" ")[0] != SHIPPED:
        note = f"Nobody measured the reader “{model}” here."
        return dict.fromkeys(_SHOWN, Accuracy((), note))
    return {
        kind: Accuracy(
            tuple(m for m in measures() if (m.skill, m.what) in wanted),
            "Measured with the shipped reader on texts that it was not trained on. F1 weighs what "
            "was missed against what was wrong, 100 is perfect; brackets hold 95 % intervals."
            if wanted
            else "How accurate these are was not measured.",
        )
        for kind, wanted in _SHOWN.items()
    }


@cache
def measures() -> tuple[Measure, ...]:
    """Return all figures of the card."""
    table = data_files.text(*_CARD).partition(_BEGIN)[2].partition(_END)[0]
    found = []
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 3:
            continue
        for figure in cells[2].split("; "):
            match = _FIGURE.fullmatch(figure)
            if match:
                found.append(Measure(cells[0], cells[1], match["what"], match["figure"]))
    return tuple(found)
