"""What the network costs: the operations of its matrix products, counted as they run."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Sequence
from math import prod
from pathlib import Path
from typing import Any

import onnxruntime

from communique.reading.pieces import Pieces, Window
from communique.reading.scores import Network, Scorer, Scores

PRODUCTS = frozenset(
    {"MatMul", "FusedMatMul", "Gemm", "DynamicQuantizeMatMul", "MatMulIntegerToFloat"}
)
"""Operators that multiply matrices; all others are left out of the count."""


class Timed:
    """A scorer that passes its work on to another, and tells how long that took."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self.seconds = 0.0
        self.asked: list[Sequence[Window]] = []
        """What was asked, call by call."""

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """Return what the other scorer answers."""
        begin = time.perf_counter()
        scores = self._scorer.score(windows)
        self.seconds += time.perf_counter() - begin
        self.asked.append(windows)
        return scores


class _Profiled(Network):
    """A network whose runtime writes down every operator that it runs."""

    def __init__(self, file: Path, pad: int, prefix: Path) -> None:
        super().__init__(file, pad, threads=1)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.enable_profiling = True
        options.profile_file_prefix = str(prefix)
        self._session = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )

    def profile(self) -> list[dict[str, Any]]:
        """Return what was written down."""
        written = Path(self._session.end_profiling()).read_text(encoding="utf-8")
        events: list[dict[str, Any]] = json.loads(written)
        return events


def operations(weights: Path, asked: Sequence[Sequence[Window]]) -> int:
    """Return the additions and multiplications in the matrix products of these calls.

    Padding counts: it is multiplied as well.
    """
    with tempfile.TemporaryDirectory() as folder:
        pieces = Pieces(weights / "tokenizer.json")
        network = _Profiled(weights / "reader.onnx", pieces.pad, Path(folder) / "profile")
        for windows in asked:
            network.score(windows)
        return sum(map(operations_of, network.profile()))


def operations_of(event: dict[str, Any]) -> int:
    """Return the operations of one event of a profile, 0 where it is no matrix product.

    The matrix on the left is taken to be (…, rows, terms), as all of this network's are.
    """
    about = event.get("args", {})
    if about.get("op_name") not in PRODUCTS or not event["name"].endswith("kernel_time"):
        return 0
    (out,) = about["output_type_shape"][0].values()
    (left,) = about["input_type_shape"][0].values()
    return 2 * int(prod(out)) * int(left[-1])
