"""The invented coverage that tests and benchmarks fill records with."""

from __future__ import annotations

from collections import Counter

from benchmarks.invented import COPIED, STORIES, coverage, document, story_of
from communique.reading import breaches
from communique.record.facts import placed


def test_every_fact_stands_on_words_and_keeps_to_the_contract():
    for read in coverage(60):
        assert list(placed(read))
        assert not list(breaches(read.document, read.findings))


def test_the_same_seed_gives_the_same_coverage_wherever_it_is_begun():
    assert list(coverage(20))[12] == document(12) == next(coverage(1, first=12))
    assert document(12) != document(12, seed=1)


def test_no_two_documents_are_one_and_they_come_in_the_order_of_their_stories():
    known = [read.document for read in coverage(500)]
    assert len({each.id for each in known}) == 500
    originals = [each.published for n, each in enumerate(known) if n % 10 < STORIES]
    assert originals == sorted(originals)


def test_three_in_ten_carry_the_report_of_another_outlet():
    sizes = Counter(story_of(n) for n in range(100))
    assert Counter(sizes.values())[2] == 10 * COPIED
    whole, original = document(7), document(0)
    assert whole.document.text == original.document.text
    assert whole.document.outlet != original.document.outlet
    cut, rewritten = document(8), document(9)
    assert len(cut.document.text) < len(document(1).document.text)
    assert len(rewritten.findings.figures) == len(document(2).findings.figures)
    assert rewritten.document.text != document(2).document.text
