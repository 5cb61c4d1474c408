"""Words cut into the pieces that the encoder reads, and packed into windows.

Training and use build their input here, so that the model never meets a text cut otherwise than
the texts that it learnt from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from communique.errors import ModelError

Ints = npt.NDArray[np.int64]

WINDOW = 256
"""Most pieces in one window, its two edge marks included."""

SHAPES = ("none", "lower", "capital", "upper", "mixed", "digits", "mark")
"""How a word is written: what a vocabulary of lower-case pieces loses."""

_PAD, _START, _END, _UNKNOWN, _BREAK = "[PAD]", "[CLS]", "[SEP]", "[UNK]", "[unused1]"
_LONGEST_WORD = 12


def shape_of(word: str) -> int:
    """Return the place in `SHAPES` of the way in which `word` is written."""
    if any(c.isdigit() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6
    if all(c.islower() for c in letters):
        return 1
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 2
    if all(c.isupper() for c in letters):
        return 3
    return 4


class Pieces:
    """The vocabulary of pieces. Words are looked up once and remembered, within bounds."""

    _MOST_REMEMBERED = 200_000

    def __init__(self, file: Path) -> None:
        """Load `file`, a vocabulary in the format of the `tokenizers` library.

        Raises:
            ModelError: the file is missing, damaged or lacks a mark that is needed.
        """
        try:
            tokenizer = Tokenizer.from_file(str(file))
        except Exception as problem:  # the library raises nothing narrower
            raise ModelError(f"{file}: not a vocabulary ({problem}); install again") from problem
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self.pad, self.start, self.end, self.unknown, self.paragraph = (
            self._mark(mark) for mark in (_PAD, _START, _END, _UNKNOWN, _BREAK)
        )

    def _mark(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ModelError(f"the vocabulary lacks {mark}; install again")
        return int(number)

    def of(self, words: Iterable[str]) -> list[tuple[int, ...]]:
        """Return the pieces of each word; every word has at least one and at most twelve."""
        wanted = list(words)
        new = list({word for word in wanted if word not in self._known})
        if len(self._known) + len(new) > self._MOST_REMEMBERED:
            self._known.clear()
            new = list(set(wanted))
        for word, encoding in zip(
            new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True
        ):
            self._known[word] = tuple(encoding.ids[:_LONGEST_WORD]) or (self.unknown,)
        return [self._known[word] for word in wanted]


@dataclass(frozen=True)
class Window:
    """Pieces that are read together: `ids` and `shapes` by piece, `first` and `last` by word."""

    ids: Ints
    shapes: Ints
    first: Ints
    """Place in `ids` of each word's first piece."""
    last: Ints
    """Place in `ids` of each word's last piece."""


def window(
    pieces: Pieces, words: Sequence[tuple[int, ...]], shapes: Sequence[int], breaks: Sequence[bool]
) -> Window:
    """Build the window of some words; `breaks` tells which of them begin a paragraph."""
    ids, written, first, last = [pieces.start], [0], [], []
    for number, (word, shape, begins) in enumerate(zip(words, shapes, breaks, strict=True)):
        if begins and number:
            ids.append(pieces.paragraph)
            written.append(0)
        first.append(len(ids))
        ids.extend(word)
        written.extend([shape] * len(word))
        last.append(len(ids) - 1)
    ids.append(pieces.end)
    written.append(0)
    return Window(*(np.asarray(x, dtype=np.int64) for x in (ids, written, first, last)))


@dataclass(frozen=True)
class Batch:
    """Windows of about one length, padded; arrays are (windows, pieces) or (windows, words)."""

    ids: Ints
    shapes: Ints
    mask: Ints
    first: Ints
    last: Ints
    words: Ints
    """Number of words in each window, shape (windows,)."""


def batch(windows: Sequence[Window], pad: int) -> Batch:
    """Pad `windows` to one rectangle."""
    longest = max(len(w.ids) for w in windows)
    most = max(1, *(len(w.first) for w in windows))

    def fill(rows: Iterable[Ints], width: int, value: int = 0) -> Ints:
        table = np.full((len(windows), width), value, dtype=np.int64)
        for row, values in zip(table, rows, strict=True):
            row[: len(values)] = values
        return table

    return Batch(
        ids=fill((w.ids for w in windows), longest, pad),
        shapes=fill((w.shapes for w in windows), longest),
        mask=fill((np.ones_like(w.ids) for w in windows), longest),
        first=fill((w.first for w in windows), most),
        last=fill((w.last for w in windows), most),
        words=np.asarray([len(w.first) for w in windows], dtype=np.int64),
    )
