"""Whom a pronoun or a definite description means, where it speaks, acts or holds a position.

A candidate's salience grows with nearness, with being a subject and with having spoken last; words
inside another's quotation count less. Where two candidates stand level, nobody is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.reading.cast import Cast, Member
from communique.reading.descriptions import fits_description, may_be_new, noun_tail
from communique.reading.draft import Draft
from communique.reading.entities import actor_head, actor_spans, describe, kind_of, named_with
from communique.reading.names import Gender, gender_of, titles
from communique.reading.nouns import Phrase, is_plural, people, phrase
from communique.reading.parsed import Parsed, Quote, Word
from communique.reading.span_index import SpanIndex
from communique.spans import Span

_HE: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_OPENING = frozenset('"“„«')

_FORGETTING = 6
"""Sentences after which a pronoun no longer reaches back."""
_SUBJECT, _SPOKE, _QUOTED, _STEP, _OWN_SPEAKER = 1.2, 1.4, -1.2, -0.7, 2.0
_LEVEL = 0.05
"""Two saliences this close are level."""
_KINDS = {
    "he": frozenset({"person", "source"}),
    "it": frozenset({"organisation", "place", "source"}),
    "they": frozenset({"group", "organisation", "source", "place"}),
}


@dataclass
class _Seen:
    """Where an entity was last mentioned."""

    sentence: int
    at: int
    salience: float


@dataclass
class _Scene:
    """What a reader has in mind at a point of the text."""

    seen: dict[str, _Seen] = field(default_factory=dict)
    spoke: tuple[str, int] | None = None
    """Who was quoted last, and in which sentence."""


def resolve_references(draft: Draft) -> Draft:
    """Say whom the pronouns and descriptions mean that speak, act or hold a position."""
    return _Resolver(draft).resolved()


class _Resolver:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parsed: Parsed = draft.parsed
        self.cast = Cast(draft.entities)
        self.referents: dict[Span, str] = dict(draft.referents)
        self.scene = _Scene()
        self.genders: dict[str, Gender] = self._known_genders()
        placed = sorted(
            ((m, number) for number, e in self.cast.members.items() for m in e.mentions),
            key=lambda pair: pair[0],
        )
        self.names = SpanIndex(placed)
        self._waiting = placed
        self._next = 0
        self.contents: SpanIndex[Quote] = SpanIndex(
            (part, quote) for quote in self.parsed.quotes for part in quote.content
        )

    def resolved(self) -> Draft:
        """Go through the text once, in order."""
        targets: dict[Span, bool] = {}
        for span, part in actor_spans(self.parsed):
            targets[span] = targets.get(span, False) or part == "source"
        for span in sorted(targets):
            if span not in self.referents and self.draft.in_story(span):
                self._take_in(span.start)
                self._target(span, speaks=targets[span])
        return self.draft.knowing(entities=self.cast.entities(), referents=self.referents)

    def _take_in(self, until: int) -> None:
        """Bring the scene up to the names that start before `until`."""
        while self._next < len(self._waiting) and self._waiting[self._next][0].start < until:
            span, number = self._waiting[self._next]
            self._next += 1
            head = self.parsed.head_of(span)
            if head is not None:
                self._see(number, head, span)

    def _see(self, number: str, head: Word, span: Span, *, spoke: bool = False) -> None:
        salience = _SUBJECT if head.deprel in {"nsubj", "nsubj:pass"} else 0.0
        if head.deprel in {"nmod:poss", "compound", "amod"}:
            salience -= 0.4
        if not spoke and self.contents.overlapping(span):
            salience += _QUOTED
        old = self.scene.seen.get(number)
        if old is not None and old.sentence == head.sentence:
            salience = max(salience, old.salience)
        self.scene.seen[number] = _Seen(head.sentence, span.start, salience)

    def _target(self, span: Span, *, speaks: bool) -> None:
        head = actor_head(self.parsed, span)
        if head is None:
            return
        number = self._named(span, head)
        if number is not None and all(n != number for _, n in self.names.overlapping(head.span)):
            self.referents[span] = number
        if number is None and head.upos in {"PRON", "DET"}:
            number = self._pronoun(head, span)
            if number is not None:
                self.referents[span] = number
        elif number is None and head.upos in {"NOUN", "PROPN", "ADJ"}:
            number = self._description(span, head, speaks=speaks)
            if number is not None:
                self.referents[span] = number
        if number is not None:
            self._see(number, head, span, spoke=speaks)
            if speaks and not self.contents.overlapping(span):
                self.scene.spoke = (number, head.sentence)

    def _named(self, span: Span, head: Word) -> str | None:
        """Return the entity with a name on the governing word."""
        person = named_with(self.cast, self.parsed, span, self.names)
        if person is not None:
            return person
        here = self.names.overlapping(head.span)
        return here[-1][1] if here else None

    # pronouns

    def _pronoun(self, word: Word, span: Span) -> str | None:
        form = word.text.casefold()
        if form in _I or form in _WE:
            return self._first_person(word, many=form in _WE)
        if form in _HE:
            return self._choose(word, span, "he", _HE[form])
        if form in _IT and word.deprel != "expl":
            return self._choose(word, span, "it")
        if form in _THEY:
            return self._choose(word, span, "they")
        return None

    def _first_person(self, word: Word, *, many: bool) -> str | None:
        """Return who is quoted; "we" stands for the body that the person speaks for."""
        speaker = self._speaker_around(word.span)
        if speaker is None:
            return None
        member = self.cast.members[speaker]
        return member.affiliation if many and member.affiliation else speaker

    def _speaker_around(self, span: Span) -> str | None:
        """Return who speaks the innermost quotation around a span."""
        around = [
            (len(part), quote)
            for part, quote in self.contents.overlapping(span)
            if part.contains(span) and quote.source is not None and quote.source != span
        ]
        for _, quote in sorted(around, key=lambda pair: pair[0]):
            if quote.source is None:
                continue
            if quote.source in self.referents:
                return self.referents[quote.source]
            head = self.parsed.head_of(quote.source)
            if head is None or head.upos == "PRON":
                # the source follows its quotation, and is not resolved yet
                return self.scene.spoke[0] if self.scene.spoke and head is not None else None
            named = self._named(quote.source, head)
            if named is not None:
                return named
        return None

    def _choose(
        self, word: Word, span: Span, form: str, gender: Gender | None = None
    ) -> str | None:
        scores: list[tuple[float, int, str]] = []
        inside_own = self._speaker_around(span)
        in_marks = self._in_marks(span)
        for number, seen in self.scene.seen.items():
            member = self.cast.members[number]
            steps = word.sentence - seen.sentence
            if member.kind not in _KINDS[form] or steps > _FORGETTING:
                continue
            if member.kind == "source" and (form == "he") != self._personal(member) and form != "they":
                continue
            if gender and not self._agrees(number, member, gender):
                continue
            score = seen.salience + _STEP * steps
            if self.scene.spoke and self.scene.spoke[0] == number:
                score += _SPOKE + _STEP * (word.sentence - self.scene.spoke[1]) * 0.2
            if number == inside_own:
                score += -3.0 if in_marks and form == "he" else _OWN_SPEAKER
            if form == "they" and member.kind in {"place"}:
                score -= 0.8
            if form == "it" and member.kind == "source":
                score -= 0.6
            scores.append((score, seen.at, number))
        if not scores:
            return None
        scores.sort(reverse=True)
        if len(scores) > 1 and scores[0][0] - scores[1][0] < _LEVEL and scores[0][1] == scores[1][1]:
            return None
        chosen = scores[0][2]
        if gender and self.cast.members[chosen].kind == "person":
            self.genders.setdefault(chosen, gender)
        return chosen

    def _personal(self, member: Member) -> bool:
        """Tell whether an unnamed source is a person, and not a report or a newspaper."""
        return noun_tail(member.name) in people() | {"source", "official"}

    def _in_marks(self, span: Span) -> bool:
        """Tell whether the innermost quotation around a span stands in quotation marks."""
        text = self.parsed.text
        around = [p for p, _ in self.contents.overlapping(span) if p.contains(span)]
        if not around:
            return False
        start = min(around, key=len).start
        return text[start] in _OPENING or (start > 0 and text[start - 1] in _OPENING)

    def _agrees(self, number: str, member: Member, gender: Gender) -> bool:
        known = self.genders.get(number)
        if known is not None:
            return known == gender
        return member.kind == "person" or (
            member.kind == "source" and not any(is_plural(w) for w in self._last_words(member))
        )

    def _last_words(self, member: Member) -> list[Word]:
        head = self.parsed.head_of(min(member.mentions)) if member.mentions else None
        return [head] if head is not None else []

    def _known_genders(self) -> dict[str, Gender]:
        """Return the genders that titles and first names tell."""
        known: dict[str, Gender] = {}
        for number, member in self.cast.members.items():
            if member.kind != "person":
                continue
            told = gender_of(member.name)
            for span in sorted(member.mentions)[:8]:
                words = self.parsed.words_in(span)
                first = words[0].index if words else 0
                if first > 0:
                    title = titles().get(self.parsed.words[first - 1].text.casefold())
                    told = title[0] if title and title[0] else told
            if told is not None:
                known[number] = told
        return known

    # descriptions

    def _description(self, span: Span, head: Word, *, speaks: bool) -> str | None:
        said = phrase(self.parsed, head)
        kind = kind_of(said, speaks=speaks)
        if kind is None:
            return None
        if said.definite or said.owner is not None or not is_plural(head):
            found = self._someone_known(said, head)
            if found is not None:
                return found
        if not may_be_new(said):
            return None
        number = describe(self.cast, self.parsed, span, self.names, speaks=speaks, new=True)
        if number is not None and said.owner is not None:
            self._owned(number, said.owner)
        return number

    def _owned(self, number: str, owner: Word) -> None:
        """Give a described entity the body that "its" or "their" stands for."""
        body = self._pronoun(owner, owner.span)
        member = self.cast.members[number]
        if body is not None and body != number and member.affiliation is None:
            member.affiliation, member.affiliation_at = body, owner.span

    def _someone_known(self, said: Phrase, head: Word) -> str | None:
        """Return the most salient entity that the description fits best."""
        scores: list[tuple[int, float, int, str]] = []
        for number, seen in self.scene.seen.items():
            steps = head.sentence - seen.sentence
            fit = fits_description(self.cast, number, said, self.parsed, self.names)
            if fit and (fit > 1 or steps <= _FORGETTING):
                score = seen.salience + _STEP * min(steps, 30)
                if self.scene.spoke and self.scene.spoke[0] == number:
                    score += 0.5
                scores.append((fit, score, seen.at, number))
        return max(scores)[3] if scores else None
