"""Who and what is mentioned: names with all their mentions, unnamed sources and groups.

Names are the model's proposals; which of them name the same is worked out here. Who is described
and not named becomes an entity on speaking or acting: "a port official", "the strikers' families".
Definite descriptions of one ("the minister") are left to `coreference`.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.affiliations import is_office, office_of
from communique.reading.cast import Cast
from communique.reading.draft import Draft
from communique.reading.explaining import why_cast, why_named
from communique.reading.gazetteer import gazetteer
from communique.reading.mentions import grouped, mentions
from communique.reading.names import folded
from communique.reading.nouns import (
    Phrase,
    anonymous,
    bodies,
    is_plural,
    may_act,
    phrase,
    portfolios,
    reporters,
)
from communique.reading.parsed import Parsed, Word
from communique.reading.span_index import SpanIndex
from communique.spans import Span
from communique.vocabulary import EntityKind

_KINDS: dict[str, EntityKind] = {
    "person": "person", "organisation": "organisation", "place": "place", "people": "group",
}  # fmt: skip
_CERTAIN_OFFICES = 6
"""Mentions of a person beside which an office is looked for."""
_BEFORE_NAME = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_ANYBODY = frozenset({"people", "person"})
"""Nouns that, alone, single out nobody."""
_SIDES = frozenset({"side", "party"})
"""Nouns that, in the plural, mean whoever negotiates."""
_OWNING = frozenset({"of", "for", "from", "at", "with", "within", "inside"})


def find_entities(draft: Draft) -> Draft:
    """Find who and what the document names, and who speaks or acts in it unnamed."""
    parsed = draft.parsed
    cast = Cast()
    placed = _name_all(cast, parsed)
    names = SpanIndex(placed)
    _speak_for_countries(cast, parsed, placed, names)
    names = SpanIndex(placed)
    for span, story in actor_spans(parsed):
        if draft.in_story(span):
            describe(cast, parsed, span, names, speaks=story == "source")
    _give_offices(cast, parsed, names)
    return why_cast(draft, draft.knowing(entities=cast.entities()), resolved=False)


def actor_spans(parsed: Parsed) -> Iterator[tuple[Span, str]]:
    """Yield where someone speaks, acts or is acted on, with the part: source, actor, party, who."""
    for quote in parsed.quotes:
        if quote.source is not None:
            yield quote.source, "source"
    for event in parsed.events:
        for span in event.actors:
            yield span, "actor"
        for span in event.recipients:
            yield span, "recipient"
    for position in parsed.positions:
        if position.party is not None:
            yield position.party, "party"


def _name_all(cast: Cast, parsed: Parsed) -> list[tuple[Span, str]]:
    """Add whoever is named; return where each name stands."""
    placed: list[tuple[Span, str]] = []
    for group in grouped(list(mentions(parsed)), parsed.text):
        sure = max(m.confidence for m in group.mentions)
        number = cast.add(group.name, _KINDS[group.kind], confidence=round(sure, 3))
        member = cast.members[number]
        for mention in group.mentions:
            member.mentions.add(mention.span)
            placed.append((mention.span, number))
        why_named(parsed, number, [mention.span for mention in group.mentions])
    for member in list(cast.members.values()):
        home = gazetteer().peoples.get(folded(member.name)) if member.kind == "group" else None
        if home is not None:
            member.affiliation = cast.called(home.name)
            member.affiliation_at = min(member.mentions) if member.affiliation else None
    return placed


def _speak_for_countries(
    cast: Cast, parsed: Parsed, placed: list[tuple[Span, str]], names: SpanIndex[str]
) -> None:
    """Give a seat of government to its country where it speaks or acts: "Oslo may agree"."""
    seats, countries = gazetteer().seats, gazetteer().names
    homes = {
        countries[folded(m.name)].name: number
        for number, m in cast.members.items()
        if m.kind == "place" and folded(m.name) in countries
    }
    moved: dict[Span, str] = {}
    for span, _ in actor_spans(parsed):
        head = parsed.head_of(span)
        if head is None or head.deprel not in {"nsubj", "nmod:poss", "conj"}:
            continue
        for at, number in names.overlapping(head.span):
            member = cast.members[number]
            country = seats.get(folded(member.name))
            if member.kind in {"place", "organisation"} and country and at in member.mentions:
                if country.name not in homes:
                    homes[country.name] = cast.add(country.name, "place")
                home = homes[country.name]
                member.mentions.discard(at)
                cast.members[home].mentions.add(at)
                moved[at] = home
                maker = "rule: gazetteer, the seat of its government speaks or acts"
                parsed.notes.because(home, "found", maker, at)
    placed[:] = [(at, moved.get(at, number)) for at, number in placed]


def actor_head(parsed: Parsed, span: Span) -> Word | None:
    """Return the noun that a span is about: its head, or its first noun where a verb governs it."""
    head = parsed.head_of(span)
    if head is None or head.upos not in {"VERB", "AUX", "ADP", "PUNCT", "NUM"}:
        return head
    words = parsed.words_in(span)
    for word, after in zip(words, [*words[1:], None], strict=True):
        if word.xpos.startswith("NN") and (after is None or not after.xpos.startswith("NN")):
            return word
    return head


def describe(
    cast: Cast,
    parsed: Parsed,
    span: Span,
    names: SpanIndex[str],
    *,
    speaks: bool,
    new: bool = False,
) -> str | None:
    """Add whom a span describes without naming, and return its entity.

    Definite descriptions of one are left alone unless `new`: they may mean someone known.
    Returns None where the span names somebody, or where no actor is described.
    """
    head = actor_head(parsed, span)
    if head is None or head.upos not in {"NOUN", "PROPN", "ADJ"} or names.overlapping(head.span):
        return None
    if named_with(cast, parsed, span, names) is not None:
        return None
    said = phrase(parsed, head)
    kind = kind_of(said, speaks=speaks)
    if said.noun in _ANYBODY and not speaks and said.span == said.head.span:
        return None
    if kind is None or (is_definite(said, kind) and not new):
        return None
    words = " ".join(said.span.of(parsed.text).split())
    number = cast.described(words, kind, said.span)
    member = cast.members[number]
    if member.affiliation is None and (owner := owner_of(said, names)):
        member.affiliation_at, member.affiliation = owner
        if member.affiliation == number:
            member.affiliation_at = member.affiliation = None
    if member.role is None and member.kind == "person":
        member.role, member.role_at = words, said.span
    return number


def named_with(cast: Cast, parsed: Parsed, span: Span, names: SpanIndex[str]) -> str | None:
    """Return the person that a span names after an office or a body: "the union's | Ada Berg".

    None where the first person named in it is not the one whom the span is about.
    """
    words = parsed.words_in(span)
    for at, number in sorted(names.overlapping(span)):
        if cast.members[number].kind != "person":
            continue
        before = [w for w in words if w.end <= at.start]
        if before and before[-1].text == "," and any(is_office(w) for w in before[:-1]):
            ends = at.end >= words[-1].start or parsed.text[at.end : at.end + 1] == ","
            return number if ends else None
        chained = all(
            w.upos in _BEFORE_NAME
            or w.xpos == "POS"
            or w.text in {"-", ".", "(", ")"}
            or w.text.casefold() == "of"
            for w in before
        )
        return number if chained else None
    return None


def kind_of(said: Phrase, *, speaks: bool) -> EntityKind | None:
    """Return what a description describes; None for things that do not act."""
    noun, many = said.noun, is_plural(said.head)
    if noun in _SIDES and many and said.span == said.head.span:
        return None
    if noun in reporters():
        return "source"
    if noun in anonymous():
        return "source" if speaks or not many else "group"
    if noun in bodies():
        return "group" if many else "organisation"
    if may_act(noun) or (
        said.head.xpos in {"NNS", "NNPS"} and (said.head.upos == "PROPN" or speaks)
    ):
        return "group" if many else "source" if speaks else "person"
    return "source" if speaks and said.head.upos != "ADJ" else None


def is_definite(said: Phrase, kind: EntityKind) -> bool:
    """Tell whether a description points back at someone: "the minister", "its chairman"."""
    return said.definite and kind in {"person", "organisation", "source", "group"}


def owner_of(said: Phrase, names: SpanIndex[str]) -> tuple[Span, str] | None:
    """Return the body that a description names as its own: "a | Norland | official"."""
    for word in said.words:
        for at, number in names.overlapping(word.span):
            if word.index < said.head.index:
                return at, number
            tie = next(
                (w for w in said.words if w.index > said.head.index and w.upos in {"ADP", "SCONJ"}),
                None,
            )
            if tie is not None and tie.text.casefold() in _OWNING:
                return at, number
    return None


def _give_offices(cast: Cast, parsed: Parsed, names: SpanIndex[str]) -> None:
    """Give persons the role and the body that stand beside their names."""
    names = SpanIndex(
        (span, number)
        for number, member in cast.members.items()
        if folded(member.name) not in portfolios()
        for span in member.mentions
    )
    for member in list(cast.members.values()):
        if member.kind != "person" or member.role is not None:
            continue
        for span in sorted(member.mentions)[:_CERTAIN_OFFICES]:
            office = office_of(parsed, span, names)
            if office is None:
                continue
            better = member.role is None or (member.affiliation is None and office.body)
            if better and not any(
                n in cast.members and cast.members[n] is member
                for _, n in names.overlapping(office.role)
            ):
                member.role = " ".join(office.role.of(parsed.text).split())
                member.role_at = office.role
                if office.body is not None:
                    member.affiliation_at = office.body
                    member.affiliation = names.overlapping(office.body)[0][1]
            if member.role is not None and member.affiliation is not None:
                break
