"""Whether confidence means something: expected calibration error, and the table behind it.

    python -m benchmarks.confidence --data DIR [--weights DIR] [--training] [--most N]

Of everything that is said with a confidence of 0.8, four in five should be right. The error is the
mean distance between the two over ten bins of equal size: raw, as the network gives it, and as the
curves of `calibration.json` make it. Measured are attributions and their links on PolNeAR's
development split, names on that of CoNLL-2003 (whole spans with their kind), and figures, events,
positions and their links on the fifth of gold_train that is kept out of training.

`--training` takes the training documents on which the curves are fitted instead, which shows
whether the fit works and not what it is worth; `--most` takes the first N documents of each set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from benchmarks.command import parser, setting_of
from benchmarks.given_words import scored, sentence_starts
from benchmarks.names import spans
from benchmarks.readings import loaded
from benchmarks.rightness import Judge, Judged, calibration_error, reliability
from communique.reading import Model, drafted
from communique.reading.calibration import UNCALIBRATED, Calibration, Curve
from communique.reading.labels import LinkRole
from communique.reading.scores import EVEN
from communique.reading.tagging import tagged
from training.corpora import Row, held_out, named_examples, rows, tuning
from training.examples import Example


def judged_speech(model: Model, judge: Judge, documents: Iterable[Row]) -> Iterator[Judged]:
    """Yield the attributions of PolNeAR documents, and their links, with raw confidence."""
    for row, document in loaded(documents):
        draft = drafted(document, replace(model, calibration=UNCALIBRATED))
        yield from judge.attributions(draft, row["attributions"])
        yield from judge.attribution_links(draft, row["attributions"])


def judged_reports(model: Model, judge: Judge, documents: Iterable[Row]) -> Iterator[Judged]:
    """Yield figures, events and positions of annotated reports, and their links, raw.

    Figures count where their values were annotated.
    """
    for row, document in loaded(documents):
        draft = drafted(document, replace(model, calibration=UNCALIBRATED))
        if all("low" in figure for figure in row["figures"]):
            yield from judge.figures(draft, row)
        yield from judge.events(draft, row)
        yield from judge.positions(draft, row)


def judged_names(model: Model, examples: Iterable[Example]) -> Iterator[Judged]:
    """Yield the names of texts in words, raw; right is a name with the same words and kind."""
    for part, scores in scored(model, examples):
        gold = spans(part.tags["name"], "name")
        bar = model.bars.get("name", EVEN)
        for run in tagged(scores, "name", bar, sentence_starts(part)):
            yield Judged("entity", run.confidence, (run.first, run.last, run.label) in gold)


def curve_of(calibration: Calibration, what: str) -> Curve:
    """Return the curve of a kind of fact or link."""
    known = {str(kind): curve for kind, curve in calibration.facts.items()}
    known |= {str(role): curve for role, curve in calibration.links.items()}
    return known.get(what, Curve())


def report(name: str, found: Sequence[Judged], calibration: Calibration) -> None:
    """Print error and table of what was judged."""
    if not found:
        print(f"{name}: none")
        return
    raw = reliability([(one.confidence, one.right) for one in found])
    table = reliability(
        [(curve_of(calibration, one.what)(one.confidence), one.right) for one in found]
    )
    print(
        f"{name}: ECE {calibration_error(table):.3f} (raw {calibration_error(raw):.3f}), "
        f"{len(found)} of which {sum(one.right for one in found)} right"
    )
    print("   confidence " + " ".join(f"{row.confidence:5.2f}" for row in table))
    print("   right      " + " ".join(f"{row.right:5.2f}" for row in table))


def report_all(found: Iterable[Judged], calibration: Calibration) -> None:
    """Print a report for each kind of fact, one for each kind of link and one for all links."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    links: list[Judged] = []
    for one in found:
        if one.what in get_args(LinkRole):
            links.append(one)
            kinds[f"link {one.what}"].append(one)
        else:
            kinds[one.what].append(one)
    for name, several in kinds.items():
        report(name, several, calibration)
    report("links, all together", links, calibration)


def main() -> None:
    """Run the command line."""
    setting = setting_of(parser("confidence", __doc__).parse_args())
    model, judge, data = setting.model, Judge(setting.data), setting.data
    split = "train" if setting.training else "dev"
    speech = (
        row
        for row in rows(data / "polnear" / f"{split}.jsonl.gz")
        if not setting.training or tuning(row["id"])
    )
    reports = (
        row
        for row in rows(data / "gold_train" / "gold_train.jsonl.gz")
        if held_out(row["id"]) != setting.training and (not setting.training or tuning(row["id"]))
    )
    print("PolNeAR")
    report_all(judged_speech(model, judge, setting.first(speech)), model.calibration)
    if not setting.training:
        print("CoNLL-2003")
        named = named_examples(data / "ner_conll2003" / "dev.jsonl.gz", "ner_conll2003")
        report_all(judged_names(model, setting.first(named)), model.calibration)
    print("gold_train")
    report_all(judged_reports(model, judge, setting.first(reports)), model.calibration)


if __name__ == "__main__":
    main()
