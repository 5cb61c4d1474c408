"""Who takes part in the talks, as what, and the words that make it so.

Signs are gathered over the whole document: "talks between A and B", "mediated by C", "negotiators
from A", the sides that hold positions. Each sign has a weight, and a part is given where the signs
for it weigh enough. A person counts for the body that the person speaks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from communique.findings import Entity, TalksRole
from communique.reading.bodies import body_of
from communique.reading.draft import Draft
from communique.reading.explaining_acts import why_roles
from communique.reading.lexicon import table
from communique.reading.names import folded, parts
from communique.reading.nouns import noun_of
from communique.reading.parsed import Word
from communique.spans import Span, hull
from communique.vocabulary import TalksRoleName

_ENOUGH: dict[TalksRoleName, float] = {
    "party": 2.5, "mediator": 1.6, "guarantor": 2.0, "observer": 2.0, "stakeholder": 1.0,
}  # fmt: skip
_BETWEEN, _WITH, _NEGOTIATES, _HOLDS, _PERSONS, _OWNS = 3.0, 2.0, 2.0, 1.5, 2.0, 1.0
_POSITION, _TOWARD, _DEALS, _DEALT_WITH = 0.6, 0.5, 0.7, 0.45
_DEALING = frozenset({"CONSULT", "AGREE", "REJECT", "REQUEST", "CONCEDE"})
"""Types of what parties do with each other at the table."""
_MEDIATES, _HOSTS, _TO_BOTH, _ENVOY = 3.0, 2.0, 1.6, 0.8
_SHARE = 0.25
"""Part of the heaviest party's weight that a party has at least."""
_TWO, _ENOUGH_FOR_TWO = 2, 1.5
"""It takes two to negotiate: this much is enough for the two heaviest."""
_RAREST_FIRST: tuple[TalksRoleName, ...] = ("guarantor", "observer", "mediator", "party")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True)
class Sign:
    """Words that make an entity one of those who take part."""

    entity: str
    role: TalksRoleName
    weight: float
    span: Span


def find_talks_roles(draft: Draft) -> Draft:
    """Find parties, mediators, guarantors, observers and stakeholders of the talks."""
    reader = _Reader(draft)
    gathered: dict[str, list[Sign]] = defaultdict(list)
    for sign in reader.signs():
        mediates = sign.role == "mediator" and draft.entity(sign.entity).kind == "person"
        gathered[sign.entity if mediates else body_of(draft, draft.entity(sign.entity)).id].append(
            sign
        )
    weights = sorted((_weight(signs, "party") for signs in gathered.values()), reverse=True)
    most, second = ([*weights, 0.0, 0.0])[:_TWO]
    enough = min(_ENOUGH["party"], max(_ENOUGH_FOR_TWO, second))
    least = _ENOUGH | {"party": max(enough, _SHARE * most)}
    found = [role for entity, signs in gathered.items() for role in _roles(entity, signs, least)]
    found.sort(key=lambda role: (role.start, role.end, role.entity))
    signs = {e: [(s.role, s.weight, s.span) for s in told] for e, told in gathered.items()}
    why_roles(draft, found, signs)
    return draft.knowing(talks=tuple(found))


def _weight(signs: Iterable[Sign], role: TalksRoleName) -> float:
    return sum(sign.weight for sign in signs if sign.role == role)


def _roles(
    entity: str, signs: list[Sign], least: dict[TalksRoleName, float]
) -> Iterator[TalksRole]:
    """Yield the part that the signs for an entity weigh enough for, once for each of its words.

    Whoever mediates meets the parties and so looks like one: the rarer part counts first.
    """
    for role in _RAREST_FIRST:
        if _weight(signs, role) < least[role]:
            continue
        words = {sign.span: sign for sign in signs if sign.role == role}
        strongest = max(sign.weight for sign in words.values())
        for span, sign in words.items():
            if sign.weight == strongest or sign.weight >= _HOLDS:
                yield TalksRole(entity=entity, as_=role, start=span.start, end=span.end)
        return


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(table("talks.toml")[section][key])


