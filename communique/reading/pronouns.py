"""Pronouns, and the kinds of entities for which they stand."""

from __future__ import annotations

from communique.reading.names import Gender

HE: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
KINDS = {
    "he": frozenset({"person", "source"}),
    "it": frozenset({"organisation", "place", "source"}),
    "they": frozenset({"group", "organisation", "source", "place"}),
}
"""Kinds by the pronoun that stands for its like."""
UNLIKELY = {("they", "place"): -0.8, ("it", "source"): -0.6}
"""What a kind costs in salience."""
_LEVEL = 0.05
"""Two saliences this close are level."""


def level(scores: list[tuple[float, int, str]]) -> bool:
    """Tell whether the first two of sorted candidates stand level."""
    if len(scores) == 1:
        return False
    return scores[0][0] - scores[1][0] < _LEVEL and scores[0][1] == scores[1][1]
