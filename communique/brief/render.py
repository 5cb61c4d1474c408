"""The forms in which a brief can be had."""

from __future__ import annotations

from collections.abc import Callable

from communique.brief.html import to_html
from communique.brief.json_lines import to_json
from communique.brief.markdown import to_markdown
from communique.brief.model import Brief
from communique.brief.terminal import to_terminal

FORMATS: dict[str, Callable[[Brief], str]] = {
    "terminal": to_terminal,
    "markdown": to_markdown,
    "html": to_html,
    "json": to_json,
}


def render(brief: Brief, form: str) -> str:
    """Return the brief in one of the `FORMATS`, by name; KeyError for another."""
    return FORMATS[form](brief)
