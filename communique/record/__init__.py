"""The record: documents and what was read in them, kept so that every fact leads to its words.

A `View` asks and cannot write; a `Writer` files and removes; a `Store` opens the record and hands
out both.
"""

from communique.record.listing import Listed, ListedFact
from communique.record.store import Store, Writer
from communique.record.view import View

__all__ = ["Listed", "ListedFact", "Store", "View", "Writer"]
