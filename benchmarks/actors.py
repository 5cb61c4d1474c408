"""Who is who over documents, and where places lie.

    python -m benchmarks.actors --data DIR [--weights DIR] [--most N] [--training]

- ecb_plus: topics of even number (with --training, of odd number). Documents are read as running
  text and filed, one record for each topic; annotated mentions of participants, and apart those of
  locations, are clustered by the actor that they are read as. What is read as none is alone.
- reuters21578: five threads of coverage of negotiations (with --training, five others), one record
  for each; the names of `annotations/reuters_actors.tsv`.
- geo: places of GeoVirus and LGL, names given; the share that lies within 161 km.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.actors_text import Row, ecb_mentions, ecb_row, is_named
from benchmarks.command import Setting, run
from benchmarks.figures_of_merit import f1_of_means, share
from benchmarks.readings import readings
from benchmarks.results import Result, Tallies, Trial
from communique.documents import ReadDocument
from communique.matching.places import gazetteer, locate
from communique.record import Store
from communique.spans import Span

ANNOTATED = Path(__file__).parent / "annotations" / "reuters_actors.tsv"
TRAINING_THREADS = frozenset({"seamen", "brazil-debt", "chips", "airbus", "taft"})
NEAR = 161.0
"""Kilometres."""
Mention = tuple[str, int, int]
"""A document and where the words stand in it."""


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, int]:
    """Return the sums of precision and recall over all mentions, and their number.

    B³ (Bagga and Baldwin 1998): of each mention the share of its cluster that is rightly there, and
    the share of its gold cluster that is.
    """
    of_gold, of_found = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    pairs = list(zip(gold, found, strict=True))
    precision = sum(both[g, f] / of_found[f] for g, f in pairs)
    recall = sum(both[g, f] / of_gold[g] for g, f in pairs)
    return precision, recall, len(pairs)


def clusters(read: Iterable[ReadDocument], mentions: Sequence[Mention]) -> list[Hashable]:
    """Return for each mention the actor that a record of these documents takes it for."""
    spans: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    with Store.throwaway() as store:
        for each in read:
            store.writer().file(each, "measured")
            for entity in each.findings.entities:
                spans[each.document.ref] += [
                    (at, f"{each.document.id} {entity.id}") for at in entity.mentions
                ]
        actors = {f"{d} {e}": actor for (d, e), actor in store.view().actor_entities().items()}
    return [
        actors[entity] if (entity := _meant(spans[mention[0]], mention)) else mention
        for mention in mentions
    ]


def _meant(spans: Iterable[tuple[Span, str]], mention: Mention) -> str | None:
    """Return the entity whose words agree most with a mention; None where none shares half."""
    _, start, end = mention

    def agreement(at: Span) -> float:
        shared = min(end, at.end) - max(start, at.start)
        return shared / (max(end, at.end) - min(start, at.start)) if shared > 0 else 0.0

    best = max(spans, key=lambda each: agreement(each[0]), default=None)
    return best[1] if best and agreement(best[0]) >= 0.5 else None


def ecb(setting: Setting) -> Iterator[Result]:
    """Yield B³ on the chains of ECB+."""
    with gzip.open(setting.data / "ecb_plus" / "train_topics_1_35.jsonl.gz", "rt") as file:
        rows = [json.loads(line) for line in file]
    topics: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if int(row["topic"]) % 2 == int(setting.training):
            topics[int(row["topic"])].append(row)
    split = setting.split("topics of even number", "topics of odd number")
    protocol = "B³ within each topic, documents read whole, annotated mentions given"
    tallies = Tallies(Trial("actors", "ECB+", split, protocol))
    for _, documents in setting.first(sorted(topics.items())):
        read = [each for _, each in readings(map(ecb_row, documents), setting.model)]
        ecb_topic(documents, read, tallies)
    yield from tallies.results(["participants, names"])


def ecb_topic(rows: Iterable[Row], read: Iterable[ReadDocument], tallies: Tallies) -> None:
    """Count one topic, read."""
    gold = [(row["id"], *m, is_named(row, m)) for row in rows for m in ecb_mentions(row)]
    found = clusters(read, [(ref, start, end) for ref, start, end, *_ in gold])
    for what, kind in (("participants", "HUMAN"), ("locations", "LOC")):
        ours = [
            (chain, actor, named)
            for (*_, type_, chain, named), actor in zip(gold, found, strict=True)
            if type_.startswith(kind)
        ]
        for which, some in (("names", [o for o in ours if o[2]]), ("all mentions", ours)):
            counts = b_cubed([o[0] for o in some], [o[1] for o in some])
            tallies.of(f"{what}, {which}", f1_of_means).add(*counts)


def reuters(setting: Setting) -> Iterator[Result]:
    """Yield B³ on the annotated names of threads."""
    threads: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for line in ANNOTATED.read_text(encoding="utf-8").splitlines()[1:]:
        thread, document, start, end, bearer = line.split("\t")
        if (thread in TRAINING_THREADS) == setting.training:
            threads[thread].append(((document, int(start), int(end)), bearer))
    wanted = {mention[0] for named in threads.values() for mention, _ in named}
    texts: dict[str, Row] = {}
    for part in sorted((setting.data / "reuters21578").glob("part*.jsonl.gz")):
        with gzip.open(part, "rt") as file:
            for line in file:
                row = json.loads(line)
                if row["id"] in wanted:
                    texts[row["id"]] = {**row, "date": row["date"][:10]}
    split = setting.split("5 threads", "5 other threads")
    trial = Trial("actors", "Reuters-21578", split, "B³ within each thread, names that are read")
    tallies = Tallies(trial)
    for _, named in setting.first(sorted(threads.items())):
        rows = [texts[ref] for ref in sorted({mention[0] for mention, _ in named})]
        read = [each for _, each in readings(rows, setting.model)]
        found = clusters(read, [mention for mention, _ in named])
        tallies.of("names", f1_of_means).add(*b_cubed([b for _, b in named], found))
    yield from tallies.results(["names"])


def geo(setting: Setting) -> Iterator[Result]:
    """Yield the share of places that are put where they are."""
    for name, file in (("GeoVirus", "geovirus_a"), ("LGL", "lgl_a")):
        with gzip.open(setting.data / "geo" / f"{file}.jsonl.gz", "rt") as lines:
            rows = [json.loads(line) for line in lines]
        half = [row for i, row in enumerate(rows) if i % 2 == int(setting.training)]
        split = setting.split("every other document", "the other documents")
        tallies = Tallies(Trial("places", name, split, "names given; found within 161 km"))
        for row in setting.first(half):
            names = [
                (str(i), row["text"][t["start"] : t["end"]], [t["end"]])
                for i, t in enumerate(row["toponyms"])
            ]
            meant = locate(row["text"], names, gazetteer())
            right = of = known = 0
            for i, told in enumerate(row["toponyms"]):
                if "lat" not in told:
                    continue
                place = meant.get(str(i))
                near = place is not None and (
                    kilometres(place.lat, place.lon, told["lat"], told["lon"]) <= NEAR
                )
                right, of, known = right + near, of + 1, known + (place is not None)
            tallies.of("within 161 km", share).add(right, of)
            tallies.of("name in the gazetteer", share).add(known, of)
        yield from tallies.results(["within 161 km"])


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two places on the globe, by the haversine formula."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def results(setting: Setting) -> Iterator[Result]:
    """Yield all figures."""
    yield from geo(setting)
    yield from reuters(setting)
    yield from ecb(setting)


if __name__ == "__main__":
    run("actors", __doc__, results)
