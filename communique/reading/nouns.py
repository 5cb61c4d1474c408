"""Common nouns for those who act and speak: people, bodies, media, and the phrases they head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.reading.lexicon import entries, table
from communique.reading.names import folded, titles
from communique.reading.parsed import Parsed, Word
from communique.spans import Span

_LEFT = frozenset({
    "det", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod:desc", "punct", "nmod",
    "advmod", "det:predet", "appos", "goeswith",
})  # fmt: skip
_DEFINITE = frozenset(
    {"the", "this", "these", "that", "those", "both", "its", "their", "his", "her"}
)
_QUANTITIES = frozenset(
    {
        "all",
        "some",
        "any",
        "most",
        "many",
        "several",
        "other",
        "few",
        "both",
        "more",
        "such",
        "one",
        "two",
        "three",
    }
)
_BELONGING = frozenset(
    {"of", "for", "from", "at", "with", "to", "in", "close", "familiar", "inside", "within", "by"}
)
_DEEPEST = 6
"""Steps in the tree between a word and the noun that it describes."""
_LONGEST = 10
"""Words of a description; a longer one is cut."""


@cache
def people() -> frozenset[str]:
    """Return nouns for a person, in the singular."""
    return entries("people.txt") | entries("offices.txt")


@cache
def _acting() -> tuple[frozenset[str], tuple[str, ...]]:
    told = table("actors.toml")
    return frozenset(told["acting"]), tuple(told["acting_endings"])


def may_act(noun: str) -> bool:
    """Tell whether a noun in the singular is for people, or for a power that acts as they do."""
    nouns, endings = _acting()
    return noun in people() or noun in nouns or noun.endswith(endings)


@cache
def offices() -> frozenset[str]:
    """Return nouns for an office or a profession that is named with a person."""
    return entries("offices.txt") | frozenset(o for _, o in titles().values() if o)


@cache
def bodies() -> dict[str, str]:
    """Return nouns for a body that acts, with their class: company, union, state and so on."""
    return {noun: kind for kind, nouns in table("actors.toml")["bodies"].items() for noun in nouns}


@cache
def portfolios() -> frozenset[str]:
    """Return words that belong to an office and name no body: "Education" Secretary."""
    return frozenset(table("actors.toml")["portfolios"]["words"])


@cache
def anonymous() -> frozenset[str]:
    """Return nouns for whoever speaks without being named."""
    return frozenset(table("actors.toml")["anonymous"])


@cache
def reporters() -> frozenset[str]:
    """Return nouns for those who report: media, newspaper, agency."""
    return frozenset(table("media.toml")["reporters"])


@cache
def journalists() -> frozenset[str]:
    """Return nouns for persons who report: correspondent, columnist."""
    return frozenset(table("media.toml")["journalists"])


def noun_of(word: Word) -> str:
    """Return the noun of a word in the singular and in lower case, a hyphen's last part alone."""
    noun = word.lemma.casefold().rsplit("-", 1)[-1].rstrip(".")
    return noun[:-1] if _tagged_as_one(word) else noun


def is_plural(word: Word) -> bool:
    """Tell whether the word is a plural noun by its tag, or a noun that is always one."""
    always = word.lemma.casefold() in {"people", "police", "media"}
    return always or word.xpos in {"NNS", "NNPS"} or _tagged_as_one(word)


def _tagged_as_one(word: Word) -> bool:
    """Tell whether a plural for people has the tag of a singular: "sources", lemma "sources"."""
    lemma = word.lemma.casefold()
    return (
        word.xpos == "NN"
        and lemma.endswith("s")
        and (lemma[:-1] in people() or lemma[:-1] in anonymous())
    )


@cache
def news_names() -> frozenset[str]:
    """Return the names of news organisations, folded."""
    return frozenset(folded(name) for name in table("media.toml")["names"])


@cache
def outlet_names() -> frozenset[str]:
    """Return the names of news organisations and of platforms, folded."""
    return news_names() | frozenset(folded(name) for name in table("media.toml")["platforms"])


RULERS = frozenset({"government", "administration", "cabinet", "regime"})
"""Nouns for those who rule a state, which do not stand for the state itself."""
_PAIRS = {"”": "“", "»": "«", ")": "(", "]": "["}
"""Marks that close what the other opens."""
_ENDS = frozenset({".", "!", "?", ";"})


