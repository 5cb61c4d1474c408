"""How well time expressions are put on the calendar, given where they stand.

    python benchmarks/times.py --data DIR [--wrong N]

DIR holds `timex_tempeval3/{train,dev}.jsonl.gz` and
`timex_wikiwars/train_01_16.jsonl.gz`. For each set:

- value: share of the gold expressions whose TIMEX3 value is exactly the gold one;
- days: of those whose gold value covers known days, the share read as the same days, and the share
  whose days meet the gold days. The days are those of the value alone, before "since", "until" and
  their like open them, because the gold says nothing of these.

The words are cut by the reader's own rules; without a model there is no syntax, and so no tense.
With `--weights DIR` the model in that folder gives both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from communique.dates import Interval
from communique.documents.document import Document, Paragraph
from communique.reading.draft import Draft
from communique.reading.encoder import parse
from communique.reading.parsed import Parsed, Sentence, TimeSpan, Word
from communique.reading.periods import days_of
from communique.reading.scores import Model, load_model
from communique.reading.times import find_times
from communique.reading.words import words_in
from communique.spans import Span

SETS = {
    "TempEval-3 train": "timex_tempeval3/train.jsonl.gz",
    "TempEval-3 dev": "timex_tempeval3/dev.jsonl.gz",
    "WikiWars": "timex_wikiwars/train_01_16.jsonl.gz",
}
DECADE = re.compile(r"\d{2,3}X*")
UNKNOWN = re.compile(r"null|X{4}.*")


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a set."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def draft_of(row: dict[str, Any], model: Model | None) -> Draft:
    """Return a draft with the gold expressions as the proposals."""
    text = row["text"]
    paragraphs = tuple(
        Paragraph(m.start(), m.end(), "body") for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
    )
    published = date.fromisoformat(row["dct"][:10]) if row["dct"] else None
    document = Document(
        id=row["id"], ref=row["id"], text=text, published=published, paragraphs=paragraphs
    )
    spans = sorted({(t["start"], t["end"]): t["type"] for t in row["timex"]}.items())
    times = [TimeSpan(Span(*span), kind, 1.0) for span, kind in spans]
    parsed = parse(document, model) if model else without_syntax(text)
    return Draft(document=document, parsed=msgspec.structs.replace(parsed, times=times))


def without_syntax(text: str) -> Parsed:
    """Return the words of a text in one sentence, with no tags."""
    words = [
        Word(i, s.start, s.end, s.of(text), s.of(text).lower(), "X", "XX", -1, "root", 0)
        for i, s in enumerate(words_in(text))
    ]
    return Parsed(text=text, words=words, sentences=[Sentence(0, 0, len(words), 0, len(text), 0)])


def same_value(gold: str, found: str | None) -> bool:
    """Tell whether two values are the same; a gold value that says nothing calls for none."""
    if UNKNOWN.fullmatch(gold):
        return found is None or bool(UNKNOWN.fullmatch(found))
    if DECADE.fullmatch(gold):
        # The sets write a decade as 198 and as 198X, a century as 19 and as 19XX.
        return found is not None and gold.rstrip("X") == found.rstrip("X")
    return gold.removeprefix("FY") == found


def share(part: int, whole: int) -> str:
    """Return a part of a whole in percent."""
    return f"{100 * part / max(1, whole):.1f} %"


def meet(left: Interval, right: Interval) -> bool:
    """Tell whether two stretches of days share a day."""
    return any(
        a.start is not None and b.may_contain(a.start) for a, b in ((left, right), (right, left))
    )


def measure(name: str, file: Path, model: Model | None, wrong: int) -> None:
    """Print the accuracies of one set, and some of what went wrong."""
    counts: Counter[str] = Counter()
    shown: list[str] = []
    for row in rows(file):
        draft = find_times(draft_of(row, model))
        # A range has a slash in its value; its two ends stand beside it.
        found = [t for t in draft.times if "/" not in (t.value or "")]
        for gold in row["timex"]:
            over = [t for t in found if t.start <= gold["start"] and gold["end"] <= t.end]
            time = min(over, key=lambda t: t.end - t.start, default=None)
            value = time.value if time else None
            counts["all"] += 1
            good = same_value(gold["value"], value)
            counts["value"] += good
            if not good:
                words = " ".join(row["text"][max(0, gold["start"] - 30) : gold["end"] + 10].split())
                shown.append(f"  {row['dct'][:10]} …{words}… gold {gold['value']}, read {value}")
            days, ours = days_of(gold["value"][:10]), days_of((value or "")[:10])
            if days is not None and days.start and days.end:
                counts["dated"] += 1
                counts["same days"] += ours == days
                counts["meeting days"] += ours is not None and meet(days, ours)
    dated = counts["dated"]
    print(
        f"{name:17} {counts['all']:5} expressions: value {share(counts['value'], counts['all'])};"
        f" {dated} with days: same {share(counts['same days'], dated)},"
        f" meeting {share(counts['meeting days'], dated)}"
    )
    for line in shown[:wrong]:
        print(line)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="folder of a trained model, for syntax")
    parser.add_argument(
        "--wrong", type=int, default=0, help="show so many wrong readings of each set"
    )
    given = parser.parse_args()
    model = load_model(given.weights) if given.weights else None
    for name, place in SETS.items():
        if (given.data / place).exists():
            measure(name, given.data / place, model, given.wrong)


if __name__ == "__main__":
    main()
