"""Analysis: what many documents say together. It asks and derives; it never writes.

`overview(view)` returns an `Analysis` of the record, or of what a `View` shows of it, whose parts
are the frozen classes of its `model` and of `communique.matching.model`. The others answer one
question, within a `Scope`. Loose documents are filed into a record that is thrown away, and asked
for in the same way.
"""

from communique.analysis.bargaining import (
    Move,
    Stuck,
    deadlocks,
    movements,
    sticking_points,
)
from communique.analysis.changed import changes
from communique.analysis.deadlocks import Deadlock
from communique.analysis.deal import Deal, Term, Whose
from communique.analysis.deals import find_deals
from communique.analysis.layout import Scope
from communique.analysis.matrix import Cell, Matrix, Silence, matrix, silences
from communique.analysis.model import Analysis, Standing
from communique.analysis.overview import Most, overview
from communique.analysis.roles import Role, find_roles
from communique.matching.evidence import Evidence
from communique.matching.model import Actor, Issue, Series

__all__ = [
    "Actor",
    "Analysis",
    "Cell",
    "Deadlock",
    "Deal",
    "Evidence",
    "Issue",
    "Matrix",
    "Most",
    "Move",
    "Role",
    "Scope",
    "Series",
    "Silence",
    "Standing",
    "Stuck",
    "Term",
    "Whose",
    "changes",
    "deadlocks",
    "find_deals",
    "find_roles",
    "matrix",
    "movements",
    "overview",
    "silences",
    "sticking_points",
]
