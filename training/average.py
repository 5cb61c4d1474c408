"""Average the weights of several runs that began from one another.

    python -m training.average --out FILE WEIGHTS SHARE [WEIGHTS SHARE ...]

WEIGHTS is a `weights.pt`, or a folder of shipped weights; shares are divided by their sum. Runs
that go on from the same weights stay near enough to one another that what lies between them reads
as well as each or better (Wortsman et al., Model soups, ICML 2022).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.restore import restored


def averaged(runs: Sequence[tuple[dict[str, Tensor], float]]) -> dict[str, Tensor]:
    """Return the average of weights, each with its share.

    Raises ValueError where two of them are not of one network.
    """
    first, whole = runs[0][0], sum(share for _, share in runs)
    if any(weights.keys() != first.keys() for weights, _ in runs):
        raise ValueError("these weights are of different networks")
    found = {}
    for name, tensor in first.items():
        found[name] = tensor
        if tensor.is_floating_point():
            parts = [weights[name].reshape(tensor.shape) * share for weights, share in runs]
            found[name] = torch.stack(parts).sum(0) / whole
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.average",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    parser.add_argument("runs", nargs="+", metavar="WEIGHTS SHARE")
    given = parser.parse_args(arguments)
    if len(given.runs) % 2:
        parser.error("each WEIGHTS has its SHARE")
    runs = []
    for name, share in zip(given.runs[::2], given.runs[1::2], strict=True):
        path = Path(name)
        weights = restored(path) if path.is_dir() else torch.load(path, weights_only=True)
        runs.append((weights, float(share)))
    torch.save(averaged(runs), given.out)


if __name__ == "__main__":
    main()
