"""Story copies: which documents carry one report, on labelled pairs, and how fast they are filed.

    python -m benchmarks.stories --data DIR [--weights DIR] [--most N] [--training]

- reuters21578, news_helsinki_summit_2018: 300 labelled pairs of each (annotations/README.md says
  how); the documents are read as a whole, then each pair is compared, and put beside its label.
  *In one story* asks whether the two end up in one story among all documents of the pairs.
- ecb_plus: documents of one subtopic tell of one event and are mostly independent reports; how many
  are folded with another of it, or with one of another subtopic.
- reuters21578, filing: milliseconds to file a document into a record in memory that holds none, and
  one that holds thousands. Capitalised words and numbers stand in for what a model would read.

`--training` measures on the half of the pairs that thresholds were chosen on. A set that is not in
DIR is left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.command import Setting, run
from benchmarks.figures_of_merit import share
from benchmarks.readings import Row, loaded, readings
from benchmarks.results import Result, Tallies, Trial
from communique.documents import Document, ReadDocument
from communique.findings import Entity, Figure, Findings
from communique.matching import find_stories
from communique.matching.copies import compare, trace_of
from communique.record import Store
from communique.spans import Span

SKILL = "story copies"
ANNOTATIONS = Path(__file__).parent / "annotations"
SETS = {
    "reuters21578": "copies_reuters.jsonl",
    "news_helsinki_summit_2018": "copies_helsinki.jsonl",
}
CLASSES = {"near": "near copies", "rewritten": "rewritten copies"}
FILED, BLOCK = 5000, 500
_NAME_OR_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*")
_NO_SPACE_BEFORE = re.compile(r"\s+([.,;:!?%)\]}’]|n't\b|'\w+)")


def is_reported(pair: Row) -> bool:
    """Tell whether a pair belongs to the half that is reported on, by its ids."""
    ids = " ".join(sorted((pair["one"], pair["other"])))
    return int(hashlib.sha1(ids.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 1


def pairs_of(name: str, setting: Setting) -> list[Row]:
    """Return the labelled pairs of a set that are measured on."""
    lines = (ANNOTATIONS / SETS[name]).read_text(encoding="utf-8").splitlines()
    wanted = (pair for pair in map(json.loads, lines) if is_reported(pair) != setting.training)
    return list(setting.first(wanted))


def rows_of(folder: Path) -> Iterator[Row]:
    """Yield the documents of a set, as a feed would bring them."""
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from map(_as_fed, map(json.loads, lines))


def _as_fed(row: Row) -> Row:
    if "sentences" in row:
        sentences = (s for s in row["sentences"] if s[:3] != ["http", ":", "/"])
        text = "\n".join(_NO_SPACE_BEFORE.sub(r"\1", " ".join(s)) for s in sentences)
        return {"id": row["id"], "text": text, "subtopic": row["subtopic"]}
    dateline = row.get("dateline") or ""
    published = row.get("date") or row.get("scraped_at") or ""
    parts = [row["title"], f"{dateline} {row['text']}".strip()] if "dateline" in row else []
    return {
        "id": row["id"],
        "title": row.get("title"),
        "outlet": row.get("outlet"),
        "published": published[:10] or None,
        "text": "\n\n".join(filter(None, parts)) or row["text"],
    }


def pair_results(name: str, setting: Setting) -> Iterator[Result]:
    """Yield how well labelled pairs of one set are told apart."""
    pairs = pairs_of(name, setting)
    wanted = {pair[side] for pair in pairs for side in ("one", "other")}
    rows = (row for row in rows_of(setting.data / name) if row["id"] in wanted)
    read = {row["id"]: document for row, document in readings(rows, setting.model)}
    traces = {ref: trace_of(document) for ref, document in read.items()}
    stories = find_stories(read.values()).of_document
    trial = Trial(
        SKILL,
        name,
        setting.split("half of the labelled pairs, by hash", "the other half of the pairs"),
        "pairs of documents; F1 of each class against all others",
    )
    tallies = Tallies(trial)
    for pair in pairs:
        one, other = pair["one"], pair["other"]
        match = compare(traces[one], traces[other])
        kind = "near" if match and match.kind == "exact" else match and match.kind
        for label, what in CLASSES.items():
            _add(tallies, what, pair["label"] == label, kind == label)
        copies = pair["label"] != "independent"
        _add(tallies, "copies of either kind", copies, match is not None)
        same = stories[read[one].document.id] == stories[read[other].document.id]
        _add(tallies, "in one story", copies, same)
    yield from tallies.results(CLASSES.values())


def _add(tallies: Tallies, what: str, gold: bool, found: bool) -> None:
    tallies.of(what).add(gold and found, found and not gold, gold and not found)


def ecb_results(setting: Setting) -> Iterator[Result]:
    """Yield how many documents that tell of one event are folded into one story."""
    rows = setting.first(rows_of(setting.data / "ecb_plus"))
    read = list(readings(rows, setting.model))
    subtopic = {document.document.id: row["subtopic"] for row, document in read}
    trial = Trial(SKILL, "ecb_plus", setting.split("topics 1-35"), "documents of one subtopic")
    tallies = Tallies(trial)
    for story in find_stories(document for _, document in read).stories:
        for document in story.documents:
            others = [subtopic[d] for d in story.documents if d != document]
            mine = subtopic[document]
            tallies.of("folded with another of the subtopic", share).add(mine in others, 1)
            strange = any(other != mine for other in others)
            tallies.of("folded with one of another subtopic", share).add(strange, 1)
    yield from tallies.results()


def stand_in(document: ReadDocument) -> ReadDocument:
    """Return a document with capitalised words as names and numbers as figures."""
    text = document.document.text
    names: dict[str, list[Span]] = {}
    figures: list[Figure] = []
    for found in _NAME_OR_NUMBER.finditer(text):
        word, at = found.group(), Span(found.start(), found.end())
        if not word[0].isdigit():
            names.setdefault(word, []).append(at)
        elif word.replace(",", "").replace(".", "", 1).isdigit():
            value = float(word.replace(",", ""))
            figures.append(
                Figure(
                    id=f"f{len(figures)}",
                    start=at.start,
                    end=at.end,
                    low=value,
                    high=value,
                    value=value,
                    unit="thing",
                )
            )
    entities = tuple(
        Entity(id=f"e{i}", name=name, kind="organisation", mentions=tuple(spans))
        for i, (name, spans) in enumerate(names.items())
    )
    return ReadDocument(
        document=document.document, findings=Findings(entities=entities, figures=tuple(figures))
    )


def filing_results(setting: Setting) -> Iterator[Result]:
    """Yield how long it takes to file a document, at first and when thousands are there."""
    rows = islice(rows_of(setting.data / "reuters21578"), setting.most or FILED)
    documents = [ReadDocument(document=d, findings=Findings()) for d in _documents(rows)]
    spent: list[float] = []
    with Store.throwaway() as store:
        writer = store.writer()
        for document in map(stand_in, documents):
            start = time.process_time()
            writer.file(document, "stand-in")
            spent.append(1000 * (time.process_time() - start))
    trial = Trial(
        SKILL, "reuters21578", f"the first {len(documents)} stories", "filing, processor time"
    )
    first, last = spent[:BLOCK], spent[-BLOCK:]
    for what, block in (("each of the first", first), ("each of the last", last)):
        mean = sum(block) / len(block)
        yield Result(trial, f"{what} {len(block)} documents", mean, unit="ms")


def _documents(rows: Iterator[Row]) -> Iterator[Document]:
    for _, document in loaded(row for row in rows if row["text"].strip()):
        yield document


def results(setting: Setting) -> Iterator[Result]:
    """Yield the figures of each set."""
    for name in SETS:
        if (setting.data / name).is_dir():
            yield from pair_results(name, setting)
    if (setting.data / "ecb_plus").is_dir() and not setting.training:
        yield from ecb_results(setting)
    if (setting.data / "reuters21578").is_dir() and not setting.training:
        yield from filing_results(setting)


if __name__ == "__main__":
    run("stories", __doc__, results)
