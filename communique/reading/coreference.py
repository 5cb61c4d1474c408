"""Whom a pronoun or a definite description means, where it speaks, acts or holds a position.

A candidate's salience grows with nearness, with being a subject and with having spoken last; words
inside another's quotation count less. Where two candidates stand level, nobody is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from communique.reading.affiliations import is_office
from communique.reading.cast import Cast, Member
from communique.reading.descriptions import PERHAPS, fits_description, may_be_new, noun_tail
from communique.reading.draft import Draft
from communique.reading.entities import (
    actor_head,
    actor_spans,
    describe,
    kind_of,
    named_with,
    owner_of,
)
from communique.reading.explaining import why_cast
from communique.reading.genders import known_genders
from communique.reading.introductions import introductions
from communique.reading.memberships import Place, join, places
from communique.reading.names import Gender, parts
from communique.reading.nouns import Phrase, is_plural, people, phrase
from communique.reading.parsed import Parsed, Quote, Word
from communique.reading.pronouns import HE, IT, KINDS, THEY, UNLIKELY, WE, I, level
from communique.reading.span_index import SpanIndex
from communique.spans import Span

_OPENING = frozenset('"“„«')
_FORGETTING = 6
"""Sentences after which a pronoun no longer reaches back."""
_RECALLING, _LONG_AGO = 60, 30
"""Sentences after which a description no longer reaches back, or all is equally long ago."""
_SPOKE_BEFORE = 0.5
_SUBJECT, _SPOKE, _QUOTED, _STEP, _OWN_SPEAKER = 1.2, 1.4, -0.5, -0.7, 2.0
_SPOKE_STEP = -0.06


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
    return why_cast(draft, _Resolver(draft).resolved(), resolved=True)


class _Resolver:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parsed: Parsed = draft.parsed
        self.cast = Cast(draft.entities)
        self.referents: dict[Span, str] = dict(draft.referents)
        self.scene = _Scene()
        self.described: dict[str, Phrase] = {}
        """Definite descriptions of one person that nobody known before fitted."""
        self.genders = known_genders(self.cast, self.parsed)
        placed = sorted(
            ((m, number) for number, e in self.cast.members.items() for m in e.mentions),
            key=lambda pair: pair[0],
        )
        self.names = SpanIndex(placed)
        self._waiting = placed
        self.offices: SpanIndex[str] = SpanIndex(
            (m.role_at, number) for number, m in self.cast.members.items()
            if m.kind == "person" and m.role_at is not None
        )  # fmt: skip
        self._next = 0
        self.contents: SpanIndex[Quote] = SpanIndex(
            (part, quote) for quote in self.parsed.quotes for part in quote.content
        )

    def resolved(self) -> Draft:
        """Go through the text once, in order."""
        targets: dict[Span, bool] = {}
        for span, part in actor_spans(self.parsed):
            targets[span] = targets.get(span, False) or part == "source"
        waiting = sorted(places(self.parsed, self.cast), key=lambda place: place.at, reverse=True)
        for span in sorted(targets):
            while waiting and waiting[-1].at <= span.start:
                self._join(waiting.pop())
            if span not in self.referents and self.draft.in_story(span):
                self._take_in(span.start)
                self._target(span, speaks=targets[span])
        while waiting:
            self._join(waiting.pop())
        self._introduce()
        return self.draft.knowing(entities=self.cast.entities(), referents=self.referents)

    def _join(self, place: Place) -> None:
        self._take_in(place.at)
        join(self.cast, place, self._meant)

    def _meant(self, word: Word) -> str | None:
        """Return whom a noun or a possessive pronoun means here."""
        here = self.names.overlapping(word.span)
        if here:
            return here[-1][1]
        if word.upos == "PRON":
            return self._pronoun(word, word.span)
        return self._someone_known(phrase(self.parsed, word, long=False), word)

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
        self.scene.seen.pop(number, None)  # the latest stands last
        self.scene.seen[number] = _Seen(head.sentence, span.start, salience)

    def _target(self, span: Span, *, speaks: bool) -> None:
        head = actor_head(self.parsed, span)
        if head is None:
            return
        number = self._named(span, head)
        if number is not None and all(n != number for _, n in self.names.overlapping(head.span)):
            self._refer(span, number, "the person named with an office or a body")
        if number is None and head.upos in {"PRON", "DET"}:
            number = self._pronoun(head, span)
            self._refer(span, number, "whom the pronoun means")
        elif number is None and head.upos in {"NOUN", "PROPN", "ADJ"}:
            number = self._description(span, head, speaks=speaks)
            self._refer(span, number, "whom the description means")
        if number is not None:
            self._see(number, head, span, spoke=speaks)
            if speaks and not self.contents.overlapping(span):
                self.scene.spoke = (number, head.sentence)

    def _refer(self, span: Span, number: str | None, maker: str) -> None:
        """Let a span mean an entity, if one was found, and note by which rule."""
        if number is not None:
            self.referents[span] = number
            mentions = self.cast.members[number].mentions
            self.parsed.notes.means(span, f"rule: coreference, {maker}", mentions)

    def _named(self, span: Span, head: Word) -> str | None:
        """Return the entity with a name on the governing word."""
        person = named_with(self.cast, self.parsed, span, self.names)
        if person is None:
            held = [n for at, n in self.offices.overlapping(span) if at.start >= span.start]
            person = held[0] if held else None
        if person is not None:
            return person
        here = self.names.overlapping(head.span)
        return here[-1][1] if here else None

    def _introduce(self) -> None:
        """Find whom a description means that comes before the name.

        "The head of the union arrived in Eastvale. … Ada Berg arrived on Monday"; "Norland's
        foreign minister said … Foreign Minister Ada Berg".
        """
        for said, number in introductions(self.parsed, self.cast, self.names):
            described = self.cast.called(" ".join(said.span.of(self.parsed.text).split()))
            if described is None or described == number or described not in self.described:
                described = self.cast.add(said.span.of(self.parsed.text), "source")
                self.cast.members[described].mentions.add(said.span)
                self.referents[said.span] = described
                if owner := owner_of(said, self.names):
                    member = self.cast.members[described]
                    member.affiliation_at, member.affiliation = owner
            self._merge(described, number)
        for described, said in self.described.items():
            if self.cast.members[described].mentions:
                named = self._named_later(described, said)
                if named is not None:
                    self._merge(described, named)

    @cached_property
    def _holders(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """Return the persons who are named with an office, by the first and last word of it."""
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for number, member in self.cast.members.items():
            if member.kind == "person" and member.role and number not in self.described:
                role = parts(member.role)
                for noun in {role[0], role[-1]} if role else ():
                    found.setdefault(noun, []).append((number, role))
        return found

    def _merge(self, described: str, named: str) -> None:
        self.cast.merge(described, named)
        for span, number in self.referents.items():
            if number == described:
                self._refer(span, named, "described in one place, named in another")

    def _named_later(self, described: str, said: Phrase) -> str | None:
        """Return the only person who holds the office that a description names."""
        home = self.cast.members[described].affiliation
        told = set(parts(self.cast.members[described].name)[-2:])
        fits = [
            number
            for number, role in self._holders.get(said.noun, ())
            if told & set(role)
            and (home is None or self.cast.members[number].affiliation in {home, None})
        ]
        return fits[0] if len(fits) == 1 else None

    # pronouns

    def _pronoun(self, word: Word, span: Span) -> str | None:
        form = word.text.casefold()
        if form in I or form in WE:
            return self._first_person(word, many=form in WE)
        if form in HE:
            return self._choose(word, span, "he", HE[form])
        if form in IT and word.deprel != "expl":
            return self._choose(word, span, "it")
        if form in THEY:
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
        own = self._speaker_around(span)
        shunned: set[str | None] = set()
        if own is not None and form in {"he", "they"} and self._in_marks(span):
            # Who says "he" means another, and calls his own side "we".
            shunned = {own} if form == "he" else {own, self.cast.members[own].affiliation}
            own = None
        scores: list[tuple[float, int, str]] = []
        for number, seen in self._recent(word.sentence, _FORGETTING):
            if number not in shunned and self._can_be(number, form, gender):
                score = self._salience(number, seen, word.sentence, form)
                scores.append((score + (_OWN_SPEAKER if number == own else 0.0), seen.at, number))
        scores.sort(reverse=True)
        if not scores or level(scores):
            return None
        chosen = scores[0][2]
        if gender and self.cast.members[chosen].kind == "person":
            self.genders.setdefault(chosen, gender)
        return chosen

    def _recent(self, sentence: int, most: int) -> Iterator[tuple[str, _Seen]]:
        """Yield who was mentioned in the last sentences, latest first."""
        for number in reversed(self.scene.seen):
            seen = self.scene.seen[number]
            if sentence - seen.sentence > most:
                return
            yield number, seen

    def _can_be(self, number: str, form: str, gender: Gender | None) -> bool:
        member = self.cast.members[number]
        if member.kind not in KINDS[form]:
            return False
        if member.kind == "source" and form != "they" and not self._is_one(member, form):
            return False
        return gender is None or self._agrees(number, member, gender)

    def _is_one(self, member: Member, form: str) -> bool:
        """Tell whether an unnamed source is one, a person for "he" and none for "it"."""
        return not self._is_many(member) and (form == "he") == self._personal(member)

    def _salience(self, number: str, seen: _Seen, sentence: int, form: str) -> float:
        score = seen.salience + _STEP * (sentence - seen.sentence)
        spoke = self.scene.spoke
        if spoke is not None and spoke[0] == number:
            score += _SPOKE + _SPOKE_STEP * (sentence - spoke[1])
        return score + UNLIKELY.get((form, self.cast.members[number].kind), 0.0)

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
        return member.kind == "person" or (member.kind == "source" and not self._is_many(member))

    def _is_many(self, member: Member) -> bool:
        """Tell whether the noun that first names a member is a plural: "the sources"."""
        head = self.parsed.head_of(min(member.mentions)) if member.mentions else None
        return head is not None and is_plural(head)

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
        if number is not None and is_office(head) and not is_plural(head):
            opens = said.definite or said.words[0].xpos != "DT"
            if opens and self.cast.members[number].kind in {"source", "person"}:
                self.described.setdefault(number, said)
        return number

    def _owned(self, number: str, owner: Word) -> None:
        """Give a described entity the body that "its" or "their" stands for.

        "His government", of a minister, is that of his state.
        """
        body = self._pronoun(owner, owner.span)
        member = self.cast.members[number]
        of = self.cast.members[body] if body is not None else None
        if of is not None and of.kind == "person" and member.kind == "organisation":
            body = of.affiliation or body
        if body is not None and body != number and member.affiliation is None:
            member.affiliation, member.affiliation_at = body, owner.span

    def _someone_known(self, said: Phrase, head: Word) -> str | None:
        """Return the most salient entity that the description fits best."""
        scores: list[tuple[int, float, int, str]] = []
        for number, seen in self._recent(head.sentence, _RECALLING):
            steps = head.sentence - seen.sentence
            fit = fits_description(self.cast, number, said, self.names)
            if fit > PERHAPS or (fit == PERHAPS and steps <= _FORGETTING):
                score = seen.salience + _STEP * min(steps, _LONG_AGO)
                if self.scene.spoke and self.scene.spoke[0] == number:
                    score += _SPOKE_BEFORE
                scores.append((fit, score, seen.at, number))
        return max(scores)[3] if scores else None
