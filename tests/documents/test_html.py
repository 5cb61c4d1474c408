from __future__ import annotations

import logging
from datetime import date

import pytest

from communique.documents.html import read_page

PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html lang="en"><head>
<title>Norland and Sudmark resume talks - Eastvale Herald</title>
<meta property="og:site_name" content="Eastvale Herald">
<meta property="article:published_time" content="2031-05-06T10:00:00Z">
<meta name="author" content="Ann Lee"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article>
{heading}
<p>Norland and Sudmark resumed talks on a truce on Tuesday, officials in the
port of Eastvale said, after a pause of two weeks.<br>A second round is planned.</p>
<h2>Captives first</h2>
<p>The two sides will first discuss the captives, of whom forty are still held, said the mediator,
who asked not to be named because the talks are closed to the press.</p></article>
<footer>Copyright 2031 Eastvale Herald</footer></body></html>"""


def test_the_story_of_a_page_and_what_the_page_says_of_it() -> None:
    page = read_page(PAGE.format(heading="<h1>Norland and Sudmark resume talks</h1>"))
    paragraphs = page.text.split("\n\n")
    assert paragraphs[0] == page.title == "Norland and Sudmark resume talks"
    assert paragraphs[2] == "A second round is planned."
    assert [page.text[at:].split("\n")[0] for at in page.structure] == [
        page.title,
        "Captives first",
    ]
    assert (page.outlet, page.byline, page.language) == ("Eastvale Herald", ("Ann Lee",), "en")
    assert page.published == date(2031, 5, 6)
    assert "Copyright" not in page.text


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    assert read_page(PAGE.format(heading="")).title == "Norland and Sudmark resume talks"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Norland said no <b>to it</div></p><table><tr>",
        "<div>" * 3000 + "Norland said no",
        "Norland said no <",
        "<" * 3000 + "Norland said no",
        "<html><body><script>if (a<b) {}</script>Norland said no</body>",
        "\x00\x01<p>Norland said no</p>",
    ],
)
def test_broken_pages_give_what_text_they_have(
    markup: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert "Norland said no" in read_page(markup).text
    assert not caplog.records


def test_a_page_without_words_is_empty() -> None:
    assert read_page("<html><body><img src='a.png'></body></html>").text == ""


def test_a_date_in_the_story_is_no_date_of_publication() -> None:
    page = "<html><body><article><p>" + "The truce of May 6, 2021 held for a week. " * 9 + "</p>"
    assert read_page(page).published is None
