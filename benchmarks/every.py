"""The benchmarks whose figures README and model card show, in one visible tuple."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import (
    attributions,
    names,
    pages,
    reports,
    sentence_events,
    speed,
    syntax,
    times,
)
from benchmarks.command import Benchmark, Setting
from benchmarks.results import Result

OF_THE_MODEL: tuple[Benchmark, ...] = (
    attributions.results,
    names.results,
    syntax.results,
    times.results,
    sentence_events.results,
    reports.results,
    speed.results,
)
"""Those whose figures depend on the weights."""

ALL: tuple[Benchmark, ...] = (*OF_THE_MODEL, pages.results)


def measured(benchmarks: tuple[Benchmark, ...], setting: Setting) -> Iterator[Result]:
    """Yield the figures of several benchmarks."""
    for benchmark in benchmarks:
        yield from benchmark(setting)
