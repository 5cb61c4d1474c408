"""Results: what a benchmark measured, on what, how, and within which interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from benchmarks.figures_of_merit import Formula, f1, f1_of_means, interval, share, value


@dataclass(frozen=True)
class Trial:
    """What several results have in common: a skill, measured on some texts in one way."""

    skill: str
    data: str
    split: str
    protocol: str
    """How what is found is compared with what is annotated, in a few words."""


@dataclass(frozen=True)
class Result:
    """One figure with its interval; percent, unless `unit` says otherwise."""

    trial: Trial
    what: str
    value: float
    low: float | None = None
    high: float | None = None
    unit: str = "%"
    documents: int = 0
    """Documents that were measured on, and resampled; 0 where that is not a number of documents."""
    detail: str = ""
    """What stands behind the figure: precision and recall, the number of cases."""
    brief: bool = False
    """Whether it stands in the README as well."""

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this result from others of the same run."""
        trial = self.trial
        return (trial.skill, trial.data, trial.split, trial.protocol, self.what)

    @property
    def figure(self) -> str:
        """The value in words, with its interval where it has one: "F1 81.2 [79.0, 83.1]"."""
        number = self._number(self.value)
        if self.low is not None and self.high is not None:
            number += f" [{self._number(self.low)}, {self._number(self.high)}]"
        return f"F1 {number}" if self.unit == "F1" else f"{number} {self.unit}"

    def _number(self, value: float) -> str:
        """Return a number with as many digits as say something."""
        if abs(value) >= 1000:
            return f"{value:,.0f}"
        return f"{value:.2f}" if self.unit == "s" else f"{value:.1f}"

    @property
    def line(self) -> str:
        """The result as a benchmark prints it."""
        return f"{self.what:44} {self.figure:28} {self.detail}".rstrip()


@dataclass
class Tally:
    """Counts of one figure, document by document."""

    formula: Formula = f1
    counts: list[Sequence[float]] = field(default_factory=list)

    def add(self, *counts: float) -> None:
        """Add a document: (tp, fp, fn) for F1, (right, all) for a share."""
        self.counts.append(counts)

    def spans(self, gold: AbstractSet[object], found: AbstractSet[object]) -> None:
        """Add a document whose gold and found spans must be the same."""
        both = len(gold & found)
        self.add(both, len(found) - both, len(gold) - both)

    def result(self, trial: Trial, what: str, *, brief: bool = False) -> Result | None:
        """Return the figure with its interval, None where there was nothing to measure."""
        sums = [sum(column) for column in zip(*self.counts, strict=True)]
        if not sums or (self.formula is not f1_of_means and not any(sums)):
            return None
        low, high = interval(self.counts, self.formula)
        return Result(
            trial,
            what,
            100 * value(self.counts, self.formula),
            100 * low,
            100 * high,
            unit="%" if self.formula is share else "F1",
            documents=len(self.counts),
            detail=self._detail(sums),
            brief=brief,
        )

    def _detail(self, sums: Sequence[float]) -> str:
        if self.formula is share:
            return f"of {sums[1]:.0f}"
        if self.formula is f1_of_means:
            precision, recall = sums[0] / max(1, sums[2]), sums[1] / max(1, sums[2])
            return f"P {100 * precision:.1f} R {100 * recall:.1f}"
        true, false, missed = sums
        precision, recall = true / max(1, true + false), true / max(1, true + missed)
        return f"P {100 * precision:.1f} R {100 * recall:.1f} gold {true + missed:.0f}"


class Tallies:
    """The figures of one trial, by name, in the order in which they were first counted."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self._by_name: dict[str, Tally] = {}

    def of(self, what: str, formula: Formula = f1) -> Tally:
        """Return the tally of a figure, begun if it is new."""
        return self._by_name.setdefault(what, Tally(formula))

    def results(self, brief: Iterable[str] = ()) -> Iterator[Result]:
        """Yield the figures; `brief` names those that stand in the README."""
        shown = set(brief)
        for what, tally in self._by_name.items():
            result = tally.result(self.trial, what, brief=what in shown)
            if result is not None:
                yield result
