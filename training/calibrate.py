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
never saw lies between. The curve has two parameters only, and should be fitted anew, on news alone,
once some is set aside before a training.

Facts are sorted by raw score into bins of equal size, few enough that each holds `LEAST`; the share
right in each, pulled a little toward the share of all, is made to rise by isotonic regression, and
a line is drawn through the middles of the bins. Kinds with few facts get a logistic curve instead,
those with hardly any keep their raw score.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice
from pathlib import Path
from typing import cast, get_args

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.isotonic import isotonic_regression
from sklearn.linear_model import LogisticRegression

from benchmarks.confidence import judged_names, judged_reports, judged_speech
from benchmarks.given_words import scored
from benchmarks.rightness import Judge, Judged
from communique.reading import Model, load_model
from communique.reading.calibration import FILE, Calibration, Curve, FactKind
from communique.reading.labels import LinkRole
from communique.reading.scores import EVEN
from communique.reading.tagging import Run, tagged
from training.corpora import held_out, named_examples, rows, tuning
from training.examples import Example

Floats = npt.NDArray[np.float64]

LEAST = 40
"""Facts in a bin: a share of them is known to within eight points or so."""
MOST_BINS = 10
FEW, HARDLY_ANY = 200, 20
"""Facts; below the first the curve is logistic, below the second there is none."""
PULL = 4
"""So many facts of average worth are added to each bin."""
_EDGE = 1e-4
_IN_NOVELS = {"PER": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG"}


def fitted(found: Sequence[tuple[float, bool]], *, logistic: bool = False) -> Curve:
    """Return the curve through facts given as raw score and whether they are right.

    Args:
        found: at least `HARDLY_ANY`, else the curve leaves scores as they are.
        logistic: two parameters, however many facts there are.
    """
    if len(found) < HARDLY_ANY:
        return Curve()
    pairs = np.asarray(sorted(found), dtype=float)
    if logistic or len(pairs) < FEW or len(set(pairs[:, 1])) == 1:
        return _logistic(pairs[:, 0], pairs[:, 1])
    parts = np.array_split(pairs, min(MOST_BINS, len(pairs) // LEAST))
    sizes = np.asarray([len(part) for part in parts], dtype=float)
    middles = np.asarray([part[:, 0].mean() for part in parts])
    hits = np.asarray([part[:, 1].sum() for part in parts])
    shares = (hits + PULL * pairs[:, 1].mean()) / (sizes + PULL)
    rising = isotonic_regression(shares, sample_weight=sizes, y_min=0, y_max=1)
    return _through(middles, rising)


def _logistic(raw: Floats, right: Floats) -> Curve:
    """Return Platt's curve on the log odds of the raw score, through eleven of its quantiles."""
    at = np.unique(np.quantile(raw, np.linspace(0, 1, 11)))
    if len(set(right)) == 1:
        # All right or all wrong: as likely as that makes the next one (Laplace).
        return _through(at, np.full(len(at), (right.sum() + 1) / (len(right) + 2)))
    model = LogisticRegression().fit(_log_odds(raw)[:, None], right)
    if model.coef_[0, 0] <= 0:
        # A falling curve is chance: the score tells nothing here.
        return _through(at, np.full(len(at), right.mean()))
    return _through(at, model.predict_proba(_log_odds(at)[:, None])[:, 1])


def _log_odds(raw: Floats) -> Floats:
    inside = np.clip(raw, _EDGE, 1 - _EDGE)
    return np.log(inside / (1 - inside))


def _through(raw: Floats, likely: Floats) -> Curve:
    """Return the curve through rising points; of those that fall together, the last counts."""
    points = zip(raw.round(4).tolist(), likely.round(4).tolist(), strict=True)
    return Curve(tuple(dict(points).items()))


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
            for run in tagged(scores, "name", model.bars.get("name", EVEN)):
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
        curve = fitted(pairs, logistic=kind == "entity")
        right = sum(one for _, one in pairs) / len(pairs)
        mean = sum(raw for raw, _ in pairs) / len(pairs)
        made = " ".join(f"{x:.2f}:{y:.2f}" for x, y in curve.knots) or "as it is"
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
            *judged_reports(model, judge, reports),
            *names_of(model, given.data),
        ]
    )
    encoded = msgspec.json.format(msgspec.json.encode(calibration), indent=1)
    ((given.out or given.weights) / FILE).write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
