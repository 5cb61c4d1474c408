"""The record: documents and what was read in them, kept so that every fact leads to its words.

A `View` asks and cannot write; a `Writer` files and removes; a `Store` opens the record and hands
out both. What a person decides about a fact is a `Correction`.
"""

from communique.record.auditing import Entry
from communique.record.changes import Changes
from communique.record.correcting import Correction
from communique.record.corrections import Listed
from communique.record.deals import ActRow
from communique.record.deciding import Accept, Add, Change, Edit, Reject
from communique.record.happenings_view import Days, Timeline
from communique.record.listing import ListedDocument, ListedFact
from communique.record.negotiation_view import Assigned, Negotiation
from communique.record.overview import InOffice
from communique.record.places import Located, Places
from communique.record.position_rows import PositionOutline, PositionRow
from communique.record.positions import Asked
from communique.record.roles import RoleRow
from communique.record.search import Filters, Hit
from communique.record.series_view import Figures
from communique.record.store import Store, Writer
from communique.record.unsure import Unsure
from communique.record.users import Role, User, Users, key_of
from communique.record.view import View

__all__ = [
    "Accept",
    "ActRow",
    "Add",
    "Asked",
    "Assigned",
    "Change",
    "Changes",
    "Correction",
    "Days",
    "Edit",
    "Entry",
    "Figures",
    "Filters",
    "Hit",
    "InOffice",
    "Listed",
    "ListedDocument",
    "ListedFact",
    "Located",
    "Negotiation",
    "Places",
    "PositionOutline",
    "PositionRow",
    "Reject",
    "Role",
    "RoleRow",
    "Store",
    "Timeline",
    "Unsure",
    "User",
    "Users",
    "View",
    "Writer",
    "key_of",
]
