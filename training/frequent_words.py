"""Write the table of the tags that frequent function words can have.

    python -m training.frequent_words --data DIR

The table holds single words with their tags, counted in the training parts of UD
English EWT and GUM (the documents of GUM that are free for commercial use); no running text.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from communique.reading import encoder
from training.lemma_table import treebank_words

_OFTEN = 150
"""Times that a word stands in the treebanks at least: fewer do not show all that it can be."""
_SELDOM = 0.015
"""Share of a word's uses below which a tag is taken for a slip."""
_OPEN = {"ADJ", "NOUN", "NUM", "PROPN"}
"""Tags of words that can always be something else: a treebank shows not all that they can be."""
_SOURCE = """# source: the training parts of Universal Dependencies English EWT (CC BY-SA 4.0)
# and of the documents of UD English GUM that are free for commercial use; made by
# training/frequent_words.py. Word in lower case, then what it can have: universal tags, Penn
# tags.
"""


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.frequent_words", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    counts: dict[str, list[Counter[str]]] = defaultdict(lambda: [Counter() for _ in range(2)])
    for form, _, *labels in treebank_words(given.data):
        for counted, label in zip(counts[form.lower().replace("’", "'")], labels, strict=True):
            counted[label] += 1
    lines = [
        "\t".join((form, *map(_kept, columns)))
        for form, columns in sorted(counts.items())
        if columns[0].total() >= _OFTEN
        and any(map(str.isalpha, form))
        and not _OPEN & set(_kept(columns[0]).split())
    ]
    table = Path(encoder.__file__).parent / "lexicon" / "frequent_words.tsv"
    table.write_text(_SOURCE + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words; written to {table}")


def _kept(counted: Counter[str]) -> str:
    least = _SELDOM * counted.total()
    return " ".join(sorted(label for label, times in counted.items() if times >= least))


if __name__ == "__main__":
    main()
