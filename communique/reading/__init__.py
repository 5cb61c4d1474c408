"""Reading: from a document's text to its findings. No database, no network.

What needs the model runtime is imported when it is first asked for, so that whoever only names
a reader does not wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from communique.reading.contract import breaches
from communique.reading.readers import READERS, SHIPPED, Explaining, Reader, label, open_reader

if TYPE_CHECKING:
    from communique.reading.crew import Crew
    from communique.reading.pipeline import STEPS, drafted, explain, read
    from communique.reading.scores import Model, load_model

__all__ = [
    "READERS",
    "SHIPPED",
    "STEPS",
    "Crew",
    "Explaining",
    "Model",
    "Reader",
    "breaches",
    "drafted",
    "explain",
    "label",
    "load_model",
    "open_reader",
    "read",
]

_HOMES = {
    "Crew": "crew",
    "STEPS": "pipeline",
    "drafted": "pipeline",
    "explain": "pipeline",
    "read": "pipeline",
    "Model": "scores",
    "load_model": "scores",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
