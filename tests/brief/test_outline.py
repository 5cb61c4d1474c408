from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.brief import Brief, Line
from communique.brief.drafting import sentence
from communique.documents.document import ReadDocument
from tests.brief.coverage import copy_of_open, coverage, hostile, talks_open
from tests.builders import attribution, entity, event, position, read_document, role, span
from tests.filed import outline
from tests.strategies import read_documents


@pytest.fixture(scope="module")
def brief() -> Brief:
    return outline(coverage())


def lines_of(brief: Brief, kind: str) -> list[Line]:
    return [line for line in brief.lines() if line.kind == kind]


def assert_cited(brief: Brief, read: Sequence[ReadDocument]) -> None:
    texts = {item.document.id: item.document.text for item in read}
    assert [c.number for c in brief.citations] == list(range(1, len(brief.citations) + 1))
    for citation in brief.citations:
        evidence = citation.evidence
        assert evidence.span.of(texts[evidence.document]) == citation.words
    for line in brief.lines():
        assert line.cited
        assert set(line.citations) <= {c.number for c in brief.citations}
    ids = [line.id for line in brief.lines()]
    assert len(set(ids)) == len(ids)


def test_every_line_leads_to_words_that_stand_in_their_text(brief: Brief) -> None:
    assert_cited(brief, coverage())


@given(st.lists(read_documents(), max_size=3))
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_whatever_is_read_every_line_is_cited(read: list[ReadDocument]) -> None:
    assert_cited(outline(read), read)


def test_the_same_words_have_one_number_and_numbers_rise_down_the_page(brief: Brief) -> None:
    places = [(c.evidence.document, c.evidence.span) for c in brief.citations]
    assert len(set(places)) == len(places)
    in_view = [n for s in brief.sections for line in s.shown_lines() for n in line.cited]
    assert list(dict.fromkeys(in_view)) == list(range(1, max(in_view) + 1))


def test_the_order_of_the_documents_plays_no_part(brief: Brief) -> None:
    assert outline(coverage()[::-1]) == brief


def test_a_party_is_cited_with_the_words_that_make_it_one(brief: Brief) -> None:
    norland = lines_of(brief, "talks-role")[0]
    assert norland.text == "Norland: “Negotiators of Norland and Sudmark met”"
    words = "Negotiators of Norland and Sudmark met"
    assert brief.citation(norland.cited[0]).words == words


def test_copies_count_as_one_report_and_only_one_of_them_stands_behind_a_line() -> None:
    brief = outline([talks_open(), copy_of_open()])
    assert brief.summary.startswith("2 documents (1 independent report)")
    assert [len(source.copies) for source in brief.sources] == [1]
    assert all(
        len({brief.citation(n).evidence.document for n in line.cited}) == 1
        for line in brief.lines()
    )
    assert any(line.also_cited for line in brief.lines())


def test_positions_stand_side_by_side_with_condition_speaker_and_date(brief: Brief) -> None:
    table = next(s.table for s in brief.sections if s.table)
    assert table.columns == ("Norland", "Sudmark")
    ours, theirs = table.rows[0].cells
    assert ours.lines[0].text == (
        "offers “free 40 captives” if “Sudmark halts the shelling for a week”"
        " — Anna Brandt, 13 May 2031"
    )
    assert theirs.lines[-1].text.startswith("demands “the release of all captives”")


def test_the_words_of_a_position_stand_before_those_that_name_its_speaker(brief: Brief) -> None:
    offer = lines_of(brief, "position")[0]
    assert "free 40 captives" in brief.citation(offer.cited[0]).words


def test_figures_that_disagree_or_do_not_add_up_are_shown_without_a_verdict(brief: Brief) -> None:
    assert [line.facts["figures"] for line in lines_of(brief, "disagreement")] == [
        ["210", "At least 260"]
    ]
    sums = [line.text for line in lines_of(brief, "odd-sum")]
    assert any("240" in text and "90" in text and "129" in text for text in sums)


def test_what_could_not_be_read_or_dated_is_said(brief: Brief) -> None:
    texts = [line.text for line in next(s for s in brief.sections if s.id == "unread").lines()]
    assert any("ar-1" in text and "Arabic" in text for text in texts)
    assert any("radio.txt" in text and "“on Thursday”" in text for text in texts)


