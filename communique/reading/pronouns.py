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
