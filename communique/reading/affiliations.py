"""What office a person holds, and for which body, as the words beside the name say.

"Norland's chief negotiator, Ada Berg", "Ada Berg, head of the dockers' union", "Norwegian Foreign
Minister X": the words between the body and the name are the role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading.names import titles
from communique.reading.nouns import noun_of, offices, people
from communique.reading.parsed import Parsed, Word
from communique.reading.span_index import SpanIndex
from communique.spans import Span

_CHAIN = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_TIES = frozenset({"of", "for", "at", "to", "with", "in", "from", "on"})
_REACH = 12
"""Words."""
_NEAR = 8
"""Words between a name and the office that "is" gives it."""
_TWO = 2
"""Words that an office set off by a comma has at least, the comma included."""
_DROPPED = frozenset({"visiting", "the", "a", "an", "its", "their", "his", "her", "our", "my"})


@dataclass(frozen=True)
class Office:
    """The words for a role, and the name of the body that it belongs to."""

    role: Span
    body: Span | None


def office_of(parsed: Parsed, name: Span, bodies: SpanIndex[str]) -> Office | None:
    """Return the office that stands right before or after a person's name.

    Args:
        parsed: the text.
        name: a mention of the person.
        bodies: where other names stand, to find the body in the words of the role.

    """
    words = parsed.words_in(name)
    if not words:
        return None
    sentence = parsed.sentences[words[0].sentence]
    before = parsed.words[max(sentence.first, words[0].index - _REACH) : words[0].index]
    after = parsed.words[words[-1].index + 1 : min(sentence.last, words[-1].index + 1 + _REACH)]
    return (
        _right_before(before, bodies)
        or _after_comma(after, bodies)
        or _before_comma(before, bodies)
        or _told_by_verb(parsed, words, bodies)
    )


def is_office(word: Word) -> bool:
    """Tell whether the word is a noun for an office or for people of a profession."""
    noun = noun_of(word)
    if word.upos == "ADJ":  # "Norland official Ada Berg": taggers take the noun for an adjective
        return noun in offices()
    return word.upos in {"NOUN", "PROPN"} and (noun in offices() or noun in people())


def _title(word: Word) -> bool:
    told = titles().get(word.text.casefold())
    return told is not None and told[1] is not None


def _right_before(before: Sequence[Word], bodies: SpanIndex[str]) -> Office | None:
    """Return the office in "Norland Foreign Minister | X"."""
    words: list[Word] = list(before)
    end = len(words)
    while (
        end
        and titles().get(words[end - 1].text.casefold(), ("", ""))[1] is None
        and (words[end - 1].text.casefold() in titles())
    ):
        end -= 1  # mere address: "spokesman Mr. X"
    if not end:
        return None
    last = words[end - 1]
    if is_office(last) or _title(last):
        return _from_chain(words[:end], len(words[:end]) - 1, bodies)
    # "Secretary of State | X": the office lies before the preposition
    at = _before_part(words, end - 1)
    tied = 0 < at < end - 1 and words[at].text.casefold() in {"of", "for"}
    if tied and is_office(words[at - 1]) and words[-1].text != ",":
        return _from_chain(words[:end], at - 1, bodies)
    return None


def _from_chain(words: list[Word], noun: int, bodies: SpanIndex[str]) -> Office | None:
    """Return the office whose noun is `words[noun]`, with what describes it on the left."""
    first = _chain_start(words, noun)
    role_from, body = first, None
    for at in range(first, noun):
        named = bodies.overlapping(words[at].span)
        if named:
            body = named[-1][0]
            role_from = at + 1
    while role_from < noun and (
        words[role_from].upos not in _CHAIN or words[role_from].text.casefold() in _DROPPED
    ):
        role_from += 1
    role = Span(words[role_from].start, words[-1].end)
    if body is None:
        inside = [span for span, _ in bodies.overlapping(role)]
        body = inside[0] if inside else None
    return Office(role, body)


def _before_part(words: Sequence[Word], at: int) -> int:
    """Return what stands before the noun phrase that ends at a word: its preposition, if any."""
    while at > 0 and (
        words[at].upos in _CHAIN or words[at].upos == "DET" or words[at].xpos == "POS"
    ):
        at -= 1
    return at


def _chain_start(words: Sequence[Word], noun: int) -> int:
    """Return the first of the words on the left that describe a noun."""
    while noun > 0 and _chained(words[noun - 1]):
        noun -= 1
    return noun


def _chained(word: Word) -> bool:
    return word.upos in _CHAIN or word.xpos == "POS" or word.text in {"-", "–", "&"}


def _before_comma(before: Sequence[Word], bodies: SpanIndex[str]) -> Office | None:
    """Return the office in "Norland's chief negotiator in Eastvale, | X"."""
    words: list[Word] = list(before)
    if len(words) < _TWO or words[-1].text not in {",", "–", "—"}:
        return None
    words = words[:-1]
    noun = len(words) - 1
    if not is_office(words[noun]):
        # over a prepositional part: "correspondent in Doha", "head of the dockers' union"
        at = _before_part(words, noun)
        if at < 1 or words[at].text.casefold() not in _TIES or not is_office(words[at - 1]):
            return None
        noun = at - 1
    first = _chain_start(words, noun)
    owned = any(w.xpos == "POS" for w in words[first:noun])
    opened = first > 0 and words[first - 1].upos in {"DET", "PRON"}
    # a list ("ministers, X and Y") has no article; an office set beside a name has one, or an owner
    if not owned and not opened:
        return None
    return _from_chain(words, noun, bodies)


def _after_comma(after: Sequence[Word], bodies: SpanIndex[str]) -> Office | None:
    """Return the office in "X, | head of the dockers' union"."""
    words: list[Word] = list(after)
    if len(words) < _TWO or words[0].text not in {",", "(", "–", "—"}:
        return None
    first = 1
    while first < len(words) and (
        words[first].upos in {"DET", "ADV"} or words[first].xpos == "PRP$"
    ):
        first += 1
    end = first
    while end < len(words) and (words[end].upos in _CHAIN or words[end].xpos == "POS" or (
        words[end].text in {"-", "–"} and end > first
    )):  # fmt: skip
        end += 1
    if end == first or not is_office(words[end - 1]) or words[end - 1].xpos in {"NNS", "NNPS"}:
        return None
    noun = end - 1
    stop = _tied_end(words, end)
    if (
        stop == end
        and end < len(words)
        and words[end].text not in {",", ".", ")", ";", "and", "who", "–", "—", "''", "”", '"'}
    ):
        return None
    return _from_chain(words[first:stop], noun - first, bodies)


def _tied_end(words: list[Word], at: int) -> int:
    """Return where the prepositional parts after an office end."""
    while at < len(words) and words[at].text.casefold() in _TIES:
        inner = at + 1
        while inner < len(words) and (
            words[inner].upos in _CHAIN
            or words[inner].upos == "DET"
            or words[inner].xpos in {"POS", "PRP$"}
        ):
            inner += 1
        if inner == at + 1:
            break
        at = inner
    return at


def _told_by_verb(parsed: Parsed, words: Sequence[Word], bodies: SpanIndex[str]) -> Office | None:
    """Return the office in "X is the head of the dockers' union"."""
    name: list[Word] = list(words)
    inside = {w.index for w in name}
    head = next((w for w in name if w.head not in inside), None)
    if head is None or head.deprel != "nsubj" or head.head < 0:
        return None
    noun = parsed.words[head.head]
    if not is_office(noun) or noun.index <= name[-1].index or noun.index - name[-1].index > _NEAR:
        return None
    between = parsed.words[name[-1].index + 1 : noun.index]
    if not any(w.deprel == "cop" and w.head == noun.index for w in between):
        return None
    if any(w.lemma.casefold() == "not" for w in between):
        return None
    limit = parsed.sentences[noun.sentence].last
    tail = list(parsed.words[noun.index : min(limit, noun.index + _REACH)])
    chain = list(between) + tail
    start = next((i for i, w in enumerate(chain) if w.deprel == "cop"), 0) + 1
    stop = _tied_end(chain, len(between) + 1)
    return _from_chain(chain[start:stop], len(between) - start, bodies)
