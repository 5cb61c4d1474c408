"""Which language a text is in, by a trained model of letter sequences (py3langid)."""

from __future__ import annotations

import math

import py3langid

_LEAST = -500.0


def identified(text: str) -> tuple[str, float]:
    """Return the code of the likeliest language, and its probability among those it knows."""
    ranked = py3langid.rank(text)
    code, best = ranked[0]
    return code, 1 / sum(math.exp(max(score - best, _LEAST)) for _, score in ranked)
