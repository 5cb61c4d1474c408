"""Who decides, as lists of decisions and the audit show it, where nobody has to log in."""

from __future__ import annotations

import getpass
import os

UNKNOWN = "unknown"


def person() -> str:
    """Return COMMUNIQUE_USER, else the name of this computer's account, else "unknown"."""
    named = os.environ.get("COMMUNIQUE_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return UNKNOWN