@dataclass(frozen=True)
class Phrase:
    """A noun with the words that belong to it."""

    head: Word
    words: tuple[Word, ...]
    """In the order of the text, the article included."""
    span: Span
    """Without articles and quantities at its start."""
    definite: bool
    owner: Word | None
    """The possessive pronoun before it, if any."""

    @property
    def noun(self) -> str:
        """The governing noun in the singular."""
        return noun_of(self.head)


def phrase(parsed: Parsed, head: Word, *, long: bool = True) -> Phrase:
    """Return the phrase that a noun heads: what stands before it, and its first "of" part."""
    sentence = parsed.sentences[head.sentence]
    first = head.index
    while first > sentence.first and _belongs(parsed, parsed.words[first - 1], head):
        first -= 1
    first = _behind_marks(parsed.words[first : head.index], first)
    while first < head.index and parsed.words[first].upos in {"PUNCT", "CCONJ", "ADP"}:
        first += 1
    last = _right(parsed, head, sentence.last) if long else head.index + 1
    last = min(last, first + max(_LONGEST, head.index - first + 1))
    words = tuple(parsed.words[first:last])
    start = first
    while start < head.index and _empty(parsed.words[start]):
        start += 1
    owner = next((w for w in words[:3] if _is_possessive(w)), None)
    definite = words[0].text.casefold() in _DEFINITE
    span = Span(parsed.words[start].start, words[-1].end)
    return Phrase(head, words, span, definite, owner)


def _behind_marks(before: Sequence[Word], first: int) -> int:
    """Return where a phrase begins, given the words before its head, the first of them at `first`.

    It goes neither over the end of a sentence nor out of a quotation or bracket that it is in.
    """
    closed: list[str] = []
    for at in range(len(before) - 1, -1, -1):
        mark = before[at].text
        if mark in _PAIRS:
            closed.append(_PAIRS[mark])
        elif closed and mark == closed[-1]:
            closed.pop()
        elif mark in _ENDS or mark in _PAIRS.values():
            return first + at + 1
    straight = [at for at, word in enumerate(before) if word.text == '"']
    return first + straight[-1] + 1 if len(straight) % 2 else first


def _is_possessive(word: Word) -> bool:
    return word.xpos == "PRP$" or (word.upos == "PRON" and word.deprel == "nmod:poss")


def _empty(word: Word) -> bool:
    marks = word.upos in {"DET", "PUNCT", "CCONJ", "ADP", "ADV", "NUM"} or word.xpos == "POS"
    if marks or _is_possessive(word):
        return True
    return word.text.casefold() in _QUANTITIES and word.upos != "NOUN"


def _belongs(parsed: Parsed, word: Word, head: Word) -> bool:
    """Tell whether a word before the head is part of its phrase."""
    if word.deprel not in _LEFT and word.head != head.index and word.deprel != "case":
        return (
            word.upos in {"NOUN", "PROPN", "ADJ"}
            and word.head > word.index
            and word.head <= head.index
        )
    steps = 0
    while word.index != head.index:
        if word.head < 0 or word.head > head.index or steps > _DEEPEST:
            return False
        if word.deprel in {"case", "mark", "cop", "acl", "acl:relcl"} and word.xpos != "POS":
            return False
        word = parsed.words[word.head]
        steps += 1
    return True


def _right(parsed: Parsed, head: Word, limit: int) -> int:
    """Return where the prepositional part right after the head ends, or the head's own end."""
    after = head.index + 1
    if after >= limit or parsed.words[after].text.casefold() not in _BELONGING:
        return after
    inner = next(
        (w for w in parsed.words[after : min(limit, after + 7)]
         if w.head == head.index and w.deprel in {"nmod", "amod", "acl"}),
        None,
    )  # fmt: skip
    if inner is None:
        return after
    last = max(inner.index, after)
    # the rest of the inner noun: "of the Port | of Eastvale"
    for word in parsed.words[inner.index + 1 : min(limit, inner.index + 5)]:
        if word.head == inner.index and word.deprel in {"flat", "nmod", "obl"}:
            last = word.index
            break
    return last + 1
