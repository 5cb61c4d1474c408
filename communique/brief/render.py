"""The forms in which a brief can be had."""

from __future__ import annotations

from collections.abc import Callable

from communique.brief.html import to_html
from communique.brief.json_lines import to_json
from communique.brief.markdown import to_markdown
from communique.brief.model import Brief
from communique.brief.terminal import PIPE_WIDTH, to_terminal
from communique.brief.word import to_word

FORMATS: dict[str, Callable[[Brief], str]] = {
    "terminal": to_terminal,
    "markdown": to_markdown,
    "html": to_html,
    "json": to_json,
}

FILES: dict[str, Callable[[Brief], bytes]] = {"docx": to_word}
"""Forms that are no text; what makes them may raise ExtraMissing."""


def render(brief: Brief, form: str, *, to_file: bool = False) -> str:
    """Return the brief in one of the `FORMATS`, by name; KeyError for another.

    With `to_file`, the form for the terminal has no colours and its own width, whatever standard
    output is.
    """
    if to_file and form == "terminal":
        return to_terminal(brief, width=PIPE_WIDTH, colour=False)
    return FORMATS[form](brief)
