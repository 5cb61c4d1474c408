"""Write the table of dictionary forms that regular endings do not give.

    python -m training.lemma_table --data DIR

The table holds single words and their dictionary forms, counted in the training parts of UD
English EWT and GUM (the documents of GUM that are free for commercial use); no running text.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from communique.reading import lemmas

_SOURCE = """# source: forms and lemmas in the training parts of Universal Dependencies English EWT
# (CC BY-SA 4.0) and of the documents of UD English GUM that are free for commercial use; made by
# training/lemma_table.py. Form, Penn tag, lemma; only where the regular endings in lemmas.py give
# another answer.
"""

_SLIPS = {("freed", "VBN")}
"""Forms of which the treebanks give a dictionary form that is no word: "fre"."""


def treebank_words(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield form, lemma and both tags of all words that are not misspelt."""
    gum = data / "ud_english_gum"
    barred = set((gum / "noncommercial_documents_train.txt").read_text(encoding="utf-8").split())
    for file in (
        data / "ud_english_ewt" / "en_ewt-ud-train.conllu.gz",
        gum / "en_gum-ud-train.conllu.gz",
    ):
        document = ""
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# newdoc"):
                    document = line.split("=")[-1].strip()
                cells = line.rstrip("\n").split("\t")
                word = len(cells) == 10 and cells[0].isdigit() and document not in barred
                if word and "CorrectForm" not in cells[9] and "Typo" not in cells[5]:
                    yield cells[1], cells[2], cells[3], cells[4]


def counted(data: Path) -> dict[tuple[str, str], Counter[str]]:
    """Count the lemmas of every lower-case form and tag."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, lemma, _, xpos in treebank_words(data):
        if xpos not in {"NNP", "NNPS", "GW", "ADD"}:
            counts[form.lower(), xpos][lemma.lower()] += 1
    return counts


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.lemma_table", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    counts = counted(given.data)
    base = {form for form, xpos in counts if xpos in {"VB", "VBP"}}
    lines = []
    for (form, xpos), seen in sorted(counts.items()):
        lemma, times = seen.most_common(1)[0]
        if (
            lemmas.regular(form, xpos) != lemma
            and form.isalpha()
            and " " not in lemma
            # What stands once against a verb that is known is a slip.
            and (times > 1 or lemmas.regular(form, xpos) not in base)
            and (form, xpos) not in _SLIPS
        ):
            lines.append(f"{form}\t{xpos}\t{lemma}")
    table = Path(lemmas.__file__).parent / "lexicon" / "lemmas.tsv"
    table.write_text(_SOURCE + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} exceptions among {len(counts)} forms; written to {table}")


if __name__ == "__main__":
    main()
