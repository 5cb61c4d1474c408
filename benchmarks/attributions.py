"""Attribution on PolNeAR: the whole reading of running text.

    python -m benchmarks.attributions --data DIR [--weights DIR] [--most N] [--training]

By `DIR/score.py`: F1 of tokens, of exact spans trimmed of quotation marks and final punctuation,
and of spans that overlap by half, for source, cue and content; F1 of whole attributions, exact and
by half. Beside it, exact spans as CofeNet counts them (Wang et al., COLING 2022): every contiguous
run of tokens, nothing trimmed, the parts of a discontinuous content apart.

The same documents are then read as if printed in capitals, as monitoring services print them.

`--training` measures on the training documents that were set aside for choosing thresholds.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.command import Setting, run
from benchmarks.readings import Row, as_json, readings
from benchmarks.results import Result, Tallies, Trial
from benchmarks.scorer import Counts, Scorer, untrimmed_runs
from training.corpora import rows, tuning

PARTS = ("source", "cue", "content")
PROTOCOLS = {
    "token": "tokens of each part",
    "exact": "exact spans, trimmed of quotation marks and final punctuation",
    "half": "spans that overlap by half (token Jaccard), trimmed",
    "linked": "whole attributions: source, cue and content together",
}
UNTRIMMED = "exact spans, untrimmed, each contiguous run of tokens apart (as CofeNet)"


class AttributionTallies:
    """The figures of attributions on one set of documents."""

    def __init__(self, skill: str, data: str, split: str) -> None:
        self._by_protocol = {
            name: Tallies(Trial(skill, data, split, about))
            for name, about in (PROTOCOLS | {"untrimmed": UNTRIMMED}).items()
        }

    def add(self, counts: Counts, scorer: Scorer, gold: Row, found: Row) -> None:
        """Count one document."""
        for name, triple in counts.matches.items():
            if name.startswith("attribution ") and len(name.split()) == 3:
                _, part, protocol = name.split()
                if part == "linked":
                    self._by_protocol["linked"].of(protocol).add(*triple)
                elif protocol in PROTOCOLS:
                    self._by_protocol[protocol].of(part).add(*triple)
        tokens = scorer.tokens(gold["text"])
        for part in PARTS:
            wanted, read = (
                {
                    run
                    for attribution in side["attributions"]
                    for run in untrimmed_runs(
                        scorer.cover(tokens, scorer.spans_of(attribution.get(part)))
                    )
                }
                for side in (gold, found)
            )
            self._by_protocol["untrimmed"].of(part).spans(wanted, read)

    def results(self, *, brief: bool) -> Iterator[Result]:
        """Yield the figures; token, exact and linked ones stand in the README if `brief`."""
        for name, tallies in self._by_protocol.items():
            shown = (*PARTS, "exact", "half") if brief and name != "half" else ()
            yield from tallies.results(shown)


def results(setting: Setting) -> Iterator[Result]:
    """Yield the figures on the development split."""
    folder = setting.data / "polnear"
    documents = rows(folder / f"{'train' if setting.training else 'dev'}.jsonl.gz")
    if setting.training:
        documents = filter(lambda row: tuning(row["id"]), documents)
    scorer, measured = Scorer(setting.data), list(setting.first(documents))
    for data, texts in (
        ("PolNeAR", measured),
        ("PolNeAR printed in capitals", [in_capitals(row) for row in measured]),
    ):
        tallies = AttributionTallies("attribution", data, setting.split("dev"))
        for gold, document in readings(texts, setting.model):
            found = as_json(document)
            tallies.add(scorer.attributions(gold, found), scorer, gold, found)
        yield from tallies.results(brief=data == "PolNeAR")


def in_capitals(row: Row) -> Row:
    """Return a document as monitoring services print it; offsets stay true."""
    text = "".join(c.upper() if len(c.upper()) == 1 else c for c in row["text"])
    return {**row, "text": text}


if __name__ == "__main__":
    run("attributions", __doc__, results)
