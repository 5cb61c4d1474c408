from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.documents.clutter import mark
from communique.vocabulary import ParagraphKind

BODY = (
    "Delegations from Norland and Sudmark met in the port of Eastvale for a third day on Tuesday, "
    "and the mediator said that a text was on the table."
)
MORE = (
    "“We will not sign before the captives are home,” the minister said. “Not one day before.” "
    "Her counterpart did not answer."
)
KEYS: dict[str, ParagraphKind] = {
    "T": "title",
    "H": "heading",
    "B": "body",
    "C": "caption",
    "R": "related",
    "X": "boilerplate",
}

A_BLOG = f"""
X Home > World > Norland
T Norland and Sudmark edge towards a truce
X By Ann Lee and Bob Roe
X Eastvale Herald
X May 6, 2031 | 10:15 a.m.
X Share Tweet Email Print
B {BODY}
R See also\xa0 Ferry service to the islands resumes | Eastvale news
H “Hopeful” signs.
B {MORE}
H “Other readings”
B {BODY}
R Read more: Who are the mediators?
X Leave a Reply
X Your email address will not be published. Required fields are marked *
X Name *
"""
A_TABLOID = f"""
T Dockers: we stay out!
X Updated 14:05 GMT, 6 May 2031
C Photo: Dockers at the gates of the Port of Eastvale on Monday morning. (Cy Day/Harbour Agency)
B {BODY}
X ADVERTISEMENT
B {MORE}
X Sign up for our newsletter and get the day's news in your inbox
R Related:
R Harbour board names new chief
R Five things to know about the strike
B {BODY}
X Tags: Eastvale, dockers, strike
X © 2031 Eastvale Daily. All rights reserved.
"""
A_WIRE = f"""
B EASTVALE, Norland, May 6 (Agency) - {BODY}
B {MORE}
B The union added:
B "We have nothing to add."
X (Reporting by Ann Lee; Editing by Bob Roe)
"""
A_PORTAL = f"""
X We use cookies to improve your experience. Accept all cookies
X News | Sport | Business | Weather
T Sudmark rejects the latest offer
X Ann Lee
X Norland News Service
B Captives stay where they are, says the council
B {BODY}
X Story continues below
B {MORE}
X 5 min read
H What happens next?
B {BODY}
B - a pause of ten days
B - an exchange of forty captives
B {MORE}
R More: Council meets on Friday
X Follow us on Instagram and Telegram
X https://portal.example/news/1234
X 12 comments
X rower77: They should all go home and think about it, that is what I say.
"""
A_MAGAZINE = f"""
T The long road to Eastvale
X * * *
B {BODY}
H THE FIRST ROUND
B {MORE}
C The harbour at night. Photograph: Cy Day/AFP
B {BODY}
H 2. The second round
B {MORE}
R You may also like
R Inside the mediators' hotel
R The captain who came back
X Subscribe to Harbour Quarterly for full access
X The views expressed in this article are the author's own.
"""


def read(page: str) -> tuple[str, list[ParagraphKind]]:
    """Return the text of a page and the kind of each line, given by the letter before it."""
    lines = page.strip("\n").split("\n")
    return "\n\n".join(line[2:] for line in lines), [KEYS[line[0]] for line in lines]


@pytest.mark.parametrize("page", [A_BLOG, A_TABLOID, A_WIRE, A_PORTAL, A_MAGAZINE])
def test_story_and_clutter_come_apart_on_pages_of_several_styles(page: str) -> None:
    text, expected = read(page)
    found = mark(text).paragraphs
    words = [text[p.start : p.end] for p in found]
    assert list(zip((p.kind for p in found), words, strict=True)) == list(
        zip(expected, (line[2:] for line in page.strip("\n").split("\n")), strict=True)
    )


def test_the_byline_of_a_text_is_kept() -> None:
    assert mark(read(A_BLOG)[0]).byline == ("Ann Lee", "Bob Roe")
    assert mark(read(A_PORTAL)[0]).byline == ("Ann Lee",)
    assert mark(read(A_WIRE)[0]).byline == ()


def test_a_sentence_that_begins_like_a_byline_is_the_story() -> None:
    text = f"Truce holds\n\nBy Friday, Norland had left Eastvale.\n\n{BODY}"
    marked = mark(text)
    assert marked.paragraphs[1].kind == "body"
    assert marked.byline == ()


@pytest.mark.parametrize("line", ["What the two sides have said", "Who they are", "The offer"])
def test_a_heading_may_end_as_a_question_ends(line: str) -> None:
    text = f"Truce holds\n\n{BODY}\n\n{line}\n\n{MORE}"
    assert [p.kind for p in mark(text).paragraphs] == ["title", "body", "heading", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "“No deal,” he said.",
        "Talks failed.",
        "The union rejected the terms and conditions of the harbour board.",
        "He said he had seen the message in his inbox.",
        "Literally.",
        "Background: the talks began in March.",
        "“Not today.”",
        "The mediator continued:",
        "The mediator said",
        "Share prices of the port fell.",
        "By continuing to strike, the miners risk losing their jobs, the minister said.",
        "By submitting the new offer on Monday, the company met the union's deadline.",
        "“Join our struggle,” the leader told the strikers.",
        "Get our hostages back, families told the government.",
        "The views expressed by the envoy were rejected by both sides, officials said.",
        "More from the union was expected on Friday, its leader said.",
    ],
)
def test_short_sentences_of_the_story_are_not_swallowed(line: str) -> None:
    text = f"Truce holds\n\n{BODY}\n\n{line}\n\n{MORE}"
    assert [p.kind for p in mark(text).paragraphs] == ["title", "body", "body", "body"]


def test_a_title_that_the_text_does_not_hold_leaves_the_first_paragraph_alone() -> None:
    marked = mark(f"{BODY}\n\n{MORE}", title="Truce talks go on")
    assert [p.kind for p in marked.paragraphs] == ["body", "body"]
    assert marked.title is None


def test_a_known_title_is_found_though_it_ends_in_a_full_stop() -> None:
    marked = mark(f"Truce talks go on.\n\n{BODY}", title="Truce talks go on")
    assert [p.kind for p in marked.paragraphs] == ["title", "body"]


def test_a_single_line_is_the_story_and_no_title() -> None:
    assert [p.kind for p in mark("Norland and Sudmark agree on a truce").paragraphs] == ["body"]


def test_markdown_headings_lose_their_signs() -> None:
    text = f"# Truce talks go on\n\n{BODY}\n\n## The captives\n\n{MORE}\n\n**The border**\n\n{BODY}"
    found = [(p.kind, text[p.start : p.end]) for p in mark(text).paragraphs]
    assert found[0] == ("title", "Truce talks go on")
    assert found[2] == ("heading", "The captives")
    assert found[4] == ("heading", "The border")


LINES = st.sampled_from(
    [
        "",
        " ",
        "\u200b",
        "By Ann Lee",
        "See also: x",
        "A heading",
        BODY,
        "* * *",
        "## B",
        "#",
        "**x**",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=12))
def test_paragraphs_are_ordered_trimmed_and_never_overlap(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = 0
    for paragraph in mark(text).paragraphs:
        words = text[paragraph.start : paragraph.end]
        assert end <= paragraph.start < paragraph.end <= len(text)
        assert words == words.strip()
        end = paragraph.end
    rest = text[end:]
    assert not any(char.isalnum() for char in rest)
