"""Names and mentions: F1 of whole spans with their kind, words given.

    python -m benchmarks.names --data DIR [--weights DIR] [--most N] [--training]

- ner_conll2003: the development split;
- ner_uner_ewt: the development split. Only persons, places and organisations count, since nothing
  else is annotated there; other names that are found are dropped;
- ner_re3d: the fifth of the documents that training leaves out, and the documents that may only be
  measured on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from benchmarks.command import Setting, run
from benchmarks.given_words import scored, sentence_starts
from benchmarks.results import Result, Tallies, Trial
from communique.reading.labels import TAGS
from communique.reading.scores import EVEN, Model
from communique.reading.tagging import tagged
from training.corpora import (
    MOST_SENTENCES,
    Row,
    held_out,
    mention_example,
    named_example,
    noncommercial_mentions,
    rows,
)
from training.examples import Example

NamedSpan = tuple[int, int, str]
PROTOCOL = "exact spans with their kind, words and, for names, sentences given"
UNER_KINDS = frozenset({"PER", "LOC", "ORG"})


def spans(answers: Iterable[int], head: str) -> set[NamedSpan]:
    """Return the spans of a row of BIO answers as (first, last, kind)."""
    found: set[NamedSpan] = set()
    start, kind = -1, ""
    labels = [TAGS[head][i] for i in answers] + ["O"]
    for i, label in enumerate(labels):
        if start >= 0 and (label[0] != "I" or label[2:] != kind):
            found.add((start, i, kind))
            start = -1
        if label[0] == "B" or (label[0] == "I" and start < 0):
            start, kind = i, label[2:]
    return found


def documents(sentences: Iterable[Row], of: Callable[[Row], object]) -> Iterator[list[Example]]:
    """Yield the documents of a set of tagged sentences, each in one or more examples."""
    for _, group in groupby(sentences, key=of):
        whole = list(group)
        yield [
            named_example(whole[at : at + MOST_SENTENCES], "ner_conll2003")
            for at in range(0, len(whole), MOST_SENTENCES)
        ]


def ewt_document(sentence: Row) -> str:
    """Return the document to which a sentence of EWT belongs: its id without the last number."""
    return str(sentence["id"]).rpartition("-")[0]


def counted(
    model: Model,
    texts: Iterable[list[Example]],
    head: str,
    trial: Trial,
    kinds: frozenset[str] | None = None,
) -> Iterator[Result]:
    """Yield F1 over all spans of the texts and for each kind; `kinds` are those that count."""
    labels = {label[2:] for label in TAGS[head] if label != "O"}
    tallies = Tallies(trial)
    for examples in texts:
        gold: set[object] = set()
        read: set[object] = set()
        for number, (part, scores) in enumerate(scored(model, examples)):
            bar = model.bars.get(head, EVEN)
            gold |= {(number, *span) for span in spans(part.tags[head], head)}
            found = tagged(scores, head, bar, sentence_starts(part))
            read |= {(number, r.first, r.last, r.label) for r in found}
        for what, counting in {
            f"all {head}s": kinds or labels,
            **{kind: {kind} for kind in sorted(kinds or labels)},
        }.items():
            tallies.of(what).spans(_of_kind(gold, counting), _of_kind(read, counting))
    yield from tallies.results([f"all {head}s"])


def _of_kind(found: set[object], kinds: Iterable[str]) -> set[object]:
    wanted = set(kinds)
    return {span for span in found if isinstance(span, tuple) and span[-1] in wanted}


def results(setting: Setting) -> Iterator[Result]:
    """Yield the figures of each set."""
    model, data, first = setting.model, setting.data, setting.first
    split = "train" if setting.training else "dev"
    conll = documents(rows(data / "ner_conll2003" / f"{split}.jsonl.gz"), lambda r: r["doc"])
    trial = Trial("names", "CoNLL-2003", setting.split("dev"), PROTOCOL)
    yield from counted(model, first(conll), "name", trial)
    mentions = list(rows(data / "ner_re3d" / "train.jsonl.gz"))
    open_ones = [r for r in mentions if not noncommercial_mentions(r)]
    kept = [[mention_example(r)] for r in open_ones if held_out(r["id"]) != setting.training]
    trial = Trial("mentions", "re3d", setting.split("held-out fifth"), PROTOCOL)
    yield from counted(model, first(kept), "mention", trial)
    if setting.training:
        return
    uner = documents(rows(data / "ner_uner_ewt" / "dev.jsonl.gz"), ewt_document)
    trial = Trial("names", "UNER English EWT", setting.split("dev"), f"{PROTOCOL}; no MISC")
    yield from counted(model, first(uner), "name", trial, UNER_KINDS)
    only = [[mention_example(r)] for r in mentions if noncommercial_mentions(r)]
    trial = Trial("mentions", "re3d", setting.split("documents never trained on"), PROTOCOL)
    yield from counted(model, first(only), "mention", trial)


if __name__ == "__main__":
    run("names", __doc__, results)
