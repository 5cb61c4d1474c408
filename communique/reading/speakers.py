"""Who speaks in an attribution, through whom the words came, and whether the report hedges it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from communique.findings import Entity
from communique.reading.draft import Draft
from communique.reading.lexicon import table
from communique.reading.names import folded, parts
from communique.reading.nouns import outlet_names, reporters
from communique.reading.parsed import Quote, Sentence, Word
from communique.spans import Span

_LOOKING_BACK = 5
"""Quotations before one, among which the interview that it belongs to is looked for."""
_HEDGE_BEFORE, _HEDGE_AFTER = 6, 1
"""Words around a cue among which a hedge is looked for."""
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s"})
_INTERRUPTED = 2
"""Quotations of others after which an interview is over."""
_SIGNED_WITHIN = 80
"""Characters behind the words in which the writer's name is looked for."""
_MEDIUM = frozenset(
    {"in", "on", "to", "with", "by", "via", "through", "from", "at", "for", "over", "as"}
)


def speaker_of(draft: Draft, source: Span | None, cue: Span | None) -> str | None:  # noqa: ARG001
    """Return the entity whose words they are; None where the document names nobody."""
    if source is None:
        return None
    entity = draft.entity_at(source)
    return entity.id if entity else None


def via_of(
    draft: Draft, source: Span | None, cue: Span, content: Sequence[Span]
) -> tuple[str, ...]:
    """Return the entities through which the words came, nearest first.

    That is the outlet that was told them, or the platform that they were put on, and then whoever
    is quoted with this attribution inside.
    """
    speaker = speaker_of(draft, source, cue)
    found: list[str] = []
    told = (
        _told(draft, source, cue, content)
        or _platform(draft, cue, content)
        or _interview(draft, speaker, cue)
        or _employer(draft, speaker)
    )
    if told is not None:
        found.append(told.id)
        nearest = min(told.mentions, key=cue.distance)
        draft.notes.because(cue, "via", "rule: speakers, the outlet or platform", nearest)
    for outer in draft.quotes_over(cue):
        if outer.cue == cue and outer.source == source:
            continue
        through = speaker_of(draft, outer.source, outer.cue)
        if through is not None:
            found.append(through)
            maker = "rule: speakers, quoted inside the words of another"
            draft.notes.because(cue, "via", maker, outer.source)
    return tuple(dict.fromkeys(e for e in found if e != speaker))


def _platform(draft: Draft, cue: Span, content: Sequence[Span]) -> Entity | None:
    """Return the platform that the words were put on, where the document names it.

    The cue says so ("tweeted"), or the writer's name there stands behind the words.
    """
    tweets = table("media.toml")["tweets"]
    tweeted = any(w.lemma.casefold() in tweets["words"] for w in draft.parsed.words_in(cue))
    end = max(part.end for part in content)
    behind = draft.document.text[end : end + _SIGNED_WITHIN]
    if not (tweeted or re.match(tweets["signed"], behind)):
        return None
    names = {folded(name) for name in tweets["platform"]}
    return next((e for e in draft.entities if folded(e.name) in names and is_outlet(e)), None)


def _employer(draft: Draft, speaker: str | None) -> Entity | None:
    """Return the outlet for which the one who speaks reports: "Ada Berg, of Radio Norland"."""
    home = draft.entity(speaker).affiliation if speaker is not None else None
    outlet = draft.entity(home) if home is not None else None
    return outlet if outlet is not None and is_outlet(outlet) else None


@cache
def _media(key: str) -> frozenset[str]:
    return frozenset(table("media.toml")[key])


def is_outlet(entity: Entity, *, told: bool = False) -> bool:
    """Tell whether an entity is a news organisation or a platform, by its name.

    One that is `told` something needs less of a sign in its name.
    """
    if entity.kind == "source":
        return bool(set(parts(entity.name)) & reporters())
    if entity.kind not in {"organisation", "place", "person"}:
        return False
    if folded(entity.name) in outlet_names():
        return True
    words, telling = parts(entity.name), _media("name_words")
    if not told:
        telling = telling - _media("weak_words")
    return entity.kind == "organisation" and len(words) > 1 and bool(set(words) & telling)


def _told(draft: Draft, source: Span | None, cue: Span, content: Sequence[Span]) -> Entity | None:
    """Return the outlet that the words were told to, in the sentence of the cue."""
    sentence = draft.parsed.sentence_of(cue)
    if sentence is None:
        return None
    near: list[tuple[int, Entity]] = []
    for word in draft.parsed.words[sentence.first : sentence.last]:
        if word.upos not in {"PROPN", "NOUN", "X"} or _within(word, source, content):
            continue
        entity = draft.entity_at(word.span)
        if entity is None or not (is_outlet(entity, told=True) or _names_outlet(draft, word)):
            continue
        governor = _receives(draft, word, sentence, entity)
        if governor == "told" or (governor == "placed" and is_outlet(entity)):
            near.append((word.span.distance(cue), entity))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _names_outlet(draft: Draft, word: Word) -> bool:
    """Tell whether a name stands before a noun for an outlet: "the Meridian news agency"."""
    if word.deprel != "compound" or word.head < 0:
        return False
    return draft.parsed.words[word.head].lemma.lower() in _media("name_words")


