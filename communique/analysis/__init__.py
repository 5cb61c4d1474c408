"""Analysis: what many documents say together. It asks and derives; it never writes.

`analyse(read)` returns an `Analysis`, whose parts are the frozen classes of `model`.
"""

from communique.analysis.deal import Deal, Term, Whose
from communique.analysis.deals import find_deals
from communique.analysis.roles import Role, find_roles
from communique.analysis.survey import analyse
from communique.matching.evidence import Evidence
from communique.matching.model import Actor, Analysis, Issue, Series, Standing

__all__ = [
    "Actor",
    "Analysis",
    "Deal",
    "Evidence",
    "Issue",
    "Role",
    "Series",
    "Standing",
    "Term",
    "Whose",
    "analyse",
    "find_deals",
    "find_roles",
]
