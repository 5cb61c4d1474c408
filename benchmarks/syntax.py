"""Syntax on UD English EWT: of raw text, and with the words given.

    python -m benchmarks.syntax --data DIR [--weights DIR] [--most N] [--training]

Raw text: words, sentences, tags and attachment by the scoring of the CoNLL 2018 shared task
(`benchmarks/conll18.py`); LAS compares universal relations without their subtypes. Words given:
accuracy of tags; attachment with the sentences given and with those that the model finds, where
labels keep their subtypes; F1 of sentence starts. Punctuation counts in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from benchmarks.command import Setting, run
from benchmarks.conll18 import scores as conll18_scores
from benchmarks.figures_of_merit import share
from benchmarks.given_words import scored
from benchmarks.raw_treebank import RawDocument, own_parse, raw_documents
from benchmarks.results import Result, Tallies, Trial
from communique.reading.encoder import attached
from communique.reading.labels import DEPREL
from communique.reading.scores import Model, Scores
from training.examples import UNKNOWN, Example
from training.treebanks import conllu

SKILL, DATA = "syntax", "UD English EWT"
RAW = "raw text, CoNLL-18 scoring, LAS without subtypes"
GIVEN = "words given, LAS with subtypes"


def attachment(model: Model, part: Example, scores: Scores, begins: np.ndarray) -> tuple[int, int]:
    """Return how many words have the right governor, and the right relation as well."""
    if part.heads is None or part.relations is None:
        return 0, 0
    right = labelled = 0
    for first, last in pairwise([*np.flatnonzero(begins).tolist(), len(part)]):
        hung = attached(scores, model, first, last)
        for i, (governor, relation) in enumerate(hung, start=first):
            own = governor + first if governor >= 0 else i
            if part.heads[i] != UNKNOWN and own == part.heads[i]:
                right += 1
                labelled += relation == DEPREL[part.relations[i]]
    return right, labelled


def of_raw_text(model: Model, documents: Iterable[RawDocument], split: str) -> Iterator[Result]:
    """Yield the figures of parses of raw text."""
    tallies = Tallies(Trial(SKILL, DATA, split, RAW))
    for document in documents:
        for name, counts in conll18_scores(document.parse, own_parse(document, model)).items():
            tallies.of(name).add(*counts)
    yield from tallies.results(("UPOS", "UAS", "LAS"))


def of_given_words(model: Model, documents: Iterable[Example], split: str) -> Iterator[Result]:
    """Yield the figures of parses of given words."""
    tallies = Tallies(Trial(SKILL, DATA, split, GIVEN))
    for document in documents:
        words = upos = xpos = 0
        found = wanted = both = 0
        given_sentences, own_sentences = np.zeros(2), np.zeros(2)
        for part, scores in scored(model, [document]):
            words += len(part)
            upos += int((scores.head("upos").argmax(1) == part.tags["upos"]).sum())
            xpos += int((scores.head("xpos").argmax(1) == part.tags["xpos"]).sum())
            gold = part.tags["sentence"].copy()
            gold[0] = 1
            own = (scores.head("sentence").argmax(1) == 1) | np.asarray(part.breaks)
            own[0] = True
            found, wanted = found + int(own.sum()), wanted + int(gold.sum())
            both += int((own & (gold == 1)).sum())
            given_sentences += attachment(model, part, scores, gold)
            own_sentences += attachment(model, part, scores, own)
        tallies.of("UPOS", share).add(upos, words)
        tallies.of("XPOS", share).add(xpos, words)
        for about, right in (("given", given_sentences), ("own", own_sentences)):
            tallies.of(f"UAS, {about} sentences", share).add(right[0], words)
            tallies.of(f"LAS, {about} sentences", share).add(right[1], words)
        tallies.of("sentence starts").add(both, found - both, wanted - both)
    yield from tallies.results(("UPOS", "LAS, given sentences"))


def results(setting: Setting) -> Iterator[Result]:
    """Yield the figures of raw text and of given words."""
    part = "train" if setting.training else "dev"
    file = setting.data / "ud_english_ewt" / f"en_ewt-ud-{part}.conllu.gz"
    split = setting.split("dev")
    yield from of_raw_text(setting.model, setting.first(raw_documents(file)), split)
    yield from of_given_words(setting.model, setting.first(conllu(file)), split)


if __name__ == "__main__":
    run("syntax", __doc__, results)