@cache
def _charters() -> frozenset[str]:
    return frozenset(folded(name) for name in table("talks.toml")["charters"]["mediator"])


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words = draft.parsed.words

    def signs(self) -> Iterator[Sign]:
        """Yield all signs of the document."""
        for sentence in self.draft.parsed.sentences:
            if not self.draft.in_story(sentence.span):
                continue
            governed: dict[int, list[Word]] = defaultdict(list)
            for word in self.words[sentence.first : sentence.last]:
                governed[word.head].append(word)
            for word in self.words[sentence.first : sentence.last]:
                yield from self._at(word, governed)
        yield from self._offices()
        yield from self._held()

    def _at(self, word: Word, governed: dict[int, list[Word]]) -> Iterator[Sign]:
        if word.upos in {"NOUN", "PROPN"}:
            noun = noun_of(word)
            if noun in _words("occasions", "nouns"):
                yield from self._occasion(word, noun, governed)
            for role in ("party", "mediator", "guarantor", "observer"):
                if noun in _words("persons", role):
                    yield from self._people(word, role, governed)
            if noun in _words("services", "mediator"):
                yield from self._service(word, governed)
        if word.upos in {"VERB", "ADJ"} or word.xpos == "VBN":
            yield from self._verb(word, governed)

    def _occasion(self, word: Word, noun: str, governed: dict[int, list[Word]]) -> Iterator[Sign]:
        """Read "talks between A and B", "A's talks with B", "A-B talks"."""
        core = noun in _words("occasions", "core")
        for child in governed[word.index]:
            case = self._case(child, governed)
            if case in _words("occasions", "between"):
                yield from self._all(child, governed, "party", _BETWEEN if core else _WITH, word)
            elif case in _words("occasions", "with") and core:
                yield from self._all(child, governed, "party", _WITH, word)
                yield from self._subjects(word, governed, _WITH)
            elif child.deprel in {"nmod:poss", "compound", "amod"} and core:
                yield from self._all(child, governed, "party", _OWNS, word)

    def _subjects(
        self, noun: Word, governed: dict[int, list[Word]], weight: float
    ) -> Iterator[Sign]:
        """Read the subject of the verb whose object an occasion is."""
        if noun.head < 0 or noun.deprel not in {"obj", "obl"}:
            return
        for child in governed[noun.head]:
            if child.deprel in _SUBJECTS:
                yield from self._all(child, governed, "party", weight, noun)

    def _verb(self, word: Word, governed: dict[int, list[Word]]) -> Iterator[Sign]:
        lemma = word.lemma.casefold()
        children = governed[word.index]
        if lemma in _words("verbs", "negotiate"):
            for child in children:
                if child.deprel == "nsubj" or self._case(child, governed) in {"with", "between"}:
                    yield from self._all(child, governed, "party", _NEGOTIATES, word)
        elif lemma in _words("verbs", "hold"):
            core = [
                c for c in children
                if c.deprel in {"obj", "obl"} and noun_of(c) in _words("occasions", "core")
            ]  # fmt: skip
            for child in children if core else ():
                if child.deprel == "nsubj":
                    yield from self._all(child, governed, "party", _HOLDS, core[0])
        yield from self._between(word, governed)
        for role, key, weight in (
            ("mediator", "mediate", _MEDIATES),
            ("guarantor", "guarantee", _MEDIATES),
            ("mediator", "sponsor", _HOSTS),
            ("mediator", "host", _HOSTS),
            ("observer", "observe", _HOSTS),
        ):
            if lemma in _words("verbs", key) or _stem(word.text) in _words("verbs", key):
                yield from self._agents(word, governed, role, weight)  # type: ignore[arg-type]

    def _between(self, verb: Word, governed: dict[int, list[Word]]) -> Iterator[Sign]:
        """Read who deals with the two sides as such."""
        children = governed[verb.index]
        if verb.upos == "VERB" and any(self._both(child, governed) for child in children):
            for child in children:
                if child.deprel == "nsubj":
                    yield from self._all(child, governed, "mediator", _TO_BOTH, verb)

    def _both(self, word: Word, governed: dict[int, list[Word]]) -> bool:
        """Tell whether an object is the two sides as such: "urged both sides", "met the two"."""
        if word.deprel not in {"obj", "iobj", "obl"}:
            return False
        if self._case(word, governed) in {"of", "by", "on"}:
            return False
        if noun_of(word) in _words("both", "nouns"):
            around = governed[word.index]
            return any(w.text.casefold() in _words("both", "numbers") for w in around)
        second = next((w for w in governed[word.index] if w.deprel == "conj"), None)
        if second is None or word.deprel == "obl":
            return False
        ends = (self.draft.entity_at(word.span), self.draft.entity_at(second.span))
        kinds = {entity.kind for entity in ends if entity is not None}
        verb = self.words[word.head]
        return (
            None not in ends
            and ends[0] != ends[1]
            and kinds <= {"organisation", "place"}
            and verb.lemma.casefold() in _words("both", "verbs")
        )

    def _agents(
        self, verb: Word, governed: dict[int, list[Word]], role: TalksRoleName, weight: float
    ) -> Iterator[Sign]:
        """Read who does what a verb says, where it is done to talks: "a truce brokered by C"."""
        children = governed[verb.index]
        around = [noun_of(c) for c in children if c.deprel in {"obj", "nsubj:pass", "obl"}]
        if verb.head >= 0:
            around.append(noun_of(self.words[verb.head]))
            around.extend(
                noun_of(c) for c in governed[verb.head] if c.deprel in {"obj", "nsubj:pass"}
            )
        nouns = _words("occasions", "nouns")
        if not any(n in nouns for n in around):
            return
        passive = verb.xpos == "VBN" and not any(c.deprel == "nsubj" for c in children)
        doers = [c for c in children if not passive and c.deprel == "nsubj"]
        if passive:
            doers = [c for c in children if self._case(c, governed) == "by"] or self._after_by(verb)
        for doer in doers:
            yield from self._all(doer, governed, role, weight, verb)
        hyphen, name = verb.index - 1, verb.index - 2
        if (
            name >= 0
            and self.words[hyphen].text == "-"
            and self.words[name].sentence == verb.sentence
        ):
            entity = self.draft.entity_at(self.words[name].span)  # "a C-brokered truce"
            if entity is not None:
                yield Sign(entity.id, role, weight, hull((self.words[name].span, verb.span)))

    def _after_by(self, verb: Word) -> list[Word]:
        """Return the noun of a "by" right after the verb, where the tree ties it elsewhere."""
        last = self.draft.parsed.sentences[verb.sentence].last
        for word in self.words[verb.index + 1 : min(verb.index + 3, last)]:
            if word.text.casefold() == "by" and word.deprel == "case" and word.head > word.index:
                return [self.words[word.head]]
        return []

    def _people(
        self, word: Word, role: TalksRoleName, governed: dict[int, list[Word]]
    ) -> Iterator[Sign]:
        """Read "A's negotiators", "negotiators from A", "C acting as the mediator"."""
        for child in governed[word.index]:
            owns = child.deprel in {"nmod:poss", "compound", "amod", "appos"}
            if owns or self._case(child, governed) in {"from", "of", "for"}:
                yield from self._all(child, governed, role, _PERSONS, word)
            elif child.deprel in _SUBJECTS:  # "who were the main mediators"
                for subject in self._meant(word, child):
                    yield from self._all(subject, governed, role, _MEDIATES, word)
        if word.deprel == "appos" and word.head >= 0:
            yield from self._all(self.words[word.head], governed, role, _PERSONS, word, alone=True)
        if self._case(word, governed) == "as" and word.head >= 0:
            verb = self.words[word.head]
            doers = [c for c in governed[verb.index] if c.deprel == "nsubj"]
            if verb.deprel in {"acl", "acl:relcl"} and verb.head >= 0:
                doers.append(self.words[verb.head])
            for doer in doers:
                yield from self._all(doer, governed, role, _PERSONS, word)

    def _service(self, word: Word, governed: dict[int, list[Word]]) -> Iterator[Sign]:
        """Read "C's mediation", "under the auspices of C"."""
        for child in governed[word.index]:
            owns = child.index < word.index and child.deprel in {"nmod:poss", "compound", "amod"}
            if owns or self._case(child, governed) in {"of", "by", "from"}:
                yield from self._all(child, governed, "mediator", _HOSTS, word)

    def _offices(self) -> Iterator[Sign]:
        """Read the roles that stand beside names: "mediator Ada Berg"."""
        for entity in self.draft.entities:
            if entity.kind != "person" or entity.role is None or entity.role_at is None:
                continue
            words = set(parts(entity.role))
            for role in ("mediator", "guarantor", "observer", "party"):
                envoy = role == "mediator" and "envoy" in words and self._neutral(entity)
                if envoy or words & _words("persons", role):
                    yield Sign(entity.id, role, _PERSONS, entity.role_at)
                elif role == "mediator" and "envoy" in words:
                    yield Sign(entity.id, role, _ENVOY, entity.role_at)

    def _neutral(self, entity: Entity) -> bool:
        """Tell whether someone speaks for a body that mediates by its charter."""
        home = self.draft.entity(entity.affiliation) if entity.affiliation else None
        return home is not None and folded(home.name) in _charters()

    def _meant(self, noun: Word, subject: Word) -> list[Word]:
        """Return a subject, or what a relative pronoun stands for."""
        if subject.xpos in {"WP", "WDT"} and noun.deprel in {"acl:relcl", "acl"} and noun.head >= 0:
            return [self.words[noun.head]]
        return [subject]

    def _held(self) -> Iterator[Sign]:
        """Read the sides that hold positions, and those who meet or agree."""
        for position in self.draft.positions:
            if position.party is not None:
                yield Sign(position.party, "party", _POSITION, position.what)
            if position.toward is not None:
                yield Sign(position.toward, "party", _TOWARD, position.what)
        for event in self.draft.events:
            if event.type in _DEALING:
                for number in event.actors:
                    yield Sign(number, "party", _DEALS, event.span)
                for number in event.recipients:
                    yield Sign(number, "party", _DEALT_WITH, event.span)

    # words

    def _case(self, word: Word, governed: dict[int, list[Word]]) -> str | None:
        found = next(
            (w for w in governed[word.index] if w.deprel == "case" and w.xpos != "POS"), None
        )
        return found.text.casefold() if found else None

    def _all(
        self,
        first: Word,
        governed: dict[int, list[Word]],
        role: TalksRoleName,
        weight: float,
        sign: Word,
        *,
        alone: bool = False,
    ) -> Iterator[Sign]:
        """Yield a sign for an entity and for those joined to it by "and"."""
        joined: Iterable[Word] = (
            () if alone else (c for c in governed[first.index] if c.deprel == "conj")
        )
        for word in (first, *joined):
            entity = self._entity(word, governed)
            if entity is not None:
                yield Sign(entity.id, role, weight, hull((sign.span, word.span)))

    def _entity(self, word: Word, governed: dict[int, list[Word]]) -> Entity | None:
        """Return the entity that a word, or a name right beside it, stands for."""
        entity = self.draft.entity_at(word.span)
        if entity is not None:
            return entity
        for child in governed[word.index]:
            if child.deprel in {"compound", "amod", "nmod:poss", "flat"}:
                entity = self.draft.entity_at(child.span)
                if entity is not None and entity.kind != "person":
                    return entity
        return None


def _stem(form: str) -> str:
    """Return the verb of a participle that a tagger took for an adjective: "C-brokered"."""
    form = form.casefold()
    stems = (form.removesuffix("ed"), form.removesuffix("d"))
    return next((stem for stem in stems if stem in _verbs_of_third()), form)


@cache
def _verbs_of_third() -> frozenset[str]:
    keys = ("mediate", "guarantee", "sponsor", "host", "observe")
    return frozenset().union(*(_words("verbs", key) for key in keys))