def test_a_brief_of_nothing_says_so_under_every_heading() -> None:
    brief = outline([])
    assert not list(brief.lines())
    assert all(section.note for section in brief.sections)


def test_long_lists_are_cut_for_the_page_and_whole_in_the_brief() -> None:
    names = [f"Side {letter}land" for letter in "ABCDEFGHIJ"]
    text = "; ".join(f"{name} sat at the table and wants toll {i}" for i, name in enumerate(names))
    brief = outline(
        [
            read_document(
                text,
                entities=[entity(f"e{i}", n, "place", in_text=text) for i, n in enumerate(names)],
                talks=[role(f"e{i}", "party", span(text, f"{n} sat at the table"))
                       for i, n in enumerate(names)],
                positions=[position(f"p{i}", f"e{i}", "demand", "toll", span(text, f"toll {i}"))
                           for i in range(len(names))],
            )
        ]
    )  # fmt: skip
    parties = brief.sections[0].groups[0]
    assert (len(parties.first), len(parties.rest)) == (6, 4)
    table = brief.sections[2].table
    assert table is not None
    assert table.columns[-1] == "Others"
    assert len(table.columns) == 4
    assert sum(len(cell.lines) for row in table.rows for cell in row.cells) == len(names)


def test_hostile_words_stay_words() -> None:
    assert_cited(outline([*coverage(), hostile()]), [*coverage(), hostile()])


def test_a_sentence_of_the_analysis_keeps_its_quotations_and_spells_its_days() -> None:
    parts = sentence("On 2031-05-06: “due 2031-05-07” is reported by 2031-05-06-wire.txt.")
    assert [(p.text, p.kind) for p in parts] == [
        ("On 6 May 2031: ", "plain"),
        ("due 2031-05-07", "quote"),
        (" is reported by 2031-05-06-wire.txt.", "plain"),
    ]


def test_an_unnamed_speaker_stays_unnamed() -> None:
    text = "Norland will sign, a person close to the talks said."
    brief = outline(
        [
            read_document(
                text,
                entities=[entity("e1", "Norland", "place", in_text=text)],
                attributions=[attribution("a1", span(text, "Norland will sign"),
                                          source=span(text, "a person close to the talks"),
                                          cue=span(text, "said"))],
                positions=[position("p1", "e1", "accept", "signing", span(text, "sign"),
                                    attribution="a1")],
            )
        ]
    )  # fmt: skip
    assert "a person close to the talks" in lines_of(brief, "position")[0].text


def test_what_one_side_promises_another_stands_apart_from_what_two_agree_on():
    def told(text: str, words: str, day: str) -> ReadDocument:
        names = {"Norland": "e1", "Sudmark": "e2"}
        act = event("v1", "AGREE", span(text, words), actors=("e1",), recipients=("e2",))
        entities = [entity(i, n, "place", span(text, n)) for n, i in names.items()]
        return read_document(text, entities=entities, events=[act], published=day)

    page = outline([
        told("Norland pledged ships to Sudmark.", "pledged", "2031-05-03"),
        told("Norland reached a pact with Sudmark.", "reached a pact", "2031-05-04"),
    ])  # fmt: skip
    (section,) = [s for s in page.sections if s.heading == "Where the talks stand"]
    groups = {g.heading: [li.text for li in g.lines] for g in section.groups}
    assert "pact" in "".join(groups["Reported as agreed"])
    assert "pledged" in "".join(groups["Reported as pledged, or as agreed to by one side"])
    assert "pledged" not in "".join(groups["Reported as agreed"])


def test_of_many_sources_a_page_lists_those_that_it_cites(brief: Brief):
    assert brief.sources_on_page(most=len(brief.sources)) == brief.sources
    listed = brief.sources_on_page(most=0)
    cited = {c.evidence.document for c in brief.cited_on_page()}
    assert listed
    assert all(cited & {document.id for document in source.all} for source in listed)
    assert cited <= {document.id for source in listed for document in source.all}
