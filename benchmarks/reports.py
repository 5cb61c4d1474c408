"""Reports of negotiations: figures, events, positions, attributions, speakers.

    python -m benchmarks.reports --data DIR [--weights DIR] [--most N] [--training]

Measured on gold_dev, and on the fifth of gold_train that is kept out of training, by
`DIR/score.py`. Both were annotated by large language models under written guidelines. Speakers are
told apart by what the source's words are: a pronoun, words that share none with the speaker's name
(a role: "the minister"), or such as do (a name).

`--training` measures on training documents set aside for choosing thresholds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from benchmarks.attributions import AttributionTallies
from benchmarks.command import Setting, run
from benchmarks.content_words import content_words
from benchmarks.figures_of_merit import share
from benchmarks.readings import Row, as_json, readings
from benchmarks.results import Result, Tallies, Trial
from benchmarks.scorer import Scorer
from training.corpora import held_out, rows, tuning

FACTS = (
    "spans that overlap by half (token Jaccard), event triggers by one token; "
    "parts of facts on those that were found"
)
IN_README = (
    "figure found + value",
    "event trigger + type",
    "position + stance",
    "attribution speaker",
    "attribution via",
    "attribution hedged",
    "speaker where the source is a pronoun",
    "speaker where the source is a role",
)
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "we", "i", "who", "this", "that", "him", "her", "them", "one"}
)


def source_is(attribution: Row, text: str) -> str:
    """Return what the words of a source are: pronoun, role, name, or none where there is none."""
    if not attribution["source"]:
        return "none"
    start, end = attribution["source"]
    words = set(re.findall(r"\w+", text[start:end].lower()))
    if words <= PRONOUNS:
        return "pronoun"
    return "name" if words & content_words(attribution["speaker"]) else "role"


def measured(
    name: str, documents: Iterable[Row], setting: Setting, *, brief: bool
) -> Iterator[Result]:
    """Yield the figures on one set of reports."""
    split = setting.split(name, training="training documents for thresholds")
    scorer = Scorer(setting.data)
    facts = Tallies(Trial("facts of reports", "annotated reports", split, FACTS))
    quoted = AttributionTallies("attribution", "annotated reports", split)
    for gold, document in readings(setting.first(documents), setting.model):
        found = as_json(document)
        counts = scorer.report(gold, found)
        for row, triple in counts.matches.items():
            if row.split()[1] not in {"source", "cue", "content", "linked"}:
                facts.of(row).add(*triple)
        for row, pair in counts.shares.items():
            facts.of(row, share).add(*pair)
        for kind in ("pronoun", "role", "name"):
            some = [
                a
                for a in gold["attributions"]
                if a.get("speaker") and source_is(a, gold["text"]) == kind
            ]
            only = scorer.report(gold | {"attributions": some}, found).shares
            if "attribution speaker" in only:
                told = facts.of(f"speaker where the source is a {kind}", share)
                told.add(*only["attribution speaker"])
        quoted.add(counts, scorer, gold, found)
    yield from facts.results(IN_README if brief else ())
    yield from quoted.results(brief=False)


def results(setting: Setting) -> Iterator[Result]:
    """Yield the figures on gold_dev and on the held-out fifth of gold_train."""
    train = list(rows(setting.data / "gold_train" / "gold_train.jsonl.gz"))
    if setting.training:
        documents = [r for r in train if tuning(r["id"]) and not held_out(r["id"])]
        yield from measured("", documents, setting, brief=False)
        return
    (file,) = (setting.data / "gold_dev").glob("*.jsonl*")
    yield from measured("gold_dev", rows(file), setting, brief=True)
    kept_out = [r for r in train if held_out(r["id"])]
    yield from measured("held-out fifth of gold_train", kept_out, setting, brief=True)


if __name__ == "__main__":
    run("reports", __doc__, results)
