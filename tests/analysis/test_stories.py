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
