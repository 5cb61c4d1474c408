"""Readers of the corpora: each yields examples, and says under which terms its texts may be used.

Nothing that is licensed for non-commercial use alone is ever trained on: WikiNEuRal has no reader,
the documents that GUM lists as non-commercial and the texts that re3d took from the BBC are left
out below.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from communique.reading.labels import TAGS
from training.annotated import Row, attribution_example, facts_example, report_example
from training.examples import CharacterText, Chars, Example
from training.reported_speech import reported_speech
from training.treebanks import conllu, gum_names, with_names
from training.weak_events import coded_sentences, invented_stories, manual_examples
from training.web_names import no_other_names, with_web_names


@dataclass(frozen=True)
class Corpus:
    """A corpus as training takes it."""

    name: str
    terms: str
    """OPEN, RESEARCH, NONE (no licence found) or MIXED, as the data's own page words it."""
    times: float
    """How often each text is read in one epoch."""
    read: Callable[[Path], Iterator[Example]]


def rows(file: Path) -> Iterator[Row]:
    """Yield the objects of a `.jsonl.gz` file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


_ONE_IN = 25
"""One training document in so many is set aside."""


def held_out(identifier: str) -> bool:
    """Tell whether a document of a set without a development split is kept out of training."""
    return int(hashlib.sha1(identifier.encode(), usedforsecurity=False).hexdigest(), 16) % 5 == 0


def tuning(identifier: str) -> bool:
    """Tell whether a training document is set aside for choosing thresholds."""
    marked = b"t" + identifier.encode()
    return int(hashlib.sha1(marked, usedforsecurity=False).hexdigest(), 16) % _ONE_IN == 0


def _polnear(data: Path, *, for_tuning: bool) -> Iterator[Example]:
    for row in rows(data / "polnear" / "train.jsonl.gz"):
        if tuning(row["id"]) == for_tuning:
            yield attribution_example(row)


def _reports(data: Path, *, for_tuning: bool) -> Iterator[Example]:
    for row in rows(data / "gold_train" / "gold_train.jsonl.gz"):
        if not held_out(row["id"]) and tuning(row["id"]) == for_tuning:
            yield report_example(row)


_ANNOTATIONS = Path(__file__).parents[1] / "benchmarks" / "annotations"
MORE_REPORTS = _ANNOTATIONS / "reports.jsonl"
"""What reports of other corpora tell, without their texts."""
MORE_MENTIONS = _ANNOTATIONS / "mentions.jsonl"
"""Mentions in passages of other corpora, without their texts."""


def more_reports(
    data: Path, labels: Path = MORE_REPORTS, *, for_tuning: bool = False
) -> Iterator[Example]:
    """Read the reports that were annotated besides, their texts from the corpora they stand in.

    Those that say so are set aside for choosing thresholds.
    """
    for text, row in _with_texts(data, labels):
        if _set_aside(row) == for_tuning:
            yield facts_example(text, row)


def _set_aside(row: Row) -> bool:
    """Tell whether a report is one of those that no weights were ever trained on."""
    return bool(row.get("set_aside"))


def more_reports_set_aside(data: Path) -> Iterator[Row]:
    """Yield those of the reports annotated besides that thresholds are chosen on, with their texts.

    As in `gold_train`, the party of a position is words.
    """
    for text, row in _with_texts(data, MORE_REPORTS):
        if _set_aside(row):
            parties = [text[slice(*p["party"])] if p["party"] else "" for p in row["positions"]]
            held = zip(row["positions"], parties, strict=True)
            positions = [{**position, "party": party} for position, party in held]
            yield {**row, "text": text, "title": None, "published": None, "positions": positions}


def more_mentions(data: Path, labels: Path = MORE_MENTIONS) -> Iterator[Example]:
    """Read the passages of which mentions were annotated, in the habit of re3d."""
    for text, row in _with_texts(data, labels):
        start, end = row["from"], row["to"]
        inside = [((m[0] - start, m[1] - start), m[2]) for m in row["mentions"]]
        yield mentions_in(text[start:end], inside)


def _with_texts(data: Path, labels: Path) -> Iterator[tuple[str, Row]]:
    """Yield what was annotated, each with the text of its document from the corpus it is of.

    Of a long document the beginning alone may have been read; then the text ends there.
    """
    told = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    for corpus in sorted({row["corpus"] for row in told}):
        of_corpus = {row["id"]: row for row in told if row["corpus"] == corpus}
        for file in sorted((data / corpus).glob("*.jsonl.gz")):
            for document in rows(file):
                if document["id"] in of_corpus:
                    row = of_corpus[document["id"]]
                    yield document["text"][: row.get("to")], row


def corrected(data: Path) -> Iterator[Example]:
    """Read what users corrected, as `communique correct --export` writes it; there may be none."""
    for file in sorted((data / "corrected").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield report_example(json.loads(line), "corrected")


def _ewt(data: Path) -> Iterator[Example]:
    file = data / "ud_english_ewt" / "en_ewt-ud-train.conllu.gz"
    return with_web_names(conllu(file), file)


def _open_gum(data: Path) -> tuple[Path, frozenset[str]]:
    """Return the file of GUM's training part, and the documents in it that are barred."""
    folder = data / "ud_english_gum"
    file = folder / "en_gum-ud-train.conllu.gz"
    barred = (folder / "noncommercial_documents_train.txt").read_text(encoding="utf-8").split()
    return file, frozenset(barred)


