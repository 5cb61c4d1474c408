"""The brief: one page on the talks, every line with the words that say so.

`outline(read)` is the brief as data, `render(brief, form)` its text in one of `FORMATS`, and
`show_terminal(read, console)` one document with its facts marked. `why_terminal` and `why_json`
say why facts were filed, and `facts_behind` finds those on which a line of the brief stands.
"""

from communique.brief.model import Brief, Citation, Line
from communique.brief.outline import compose, outline
from communique.brief.render import FORMATS, render
from communique.brief.show import show_terminal
from communique.brief.why import facts_behind, why_json, why_terminal

__all__ = [
    "FORMATS",
    "Brief",
    "Citation",
    "Line",
    "compose",
    "facts_behind",
    "outline",
    "render",
    "show_terminal",
    "why_json",
    "why_terminal",
]
