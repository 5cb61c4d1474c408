"""Whether the clause around a time looks back or ahead."""

from __future__ import annotations

from functools import cache
from typing import Literal

from communique.reading.lexicon import table
from communique.reading.parsed import Parsed, Word
from communique.reading.syntax import ancestors
from communique.spans import Span

Tense = Literal["past", "future", ""]
_MODALS = frozenset({"may", "might", "could", "should", "must", "would"})
_CLIMB = 5


def tense_at(parsed: Parsed, span: Span) -> Tense:
    """Return the tense of the verb above `span`, empty where it tells nothing."""
    head = parsed.head_of(span)
    if head is None:
        return ""
    if parsed.text[span.end : span.end + 2] in {"'s", "’s"}:
        # "Find ways around Friday's ruling": the ruling is known already.
        return ""
    first = parsed.words_in(span)[0].index
    if first and parsed.words[first - 1].text.lower() in _ahead("before"):
        return "future"
    for number, word in enumerate([head, *ancestors(parsed, head)]):
        if number > _CLIMB:
            break
        if word.index != head.index and word.lemma.lower() in _ahead("verbs"):
            return "future"
        if word.upos in {"VERB", "AUX"} or word.deprel == "root":
            return _of_verb(parsed, word)
    return ""


def _of_verb(parsed: Parsed, verb: Word) -> Tense:
    helpers = [w for w in parsed.children(verb) if w.deprel in {"aux", "aux:pass", "cop", "mark"}]
    forms = {w.text.lower() for w in helpers}
    if "have" in forms and forms & _MODALS:
        return "past"  # "may have met"
    if forms & _ahead("words"):
        return "future"
    tags = {verb.xpos} | {w.xpos for w in helpers}
    had = any(w.xpos in {"VBZ", "VBP"} and w.lemma == "have" for w in helpers)
    # "The truce signed on Friday": a participle alone looks back.
    if "VBD" in tags or had or (verb.xpos == "VBN" and not helpers):
        return "past"
    if "TO" in tags or any(w.text.lower() == "to" for w in helpers):
        return "future"
    if verb.xpos == "VBG" and not helpers and verb.head >= 0:
        above = parsed.words[verb.head]
        return _of_verb(parsed, above) if above.upos == "VERB" else ""
    return ""


@cache
def _ahead(which: str) -> frozenset[str]:
    return frozenset(table("times.toml")["ahead"][which])
