"""Run the benchmarks of `every`; write what they find into README, model card, docs/accuracy.md.

    python -m benchmarks.accuracy --data DIR [--weights DIR]

The table of README and model card stands between two comments, `accuracy:begin` and
`accuracy:end`; all figures go to docs/accuracy.md. With `--most`, `--training` or `--weights` the
figures are printed and nothing
is written: they are not those of the shipped model on what it is reported on.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from benchmarks.command import parser, printed, setting_of
from benchmarks.every import ALL, measured
from benchmarks.results import Result
from benchmarks.timing import ROOT
from communique.reading.scores import weights_folder

BEGIN, END = "<!-- accuracy:begin -->", "<!-- accuracy:end -->"
README = ROOT / "README.md"
CARD = weights_folder() / "MODEL_CARD.md"
FULL = ROOT / "docs" / "accuracy.md"
MORE = "docs/accuracy.md has all figures."

ABOUT = """\
# How well it reads

Written by `python -m benchmarks.accuracy`; [benchmarks/](../benchmarks/README.md) says how each
figure is taken. F1 and shares are in percent. Brackets hold 95 % intervals: percentiles of 1,000
resamples of the documents (of the sentences, for sentence events; of the pages, for web pages),
drawn with a fixed seed. They say how far a figure depends on which documents were drawn, not how
good the annotation is.
"""


def short_table(results: Sequence[Result]) -> str:
    """Return the README's table: one row for each set and protocol, its chief figures together."""
    lines = ["| skill | measured on | result, with 95 % intervals |", "|---|---|---|"]
    chief = [result for result in results if result.brief]
    for trial, group in groupby(chief, key=lambda r: r.trial):
        figures = "; ".join(f"{result.what} {result.figure}" for result in group)
        measured_on = f"{trial.data}, {trial.split}: {trial.protocol}"
        lines.append(f"| {_cell(trial.skill)} | {_cell(measured_on)} | {_cell(figures)} |")
    return "\n".join(lines)


def full_page(results: Sequence[Result]) -> str:
    """Return docs/accuracy.md: a section for each skill, a table for each set and protocol."""
    parts = [ABOUT]
    for skill in dict.fromkeys(result.trial.skill for result in results):
        parts.append(f"## {skill[:1].upper()}{skill[1:]}\n")
        of_skill = [result for result in results if result.trial.skill == skill]
        for trial, group in groupby(of_skill, key=lambda r: r.trial):
            parts.append(f"**{trial.data}, {trial.split}** ({trial.protocol})\n")
            rows = ["| figure | value | documents | detail |", "|---|---|---|---|"]
            rows += [
                f"| {_cell(r.what)} | {r.figure} | {r.documents or ''} | {_cell(r.detail)} |"
                for r in group
            ]
            parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def with_table(page: str, table: str) -> str:
    """Return a page with `table` between the two comments.

    Raises:
        ValueError: the page does not have both comments, once each and in order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in after:
        raise ValueError(f"the page needs {BEGIN} and {END}, once each and in this order")
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Run the command line."""
    setting = setting_of(parser("accuracy", __doc__).parse_args())
    pages = {file: file.read_text(encoding="utf-8") for file in (README, CARD)}
    for page in pages.values():
        with_table(page, "")  # fails before the long run, not after it
    results = printed(measured(ALL, setting))
    if setting.limited or setting.weights is not None:
        print("README, model card and docs/accuracy.md are left as they are.")
        return
    written = f"{short_table(results)}\n\n{MORE}"
    for file, page in pages.items():
        file.write_text(with_table(page, written), encoding="utf-8")
    FULL.write_text(full_page(results), encoding="utf-8")
    print(f"written: {README}, {CARD}, {FULL}")


if __name__ == "__main__":
    main()
