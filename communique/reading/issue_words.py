"""What a position is about: a short phrase in words of the text."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.draft import Draft
from communique.reading.lexicon import entries, table
from communique.reading.parsed import Parsed, Word
from communique.reading.syntax import cases
from communique.reading.units import currency_of, is_percent, is_sign, measure_of, time_unit_of
from communique.spans import Span

_LONGEST = 7
"""Words of an issue."""
_EMPTY = frozenset({"DET", "PUNCT", "PRON", "PART", "AUX", "SCONJ", "CCONJ", "NUM", "ADV"})
OBJECTS = ("obj", "nsubj:pass", "obl", "xcomp", "ccomp", "advcl", "nsubj")
"""Relations of what a verb is about to the verb, the nearest first."""
_TIES = frozenset({"of", "on", "in", "for", "to"})
"""Prepositions by which a noun says what it is about."""
_STEPS = 3
_NEAR = 3
"""Words from a verb to where it leads: "pull its guns back"."""


def issue_of(draft: Draft, what: Span) -> str:
    """Return what a position is about: a short phrase in words of the text.

    The governing noun with what describes it; where a verb governs, the verb's dictionary form,
    where it leads, and its object. An amount is no issue, but what it is an amount of, or what is
    done with it.
    """
    parsed = draft.parsed
    head = parsed.head_of(what)
    words = parsed.words_in(what)
    if head is None:
        return what.of(draft.document.text)
    inside = {w.index for w in words}
    head = _meant(parsed, head, inside)
    lower = [w for w in parsed.children(head) if w.index in inside and w.upos != "PRON"]
    objects = sorted(
        (w for w in lower if w.deprel in OBJECTS), key=lambda w: OBJECTS.index(w.deprel)
    )
    if objects and _leaves_it_to(parsed, head, objects[0]):
        phrase = _phrase(parsed, objects[0], inside)
    elif head.upos in {"VERB", "AUX"}:
        phrase = [head, *_led(parsed, head, objects, inside)]
    else:
        phrase = _phrase(parsed, head, inside)
    told = [w for w in phrase if w.upos not in {"DET", "PRON", "PUNCT"}]
    if all(w.upos in _EMPTY for w in told):
        told = [w for w in words if w.upos not in _EMPTY] or list(words)
    told = _without_amounts(parsed, told) or _done_with(parsed, head, inside) or told
    return " ".join(_plain(w, w is told[0]) for w in told[:_LONGEST])


def _leaves_it_to(parsed: Parsed, head: Word, about: Word) -> bool:
    """Tell whether what a word governs says it all: of "accept" or "order a pause" the pause.

    "Put down the weapons" is another verb than "put".
    """
    if head.upos == "ADJ" or head.lemma == "be":
        return True
    empty = head.lemma in entries("stance_verbs.txt") or (
        head.lemma in entries("light_verbs.txt")
        and not any(w.deprel == "compound:prt" for w in parsed.children(head))
    )
    return empty and about.deprel in {"obj", "nsubj:pass"}


def _meant(parsed: Parsed, head: Word, inside: set[int]) -> Word:
    """Step from an empty governor ("is willing to reach …") to the verb that carries the sense."""
    for _ in range(_STEPS):
        lower = [w for w in parsed.children(head) if w.deprel == "xcomp" and w.index in inside]
        if not lower or lower[0].upos not in {"VERB", "NOUN"}:
            return head
        head = lower[0]
    return head


def _phrase(parsed: Parsed, noun: Word, inside: set[int]) -> list[Word]:
    """Return a noun with the words that describe it and its first "of" phrase."""
    kept = {noun.index}
    for word in parsed.children(noun):
        if word.index not in inside:
            continue
        if word.deprel in {"amod", "compound", "flat", "nummod"} and word.upos != "NUM":
            kept.add(word.index)
        elif word.deprel == "nmod":
            ties = cases(parsed, word)
            small = [w for w in parsed.children(word) if w.deprel in {"compound", "amod"}]
            tied = ties and ties[0].upos == "ADP" and ties[0].text.lower() in _TIES
            if tied and not _is_amount(parsed, word):
                kept |= {ties[0].index, word.index, *(w.index for w in small)}
    phrase = [parsed.words[i] for i in sorted(kept)]
    while len(phrase) > 1 and _is_empty(phrase[0]):
        phrase = phrase[1:]
    return phrase


def _is_empty(word: Word) -> bool:
    return word.upos in _EMPTY or word.lemma.lower() in entries("negators.txt")


def _led(parsed: Parsed, verb: Word, objects: Sequence[Word], inside: set[int]) -> list[Word]:
    """Return where a verb leads ("go back") and its object; of an amount of something that thing.

    A verb with neither is told from others by who does it.
    """
    ways = [
        w
        for w in parsed.children(verb)
        if w.index in inside
        and abs(w.index - verb.index) <= _NEAR
        and (w.deprel == "compound:prt" or w.lemma.lower() in entries("ways.txt"))
    ]
    for word in objects:
        if word.deprel == "nsubj" and ways:
            continue
        counted = _is_amount(parsed, word)
        if found := _counted(parsed, word, inside) if counted else _phrase(parsed, word, inside):
            return [*ways[:1], *found]
    return ways[:1]


def _counted(parsed: Parsed, amount: Word, inside: set[int]) -> list[Word]:
    """Return what an amount is one of: "two mln tonnes of grain", "billions in aid"."""
    for word in parsed.children(amount):
        ties = {case.text.lower() for case in cases(parsed, word)}
        if word.index not in inside or not ties & _TIES or _is_time(word):
            continue
        if _is_amount(parsed, word):
            return _counted(parsed, word, inside)
        if word.upos in {"NOUN", "PROPN"}:
            return _phrase(parsed, word, inside)
    return []


def _done_with(parsed: Parsed, amount: Word, inside: set[int]) -> list[Word]:
    """Return what an amount is one of, else what governs it: "seek 5 pct", "a raise of 5 pct"."""
    if found := _counted(parsed, amount, inside):
        return found
    word = amount
    for _ in range(_STEPS):
        if word.head < 0:
            return []
        word = parsed.words[word.head]
        if word.upos in {"NOUN", "VERB"} and not _is_amount(parsed, word):
            around = {w.index for w in parsed.children(word)} | {word.index}
            return _phrase(parsed, word, around) if word.upos == "NOUN" else [word]
    return []


def _without_amounts(parsed: Parsed, words: Sequence[Word]) -> list[Word]:
    """Return words without units and scales, and without prepositions that then stand at an end."""
    left = [w for w in words if not _is_amount(parsed, w) and w.text.lower() != "per"]
    while left and left[0].upos == "ADP":
        left = left[1:]
    while len(left) > 1 and left[-1].deprel == "case":
        left = left[:-1]
    return left


def _is_amount(parsed: Parsed, word: Word) -> bool:
    """Tell whether a word is a number, a scale, or a unit of which there are so many.

    "Two mln dlrs" and "a 14-day truce" hold such words; "a weaker dollar" does not.
    """
    if word.upos == "NUM":
        return True
    text = word.text.lower()
    scales = table("numbers.toml")["scale"]
    if word.upos not in {"NOUN", "PROPN", "SYM"}:
        return False
    if text in scales or is_sign(text):
        return True
    near = [*parsed.children(word), *parsed.words[max(0, word.index - 2) : word.index]]
    counted = any(w.deprel == "nummod" or w.upos == "NUM" or w.text.lower() in scales for w in near)
    units = (currency_of, time_unit_of, measure_of)
    return counted and (is_percent(text) or any(unit(text) is not None for unit in units))


def _is_time(word: Word) -> bool:
    return time_unit_of(word.text.lower()) is not None


def _plain(word: Word, first: bool) -> str:
    # "Freeze the funds" is about freezing them, "frozen funds" is not.
    if first and word.upos == "VERB" and word.deprel != "amod":
        return word.lemma
    return word.text if word.upos == "PROPN" else word.text.lower()
