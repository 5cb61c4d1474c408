"""Who claims a figure: whoever says that it is so, not whoever wants or offers an amount.

"The union says 400 are out" is the union's count. "The union wants 400 dollars" is told by the
report itself, unless somebody says so in turn.
"""

from __future__ import annotations

from functools import cache

from communique.findings import Attribution
from communique.reading.draft import Draft
from communique.reading.lexicon import table
from communique.spans import Span


def claim_over(draft: Draft, span: Span) -> Attribution | None:
    """Return the innermost attribution that claims what its content says; None where none does."""
    return next((a for a in draft.attributions_over(span) if _claims(draft, a)), None)


def _claims(draft: Draft, attribution: Attribution) -> bool:
    """Tell whether a source is named and its cue is one of saying, finding or believing."""
    if attribution.source is None:
        return False
    lemmas = {w.lemma.lower() for cue in attribution.cue for w in draft.parsed.words_in(cue)}
    return not lemmas & _willing() or bool(lemmas & _saying())


@cache
def _willing() -> frozenset[str]:
    return frozenset(table("figure_words.toml")["willing"]["words"])


@cache
def _saying() -> frozenset[str]:
    return frozenset(table("figure_words.toml")["saying"]["words"])
