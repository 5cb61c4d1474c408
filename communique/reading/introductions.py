"""A person described first and named in one of the next sentences.

"The head of the dockers' union arrived in Eastvale for talks. … Ada Berg arrived in the port on
Monday": one subject does what the other did, and the name is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.affiliations import is_office
from communique.reading.cast import Cast
from communique.reading.nouns import Phrase, is_plural, phrase
from communique.reading.parsed import Parsed, Word
from communique.reading.span_index import SpanIndex

_SOON = 3
"""Sentences."""


def introductions(
    parsed: Parsed, cast: Cast, names: SpanIndex[str]
) -> Iterator[tuple[Phrase, str]]:
    """Yield a definite description of one person, and the entity that it turns out to mean."""
    waiting: list[tuple[int, str, Word]] = []
    for sentence in parsed.sentences:
        for word in parsed.words[sentence.first : sentence.last]:
            if word.deprel != "nsubj" or word.head < 0:
                continue
            verb = parsed.words[word.head]
            if verb.upos != "VERB":
                continue
            waiting = [w for w in waiting if sentence.index - w[0] <= _SOON]
            named = _new_person(cast, names, word)
            if named is not None:
                for at, lemma, noun in waiting:
                    if lemma == verb.lemma and at < sentence.index:
                        waiting.remove((at, lemma, noun))
                        yield phrase(parsed, noun), named
                        break
            elif _describes_one(parsed, word, names):
                waiting.append((sentence.index, verb.lemma, word))


def _new_person(cast: Cast, names: SpanIndex[str], word: Word) -> str | None:
    """Return the person whose first mention, without an office, stands on a word."""
    for at, number in names.overlapping(word.span):
        member = cast.members[number]
        first = min(member.mentions, default=None)
        if member.kind == "person" and first == at and member.role is None:
            return number
    return None


def _describes_one(parsed: Parsed, word: Word, names: SpanIndex[str]) -> bool:
    if not is_office(word) or is_plural(word) or names.overlapping(word.span):
        return False
    return phrase(parsed, word).definite
