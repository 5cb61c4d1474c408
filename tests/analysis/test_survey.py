"""Properties that hold for any coverage, however odd its findings."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.analysis.unread import find_unread
from communique.dates import Interval
from communique.documents.document import ReadDocument
from communique.matching.evidence import sentence_around
from communique.spans import Span
from tests.builders import (
    attribution,
    condition,
    entity,
    event,
    figure,
    not_read,
    position,
    read_document,
    role,
    span,
    time,
)
from tests.filed import analyse
from tests.oracle.coverage import survey
from tests.oracle.roles import find_parts

WORDS = ["Norland", "Sudmark", "Brandt", "Eastvale", "stop", "truce", "release", "12", "40"]
WORDS += ["captives", "until", "shelling", ".", "said"]
KINDS = st.sampled_from(["person", "organisation", "place", "group", "source"])
DAYS = st.integers(0, 5).map(lambda n: date(2031, 5, 1) + timedelta(n))
IDS = st.sampled_from(["e1", "e2", "e3", "e9"])
MAYBE = st.one_of(st.none(), IDS)
# None is infinite: the contract's JSON cannot say it, and the reader gives no number that large.
NUMBERS = st.one_of(st.none(), st.sampled_from([0, 12, 40, 1e300, -3]))
WHATS = st.sampled_from([None, "", "killed", "captured", "returned", "held", "not-a-word"])
INTERVALS = st.one_of(
    st.none(),
    DAYS.map(Interval.day),
    DAYS.map(lambda d: Interval(None, d)),
    DAYS.map(lambda d: Interval(d, None)),
    st.just(Interval(None, None)),
)


@st.composite
def documents(draw: st.DrawFn) -> ReadDocument:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30)))

    def at() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    def some(make):
        return [make(i) for i in range(draw(st.integers(0, 3)))]

    names = st.sampled_from(["Norland", "the Norland", "Brandt", "Anna Brandt", "A. B.", "…", " "])
    stance = st.sampled_from(["demand", "offer", "accept", "reject", "refuse", "open"])
    issue = st.sampled_from(["truce", "release of captives", "", "shelling"])
    kind = st.sampled_from(["CONSULT", "AGREE", "RETREAT", "ASSAULT", "ACCUSE"])
    status = st.sampled_from(["happened", "planned", "denied"])
    part = st.sampled_from(["party", "mediator", "observer"])
    later = st.one_of(st.none(), st.sampled_from(["v0", "v1", "v2"]))
    reference = st.one_of(st.none(), st.just("a0"))
    return read_document(
        text,
        published=draw(st.one_of(st.none(), DAYS)),
        entities=[
            entity(i, draw(names), draw(KINDS), at(), affiliation=draw(MAYBE), role="aide")
            for i in ("e1", "e2", "e3")
        ],
        attributions=some(lambda i: attribution(f"a{i}", at(), speaker=draw(MAYBE), source=at())),
        figures=some(
            lambda i: figure(
                f"f{i}", at(), low=draw(NUMBERS), high=draw(NUMBERS), what=draw(WHATS), who=at(),
                subset_of=draw(st.sampled_from([None, "f0"])), place=draw(MAYBE),
                period=draw(INTERVALS), attribution=draw(reference),
            )
        ),
        events=some(
            lambda i: event(
                f"v{i}", draw(kind), at(), actors=draw(st.lists(IDS, max_size=2)),
                recipients=draw(st.lists(IDS, max_size=2)), date=draw(INTERVALS),
                status=draw(status), same_as=draw(later), attribution=draw(reference),
            )
        ),
        positions=some(
            lambda i: position(
                f"p{i}", draw(MAYBE), draw(stance), draw(issue), at(), toward=draw(MAYBE),
                condition=draw(st.one_of(st.none(), st.just(condition(at(), "until")))),
            )
        ),
        talks=some(lambda _: role(draw(IDS), draw(part), at())),
    )  # fmt: skip


@settings(max_examples=12)
@given(st.lists(documents(), max_size=4, unique_by=lambda read: read.document.id))
def test_documents_that_are_filed_again_change_nothing(read):
    assert analyse([*read, *read[:2]]) == analyse(read)


@settings(max_examples=25)
@given(st.lists(documents(), max_size=4))
def test_every_piece_of_evidence_stands_on_the_words_it_quotes(read):
    texts = {r.document.id: r.document.text for r in read}
    found = analyse(read)
    lines = [
        *found.parts, *found.sticking_points, *found.movements, *found.series, *found.odd_sums,
        *found.contacts, *found.timeline, *found.standing.latest, *found.standing.broken,
        *(s for i in found.issues for c in (*i.parties, *i.others) for s in c.stands),
    ]  # fmt: skip
    for line in lines:
        assert line.evidence
        assert all(e.span.of(texts[e.document]) == e.words for e in line.evidence)


def test_nothing_comes_of_nothing():
    assert analyse([]).issues == ()


def test_a_part_counts_independent_stories_and_keeps_the_words():
    def told(text: str, name: str = "Norland"):
        return read_document(
            text,
            entities=[entity("e1", name, "place", span(text, name))],
            talks=[role("e1", "mediator", span(text, "mediated by " + name))],
        )

    read = [told("Talks, mediated by Norland, began."), told("They are mediated by Norland now.")]
    (part,) = find_parts(survey(read))
    assert (part.actor.name, part.role, part.stories) == ("Norland", "mediator", 2)
    assert {e.words for e in part.evidence} == {"mediated by Norland"}


def test_what_could_not_be_read_is_named_with_its_reason():
    text = "On Tuesday they met."
    undated = read_document(
        text,
        published=None,
        ref="b",
        times=[time("t1", span(text, "Tuesday"))],
        events=[event("v1", "CONSULT", span(text, "met"))],
    )
    foreign = read_document(not_read("مرحبا\nبكم", ref="a"))
    found = find_unread([undated, foreign])
    assert [(gap.kind, gap.ref, gap.reason, [e.words for e in gap.evidence]) for gap in found] == [
        ("not-read", "a", "not read: Arabic", ["مرحبا"]),
        ("no-date", "b", "no date of publication: weekday words there are left unresolved",
         ["Tuesday"]),
        ("undated-events", "b", "1 event without a date: left out of the timeline", ["met"]),
    ]  # fmt: skip


def test_evidence_shows_the_sentence_around_the_words():
    text = "They left. “Norland freed\n12 men.” Sudmark was silent."
    assert sentence_around(text, span(text, "12")) == "12 men.”"
    text = "They left. “Norland freed 12 men.” Sudmark was silent."
    assert sentence_around(text, span(text, "12")) == "“Norland freed 12 men.”"
    assert sentence_around(text, span(text, "silent.")) == "Sudmark was silent."
    assert sentence_around(text, span(text, "Sudmark was")) == "Sudmark was silent."
    assert sentence_around(text, span(text, "“Norland")) == "“Norland freed 12 men.”"


def test_a_sentence_that_is_broken_into_lines_is_shown_whole():
    text = "Norland freed\n12 men on\nFriday. They left."
    paragraph = Span(0, len(text))
    assert sentence_around(text, span(text, "12"), paragraph) == "Norland freed 12 men on Friday."
