"""The record: documents and what was read in them, kept so that every fact leads to its words.

A `View` asks and cannot write; a `Writer` files and removes; a `Store` opens the record and hands
out both. What a person decides about a fact is a `Correction`.
"""

from communique.record.correcting import Correction
from communique.record.corrections import Listed
from communique.record.deciding import Accept, Add, Change, Edit, Reject
from communique.record.store import Store, Writer
from communique.record.view import View

__all__ = [
    "Accept",
    "Add",
    "Change",
    "Correction",
    "Edit",
    "Listed",
    "Reject",
    "Store",
    "View",
    "Writer",
]
