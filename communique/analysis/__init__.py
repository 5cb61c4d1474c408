"""Analysis: what many documents say together. It asks and derives; it never writes.

`analyse(read)` returns an `Analysis` of loose documents, whose parts are the frozen classes of
`communique.matching.model`. The others ask a `View` of the record, within a `Scope`.
"""

from communique.analysis.bargaining import (
    Move,
    Stuck,
    deadlocks,
    movements,
    sticking_points,
)
from communique.analysis.deadlocks import Deadlock
from communique.analysis.deal import Deal, Term, Whose
from communique.analysis.deals import find_deals
from communique.analysis.layout import Scope
from communique.analysis.matrix import Cell, Matrix, Silence, matrix, silences
from communique.analysis.roles import Role, find_roles
from communique.analysis.survey import analyse
from communique.matching.evidence import Evidence
from communique.matching.model import Actor, Analysis, Issue, Series, Standing

__all__ = [
    "Actor",
    "Analysis",
    "Cell",
    "Deadlock",
    "Deal",
    "Evidence",
    "Issue",
    "Matrix",
    "Move",
    "Role",
    "Scope",
    "Series",
    "Silence",
    "Standing",
    "Stuck",
    "Term",
    "Whose",
    "analyse",
    "deadlocks",
    "find_deals",
    "find_roles",
    "matrix",
    "movements",
    "silences",
    "sticking_points",
]
