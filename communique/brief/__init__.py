"""The brief: one page on the talks, every line with the words that say so.

`outline(read)` is the brief as data, `render(brief, form)` its text in one of `FORMATS`, and
`show_terminal(read, console)` one document with its facts marked.
"""

from communique.brief.model import Brief, Citation, Line
from communique.brief.outline import compose, outline
from communique.brief.render import FORMATS, render
from communique.brief.show import show_terminal

__all__ = ["FORMATS", "Brief", "Citation", "Line", "compose", "outline", "render", "show_terminal"]