def _within(word: Word, source: Span | None, content: Sequence[Span]) -> bool:
    return (source is not None and source.overlaps(word.span)) or any(
        part.overlaps(word.span) for part in content
    )


def _receives(draft: Draft, word: Word, sentence: Sentence, entity: Entity) -> str | None:
    """Tell how an outlet has the words: "told" them, "placed" by a preposition, or not."""
    words = draft.parsed.words
    first = word.index
    mention = next((m for m in entity.mentions if m.overlaps(word.span)), word.span)
    while first > sentence.first and words[first - 1].end > mention.start:
        first -= 1
    while (
        first > sentence.first
        and (
            words[first - 1].upos in {"DET", "ADJ", "PUNCT", "NOUN", "PROPN"}
            or words[first - 1].xpos == "POS"
        )
        and words[first - 1].text != ","
    ):
        first -= 1
    if first == sentence.first:
        return None
    before = words[first - 1]
    if before.upos == "VERB":
        return "told" if before.lemma.casefold() in _media("telling") else None
    return "placed" if before.text.casefold() in _MEDIUM else None


def _interview(draft: Draft, speaker: str | None, at: Span) -> Entity | None:
    """Return the outlet to which the same speaker is speaking in the quotations before."""
    if speaker is None:
        return None
    others = 0
    for quote in _before(draft, at):
        if speaker_of(draft, quote.source, quote.cue) != speaker:
            others += not draft.quotes_over(quote.cue)
            if others > _INTERRUPTED:
                return None
            continue
        told = _told(draft, quote.source, quote.cue, quote.content)
        if told is not None:
            return told
    return None


def _before(draft: Draft, at: Span) -> Iterator[Quote]:
    quotes = draft.parsed.quotes
    place = bisect_left(quotes, at.start, key=lambda q: q.cue.start)
    for number in range(place - 1, max(-1, place - 1 - _LOOKING_BACK), -1):
        yield quotes[number]


# hedges


@cache
def _hedges(key: str) -> frozenset[str]:
    return frozenset(table("hedged_speech.toml")[key])


def is_hedged(draft: Draft, cue: Span, source: Span | None, content: Sequence[Span]) -> bool:
    """Tell whether the document leaves open that the words were spoken or the thought held.

    A hedge counts where it bears on the cue ("reportedly said", "is understood to believe"), and
    not where it stands in what is said.
    """
    words = draft.parsed.words_in(cue)
    if not words:
        return False
    return (
        _hedged_inside(words)
        or _hedged_outside(draft, words, content)
        or (source is None and _unsourced(words))
    )


def _hedged_inside(words: Sequence[Word]) -> bool:
    """Tell whether the cue's own words hedge: "apparent willingness", "seems to want"."""
    return any(
        w.text.casefold() in _hedges("adverbs")
        or (w.text.casefold() in _hedges("adjectives") and w.deprel == "amod")
        or (w.lemma.casefold() in _hedges("seeming") and w.upos == "VERB")
        for w in words
    )


def _hedged_outside(draft: Draft, words: Sequence[Word], content: Sequence[Span]) -> bool:
    """Tell whether a word that bears on the cue hedges it."""
    parsed = draft.parsed
    sentence = parsed.sentences[words[0].sentence]
    first = max(sentence.first, words[0].index - _HEDGE_BEFORE)
    last = min(sentence.last, words[-1].index + _HEDGE_AFTER + 1)
    inside = {w.index for w in words}
    head = next((w for w in words if w.head not in inside), words[0])
    governors = {head.index, head.head} | inside
    for word in parsed.words[first:last]:
        if word.index in inside or any(part.overlaps(word.span) for part in content):
            continue
        form = word.text.casefold()
        beside = word.head in governors or word.index == words[0].index - 1
        if form in _hedges("adverbs") and beside:
            return True
        if form in _hedges("adjectives") and word.head in governors and word.upos == "ADJ":
            return True
        if _leads_to(draft, word, head):
            return True
    return False


def _leads_to(draft: Draft, word: Word, head: Word) -> bool:
    """Tell whether the cue completes a seeming: "appeared to stick to", "is said to want"."""
    lemma, form = word.lemma.casefold(), word.text.casefold()
    seeming = word.upos == "VERB" and lemma in _hedges("seeming")
    passive = (
        word.xpos == "VBN"
        and form in _hedges("passive")
        and any(
            w.head == word.index and w.deprel in {"aux:pass", "cop"}
            for w in draft.parsed.words[max(0, word.index - 3) : word.index]
        )
    )
    if not (seeming or passive) or word.index > head.index:
        return False
    return head.head == word.index and head.deprel in {"xcomp", "ccomp", "acl"}


def _unsourced(words: Sequence[Word]) -> bool:
    """Tell whether a cue without a source is itself a rumour: "was widely believed", "reports"."""
    forms = {w.text.casefold() for w in words}
    if forms & _BE and forms & _hedges("unsourced_passive"):
        return True
    return any(
        (w.xpos == "VBN" and w.lemma.casefold() in _hedges("unsourced"))
        or (w.upos == "NOUN" and w.lemma.casefold() in _hedges("nouns"))
        for w in words
    )
