"""The record: documents and what was read in them, kept so that every fact leads to its words.

A `View` asks and cannot write; a `Writer` files and removes; a `Store` opens the record and hands
out both.
"""

from communique.record.deals import ActRow
from communique.record.negotiation_view import Assigned, Negotiation
from communique.record.position_rows import PositionRow
from communique.record.positions import Asked
from communique.record.roles import RoleRow
from communique.record.store import Store, Writer
from communique.record.view import View

__all__ = [
    "ActRow",
    "Asked",
    "Assigned",
    "Negotiation",
    "PositionRow",
    "RoleRow",
    "Store",
    "View",
    "Writer",
]
