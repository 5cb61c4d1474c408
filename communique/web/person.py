"""Who decides, as lists of decisions show it: whoever runs the app, since nobody has to log in."""

from __future__ import annotations

import getpass
import os


def person() -> str:
    """Return the name that the commands take, too: COMMUNIQUE_USER, else that of the account."""
    named = os.environ.get("COMMUNIQUE_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