def _gum(data: Path) -> Iterator[Example]:
    file, barred = _open_gum(data)
    yield from with_names(conllu(file, barred), gum_names(file, barred))


_CROSSNER = {
    "politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG",
    "country": "LOC", "location": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC",
}  # fmt: skip


def named_examples(
    file: Path, corpus: str, *, folded: dict[str, str] | None = None
) -> Iterator[Example]:
    """Yield runs of sentences of one document, tagged with names in BIO."""
    sentences: list[Row] = []
    for row in rows(file):
        if sentences and (row["doc"] != sentences[0]["doc"] or len(sentences) >= MOST_SENTENCES):
            yield named_example(sentences, corpus, folded=folded)
            sentences = []
        sentences.append(row)
    if sentences:
        yield named_example(sentences, corpus, folded=folded)


MOST_SENTENCES = 40
"""Sentences of a named document that make one example."""


def named_example(
    sentences: Sequence[Row], corpus: str, *, folded: dict[str, str] | None = None
) -> Example:
    """Return sentences of one document as an example, tagged with names in BIO."""
    words = [word for s in sentences for word in s["tokens"]]
    tags = [_fold(tag, folded) for s in sentences for tag in s["tags"]]
    begins = [int(i == 0) for s in sentences for i in range(len(s["tokens"]))]
    answers = {"name": [TAGS["name"].index(tag) for tag in tags]}
    if corpus == "ner_conll2003":
        answers["sentence"] = begins
    return Example(
        corpus,
        words,
        [i == 0 for i in range(len(words))],
        tags={head: np.asarray(row, dtype=np.int64) for head, row in answers.items()},
    )


def _fold(tag: str, folded: dict[str, str] | None) -> str:
    if folded is None or tag == "O":
        return tag
    return f"{tag[:2]}{folded[tag[2:]]}"


def _conll(data: Path) -> Iterator[Example]:
    return named_examples(data / "ner_conll2003" / "train.jsonl.gz", "ner_conll2003")


def _wikigold(data: Path) -> Iterator[Example]:
    return named_examples(data / "ner_wikigold" / "part_a.jsonl.gz", "ner_wikigold")


def _crossner(data: Path) -> Iterator[Example]:
    file = data / "ner_crossner_politics" / "train.jsonl.gz"
    return named_examples(file, "ner_crossner_politics", folded=_CROSSNER)


_WNUT = {
    "person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG",
    "product": "MISC", "creative-work": "MISC",
}  # fmt: skip


def _wnut(data: Path) -> Iterator[Example]:
    file = data / "ner_wnut17" / "train.jsonl.gz"
    return named_examples(file, "ner_wnut17", folded=_WNUT)


def _btc(data: Path) -> Iterator[Example]:
    # What is no person, place or body is not annotated there.
    return map(no_other_names, named_examples(data / "ner_btc" / "train.jsonl.gz", "ner_btc"))


def _ieer(data: Path) -> Iterator[Example]:
    kinds = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG"}
    for row in rows(data / "ner_ieer" / "part_a.jsonl.gz"):
        text = CharacterText("ner_ieer", row["text"])
        named = [e for e in row["entities"] if e["type"] in kinds]
        text.tag("name", [((e["start"], e["end"]), kinds[e["type"]]) for e in named])
        # Nationalities and works are not annotated there.
        yield no_other_names(text.example)


