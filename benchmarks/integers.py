"""Two weights folders side by side, such as integer weights and the whole ones.

    python -m benchmarks.integers --data DIR [--weights A] --other B [--most N] [--training]

Runs every benchmark of the model for both folders and prints each figure of A (the shipped model
where none is given), of B, and the difference of B from A. A folder with whole weights is made by
`python -m training.export --whole`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.command import parser, printed, setting_of
from benchmarks.every import OF_THE_MODEL, measured
from benchmarks.results import Result


def side_by_side(ours: Iterable[Result], others: Iterable[Result]) -> Iterator[str]:
    """Yield a line for each figure that both have: both values and the difference."""
    by_key = {result.key: result for result in others}
    for result in ours:
        other = by_key.get(result.key)
        if other is not None:
            trial = result.trial
            about = f"{trial.data}, {trial.split}: {result.what} ({trial.protocol})"
            difference = other.value - result.value
            yield f"{result.figure:32} {other.figure:32} {difference:+8.2f}  {about}"


def main() -> None:
    """Run the command line."""
    options = parser("integers", __doc__)
    options.add_argument("--other", type=Path, required=True, help="the weights to compare with")
    given = options.parse_args()
    setting = setting_of(given)
    print(f"== {given.weights or 'the shipped model'}")
    ours = printed(measured(OF_THE_MODEL, setting))
    print(f"== {given.other}")
    others = printed(measured(OF_THE_MODEL, replace(setting, weights=given.other)))
    print("== side by side: the first, the second, the difference")
    for line in side_by_side(ours, others):
        print(line)


if __name__ == "__main__":
    main()
