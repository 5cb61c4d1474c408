"""What the words of a time expression mean, before it is known when they were written.

A small grammar of its own rather than a date library: those return one moment for "last week" or
"the 1960s" where a reading needs the days that the words cover, and take a millisecond each.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from communique.reading.lexicon import table
from communique.reading.meanings import Anchor, Meaning
from communique.reading.time_rules import core, inside

_LONGEST = 120
"""Characters; a longer expression is none, and its first words say as much as is to be had."""


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3} (?:minute|hour|day|week|month|year|decade))")
"""The comma of "1,000 days"; "1,000 people" is left, which without it would be a year."""


@lru_cache(maxsize=20_000)
def meaning_of(words: str) -> Meaning | None:
    """Return what the words of a time expression mean, None where no rule knows them."""
    return _meaning(_normal(words[:_LONGEST]))


def _normal(words: str) -> str:
    text = words.lower().replace("’", "'").replace("`", "'")
    text = re.sub(r"(?<=\d{3}0)'s\b", "s", text)
    text = re.sub(r"'s\b|(?<=s)'", "", text)
    text = _THOUSANDS.sub("", text)
    text = re.sub(r"[,()\"“”\[\]]", " ", text)
    text = re.sub(r"(?<=[a-z])\.(?=[\s-]|$)", "", text)
    text = re.sub(r"(?<=[a-z\d])-(?=[a-z])|(?<=[a-z])-(?=\d)|[–—]", " ", text)
    return " ".join(text.split())


def _meaning(text: str) -> Meaning | None:
    reference = table("times.toml")["reference"]
    if text in reference:
        return Meaning("fixed", value=reference[text])
    text, approximate = _without_approximation(text)
    for strip in (core, _with_part, _with_edge, inside):
        if (found := strip(text)) is not None:
            return replace(found, approximate=found.approximate or approximate)
    return None


def _without_approximation(text: str) -> tuple[str, bool]:
    for words in _approximations():
        if text.startswith(words + " "):
            return text[len(words) + 1 :], True
    return text, False


@cache
def _approximations() -> list[str]:
    return sorted(table("times.toml")["approximate"]["words"], key=len, reverse=True)


def _with_part(text: str) -> Meaning | None:
    """Read "tuesday evening", "the morning of 7 october", "this afternoon", "evening"."""
    parts = table("times.toml")["part"]
    text = text.removeprefix("the ")
    whole, _, last = text.rpartition(" ")
    if last in parts:
        return _part_behind(whole, parts[last])
    first, _, rest = text.partition(" ")
    if first in parts:
        inner = core(re.sub(r"^(?:of|on) ", "", rest))
        return replace(inner, part=parts[first]) if inner else None
    return None


_NEAR_PARTS: dict[str, tuple[int, Anchor]] = {
    "": (0, "then"),
    "same": (0, "then"),
    "that": (0, "then"),
    "this": (0, "now"),
    "later this": (0, "now"),
    "earlier this": (0, "now"),
    "early this": (0, "now"),
    "late this": (0, "now"),
    "last": (-1, "now"),
    "next": (1, "then"),
    "following": (1, "then"),
    "previous": (-1, "then"),
}
"""The days of "this morning", "last night", "the next morning" and of a bare "evening"."""


def _part_behind(whole: str, part: str) -> Meaning | None:
    if whole in _NEAR_PARTS:
        count, anchor = _NEAR_PARTS[whole]
        return Meaning("shift", unit="D", count=count, anchor=anchor, part=part)
    inner = core(whole) or _with_edge(whole)
    return replace(inner, part=part) if inner else None


def _with_edge(text: str) -> Meaning | None:
    """Read "early march", "the end of 2030", "later this week", "mid may"."""
    for words, edge in _edges():
        if text.startswith(words + " "):
            rest = text[len(words) + 1 :]
            inner = core(rest) or (_with_part(rest) if rest != text else None)
            if inner is not None and inner.form not in {"duration", "stretch"}:
                return replace(inner, edge=inner.edge or edge)
    return None


@cache
def _edges() -> list[tuple[str, str]]:
    lists = table("times.toml")["edge"]
    pairs = [(words, edge) for edge, group in lists.items() for words in group]
    return sorted(pairs, key=lambda pair: -len(pair[0]))
