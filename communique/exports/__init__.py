"""Exports: the record in forms that other programs read.

`EXPORTERS` holds every form by its name. To add one: a class in a file of its own, and a line here.
`annotated` writes what persons corrected as training data. The other functions
turn answers into the objects that commands print with `--json`.
"""

from communique.exports.annotations import annotated
from communique.exports.answers import (
    changes_objects,
    figures_objects,
    places_objects,
    search_objects,
    timeline_objects,
)
from communique.exports.bargaining import (
    Line,
    deadlock_lines,
    movement_lines,
    position_lines,
    silence_lines,
    sticking_lines,
)
from communique.exports.base import Exporter
from communique.exports.json_lines import JsonLines

EXPORTERS: dict[str, Exporter] = {exporter.name: exporter for exporter in (JsonLines(),)}

__all__ = [
    "EXPORTERS",
    "Exporter",
    "Line",
    "annotated",
    "changes_objects",
    "deadlock_lines",
    "figures_objects",
    "movement_lines",
    "places_objects",
    "position_lines",
    "search_objects",
    "silence_lines",
    "sticking_lines",
    "timeline_objects",
]
