"""That a person, not the machine, has the last word on a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.spans import Span


@dataclass(frozen=True)
class ByPerson:
    """A fact that stands as it does because a person said so."""

    document: str
    kind: str
    """The kind of fact: "entity", "figure", …"""
    fact: str
    """Its id within the document; r1, r2, … for a role in the talks."""
    span: Span
    """Its words; of a person or a body, where it is first mentioned."""
    decision: Literal["accept", "edit", "add"]
    by: str
    day: date
    """On which it was decided, in universal time."""
    entity: str | None = None
    """Of a role in the talks: whose it is."""