def mention_example(row: Row) -> Example:
    """Read a re3d document: mentions of twelve kinds."""
    return mentions_in(row["text"], [((e["start"], e["end"]), e["type"]) for e in row["entities"]])


def mentions_in(words: str, mentions: Sequence[tuple[Chars, str]]) -> Example:
    """Read a text with its mentions; kinds that the network does not know are left out."""
    text = CharacterText("ner_re3d", words)
    known = {label[2:] for label in TAGS["mention"] if label != "O"}
    text.tag("mention", [(span, kind) for span, kind in mentions if kind in known])
    return text.example


def noncommercial_mentions(row: Row) -> bool:
    """Tell whether a re3d document may be measured on only."""
    return bool(row["source"] == "BBC Online")


def _re3d(data: Path) -> Iterator[Example]:
    for row in rows(data / "ner_re3d" / "train.jsonl.gz"):
        if not noncommercial_mentions(row) and not held_out(row["id"]):
            yield mention_example(row)


def time_example(row: Row, corpus: str) -> Example:
    """Read a document with TIMEX3 annotation."""
    text = CharacterText(corpus, row["text"])
    text.tag("time", [((t["start"], t["end"]), t["type"]) for t in row["timex"]])
    return text.example


def _tempeval(data: Path) -> Iterator[Example]:
    for row in rows(data / "timex_tempeval3" / "train.jsonl.gz"):
        yield time_example(row, "timex_tempeval3")


def _wikiwars(data: Path) -> Iterator[Example]:
    for row in rows(data / "timex_wikiwars" / "train_01_16.jsonl.gz"):
        if not held_out(row["id"]):
            yield time_example(row, "timex_wikiwars")


def _synthetic(data: Path) -> Path:
    return data / "plover_synthetic" / "synthetic_stories.jsonl.gz"


def _kept(data: Path, corpus: str) -> Iterator[Row]:
    """Yield the rows of a set without splits that are not held out."""
    for row in rows(data / corpus / "train.jsonl.gz"):
        if not held_out(row["id"]):
            yield row


CORPORA: Sequence[Corpus] = (
    Corpus("polnear", "NONE", 1.5, lambda data: _polnear(data, for_tuning=False)),
    Corpus("gold_train", "RESEARCH", 4, lambda data: _reports(data, for_tuning=False)),
    Corpus("more_reports", "RESEARCH", 1.6, more_reports),
    Corpus("more_mentions", "RESEARCH", 4, more_mentions),
    Corpus("corrected", "NONE", 4, corrected),
    Corpus("ud_english_ewt", "OPEN", 3.5, _ewt),
    Corpus("ud_english_gum", "OPEN", 1, _gum),
    Corpus("gum_reported_speech", "OPEN", 2, lambda data: reported_speech(*_open_gum(data))),
    Corpus("ner_conll2003", "RESEARCH", 3, _conll),
    Corpus("ner_wikigold", "OPEN", 1, _wikigold),
    Corpus("ner_crossner_politics", "OPEN", 1, _crossner),
    Corpus("ner_ieer", "NONE", 1, _ieer),
    Corpus("ner_wnut17", "OPEN", 0.5, _wnut),
    Corpus("ner_btc", "OPEN", 0.5, _btc),
    Corpus("ner_re3d", "MIXED", 10, _re3d),
    Corpus("plover_synthetic", "NONE", 0.2, lambda data: invented_stories(rows(_synthetic(data)))),
    Corpus("plover_gsr", "OPEN", 2, lambda data: manual_examples(_kept(data, "plover_gsr"))),
    Corpus(
        "cameo_sentences", "NONE", 1, lambda data: coded_sentences(_kept(data, "cameo_sentences"))
    ),
    Corpus("timex_tempeval3", "NONE", 1, _tempeval),
    Corpus("timex_wikiwars", "OPEN", 0.5, _wikiwars),
)
"""Everything that can train weights; `--without NAME` leaves one out, `--terms OPEN` the others."""


def tuning_examples(data: Path) -> list[Example]:
    """Return the training documents set aside for choosing thresholds."""
    return [
        *_polnear(data, for_tuning=True),
        *_reports(data, for_tuning=True),
        *more_reports(data, for_tuning=True),
    ]
