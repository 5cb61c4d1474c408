"""Count what the exported model's probabilities are worth, and write `calibration.json`.

    python -m training.calibrate --data DIR --weights communique/reading/weights

Run it after `training.tune`: other bars find other things. Attributions and their links are counted
on the training documents of PolNeAR that were set aside (`training.corpora.tuning`); figures,
events, positions and their links on those of the annotated reports. The network saw neither, and no
development split plays a part.

Names are the exception: of the news with annotated names, nothing but development splits is held
out. Two sets stand in, in equal parts. In the novels of LitBank, which the network never saw, names
are stranger than in news, and it is surer of itself than it should be; on the training part of
CoNLL-2003 it has seen the answers, and does better than on new texts. What holds for news that it
never saw lies between. That curve should be fitted anew, on news alone, once some is set aside
before a training.

Each curve is Platt's: logistic in the log odds of the raw score, two parameters, so that few
documents are enough. Fitted on one half of the set-aside documents of PolNeAR and measured on the
other, it left an error of 0.03 for attributions, where isotonic regression over bins of 40 to 150
facts left 0.04 to 0.10. Kinds with hardly any facts keep their raw score.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import cast, get_args

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from benchmarks.confidence import judged_names, judged_reports, judged_speech
from benchmarks.given_words import scored
from benchmarks.rightness import Judge, Judged
from communique.reading import Model, load_model
from communique.reading.calibration import FILE, Calibration, Curve, FactKind
from communique.reading.labels import LinkRole
from communique.reading.scores import EVEN
from communique.reading.tagging import Run, tagged
from training.corpora import held_out, more_reports_set_aside, named_examples, rows, tuning
from training.examples import Example

Floats = npt.NDArray[np.float64]

HARDLY_ANY = 50
"""Facts; below that there is no curve."""
_KNOTS = 21
_EDGE = 1e-4
_IN_NOVELS = {"PER": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG"}


def fitted(found: Sequence[tuple[float, bool]]) -> Curve:
    """Return the curve through facts given as raw score and whether they are right.

    It goes through the quantiles of the raw scores, and leaves scores as they are where there are
    fewer facts than `HARDLY_ANY`.
    """
    if len(found) < HARDLY_ANY:
        return Curve()
    pairs = np.asarray(found, dtype=float)
    raw, right = pairs[:, 0], pairs[:, 1]
    at = np.unique(np.quantile(raw, np.linspace(0, 1, _KNOTS)).round(4))
    if len(set(right)) == 1:
        # All right or all wrong: as likely as that makes the next one (Laplace).
        likely = np.full(len(at), (right.sum() + 1) / (len(right) + 2))
    else:
        model = LogisticRegression().fit(_log_odds(raw)[:, None], right)
        # A falling curve is chance: the score tells nothing here, and all are as likely as most.
        rises = model.coef_[0, 0] > 0
        likely = model.predict_proba(_log_odds(at)[:, None])[:, 1] if rises else right.mean()
    points = zip(at.tolist(), np.broadcast_to(likely, at.shape).round(4).tolist(), strict=True)
    return Curve(tuple(points))


def _log_odds(raw: Floats) -> Floats:
    inside = np.clip(raw, _EDGE, 1 - _EDGE)
    return np.log(inside / (1 - inside))


def names_in_novels(model: Model, data: Path) -> Iterator[Judged]:
    """Yield the names of LitBank, right where one of its kind stands on half of the words or more.

    Titles belong to names there, nicknames and all; works and peoples are not marked.
    """
    for row in rows(data / "litbank" / "train.jsonl.gz"):
        starts = list(accumulate((len(s) for s in row["sentences"]), initial=0))
        words = [word for sentence in row["sentences"] for word in sentence]
        begins = set(starts)
        example = Example("litbank", words, [i in begins for i in range(len(words))])
        gold = [
            (starts[m["start"][0]] + m["start"][1], starts[m["end"][0]] + m["end"][1] + 1, label)
            for m in row["mentions"]
            if m["kind"] == "PROP" and (label := _IN_NOVELS.get(m["type"]))
        ]
        offset = 0
        for part, scores in scored(model, [example]):
            for run in tagged(scores, "name", model.bars.get("name", EVEN), part.breaks):
                here = replace(run, first=run.first + offset, last=run.last + offset)
                if run.label in _IN_NOVELS.values():
                    right = any(_fits(here, *one) for one in gold)
                    yield Judged("entity", run.confidence, right)
            offset += len(part)


def _fits(run: Run, first: int, last: int, label: str) -> bool:
    shared = run.overlap(first, last)
    return label == run.label and 2 * shared >= len(run) + last - first - shared


def names_of(model: Model, data: Path) -> Iterator[Judged]:
    """Yield as many names of news that was trained on as of novels that were not."""
    novels = list(names_in_novels(model, data))
    news = named_examples(data / "ner_conll2003" / "train.jsonl.gz", "ner_conll2003")
    yield from novels
    yield from islice(judged_names(model, news), len(novels))


def fitted_all(found: Iterable[Judged]) -> Calibration:
    """Return the curves of all kinds for which there is enough, saying how each came about."""
    kinds: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in found:
        kinds[one.what].append((one.confidence, one.right))
    facts: dict[FactKind, Curve] = {}
    links: dict[LinkRole, Curve] = {}
    for kind, pairs in sorted(kinds.items()):
        curve = fitted(pairs)
        right = sum(one for _, one in pairs) / len(pairs)
        mean = sum(raw for raw, _ in pairs) / len(pairs)
        made = " ".join(f"{x:.2f}:{y:.2f}" for x, y in curve.knots[::4]) or "as it is"
        print(f"{kind:24} {len(pairs):5} raw {mean:.3f} right {right:.3f}  {made}")
        if kind in get_args(LinkRole):
            links[cast(LinkRole, kind)] = curve
        else:
            facts[cast(FactKind, kind)] = curve
    return Calibration(
        {kind: curve for kind, curve in facts.items() if curve.knots},
        {role: curve for role, curve in links.items() if curve.knots},
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where the file goes; beside the weights")
    given = parser.parse_args()
    model, judge = load_model(given.weights, threads=2), Judge(given.data)
    speech = (r for r in rows(given.data / "polnear" / "train.jsonl.gz") if tuning(r["id"]))
    reports = (
        row
        for row in rows(given.data / "gold_train" / "gold_train.jsonl.gz")
        if tuning(row["id"]) and not held_out(row["id"])
    )
    calibration = fitted_all(
        [
            *judged_speech(model, judge, speech),
            *judged_reports(model, judge, chain(reports, more_reports_set_aside(given.data))),
            *names_of(model, given.data),
        ]
    )
    encoded = msgspec.json.format(msgspec.json.encode(calibration), indent=1)
    ((given.out or given.weights) / FILE).write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
