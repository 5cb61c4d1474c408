"""The invented coverage that ships in the package, for whoever has none at hand."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

EXAMPLES = {
    "truce": "A truce and an exchange of captives",
    "dock-strike": "A strike in a port",
}
"""Folders of `communique/examples`, with what they are about."""


def folder(name: str) -> Path:
    """Return where an example lies; KeyError for a name that none has."""
    if name not in EXAMPLES:
        raise KeyError(name)
    return Path(str(files("communique"))) / "examples" / name
