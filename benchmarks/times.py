"""Time expressions: found in raw text, and put on the calendar.

    python -m benchmarks.times --data DIR [--weights DIR] [--most N] [--training] [--wrong N]

On TempEval-3's development split and the fifth of WikiWars that is kept out of training:

- found, by the whole reading of raw text: F1 of spans that are the same, of spans that overlap
  (each with one other), and of overlapping spans whose TIMEX3 value is the annotated one;
- given where they stand: share of expressions with the annotated value; of those whose value
  covers known days, the share read as the same days, and the share whose days meet the annotated
  ones. The days are those of the value alone, before "since", "until" and their like open them,
  because the annotation says nothing of these.

The rules of the calendar were made with both sets in view. `--wrong N` shows N wrong readings of
each set, with `--training` only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from benchmarks.command import Setting, parser, printed, setting_of
from benchmarks.figures_of_merit import share
from benchmarks.readings import Row, readings
from benchmarks.results import Result, Tallies, Trial
from communique.dates import Interval
from communique.documents import Document, Paragraph
from communique.findings import Time
from communique.reading.draft import Draft
from communique.reading.encoder import parse
from communique.reading.parsed import TimeSpan
from communique.reading.periods import days_of
from communique.reading.scores import Model
from communique.reading.times import find_times
from communique.spans import Span
from training.corpora import held_out, rows

SKILL = "times"
DECADE = re.compile(r"\d{2,3}X*")
UNKNOWN = re.compile(r"null|X{4}.*")


def sets(setting: Setting) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield name, split and documents of each set."""
    part = "train" if setting.training else "dev"
    documents = rows(setting.data / "timex_tempeval3" / f"{part}.jsonl.gz")
    yield "TempEval-3", setting.split("dev"), list(setting.first(documents))
    kept = (
        row
        for row in rows(setting.data / "timex_wikiwars" / "train_01_16.jsonl.gz")
        if held_out(row["id"]) != setting.training
    )
    yield "WikiWars", setting.split("held-out fifth"), list(setting.first(kept))


def published(row: Row) -> str | None:
    """Return the day on which a document was written, in ISO form."""
    return row["dct"][:10] if row["dct"] else None


def without_ranges(times: Sequence[Time]) -> list[Time]:
    """Return the times that are no range: a range has a slash, and its two ends stand beside it."""
    return [t for t in times if "/" not in (t.value or "")]


def same_value(gold: str, found: str | None) -> bool:
    """Tell whether two values are the same; a gold value that says nothing calls for none."""
    if UNKNOWN.fullmatch(gold):
        return found is None or bool(UNKNOWN.fullmatch(found))
    if DECADE.fullmatch(gold):
        # The sets write a decade as 198 and as 198X, a century as 19 and as 19XX.
        return found is not None and gold.rstrip("X") == found.rstrip("X")
    return gold.removeprefix("FY") == found


def overlapping(gold: Sequence[Row], found: Sequence[Time]) -> list[tuple[Row, Time]]:
    """Return pairs of expressions that overlap, each in one pair, those that share most first."""
    pairs = sorted(
        (
            (g["end"] - g["start"] + t.end - t.start - 2 * shared, i, j)
            for i, g in enumerate(gold)
            for j, t in enumerate(found)
            if (shared := min(g["end"], t.end) - max(g["start"], t.start)) > 0
        )
    )
    taken: list[tuple[Row, Time]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in pairs:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            taken.append((gold[i], found[j]))
    return taken


def in_raw_text(name: str, split: str, documents: Sequence[Row], model: Model) -> Iterator[Result]:
    """Yield how well times are found by the whole reading."""
    tallies = Tallies(Trial(SKILL, name, split, "found in raw text"))
    bare = ({**row, "published": published(row), "title": None} for row in documents)
    for row, document in readings(bare, model):
        found = without_ranges(document.findings.times)
        gold = list({(t["start"], t["end"]): t for t in row["timex"]}.values())
        pairs = overlapping(gold, found)
        valued = sum(same_value(g["value"], t.value) for g, t in pairs)
        exact = {(g["start"], g["end"]) for g in gold}
        tallies.of("exact span").spans(exact, {(t.start, t.end) for t in found})
        for what, right in (("relaxed span", len(pairs)), ("relaxed span + value", valued)):
            tallies.of(what).add(right, len(found) - right, len(gold) - right)
    yield from tallies.results(("relaxed span", "relaxed span + value"))


def with_gold_spans(row: Row, model: Model) -> Draft:
    """Return a draft in which the annotated expressions are all that is proposed."""
    text = row["text"]
    paragraphs = tuple(
        Paragraph(m.start(), m.end(), "body") for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
    )
    day = published(row)
    document = Document(
        id=row["id"],
        ref=row["id"],
        text=text,
        published=date.fromisoformat(day) if day else None,
        paragraphs=paragraphs,
    )
    spans = sorted({(t["start"], t["end"]): t["type"] for t in row["timex"]}.items())
    times = [TimeSpan(Span(*span), kind, 1.0) for span, kind in spans]
    parsed = msgspec.structs.replace(parse(document, model), times=times)
    return Draft(document=document, parsed=parsed)


def meet(left: Interval, right: Interval) -> bool:
    """Tell whether two stretches of days share a day."""
    return any(
        a.start is not None and b.may_contain(a.start) for a, b in ((left, right), (right, left))
    )


def on_calendar(
    name: str, split: str, documents: Sequence[Row], model: Model, wrong: int
) -> Iterator[Result]:
    """Yield how well expressions are dated whose spans are given; print `wrong` wrong ones."""
    tallies = Tallies(Trial(SKILL, name, split, "spans given"))
    for row in documents:
        times = without_ranges(find_times(with_gold_spans(row, model)).times)
        counts: Counter[str] = Counter()
        for gold in row["timex"]:
            over = [t for t in times if t.start <= gold["start"] and gold["end"] <= t.end]
            time = min(over, key=lambda t: t.end - t.start, default=None)
            value = time.value if time else None
            good = same_value(gold["value"], value)
            counts["value"] += good
            if not good and wrong > 0:
                wrong -= 1
                words = " ".join(row["text"][max(0, gold["start"] - 30) : gold["end"] + 10].split())
                print(f"  {row['dct'][:10]} …{words}… gold {gold['value']}, read {value}")
            days, ours = days_of(gold["value"][:10]), days_of((value or "")[:10])
            if days is not None and days.start and days.end:
                counts["dated"] += 1
                counts["same days"] += ours == days
                counts["meeting days"] += ours is not None and meet(days, ours)
        tallies.of("value", share).add(counts["value"], len(row["timex"]))
        for what in ("same days", "meeting days"):
            tallies.of(what, share).add(counts[what], counts["dated"])
    yield from tallies.results(["value"])


def results(setting: Setting, wrong: int = 0) -> Iterator[Result]:
    """Yield the figures of each set."""
    for name, split, documents in sets(setting):
        yield from in_raw_text(name, split, documents, setting.model)
        yield from on_calendar(name, split, documents, setting.model, wrong)


def main() -> None:
    """Run the command line."""
    options = parser("times", __doc__)
    options.add_argument("--wrong", type=int, default=0, metavar="N")
    given = options.parse_args()
    if given.wrong and not given.training:
        options.error("--wrong shows training documents alone: add --training")
    printed(results(setting_of(given), given.wrong))


if __name__ == "__main__":
    main()
