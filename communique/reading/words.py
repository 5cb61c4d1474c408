"""A text cut into words, much as the English Universal Dependencies treebanks cut it."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import cache

from communique.reading.lexicon import entries
from communique.spans import Span

_CLITIC = r"(?:['’](?:s|re|ve|ll|d|m)|n['’]t)"
_TOKEN = re.compile(
    r"""
      (?P<address>(?:https?://|www\.|mailto:)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]
        # a mail address; without a limit, "a-a-a-…" takes quadratic time
        | (?:\w[\w.+%-]{0,62})?\w@(?:[\w-]+(?:\.[\w-]*\w)+|[^\W\d_][\w-]*\w)
        # the name of a file
        | (?<![\w.])[\w#&%~-]{1,62}(?:\.[\w-]{1,62}){0,3}
          \.(?i:docx?|xlsx?|pptx?|pdf|txt|zip|jpe?g|gif)(?![\w-]|\.\w)
        # a newsgroup: alt.animals.rights
        | (?<![\w.])(?:alt|comp|misc|news|rec|sci|soc|talk)
          (?:\.[a-z][\w-]{0,30}){1,5}(?![\w-]|\.\w)
        | (?<!\w)[^\W_][\w-]{0,62}(?:\.[\w-]{1,62}){0,3}
          \.(?:com|org|net|edu|gov|info)(?![\w-]|\.\w))
    | (?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.]))?)
    | (?P<joined>(?<!\w)(?:
          (?:[Nn]o|NO)\.(?=\s?\d)              # No. 4
        | (?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.(?=\s)
        | [A-Z]\.(?=\s+[A-Z])                # the initial of a name: J. Moor
        | (?<=\b[A-Z]\.[ ])[A-Z]\.          # the next one: the U. N. envoy
        | [A-Z]\d{1,2}(?!\w)                # G7, F16
        | [^\W\d_]{1,8}&[^\W\d_]{1,8}(?!\w)  # AT&T
        | (?<!\d-)\d{1,9}(?:-\d{1,9}){2,6}(?![\w-])  # 713-555-0136
        | [^\W_]+(?:_[^\W_]+)+(?!\w)       # talks_draft
        | \d+(?:s|st|nd|rd|th)(?!\w)))      # 1960s, 20th
    | (?P<number>\d+(?:[.,/:]\d+)*)
    | (?P<letters>(?:(?i:AFFIX)-(?=[a-z])(?!(?:al|bin|de|el|ibn|the|van|von)\b))?
                  [^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<run>\.[!?]+|\.{2,}|…|[-–—]{2,}|[_*=~]{2,}|[!?]{2,}|<{2,}|>{2,}|'{2}|’{2}|‘’
          |[:;]-?[()]|[:;]-?[DPO](?!\w)|\^_\^)
    | (?P<mark>\S)
    """.replace("AFFIX", "|".join(sorted(entries("affixes.txt")))),
    re.VERBOSE,
)
_SHORT = 3
"""Letters of a contraction that with a capital is a name: "Im", "Ive"."""
_SENTENCE_END = re.compile(r"\s+[A-Z]|\n|$")
_WITH_CLITIC = re.compile(rf"(.+?)({_CLITIC})", re.IGNORECASE)


@cache
def _contractions() -> dict[str, int]:
    """Return the length of the first word of what two words have become, in small letters."""
    cut = (entry.partition("|") for entry in entries("contractions.txt"))
    return {first + second: len(first) for first, _, second in cut}


@cache
def _abbreviations() -> frozenset[str]:
    return entries("abbreviations.txt")


def words_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the words of `text[start:end]` in order; white space alone lies between them.

    Clitics are words of their own ("do|n't", "Iran|'s"), and so is each punctuation mark, a hyphen
    included but for that of an affix ("co-workers"); abbreviations and initials keep their full
    stops ("Mr.", "U.S."), addresses and names of files all that is in them.
    """
    limit = len(text) if end is None else end
    position = start
    while match := _TOKEN.search(text, position, limit):
        position = match.end()
        if match.lastgroup == "letters":
            position = yield from _letters(text, match.start(), match.end(), limit)
        else:
            yield Span(match.start(), match.end())


def _letters(text: str, start: int, end: int, limit: int) -> Generator[Span, None, int]:
    """Yield the words in a run of letters and apostrophes; return where the last one ends."""
    run = text[start:end]
    if split := _WITH_CLITIC.fullmatch(run):
        middle = start + split.end(1)
        yield Span(start, middle)
        yield Span(middle, end)
    elif cut := _contractions().get(run if len(run) <= _SHORT else run.lower()):
        yield Span(start, start + cut)
        yield Span(start + cut, end)
    else:
        if text[end : end + 1] == "." and end < limit and _keeps_stop(text, run, end):
            end += 1
        yield Span(start, end)
    return end


def _keeps_stop(text: str, run: str, end: int) -> bool:
    """Tell whether the full stop behind a run of letters is its own; "etc." may end a sentence."""
    ends = run.lower() == "etc" and _SENTENCE_END.match(text, end + 1)
    return not ends and run.lower() in _abbreviations()
