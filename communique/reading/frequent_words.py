"""Tags of words that are frequent enough for all they can be to be known.

"The" is a determiner and "his" a pronoun, whatever a network makes of them in a text unlike those
that it learnt syntax from. Relations are left as they are: to narrow them too gained nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from communique.reading.labels import TAGS
from communique.reading.lexicon import rows

Kind = Literal["upos", "xpos"]
_COLUMNS: tuple[Kind, ...] = ("upos", "xpos")


@cache
def _known(kind: Kind) -> dict[str, npt.NDArray[np.intp]]:
    """Return by word the places of the tags that it can have."""
    at = {tag: place for place, tag in enumerate(TAGS[kind])}
    found = {}
    for form, *columns in rows("frequent_words.tsv"):
        places = [at[tag] for tag in columns[_COLUMNS.index(kind)].split() if tag in at]
        if places:
            found[form] = np.array(places, dtype=np.intp)
    return found


def likeliest(
    kind: Kind, texts: Sequence[str], scores: npt.NDArray[np.floating]
) -> npt.NDArray[np.intp]:
    """Return the place of the likeliest tag of each word, of those that it can have.

    Args:
        kind: of tag.
        texts: n words.
        scores: n by tags.

    """
    found: npt.NDArray[np.intp] = scores.argmax(1)
    known = _known(kind)
    for i, text in enumerate(texts):
        choice = known.get(text.lower().replace("’", "'"))
        if choice is not None and found[i] not in choice:
            found[i] = choice[scores[i, choice].argmax()]
    return found
