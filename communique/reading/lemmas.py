"""The dictionary form of a word: a table of exceptions, then the regular endings of English."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from communique.reading.lexicon import entries, rows

_VOWEL = "[aeiouy]"
_NEEDS_E = re.compile(
    r"(?:[^aeiou][iuao][cgsvz]|[^aeiou]u|[aeiou]rs|[cdlrnu]g|[nr]c|[^aeo]at|iz|ut|[bgpdtks]l|iev|eiv|uc|us"
    r"|[rl]v|[oau]v|[ao]g|[ai]k|[iu]d|ap|yp|ul|um|in)$"
)
_BOTH = frozenset({"series", "species", "headquarters", "barracks", "crossroads", "means"})
"""Nouns that are one and many in the same form."""
_NOT = frozenset({"n't", "n’t", "nt"})
_OE = frozenset({"shoes", "toes", "foes", "canoes", "hoes", "oboes", "does", "woes", "throes"})
"""Words that lose but the last letter, unlike "vetoes"."""
_THIRD_PERSON = re.compile(r"[^aius]s$")
"""No verb ends so in its dictionary form ("focus", "discuss"), whatever the tag says of it."""


def lemma_of(form: str, xpos: str) -> str:
    """Return the dictionary form of `form`, whose Penn tag is `xpos`.

    Names keep their capitals; all else is lower case. "Not" is itself in all its short forms.
    """
    if form.lower() in _NOT:
        return "not"
    if xpos in {"NNP", "NNPS"}:
        return form
    return _lemma(form.lower(), xpos)


@lru_cache(maxsize=50_000)
def _lemma(word: str, xpos: str) -> str:
    known = exceptions().get((word, xpos))
    if known is not None:
        return known
    affix, hyphen, rest = word.rpartition("-")
    return affix + hyphen + _lemma(rest, xpos) if affix and rest else regular(word, xpos)


def regular(word: str, xpos: str) -> str:  # noqa: PLR0911
    """Return the dictionary form of a lower-case word by its ending alone."""
    if len(word) <= 3 or not word.isalpha():
        return word
    verb = xpos.startswith("VB")
    if xpos in {"NNS", "VBZ"} or (verb and _THIRD_PERSON.search(word)):
        return _without_s(word)
    if xpos in {"VBD", "VBN"} and word.endswith("ed"):
        return word[:-1] if word.endswith("eed") else _stem(word[:-2], word.endswith("ied"))
    if verb and word.endswith("ing") and re.search(_VOWEL, word[:-3]):
        return _stem(word[:-3], soft=False)
    if xpos in {"JJR", "RBR"} and word.endswith("er"):
        return _stem(word[:-2], word.endswith("ier"))
    if xpos in {"JJS", "RBS"} and word.endswith("est"):
        return _stem(word[:-3], word.endswith("iest"))
    return word


def _without_s(word: str) -> str:
    if word in _BOTH or word.endswith("sis"):
        return word
    if word.endswith("oes") and word not in _OE:
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if re.search(r"(?:ss|x|ch|sh|zz)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _stem(stem: str, soft: bool) -> str:
    """Undo a doubled consonant, a dropped "e" or a "y" turned into "i"."""
    if soft and stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt":
        return stem[:-1]
    return stem + "e" if _NEEDS_E.search(stem) else stem


@cache
def exceptions() -> dict[tuple[str, str], str]:
    """Return the dictionary forms that the endings do not give, by lower-case form and tag."""
    irregular = {
        (form, xpos): verb
        for verb, past, participle in rows("irregular_verbs.tsv")
        for form in (past, participle)
        for xpos in ("VBD", "VBN")
    }
    return {(form, xpos): lemma for form, xpos, lemma in rows("lemmas.tsv")} | irregular


@cache
def irregular_verbs() -> dict[str, str]:
    """Return the past participles that the endings do not give, by the verb's dictionary form."""
    seen = {lemma: form for (form, xpos), lemma in exceptions().items() if xpos == "VBN"}
    unchanged = {verb: verb for verb in entries("unchanged_verbs.txt")}
    return seen | unchanged | {verb: last for verb, _, last in rows("irregular_verbs.tsv")}


def participle_of(verb: str) -> str:
    """Return the past participle of a verb in its dictionary form."""
    return irregular_verbs().get(verb) or _with_ed(verb)


_STRESSED = re.compile(
    r"(?:^(?:ad|com|sub|per|re|o|e|trans)mit|^(?:re|pre|trans|de|con|in)fer|^(?:oc|in|re|con)cur"
    r"|^(?:com|pro|ex|re|dis|im)pel|^(?:regret|control|patrol|rebel|abet|equip))$"
)
"""Verbs of several syllables that double their last letter: "admitted", not "limitted"."""


def _with_ed(lemma: str) -> str:
    """Return the regular participle: with a doubled consonant, "ied", "d" or "ed"."""
    if lemma.endswith("e"):
        return lemma + "d"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    if lemma.endswith("ic"):
        return lemma + "ked"
    doubled = re.fullmatch(r"[^aeiou]{1,2}[aeiou][bdgmnprt]", lemma) or _STRESSED.search(lemma)
    return lemma + (lemma[-1] if doubled else "") + "ed"
