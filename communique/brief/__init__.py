"""The brief: one page on the talks, every line with the words that say so.

`outline(view)` is the brief as data, `fitted` what it is for one of the `AUDIENCES`, and
`render(brief, form)` its text in one of `FORMATS`; `FILES` has the forms that are no text.
`show_terminal(read, console)` prints one document with its facts marked. `why_terminal` and
`why_json` say why facts were filed, and `facts_behind` finds those on which a line of the brief
stands.
"""

from communique.brief.audiences import AUDIENCES, Audience, fitted
from communique.brief.model import Brief, Citation, Line
from communique.brief.outline import compose, outline
from communique.brief.render import FILES, FORMATS, render
from communique.brief.show import show_terminal
from communique.brief.why import facts_behind, why_json, why_terminal
from communique.brief.word import library as word_library

__all__ = [
    "AUDIENCES",
    "FILES",
    "FORMATS",
    "Audience",
    "Brief",
    "Citation",
    "Line",
    "compose",
    "facts_behind",
    "fitted",
    "outline",
    "render",
    "show_terminal",
    "why_json",
    "why_terminal",
    "word_library",
]
