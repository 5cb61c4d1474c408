"""Whether words say of a deal that it was broken: a reproach of another kind says nothing of it."""

from __future__ import annotations

import re
from functools import cache

from communique import data_files
from communique.matching.wording import stem, words_of

_CLAUSES = re.compile(r"[,;:“”\"()–—]")
_MOST_BETWEEN = 5
"""Words between a breach and what is broken."""


def says_broken(sentence: str) -> bool:
    """Tell whether a sentence says of a deal, or of what is like one, that it was broken.

    "Violating the truce", "breach of the deal", "the accord was broken" do; "broke off talks on a
    deal" does not, nor does any other reproach.
    """
    for clause in _CLAUSES.split(sentence):
        words = [(word, stem(word)) for word in words_of(clause)]
        broken = [at for at, (_, root) in enumerate(words) if root in _roots("broken")]
        kept = [at for at, (_, root) in enumerate(words) if root in _keepable()]
        for at in broken:
            for of in kept:
                between = words[min(at, of) + 1 : max(at, of)]
                if between and words[at][1] == stem("renege") and between[0][0] == "on":
                    between = between[1:]
                object_of = at < of and all(_may_stand_between(w) for w, _ in between)
                subject_of = of < at and any(w in _list("passive") for w, _ in between)
                if len(between) <= _MOST_BETWEEN and (object_of or subject_of):
                    return True
    return False


@cache
def _keepable() -> frozenset[str]:
    return _roots("names") | _roots("keepable")


@cache
def _list(name: str) -> frozenset[str]:
    words: str = data_files.table(__package__, "deals.toml")[name]
    return frozenset(words.split())


def _may_stand_between(word: str) -> bool:
    return word.isdigit() or word in _list("between") or stem(word) in _keepable()


@cache
def _roots(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _list(name))
