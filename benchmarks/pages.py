"""How well pages are taken in: main text, title, authors and date of publication.

    python benchmarks/pages.py --data DIR

DIR holds the page sets, one folder each, as `html/*.html.gz` and `truth.jsonl.gz`:

- html_article_extraction_benchmark: main text, as F1 over runs of four words, mean over pages;
- html_fundus: the same, and title, authors and day of publication;
- html_trafilatura_segments: segments that must be there and segments that must not;
- html_htmldate: day of publication.

The main text is what is left to read: paragraphs marked as related or boilerplate are out.
A set that is not in DIR is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.documents import Document, LoadOptions, load
from communique.errors import InputError

RUN = 4
NOT_STORY = ("related", "boilerplate")


def pages_of(folder: Path) -> Iterator[tuple[dict[str, Any], Document | None]]:
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


def mean(values: list[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / max(1, len(values))


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / max(1e-9, precision + recall)


def main_text_scores(pairs: list[tuple[str, str]]) -> str:
    """Return precision, recall and F1 over pairs of found and true main text."""
    scores = [overlap(found, truth) for found, truth in pairs]
    precision, recall = mean([p for p, _ in scores]), mean([r for _, r in scores])
    return f"main text P {precision:.3f} R {recall:.3f} F1 {f1(precision, recall):.3f}"


def dates(pairs: list[tuple[str | None, str]]) -> str:
    """Return the share of right days, and of days that were given at all."""
    right = mean([float(found == truth) for found, truth in pairs])
    given = mean([float(found is not None) for found, _ in pairs])
    return f"date {right:.3f} (given for {given:.3f})"


def day_of(document: Document | None) -> str | None:
    """Return the day of publication in ISO form."""
    return str(document.published) if document and document.published else None


def article_extraction(folder: Path) -> str:
    """Score main text on html_article_extraction_benchmark."""
    pairs = [(main_text(found), page["body"]) for page, found in pages_of(folder)]
    return f"{len(pairs)} pages: {main_text_scores(pairs)}"


def fundus(folder: Path) -> str:
    """Score main text, title, authors and date on html_fundus."""
    texts, titles, authors, days = [], [], [], []
    for page, found in pages_of(folder):
        body = page["body"] or {"summary": [], "sections": []}
        parts = [*body["summary"]]
        for section in body["sections"]:
            parts += [*section["headline"], *section["paragraphs"]]
        texts.append((main_text(found), "\n".join(parts)))
        title = found.title if found else None
        titles.append(float(words_of(title or "") == words_of(page["title"] or "")))
        if page["authors"]:
            byline = {name.lower() for name in found.byline} if found else set()
            authors.append(float(byline == {name.lower() for name in page["authors"]}))
        if page["publishing_date"]:
            days.append((day_of(found), page["publishing_date"][:10]))
    return (
        f"{len(texts)} pages: {main_text_scores(texts)}; title {mean(titles):.3f}; "
        f"all authors {mean(authors):.3f}; {dates(days)}"
    )


def segments(folder: Path) -> str:
    """Score wanted and unwanted segments, title and date on html_trafilatura_segments."""
    hit = missed = let_in = 0
    titles, days, count = [], [], 0
    for page, found in pages_of(folder):
        count += 1
        text = " ".join(main_text(found).split())
        wanted = [" ".join(segment.split()) in text for segment in page["with"]]
        hit, missed = hit + sum(wanted), missed + len(wanted) - sum(wanted)
        let_in += sum(" ".join(segment.split()) in text for segment in page["without"])
        if page.get("title"):
            title = found.title if found else None
            titles.append(float(words_of(title or "") == words_of(page["title"])))
        if page.get("date"):
            days.append((day_of(found), page["date"]))
    precision, recall = hit / max(1, hit + let_in), hit / max(1, hit + missed)
    return (
        f"{count} pages: segments P {precision:.3f} R {recall:.3f} F1 {f1(precision, recall):.3f}; "
        f"title {mean(titles):.3f}; {dates(days)}"
    )


def only_dates(folder: Path) -> str:
    """Score the date on html_htmldate."""
    pairs = [(day_of(found), page["date"]) for page, found in pages_of(folder)]
    return f"{len(pairs)} pages: {dates(pairs)}"


SETS = {
    "html_article_extraction_benchmark": article_extraction,
    "html_fundus": fundus,
    "html_trafilatura_segments": segments,
    "html_htmldate": only_dates,
}


def main() -> None:
    """Print one line for each page set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the page sets")
    folder: Path = parser.parse_args().data
    for name, score in SETS.items():
        if (folder / name).is_dir():
            start = time.monotonic()
            print(f"{name}: {score(folder / name)} ({time.monotonic() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
