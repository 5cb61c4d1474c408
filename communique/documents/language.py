"""Which language a text is in, and what that language is called."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pycountry

from communique import data_files

ENGLISH = "en"
_SAMPLE = 6_000
_FEWEST_LETTERS = 3
_ENGLISH_SHARE = 0.2
_LITTLE_ENGLISH = 0.08
_LONG_ENOUGH = 25
"""Words from which the share of English function words alone tells English from the rest."""
_SURE = 0.9
_FEW = 8
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639 code of the language of `text`; None where nothing in it is a word.

    `declared` is what the source says, as a code or an English name; it holds unless the words
    are plainly of another language. A short text in Latin letters is English if in doubt.
    """
    sample = _middle(text)
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return code_of(declared)
    said = code_of(declared)
    english = sum(1 for word in words if word in _english()) / len(words)
    long = len(words) >= _LONG_ENOUGH
    if english >= _ENGLISH_SHARE and (long or said in (None, ENGLISH)):
        return ENGLISH
    guess, sure = _identified(" ".join(words))
    if said is not None:
        plainly = sure >= _SURE and long and (guess == ENGLISH) == (english >= _ENGLISH_SHARE)
        return guess if (plainly or _other_script(words, said)) else said
    doubtful = sure < _SURE or len(words) < _FEW
    if _latin(words) and doubtful and (english > _LITTLE_ENGLISH or len(words) < _FEW):
        return ENGLISH
    return guess


def code_of(language: str | None) -> str | None:
    """Return the code of a language given as code, locale or English name; None if unknown."""
    if language is None:
        return None
    for name in (language.strip(), re.split(r"[-_]", language.strip())[0]):
        if found := _language(name):
            return str(getattr(found, "alpha_2", found.alpha_3))
    return None


def name_of(code: str) -> str:
    """Return the English name of a language: "Arabic" for `ar`."""
    found = _language(code)
    if found is None:
        return code
    name = str(getattr(found, "common_name", found.name))
    return re.sub(r"\s*\(.*?\)", "", name)


def _language(name: str) -> Any:
    # Codes first: two languages are called "En" and "Fa".
    if len(name) == len(ENGLISH):
        return pycountry.languages.get(alpha_2=name.lower())
    try:
        return pycountry.languages.lookup(name)
    except LookupError:
        return None


def _middle(text: str) -> str:
    """Return a sample from the middle of `text`, where the story is rather than its frame."""
    start = max(0, (len(text) - _SAMPLE) // 2)
    return text[start : start + _SAMPLE]


@cache
def _english() -> frozenset[str]:
    return frozenset(data_files.table(__package__, "language.toml")["english"])


def _identified(text: str) -> tuple[str, float]:
    """Return the likeliest language and its probability among those that the model knows."""
    # Late: most texts are plainly English, and need no model to tell.
    from communique.documents.identification import identified  # noqa: PLC0415

    code, sure = identified(text)
    return code_of(code) or code, sure


def _latin(words: list[str]) -> bool:
    return sum(1 for word in words if word[0] < "\u0250") > len(words) // 2


def _other_script(words: list[str], said: str) -> bool:
    """Tell whether a text said to be English is written in other letters."""
    return said == ENGLISH and not _latin(words)
