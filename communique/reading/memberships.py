"""The body behind a person, where the words beside the name describe it or come after it.

"the union's chief negotiator, Ada Berg", "Ada Berg, who chairs the association", "Ada Berg, for the
operators": the body may be a description or a pronoun, so this runs while references are resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.reading.cast import Cast, Member
from communique.reading.lexicon import table
from communique.reading.nouns import bodies, noun_of
from communique.reading.parsed import Parsed, Word
from communique.spans import Span

_TIES = frozenset({"of", "for", "from"})
_MENTIONS = 4
"""Mentions of a person beside which a body is looked for."""
_CLAUSE = 12
"""Words of a relative clause that are read."""

Resolve = Callable[[Word], str | None]
"""Returns the entity that a noun or a pronoun means, at this point of the text."""


@dataclass(frozen=True)
class Place:
    """A point of the text at which the body of a person may be told."""

    at: int
    person: str
    words: tuple[Word, ...]
    """Nouns and pronouns that may stand for the body, likeliest first."""


def places(parsed: Parsed, cast: Cast) -> Iterator[Place]:
    """Yield where the bodies of persons may be told who have none yet."""
    for number, member in cast.members.items():
        if member.kind != "person" or member.affiliation is not None:
            continue
        if member.role_at is not None:
            words = tuple(_in_role(parsed, member.role_at))
            if words:
                yield Place(member.role_at.start, number, words)
        for mention in sorted(member.mentions)[:_MENTIONS]:
            words = tuple(_behind(parsed, mention))
            if words:
                yield Place(mention.start, number, words)


def join(cast: Cast, place: Place, resolve: Resolve) -> None:
    """Give the person of a place the first body that its words turn out to mean."""
    member = cast.members[place.person]
    for word in place.words:
        body = resolve(word) if member.affiliation is None else None
        if body is None or body == place.person or not _is_body(cast.members[body]):
            continue
        member.affiliation, member.affiliation_at = body, word.span


def _is_body(member: Member) -> bool:
    return member.kind in {"organisation", "place"}


def _in_role(parsed: Parsed, role: Span) -> Iterator[Word]:
    """Yield the nouns for bodies in a role, and the possessive pronoun before it."""
    words = parsed.words_in(role)
    for word, after in zip(words, [*words[1:], None], strict=True):
        owns = after is not None and after.xpos == "POS"
        tied = any(w.text.casefold() in _TIES for w in words if w.index < word.index)
        if word.upos in {"NOUN", "PROPN"} and (owns or tied) and noun_of(word) in bodies():
            yield word
    if words and words[0].index > 0:
        before = parsed.words[words[0].index - 1]
        if before.xpos == "PRP$":
            yield before


def _behind(parsed: Parsed, name: Span) -> Iterator[Word]:
    """Yield the nouns for bodies in "X, who chairs the association", "X of the union"."""
    words = parsed.words_in(name)
    if not words:
        return
    last = words[-1].index
    sentence = parsed.sentences[words[-1].sentence]
    tail = parsed.words[last + 1 : min(sentence.last, last + 1 + _CLAUSE)]
    if tail and tail[0].text == ",":
        tail = tail[1:]
    if not tail:
        return
    if tail[0].text.casefold() in _TIES:
        yield from _first_noun(tail[1:])
    elif tail[0].text.casefold() == "who":
        for at, word in enumerate(tail[1:], 1):
            if word.lemma.casefold() in _leading() and word.upos == "VERB":
                rest = tail[at + 1 :]
                tied = bool(rest) and rest[0].text.casefold() in _TIES
                yield from _first_noun(rest[1:] if tied else rest)
            if word.upos == "VERB":
                return


def _first_noun(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the noun of a noun phrase that begins right here: "the port | operators"."""
    found: Word | None = None
    for word in words:
        if word.upos not in {"DET", "ADJ", "NOUN", "PROPN"} and word.xpos not in {"POS", "PRP$"}:
            break
        if word.upos in {"NOUN", "PROPN"}:
            found = word
    if found is not None:
        yield found


@cache
def _leading() -> frozenset[str]:
    return frozenset(table("actors.toml")["leading"])
