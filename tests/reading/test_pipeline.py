"""The whole reading over made-up scores: what must hold whatever the model says."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from communique.documents.document import Document, Paragraph
from communique.findings import Findings
from communique.reading.pipeline import STEPS, drafted, explain, read
from communique.reasons import facts_by_id
from communique.spans import Span
from tests.reading.standin import StandIn, document, model

SCRAPS = (
    "Norland", "Sudmark", "the union", "Anna Berg", "she", "said", "told", "that", "at least",
    "4,200", "1.5 million", "half", "men", "on Monday", "until", "from 3 to 9 May", "“", "”", '"',
    ".", ",", "\u200f", "\u202e", "\x00", "\x07", "\ufeff", "e\u0301", "😀", "👩‍🚀", "نعم", "\n",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=8), max_size=60).map(" ".join)


def spans(told: Findings) -> Iterator[Span | None]:
    for entity in told.entities:
        yield from (*entity.mentions, entity.affiliation_at, entity.role_at)
    for attribution in told.attributions:
        yield from (attribution.source, *attribution.cue, *attribution.content)
    for figure in told.figures:
        yield from (figure.span, figure.who)
    for event in told.events:
        yield event.span
        if event.date and event.date.at_start is not None and event.date.at_end is not None:
            yield Span(event.date.at_start, event.date.at_end)
    for position in told.positions:
        yield from (position.what, position.condition.span if position.condition else None)
    yield from (Span(role.start, role.end) for role in told.talks)
    yield from (time.span for time in told.times)


def references(told: Findings) -> Iterator[tuple[str, str | None]]:
    """Yield each kind of fact with an id that should be of that kind."""
    for entity in told.entities:
        yield "entity", entity.affiliation
    for attribution in told.attributions:
        yield from (("entity", e) for e in (attribution.speaker, *attribution.via))
    for figure in told.figures:
        yield from (("entity", figure.place), ("attribution", figure.attribution))
        yield "figure", figure.subset_of
    for event in told.events:
        yield from (("entity", e) for e in (*event.actors, *event.recipients, event.place))
        yield from (("event", event.same_as), ("attribution", event.attribution))
    for position in told.positions:
        yield from (("entity", position.party), ("entity", position.toward))
        yield "attribution", position.attribution
        yield "event", position.condition.event if position.condition else None
    yield from (("entity", role.entity) for role in told.talks)


@given(TEXTS, st.dates())
def test_whatever_the_scores_every_finding_stands_in_the_text(text: str, published: object) -> None:
    given_document = msgspec.structs.replace(document(text), published=published)
    told = read(given_document, model(StandIn()))
    for span in spans(told):
        assert span is None or (span.end <= len(text) and span.of(text).strip())
    known = {
        "entity": {e.id for e in told.entities},
        "attribution": {a.id for a in told.attributions},
        "figure": {f.id for f in told.figures},
        "event": {v.id for v in told.events},
    }
    for kind, reference in references(told):
        assert reference is None or reference in known[kind]
    for entity in told.entities:
        assert entity.mentions
    for attribution in told.attributions:
        assert attribution.content


@given(TEXTS, st.dates())
def test_whatever_the_scores_reasons_change_nothing_and_stand_on_words(
    text: str, published: object
) -> None:
    given_document = msgspec.structs.replace(document(text), published=published)
    explained = explain(given_document, model(StandIn()))
    assert explained.findings == read(given_document, model(StandIn()))
    for number, _ in facts_by_id(explained.findings):
        first = explained.reasons[number][0]
        assert (first.part, bool(first.words)) == ("found", True)
        for span in (span for reason in explained.reasons[number] for span in reason.words):
            assert span.end <= len(text)


def heading_only(text: str) -> Document:
    lines = tuple(Paragraph(p.start, p.end, "heading") for p in document(text).paragraphs)
    return msgspec.structs.replace(document(text), paragraphs=lines)


@given(TEXTS)
def test_a_heading_gives_mentions_and_no_facts(text: str) -> None:
    told = read(heading_only(text), model(StandIn()))
    facts = (told.attributions, told.figures, told.events, told.positions, told.talks)
    assert not any(facts)


def test_a_document_that_is_kept_but_not_read_has_no_findings() -> None:
    text = "The union said 40 men were held."
    unread = msgspec.structs.replace(document(text), read=False, not_read="language: Arabic")
    scorer = StandIn()
    assert read(unread, model(scorer)) == Findings()
    assert scorer.windows == 0


def test_the_steps_stand_in_the_order_in_which_they_need_each_other() -> None:
    assert [step.__name__ for step in STEPS] == [
        "find_times",
        "find_entities",
        "resolve_references",
        "find_attributions",
        "find_figures",
        "find_events",
        "find_positions",
        "find_talks_roles",
        "name_as_used",
    ]


def test_a_sentence_begins_behind_a_dateline() -> None:
    text = "VELMORA, May 12 (PPA) — Lysmark gave Pellia a list."
    parsed = drafted(document(text), model(StandIn(quiet=True))).parsed
    assert text.index("Lysmark") in {sentence.start for sentence in parsed.sentences}
