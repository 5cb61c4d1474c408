from datetime import date

from communique.analysis.stories import find_stories
from tests.builders import read_document

WIRE = (
    "Norland and Sudmark opened talks in Eastvale on Tuesday over the exchange of captives, "
    "officials of both sides said. The delegations met for two hours in the old customs house, "
    "and are to meet again on Thursday. A spokesman of the Port of Eastvale said that ferries "
    "would carry the captives if the two agreed on a list of names before the end of the week."
)
OTHER = (
    "Dockers at the container terminal of Westhaven voted to stay out for a third week after "
    "the company withdrew its offer of seven percent. The union said that pickets would remain "
    "at all four gates, and that it had asked the labour court to hear its complaint about the "
    "hiring of crews from other ports while the ballot was being counted last weekend."
)

REPORTS = (
    (
        "Norland and Sudmark opened talks in Eastvale on Tuesday. The Norland Army said that 41 "
        "people, 14 of them children, had been killed at Westhaven; Sudmark put the number at 23. "
        "Norland holds 64 captives and Sudmark 900 prisoners, envoy Mira Holt told reporters. "
        "Holt said that a second round of talks was planned for Thursday.",
        4,
    ),
    (
        "A first meeting of Norland and Sudmark took place in Eastvale on Tuesday, and a second "
        "round of talks was planned for Thursday, Mira Holt said. She counts 900 prisoners in "
        "Sudmark and 64 captives in Norland. At Westhaven 41 people were killed, among them 14 "
        "children, says the Norland Army, where Sudmark speaks of 23.",
        5,
    ),
    (
        "Norland and Sudmark held a second round of talks in Eastvale on Thursday. Mira Holt said "
        "that 30 captives would be freed on 12 May for 150 prisoners. The Norland Army said 41 "
        "people had been killed at Westhaven. A truce of 14 days is to begin at 6:00 on Friday, "
        "and 5 ferries are to leave the Port of Eastvale with the captives.",
        5,
    ),
)


def test_ten_copies_of_a_wire_report_are_one_story():
    read = [read_document(WIRE, outlet=f"Outlet {i}") for i in range(10)]
    stories = find_stories([*read, read_document(OTHER)])
    assert sorted(len(story.documents) for story in stories.stories) == [1, 10]


def test_a_copy_that_was_shortened_or_lightly_rewritten_is_the_same_story():
    cut = WIRE[: WIRE.index(" A spokesman")]
    changed = WIRE.replace("officials of both sides said", "both sides said").replace("old ", "")
    read = [read_document(text) for text in (WIRE, cut, changed)]
    assert len(find_stories(read).stories) == 1


def test_two_short_reports_with_different_counts_are_two_stories():
    read = [
        read_document(f"Norland said that {n} people were killed in Eastvale.") for n in (12, 14)
    ]
    assert len(find_stories(read).stories) == 2


def test_stories_do_not_depend_on_the_order_of_documents():
    read = [read_document(text, outlet=o) for text in (WIRE, OTHER, WIRE[:200]) for o in "abc"]
    assert find_stories(read) == find_stories([*reversed(read), *read[:3]])


def test_an_empty_text_is_a_story_of_its_own():
    read = [read_document(text, outlet=o) for text, o in (("", "a"), ("", "b"), ("x", "c"))]
    assert len(find_stories(read).stories) == 3


def test_a_report_in_other_words_with_the_same_names_and_numbers_is_the_same_story():
    read = [read_document(text, published=date(2031, 5, day)) for text, day in REPORTS]
    stories = find_stories(read)
    assert sorted(len(story.documents) for story in stories.stories) == [1, 2]
    assert stories.count([read[0].document.id, read[1].document.id]) == 1


def test_a_report_in_other_words_of_another_week_is_a_story_of_its_own():
    (first, day), (second, _), _ = REPORTS
    read = [
        read_document(first, published=date(2031, 5, day)),
        read_document(second, published=date(2031, 5, day + 7)),
    ]
    assert len(find_stories(read).stories) == 2
