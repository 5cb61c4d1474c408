"""Words compared: stems, subjects and heads of phrases, by the lists in `wording.toml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from communique import data_files

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m)?\b|n['’]t\b", re.IGNORECASE)
_STEMMER = snowballstemmer.stemmer("english")
_LIKE = 5


def _lists() -> dict[str, Any]:
    return data_files.table(__package__, "wording.toml")


@cache
def listed(name: str) -> frozenset[str]:
    """Return the words of a list in `wording.toml`."""
    return frozenset(_lists()[name].split())


@cache
def stems_of_list(name: str) -> frozenset[str]:
    """Return the stems of the words of a list in `wording.toml`."""
    return frozenset(stem(word) for word in listed(name))


@lru_cache(maxsize=50_000)
def plain(words: str) -> str:
    """Return `words` without case, accents, possessive endings, stops and repeated spaces."""
    if words.isascii() and words.replace(" ", "").isalpha():
        return " ".join(words.lower().split())  # most names, and in a fraction of the time
    folded = unicodedata.normalize("NFKD", words).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    bare = _CLITIC.sub("", bare).replace(".", "")
    return " ".join(re.findall(r"[^\W_]+", bare))


def words_of(text: str) -> Iterator[str]:
    """Yield the words of `text` in lower case; numbers and marks are left out."""
    for match in _WORD.finditer(_CLITIC.sub(" ", text)):
        yield match.group().lower()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what `word` shares with its other forms: "releases", "releasing" → "releas"."""
    known: str | None = _lists()["irregular"].get(word)
    found: str = _STEMMER.stemWord((known or word).replace("-", ""))
    return found


@cache
def _subjects() -> dict[str, str]:
    return {
        stem(word): group.split()[0] for group in _lists()["subjects"] for word in group.split()
    }


def subject(word: str) -> str:
    """Return the subject of talks that `word` names, else its stem."""
    found = stem(word)
    return _subjects().get(found, found)


@lru_cache(maxsize=50_000)
def subjects_in(text: str) -> frozenset[str]:
    """Return the subjects and stems of the content words of `text`."""
    function = listed("function_words")
    return frozenset(subject(word) for word in words_of(text) if word not in function)


@cache
def settled_by() -> dict[str, str]:
    """Return, by subject, what settles it: where it is to end, that is a matter of the other."""
    found: dict[str, str] = _lists()["settled_by"]
    return found


def stems_in(text: str) -> frozenset[str]:
    """Return the stems of all words of `text`."""
    return frozenset(stem(word) for word in words_of(text))


def alike(one: str, other: str) -> bool:
    """Tell whether two words may be forms of one name: "norland", "norlander"."""
    if one[:_LIKE] != other[:_LIKE]:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or (
        len(short) >= _LIKE and long.startswith(short[: max(_LIKE, len(short) - 1)])
    )


def head_words(phrase: str) -> tuple[str, ...]:
    """Return the content words of a noun phrase up to its head: "striking dockers of Eastvale"."""
    function, ends = listed("function_words"), listed("after_head")
    found: list[str] = []
    for word in words_of(phrase):
        if word in ends and found:
            break
        if word not in function and word not in ends:
            found.append(word)
    return tuple(found)


def speaker_named(name: str | None, words: str | None) -> str:
    """Return how whoever says something is called: by name, else by the words of the source.

    A pronoun names nobody.
    """
    said = " ".join((words or "").split())
    stands_in = said.lower() in listed("stand_ins")
    return name or ("" if stands_in else said) or "someone not named"
