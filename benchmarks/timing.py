"""What it takes to time things: one core, fresh processes, the machine's own limit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_MATMUL = """
import time
import numpy as np
n = 1024
left, right = np.random.default_rng(0).normal(size=(2, n, n)).astype(np.float32)
out = np.empty((n, n), np.float32)
best = 0.0
for _ in range(20):
    begin = time.perf_counter()
    np.matmul(left, right, out=out)
    best = max(best, 2 * n**3 / (time.perf_counter() - begin))
print(best)
"""


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process, and those that it starts, on one core (Linux)."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def python(arguments: Sequence[str]) -> str:
    """Run Python on this project in a fresh process of one thread; return what it prints."""
    environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
    )
    return ran.stdout


def seconds_of(arguments: Sequence[str], times: int) -> float:
    """Return how long a fresh Python process takes, the median of so many runs."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        python(arguments)
        taken.append(time.perf_counter() - begin)
    return median(taken)


def most_flops() -> float:
    """Return the floating point operations a second of numpy's float32 matrix product."""
    return float(python(["-c", _MATMUL]))
