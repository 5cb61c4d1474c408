"""How well web pages are taken in: main text, title, authors and date of publication.

    python -m benchmarks.pages --data DIR [--most N]

The page sets are folders with `html/*.html.gz` and `truth.jsonl.gz`:

- html_article_extraction_benchmark: main text, as F1 over runs of four words, mean over pages;
- html_fundus: the same, and title, authors and day of publication;
- html_trafilatura_segments: segments that must be there and segments that must not;
- html_htmldate: day of publication.

The main text is what is left to read: paragraphs marked as related or boilerplate are out.
A set that is not in DIR is left out. No model plays a part.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.command import Setting, run
from benchmarks.figures_of_merit import f1_of_means, share
from benchmarks.readings import Row
from benchmarks.results import Result, Tallies, Trial
from communique.documents import Document, LoadOptions, load
from communique.errors import InputError

RUN = 4
NOT_STORY = ("related", "boilerplate")


def pages_of(folder: Path) -> Iterator[tuple[Row, Document | None]]:
    """Yield each page's truth and the document that was made of it, None where none was."""
    with gzip.open(folder / "truth.jsonl.gz", "rt", encoding="utf-8") as truth:
        for line in truth:
            page = json.loads(line)
            (found,) = load([str(folder / page["file"])], LoadOptions())
            yield page, None if isinstance(found, InputError) else found


def main_text(document: Document | None) -> str:
    """Return what is left to read of a document."""
    if document is None:
        return ""
    kept = [p for p in document.paragraphs if p.kind not in NOT_STORY]
    return "\n".join(paragraph.span.of(document.text) for paragraph in kept)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without marks."""
    return re.findall(r"\w+", text.lower())


def runs_of(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words in a text, or its words as one run where it has fewer."""
    words = words_of(text)
    if len(words) < RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def overlap(found: str, truth: str) -> tuple[float, float]:
    """Return precision and recall of the runs of words of `found`."""
    mine, theirs = runs_of(found), runs_of(truth)
    shared = sum((mine & theirs).values())
    return shared / max(1, sum(mine.values())), shared / max(1, sum(theirs.values()))


def _add_text(tallies: Tallies, found: Document | None, truth: str) -> None:
    tallies.of("main text", f1_of_means).add(*overlap(main_text(found), truth), 1)


def _add_title(tallies: Tallies, found: Document | None, truth: str) -> None:
    title = (found.title if found else None) or ""
    tallies.of("title", share).add(words_of(title) == words_of(truth), 1)


def _add_day(tallies: Tallies, found: Document | None, truth: str) -> None:
    day = str(found.published) if found and found.published else None
    tallies.of("day of publication", share).add(day == truth, 1)
    tallies.of("day of publication, given at all", share).add(day is not None, 1)


def article_extraction(page: Row, found: Document | None, tallies: Tallies) -> None:
    """Count a page of html_article_extraction_benchmark."""
    _add_text(tallies, found, page["body"])


def fundus(page: Row, found: Document | None, tallies: Tallies) -> None:
    """Count a page of html_fundus."""
    body = page["body"] or {"summary": [], "sections": []}
    parts = [*body["summary"]]
    for section in body["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    _add_text(tallies, found, "\n".join(parts))
    _add_title(tallies, found, page["title"] or "")
    if page["authors"]:
        byline = {name.lower() for name in found.byline} if found else set()
        named = {name.lower() for name in page["authors"]}
        tallies.of("all authors", share).add(byline == named, 1)
    if page["publishing_date"]:
        _add_day(tallies, found, page["publishing_date"][:10])


def segments(page: Row, found: Document | None, tallies: Tallies) -> None:
    """Count a page of html_trafilatura_segments."""
    text = " ".join(main_text(found).split())
    wanted = [" ".join(segment.split()) in text for segment in page["with"]]
    let_in = sum(" ".join(segment.split()) in text for segment in page["without"])
    tallies.of("segments").add(sum(wanted), let_in, len(wanted) - sum(wanted))
    if page.get("title"):
        _add_title(tallies, found, page["title"])
    if page.get("date"):
        _add_day(tallies, found, page["date"])


def only_dates(page: Row, found: Document | None, tallies: Tallies) -> None:
    """Count a page of html_htmldate."""
    _add_day(tallies, found, page["date"])


RUNS = "main text: runs of four words, mean over pages"
SETS: dict[str, tuple[str, Callable[[Row, Document | None, Tallies], None]]] = {
    "html_article_extraction_benchmark": (RUNS, article_extraction),
    "html_fundus": (RUNS, fundus),
    "html_trafilatura_segments": ("segments that must and must not be there", segments),
    "html_htmldate": ("the very day", only_dates),
}
IN_README = ("main text", "segments", "day of publication")


def results(setting: Setting) -> Iterator[Result]:
    """Yield the figures of each page set."""
    for name, (protocol, count) in SETS.items():
        folder = setting.data / name
        if folder.is_dir():
            split = "all pages" if setting.most is None else f"the first {setting.most} pages"
            tallies = Tallies(Trial("web pages", name.removeprefix("html_"), split, protocol))
            for page, found in setting.first(pages_of(folder)):
                count(page, found, tallies)
            yield from tallies.results(IN_README)


if __name__ == "__main__":
    run("pages", __doc__, results)
