"""What the commands share: their options, what they measure on, and how results are printed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.results import Result, Trial
from communique.reading import Model, load_model

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Setting:
    """What to measure, and on which data."""

    data: Path
    weights: Path | None = None
    """A model other than the shipped one."""
    most: int | None = None
    """Measure on so many documents of each set at most; for trying a command out."""
    training: bool = False
    """Measure on training documents, to develop on, in place of those kept out of training."""

    @cached_property
    def model(self) -> Model:
        """The model that is measured, loaded once."""
        return load_model(self.weights)

    @property
    def limited(self) -> bool:
        """Whether the figures are for trying out, and not to be reported."""
        return self.most is not None or self.training

    def first(self, documents: Iterable[Thing]) -> Iterator[Thing]:
        """Yield the documents, or the first of them."""
        return islice(documents, self.most)

    def split(self, name: str, training: str = "training documents") -> str:
        """Return the name of the split that is measured on, and whether it was cut short."""
        shown = training if self.training else name
        return shown if self.most is None else f"{shown}, the first {self.most} documents"


Benchmark = Callable[[Setting], Iterator[Result]]


def parser(module: str, about: str | None) -> argparse.ArgumentParser:
    """Return the parser of `python -m benchmarks.<module>`, with the options all commands have."""
    made = argparse.ArgumentParser(
        prog=f"python -m benchmarks.{module}",
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--data", type=Path, required=True, help="folder that holds the data sets")
    made.add_argument("--weights", type=Path, help="a model other than the shipped one")
    made.add_argument(
        "--most", type=int, metavar="N", help="measure on the first N documents of each set"
    )
    made.add_argument(
        "--training",
        action="store_true",
        help="measure on training documents, to develop on, in place of those kept out",
    )
    return made


def setting_of(given: argparse.Namespace) -> Setting:
    """Return the setting that the options of `parser` ask for."""
    return Setting(given.data, given.weights, given.most, given.training)


def run(module: str, about: str | None, benchmark: Benchmark) -> None:
    """Run the command line of one benchmark."""
    printed(benchmark(setting_of(parser(module, about).parse_args())))


def printed(results: Iterable[Result]) -> list[Result]:
    """Print results as they come, under what they have in common, and return them."""
    trial: Trial | None = None
    kept: list[Result] = []
    for result in results:
        if result.trial != trial:
            trial = result.trial
            print(f"{trial.skill}: {trial.data}, {trial.split}\n  ({trial.protocol})")
        print(f"  {result.line}", flush=True)
        kept.append(result)
    return kept
