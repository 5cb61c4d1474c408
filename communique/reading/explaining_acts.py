"""Why the steps filed figures, events, positions and roles in the talks: see `explaining`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from communique.findings import Entity, Event, Figure, Position, TalksRole
from communique.reading.counted import Counted, participle, whats
from communique.reading.counting import pieces_of
from communique.reading.draft import Draft
from communique.reading.explaining import why_meant, why_said
from communique.reading.lexicon import entries
from communique.reading.notebook import Notebook
from communique.reading.parsed import EventSpan, FigureSpan, PositionSpan
from communique.reading.quantities import hedge_in
from communique.spans import Span

_BEHIND = 12
"""Characters behind a number phrase in which a rate is told."""

# figures


def why_figure(draft: Draft, proposal: FigureSpan, figure: Figure) -> None:
    """Note why a number phrase was filed, and what each part of it was read off."""
    notes = draft.notes
    if not isinstance(notes, Notebook):
        return
    span = figure.span
    heads = [p.span for p in draft.parsed.figures if p.span.overlaps(span)]
    counted = Counted(draft.parsed, span)
    noun = counted.noun.span if counted.noun else None
    notes.because(figure.id, "found", "head: figure", *heads, odds=proposal.confidence)
    if span not in heads:
        maker = "rule: number phrases, the hedge, sign or range that belongs to it"
        notes.because(figure.id, "found", maker, span)
    notes.because(figure.id, "low, high", "rule: quantities, what the words admit", span)
    if figure.hedge is not None:
        maker = f"rule: quantities, the hedge “{figure.hedge}”"
        notes.because(
            figure.id, "hedge", maker, _hedge(draft.document.text, span, figure.hedge) or span
        )
    if figure.unit is not None:
        named = None if figure.unit.isupper() or figure.unit == "percent" else noun
        maker = f"rule: units, for what the head calls a figure of “{proposal.measure}”"
        notes.because(figure.id, "unit", maker, span, named)
    _counted_thing(draft, proposal, figure, counted)
    _where_and_when(draft, figure, counted)
    if figure.per is not None:
        end = min(len(draft.document.text), span.end + _BEHIND)
        words = [w.span for w in draft.parsed.words_in(Span(span.start, end))][-2:]
        notes.because(figure.id, "per", "rule: units, the rate told with it", *words)
    if figure.change is not None:
        head = counted.head
        verb = draft.parsed.words[head.head].span if head and head.head >= 0 else None
        maker = "rule: figure links, a word of rising or falling"
        notes.because(figure.id, "change", maker, verb, span)
    why_said(draft, figure.id, figure.attribution)


def _counted_thing(draft: Draft, proposal: FigureSpan, figure: Figure, counted: Counted) -> None:
    notes, span = draft.notes, figure.span
    if not isinstance(notes, Notebook):
        return
    noun = counted.noun.span if counted.noun else None
    if figure.what is not None:
        act = _act(draft, figure, counted)
        notes.because(
            figure.id, "what", "rule: counted, the act or state told", act or noun or span
        )
    if figure.who is not None:
        odds = notes.odds("who", span, figure.who)
        if figure.who in (counted.who(), counted.share_of()):
            notes.because(figure.id, "who", "rule: counted, the noun that is counted", figure.who)
        if figure.who == proposal.who:
            notes.because(figure.id, "who", "head: who", figure.who, odds=odds)


def _hedge(text: str, span: Span, hedge: str) -> Span | None:
    """Return where the hedge stands in a number phrase, None where it is told in other words."""
    phrase = span.of(text)
    pieces = pieces_of(phrase)
    found = hedge_in(pieces)
    if found is not None and found.words == hedge:
        first, last = pieces[found.first].start, pieces[found.last - 1].end
    else:  # "several hundred": a vague number is its own hedge
        first = phrase.lower().find(hedge)
        last = first + len(hedge)
    return Span(span.start + first, span.start + last) if first >= 0 else None


def _act(draft: Draft, figure: Figure, counted: Counted) -> Span | None:
    """Return the word of the sentence that tells the counted act, the nearest one."""
    head = counted.head
    if head is None or figure.what is None:
        return None
    sentence = draft.parsed.sentences[head.sentence]
    told = [
        word.span
        for word in draft.parsed.words[sentence.first : sentence.last]
        if figure.what in {word.text.lower(), whats().get(word.lemma.lower()), participle(word)}
    ]
    return min(told, key=figure.span.distance, default=None)


def _where_and_when(draft: Draft, figure: Figure, counted: Counted) -> None:
    notes, head = draft.notes, counted.head
    if figure.place is not None and head is not None:
        where = _nearest_mention(draft.entity(figure.place), head.span)
        maker = "rule: figure links, a place behind a preposition of place"
        notes.because(figure.id, "place", maker, where)
    if figure.period is not None and head is not None:
        near = draft.times_by_sentence.get(head.sentence, [])
        when = [time.span for time, _ in near if time.interval == figure.period]
        nearest = min(when, key=figure.span.distance, default=None)
        notes.because(
            figure.id, "period", "rule: figure links, the nearest time in the tree", nearest
        )


def why_joined(draft: Draft, read: Sequence[Figure], joined: Sequence[Figure]) -> None:
    """Note why figures hang together, after `joined` was made of what was `read` one by one."""
    notes = draft.notes
    if not notes.recording:
        return
    by_id = {figure.id: figure for figure in joined}
    for old, new in zip(read, joined, strict=True):
        before = None
        if new.what != old.what and new.subset_of is not None:
            maker = f"rule: figure links, what is told of {new.subset_of}, of which it is a part"
            notes.instead(new.id, "what", maker, by_id[new.subset_of].span, new.span)
        elif (old.what, old.who) != (new.what, new.who):
            earlier = [f.span for f in joined if f.start < new.start and f.who == new.who]
            before = earlier[-1] if earlier else None
            maker = "rule: ellipsis, the same thing as the count before"
            for part in ("what", "who", "unit"):
                notes.instead(new.id, part, maker, before, new.who)
        if new.subset_of is not None:
            maker = f"rule: figure links, a part of {new.subset_of}"
            notes.because(new.id, "subset_of", maker, by_id[new.subset_of].span, new.span)
        if new.compared_to is not None:
            maker = f"rule: figure links, set against {new.compared_to}"
            notes.because(new.id, "compared_to", maker, by_id[new.compared_to].span, new.span)


# events


def why_event(draft: Draft, proposal: EventSpan, event: Event) -> None:
    """Note why an act was filed, who takes part, and whether and when it happened."""
    notes = draft.notes
    if not isinstance(notes, Notebook):
        return
    span = event.span
    by_rule = notes.about(span, "found")
    if by_rule:
        notes.file(event.id, span, "found")
    else:
        notes.because(event.id, "found", "head: event", span, odds=proposal.confidence)
    rule = by_rule[0].maker if by_rule else None
    sure = None if rule else proposal.confidence
    notes.because(event.id, "type", rule or "head: event", span, odds=sure)
    if event.mode is not None:
        odds = None if rule else notes.odds("mode", span)
        notes.because(event.id, "mode", rule or "head: mode", span, odds=odds)
    if event.status != proposal.status and notes.about(span, "status"):
        notes.file(event.id, span, "status")
    else:
        odds = None if rule else notes.odds("status", span)
        notes.because(event.id, "status", rule or "head: status", span, odds=odds)
    for part, head, spans, kept in (
        ("actors", "actor", proposal.actors, event.actors),
        ("recipients", "recipient", proposal.recipients, event.recipients),
    ):
        for words in spans:
            entity = draft.entity_at(words)
            if entity is not None and entity.id in kept:
                _why_taking_part(draft, event, part, head, words)
    notes.file(event.id, span, "place", "date")
    why_said(draft, event.id, event.attribution)


def _why_taking_part(draft: Draft, event: Event, part: str, head: str, words: Span) -> None:
    notes = draft.notes
    if not isinstance(notes, Notebook):
        return
    odds = notes.odds(head, event.span, words)
    by_rule = notes.about(words, "participant") if odds is None else []
    found = notes.about(event.id, "found")
    maker = by_rule[0].maker if by_rule else found[0].maker if odds is None else f"head: {head}"
    notes.because(event.id, part, maker, words, odds=odds)
    why_meant(draft, event.id, part, words)


# positions


def why_position(draft: Draft, proposal: PositionSpan, position: Position) -> None:
    """Note why words are a position, whose it is, and on which condition."""
    notes = draft.notes
    if not isinstance(notes, Notebook):
        return
    what, sure = position.what, proposal.confidence
    heads = [p.span for p in draft.parsed.positions if p.span.overlaps(what)]
    notes.because(position.id, "found", "head: position", *heads, odds=sure)
    if what not in heads:
        notes.because(position.id, "found", "rule: positions, pieces of one position", what)
    if position.stance == proposal.stance:
        notes.because(position.id, "stance", "head: position", what, odds=sure)
    else:
        words = draft.parsed.words_in(what)
        negators = [w.span for w in words if w.lemma.lower() in entries("negators.txt")]
        maker = f"rule: positions, to {proposal.stance} in the negative is to {position.stance}"
        notes.because(position.id, "stance", maker, *negators)
    if position.party is not None:
        _why_party(draft, proposal, position)
    notes.because(position.id, "issue", "rule: positions, the governing noun or verb", what)
    if position.condition is not None:
        condition = position.condition
        odds = notes.odds("condition", what, proposal.condition)
        notes.because(position.id, "condition", "head: condition", proposal.condition, odds=odds)
        if (condition.span, condition.relation) != (proposal.condition, proposal.relation):
            maker = f"rule: conditions, introduced as “{condition.relation}”"
            notes.because(position.id, "condition", maker, condition.span)
    if position.toward is not None:
        where = _nearest_mention(draft.entity(position.toward), what)
        maker = "rule: positions, who should act, in the words of what is wanted"
        notes.because(position.id, "toward", maker, where)
    why_said(draft, position.id, position.attribution)


def _why_party(draft: Draft, proposal: PositionSpan, position: Position) -> None:
    notes = draft.notes
    if not isinstance(notes, Notebook) or position.party is None:
        return
    holder = draft.entity_at(proposal.party) if proposal.party else None
    if proposal.party is not None and holder is not None:
        odds = notes.odds("party", position.what, proposal.party)
        maker = "head: party" if odds is not None else "rule: holders, who wants or owns it"
        notes.because(position.id, "party", maker, proposal.party, odds=odds)
        why_meant(draft, position.id, "party", proposal.party)
    else:
        attribution = draft.attribution_over(position.what)
        if attribution is not None and attribution.speaker is not None:
            holder = draft.entity(attribution.speaker)
            maker = f"rule: positions, the speaker of {attribution.id}"
            notes.because(position.id, "party", maker, attribution.source, *attribution.cue)
    if holder is not None and holder.id != position.party:
        maker = f"rule: bodies, the body that {holder.id} speaks for"
        notes.because(position.id, "party", maker, holder.affiliation_at, holder.role_at)


# roles in the talks


def why_roles(
    draft: Draft,
    roles: Sequence[TalksRole],
    signs: Mapping[str, Sequence[tuple[str, float, Span]]],
) -> None:
    """Note which signs make someone one of those at the table.

    Args:
        draft: what is known of the document.
        roles: as they were given, in order.
        signs: by entity, the role, the weight and the words of each sign.

    """
    if not draft.notes.recording:
        return
    for number, role in enumerate(roles, 1):
        weights: dict[Span, float] = defaultdict(float)
        for told, weight, span in signs[role.entity]:
            if told == role.as_:
                weights[span] += weight
        own = Span(role.start, role.end)
        others = sorted(weights, key=lambda span: (-weights[span], span))
        maker = f"rule: talks, signs of the {role.as_} that weigh {sum(weights.values()):.1f}"
        draft.notes.because(f"r{number}", "found", maker, own, *others)


def _nearest_mention(entity: Entity, near: Span) -> Span | None:
    return min(entity.mentions, key=near.distance, default=None)
