"""Why the steps filed what they filed: entities, attributions, times, and what all facts share.

Each function is called by a step for a fact that it has just made. It writes into the notebook what
the heads proposed, what rules made of it, and files there what the rules themselves wrote down
about the fact's words. Without a notebook it does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from communique.findings import Attribution, Entity, Time
from communique.reading.draft import Draft
from communique.reading.lexicon import table
from communique.reading.notebook import Notebook
from communique.reading.parsed import Parsed, Quote
from communique.reasons import Reason
from communique.spans import Span

PARTS = (
    "found", "type", "mode", "kind", "stance", "source", "speaker", "via", "content", "hedged",
    "low, high", "hedge", "unit", "what", "who", "role", "affiliation", "status", "party", "actors",
    "recipients", "place", "date", "period", "interval", "issue", "condition", "toward", "per",
    "change", "subset_of", "compared_to", "same_as", "attribution",
)  # fmt: skip
"""The parts of facts in the order in which a reader asks for them."""
_HEDGE_BEFORE = 6
"""Words before a cue among which a hedge is shown."""


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return the reasons of a fact, part by part."""
    known = [reason for reason in reasons if reason.part in PARTS]
    return tuple(sorted(known, key=lambda reason: PARTS.index(reason.part)))


def why_meant(draft: Draft, fact: str, part: str, words: Span) -> None:
    """Note whom the words of a fact's part mean: a name in them, or what coreference found."""
    notes = draft.notes
    if not isinstance(notes, Notebook):
        return
    if words in draft.referents:
        for reason in notes.about(words, "means"):
            notes.because(fact, part, reason.maker, *reason.words)
        return
    entity = draft.entity_at(words)
    shared = [m for m in entity.mentions if m.overlaps(words)] if entity else []
    if shared:
        notes.because(fact, part, "rule: entities, the name on the governing word", *shared)


def why_said(draft: Draft, fact: str, attribution: str | None) -> None:
    """Note why a fact is in someone's words."""
    if attribution is not None and draft.notes.recording:
        said = next(a for a in draft.attributions if a.id == attribution)
        maker = f"rule: attributions, the innermost words of a source around it ({attribution})"
        words = (said.source, *said.cue) if said.source or said.cue else said.content
        draft.notes.because(fact, "attribution", maker, *words)


# entities


def why_named(parsed: Parsed, entity: str, mentions: Sequence[Span]) -> None:
    """Note which names of an entity the model proposed, and which the rest of the text gave."""
    notes = parsed.notes
    if not notes.recording:
        return
    proposed: list[Span] = []
    again: list[Span] = []
    surest = 0.0
    for mention in mentions:
        sure = [name.confidence for name in parsed.names if name.span.overlaps(mention)]
        (proposed if sure else again).append(mention)
        surest = max([surest, *sure])
    if proposed:
        notes.because(
            entity, "found", "head: name, the surest of its names", *proposed, odds=surest
        )
    maker = "rule: mentions, by what the head calls its names and by known names"
    notes.because(entity, "kind", maker, *mentions)
    if again:
        notes.because(entity, "found", "rule: completing, names that the text gives again", *again)


def why_cast(before: Draft, after: Draft, *, resolved: bool) -> Draft:
    """Note what a step made of the cast: who is new, and who has a role or a body now.

    Args:
        before: the draft that the step was given.
        after: the draft that it returns, which is handed on.
        resolved: the step was the resolving of references, not the finding of names.

    """
    notes = after.notes
    if isinstance(notes, Notebook):
        known = {entity.id: entity for entity in before.entities}
        for entity in after.entities:
            if not notes.about(entity.id, "found"):
                maker = "rule: coreference" if resolved else "rule: entities"
                maker += ", someone described who speaks or acts"
                notes.because(entity.id, "found", maker, *entity.mentions)
                maker = "rule: entities, the noun of the description"
                notes.because(entity.id, "kind", maker, *entity.mentions)
            for part, maker, *words in _told_of(known.get(entity.id), entity, resolved=resolved):
                notes.instead(entity.id, part, maker, *words)
    return after


