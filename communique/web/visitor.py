"""Who asks for a page, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from starlette.exceptions import HTTPException
from starlette.requests import Request

from communique.record import Role

Known = Literal["no", "machine", "password", "proxy"]


@dataclass(frozen=True)
class Visitor:
    """Someone who asks for a page."""

    name: str
    """As decisions and the audit show it."""
    role: Role | None
    """None: may do nothing but log in."""
    by: Known
    """What vouches for the name: whoever runs the app, a password given here, or a proxy."""
    session: str = ""
    """What tokens of forms are bound to, so that none outlives the log-in it was made for."""

    @property
    def may_edit(self) -> bool:
        """Whether they may change the record."""
        return self.role == "editor"

    @property
    def has_account(self) -> bool:
        """Whether accounts are in force, and this is one."""
        return self.by in ("password", "proxy")


NOBODY = Visitor("", None, "no")


def visitor_of(request: Request) -> Visitor:
    """Return who asks, as the gate found; nobody where it did not."""
    found = getattr(request.state, "visitor", NOBODY)
    return found if isinstance(found, Visitor) else NOBODY


def need_editor(request: Request) -> Visitor:
    """Return the editor who asks; HTTP 403 for anyone else."""
    visitor = visitor_of(request)
    if not visitor.may_edit:
        raise HTTPException(403, "This is for editors; you may read. Nothing was changed.")
    return visitor
