"""What the model run hands to the reading steps: words, sentences, and the spans it proposes.

Every span is in characters of the document's text. A proposal is the model's; the steps compute
values, link names and dates, and turn proposals into findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from communique.reading.labels import LinkRole
from communique.reading.notebook import SILENT, Notes
from communique.spans import Span
from communique.vocabulary import EventStatus, EventType, Relation, Stance, TimeType


class Word(msgspec.Struct, frozen=True):
    """One syntactic word, split as the Universal Dependencies treebanks split English."""

    index: int
    """Place among the words of the document."""
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    """Penn Treebank tag: VBD, NNS, MD …"""
    head: int
    """Index of the governing word in the document, or -1 for the root of the sentence."""
    deprel: str
    sentence: int

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)


class Sentence(msgspec.Struct, frozen=True):
    """Words `[first, last)` of the document, within one paragraph."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int

    @property
    def span(self) -> Span:
        """Where the sentence stands."""
        return Span(self.start, self.end)


class Name(msgspec.Struct, frozen=True):
    """A named entity. `label` is PER, LOC, ORG or MISC (nationalities, works, happenings)."""

    span: Span
    label: str
    confidence: float


class Linked(msgspec.Struct, frozen=True):
    """Words that the model links to an anchor, and how likely they belong to it.

    The probability is that of the link where the anchor is right: of "Ada Berg" being who said it,
    given that something was said there.
    """

    role: LinkRole
    span: Span
    confidence: float


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What the model proposes around an anchor, with the links that hold it together."""

    links: tuple[Linked, ...] = ()

    def link(self, role: LinkRole, span: Span) -> float | None:
        """Return how likely `span` has that role; None where a rule and not the model says so."""
        return next((x.confidence for x in self.links if x.role == role and x.span == span), None)


class Quote(Proposal, frozen=True):
    """One attribution: a cue, and the source and content that belong to it."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    confidence: float


class FigureSpan(Proposal, frozen=True):
    """A number phrase; `measure` is person, money, percent, time or other."""

    span: Span
    measure: str
    who: Span | None
    confidence: float


class EventSpan(Proposal, frozen=True):
    """A trigger with its type, and the spans of those who act and are acted on."""

    span: Span
    type: EventType
    mode: str | None
    status: EventStatus
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    confidence: float


class PositionSpan(Proposal, frozen=True):
    """What is wanted, offered or refused; `party` stands on the words that name the holder."""

    span: Span
    stance: Stance
    party: Span | None
    condition: Span | None
    relation: Relation | None
    confidence: float


class TimeSpan(msgspec.Struct, frozen=True):
    """A time expression."""

    span: Span
    type: TimeType
    confidence: float


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """One document after the model run. Sequences are in the order of the text."""

    text: str
    words: Sequence[Word] = ()
    sentences: Sequence[Sentence] = ()
    names: Sequence[Name] = ()
    quotes: Sequence[Quote] = ()
    figures: Sequence[FigureSpan] = ()
    events: Sequence[EventSpan] = ()
    positions: Sequence[PositionSpan] = ()
    times: Sequence[TimeSpan] = ()
    notes: Notes = SILENT
    """Where rules write down what they decide, if anybody asks why."""

    def words_in(self, span: Span) -> Sequence[Word]:
        """Return the words that share a character with `span`."""
        first = _first_at_or_after(self.words, span.start)
        last = first
        while last < len(self.words) and self.words[last].start < span.end:
            last += 1
        return self.words[first:last]

    def sentence_of(self, span: Span) -> Sentence | None:
        """Return the sentence in which `span` starts; None where no word was read there."""
        words = self.words_in(span)
        return self.sentences[words[0].sentence] if words else None

    def head_of(self, span: Span) -> Word | None:
        """Return the word of `span` that governs the others; None where no word was read there."""
        words = self.words_in(span)
        inside = {word.index for word in words}
        return next((word for word in words if word.head not in inside), None)

    def children(self, word: Word) -> Iterator[Word]:
        """Yield the words of the sentence that `word` governs directly, in order."""
        sentence = self.sentences[word.sentence]
        for other in self.words[sentence.first : sentence.last]:
            if other.head == word.index:
                yield other

    def subtree(self, word: Word) -> Sequence[Word]:
        """Return `word` and all that it governs, directly or not, in the order of the text."""
        members = {word.index}
        sentence = self.sentences[word.sentence]
        grew = True
        while grew:
            before = len(members)
            members.update(
                w.index for w in self.words[sentence.first : sentence.last] if w.head in members
            )
            grew = len(members) > before
        return [w for w in self.words[sentence.first : sentence.last] if w.index in members]


def _first_at_or_after(words: Sequence[Word], start: int) -> int:
    """Return the index of the first word that ends after `start`."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    return low