def _told_of(
    old: Entity | None, entity: Entity, *, resolved: bool
) -> Iterator[tuple[str, str, Span]]:
    """Yield the part, the maker and the words of what is newly known of an entity."""
    described = entity.role_at in entity.mentions
    if entity.role_at is not None and (old is None or old.role_at != entity.role_at):
        maker = "rule: affiliations, the office beside the name"
        if described:
            maker = "rule: entities, the office that the description is"
        elif resolved:
            maker = "rule: introductions, described in one place and named in another"
        yield "role", maker, entity.role_at
    at = entity.affiliation_at
    if at is not None and (old is None or old.affiliation_at != at):
        maker = "rule: affiliations, the body beside the name"
        if resolved:
            maker = "rule: memberships, the body told near the name or meant by a pronoun"
        elif entity.kind == "group" and at in entity.mentions:
            maker = "rule: gazetteer, the country of a people"
        elif entity.kind != "person" or described:
            maker = "rule: entities, the body named in the description"
        yield "affiliation", maker, at


# attributions


def why_attribution(draft: Draft, quote: Quote, said: Attribution) -> None:
    """Note why words are put in someone's mouth, whose they are and through whom they came."""
    notes = draft.notes
    if not isinstance(notes, Notebook):
        return
    near = quote.cue
    notes.because(said.id, "found", "head: cue", near, odds=quote.confidence)
    for span in quote.content:
        notes.because(
            said.id, "content", "head: content", span, odds=notes.odds("content", near, span)
        )
    if said.content != quote.content:
        maker = "rule: attributions, the marks and the “that” that belong to what is said"
        notes.because(said.id, "content", maker, *said.content)
    notes.because(said.id, "kind", "rule: attributions, what stands in marks", *said.content)
    if quote.source is not None:
        odds = notes.odds("source", near, quote.source)
        notes.because(said.id, "source", "head: source", quote.source, odds=odds)
        if said.speaker is not None:
            why_meant(draft, said.id, "speaker", quote.source)
    if said.via:
        notes.file(said.id, near, "via")
    if said.hedged:
        words = tuple(_hedges_at(draft.parsed, near)) or said.cue
        notes.because(said.id, "hedged", "rule: hedged speech, words that leave it open", *words)


@cache
def _hedging() -> frozenset[str]:
    return frozenset(word for words in table("hedged_speech.toml").values() for word in words)


def _hedges_at(parsed: Parsed, cue: Span) -> Iterator[Span]:
    words = parsed.words_in(cue)
    if words:
        sentence = parsed.sentences[words[0].sentence]
        first = max(sentence.first, words[0].index - _HEDGE_BEFORE)
        last = min(sentence.last, words[-1].index + 2)
        for word in parsed.words[first:last]:
            if {word.text.casefold(), word.lemma.casefold()} & _hedging():
                yield word.span


# times


def why_times(draft: Draft, times: Iterable[Time]) -> None:
    """Note why words are times, and by which rule they stand on the calendar."""
    notes = draft.notes
    if not notes.recording:
        return
    published = draft.document.published
    by = f", counted from {published}" if published else ", the day of publication unknown"
    for time in times:
        proposed = [p for p in draft.parsed.times if p.span.overlaps(time.span)]
        if time.confidence is None:
            is_range = "/" in (time.value or "")
            maker = "rule: times, a range of two" if is_range else "rule: time spotting, its form"
            notes.because(time.id, "found", maker, time.span)
        for proposal in proposed:
            odds = proposal.confidence
            notes.because(time.id, "found", "head: time", proposal.span, odds=odds)
        if time.interval is not None:
            notes.because(time.id, "interval", f"rule: dating{by}", time.span)
