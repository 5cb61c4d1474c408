"""The model run: windows of words in, scores of all heads out.

The scores come from a network exported to ONNX, with integer weights, run by onnxruntime on the
processor. `Scorer` is the seam: anything that answers with `Scores` can stand in for the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime

from communique.errors import ModelError
from communique.reading.calibration import UNCALIBRATED, Calibration, load_calibration
from communique.reading.labels import (
    EDGES,
    LINK_BIAS,
    LINK_SCALE,
    LINKS,
    TAGS,
    LinkEdge,
    LinkRole,
    Stretched,
)
from communique.reading.pieces import Pieces, Window, batch

Floats = npt.NDArray[np.float32]

MOST_PIECES = 1024
"""Padded pieces in one run; more are slower on a processor, not faster."""


@dataclass(frozen=True)
class Scores:
    """What the heads answer for the words of one window."""

    tags: Floats
    """(words, labels): all labels of `TAGS` in a row."""
    asks: Floats
    """(words, LINKS, LINK_WIDTH): what each word asks as an anchor."""
    replies: Floats
    """(words, LINKS, LINK_WIDTH): what each word answers."""
    arcs: Floats
    """(words, words + 1): score of each governor; the last column is the root."""
    dependent: Floats
    """(words, width): each word as a dependent."""
    governor: Floats
    """(words + 1, width): each word, and the root, as a governor."""

    def head(self, name: str) -> Floats:
        """Return the scores of one tagging head, shape (words, its labels)."""
        return self.tags[:, _PLACES[name]]

    def linked(self, role: LinkRole, anchor: int) -> Floats:
        """Return how likely each word belongs to the anchor, shape (words,)."""
        logits = self.link_logits(role, anchor)
        return (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)

    def link_logits(self, role: LinkRole | LinkEdge, anchor: int) -> Floats:
        """Return the log odds that each word belongs to the anchor, or is that edge of its."""
        at = LINKS.index(role)
        return self.replies[:, at] @ self.asks[anchor, at] * LINK_SCALE + LINK_BIAS  # type: ignore[no-any-return]

    def edge_logits(self, what: Stretched, anchor: int) -> tuple[Floats, Floats]:
        """Return the log odds that each word is the first, and the last, of what is cut out."""
        first, last = EDGES[what]
        return self.link_logits(first, anchor), self.link_logits(last, anchor)


def _places() -> dict[str, slice]:
    places, at = {}, 0
    for name, labels in TAGS.items():
        places[name] = slice(at, at + len(labels))
        at += len(labels)
    return places


_PLACES = _places()


class Scorer(Protocol):
    """What reads windows."""

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """Return the scores of each window, in order."""


class Network:
    """The shipped network."""

    def __init__(self, file: Path, pad: int, threads: int) -> None:
        """Load the network of `file`, to run on `threads` cores.

        Raises:
            ModelError: the file is missing or damaged.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
        except Exception as problem:  # the runtime raises its own kinds, none of them public
            raise ModelError(
                f"{file}: the reading model cannot be loaded; install again"
            ) from problem
        self._pad = pad

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """Return the scores of each window, in order; windows of like length run together."""
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        scores: dict[int, Scores] = {}
        group: list[int] = []
        for number in order:
            if group and len(windows[number].ids) * (len(group) + 1) > MOST_PIECES:
                scores.update(zip(group, self._run([windows[i] for i in group]), strict=True))
                group = []
            group.append(number)
        if group:
            scores.update(zip(group, self._run([windows[i] for i in group]), strict=True))
        return [scores[i] for i in range(len(windows))]

    def _run(self, windows: Sequence[Window]) -> list[Scores]:
        padded = batch(windows, self._pad)
        feed = {name: getattr(padded, name) for name in ("ids", "shapes", "mask", "first", "last")}
        tags, asks, replies, arcs, dependent, governor = self._session.run(None, feed)
        found = []
        for row, n in enumerate(int(x) for x in padded.words):
            rooted = np.concatenate([arcs[row, :n, :n], arcs[row, :n, -1:]], 1)
            governors = np.concatenate([governor[row, :n], governor[row, -1:]], 0)
            found.append(
                Scores(
                    tags[row, :n],
                    asks[row, :n],
                    replies[row, :n],
                    rooted,
                    dependent[row, :n],
                    governors,
                )
            )
        return found


class Bar(msgspec.Struct, frozen=True):
    """What it takes for a head to find a run, or for a link to take a word in."""

    lean: float = 0.0
    """Added to the score of "outside"; below 0 more runs are found."""
    low: float | None = None
    """Probability at which a run that was found goes on to the next word, None for no such rule."""
    floor: float = 0.5
    """Probability at which a word belongs to an anchor."""


EVEN = Bar()
"""The bar of a head for which none was chosen."""


@dataclass(frozen=True)
class Model:
    """All that reading needs from the training: vocabulary, network, relations, thresholds."""

    version: str
    pieces: Pieces
    scorer: Scorer
    relation_weight: Floats
    """(relations, width)"""
    relation_bias: Floats
    """(relations,)"""
    bars: dict[str, Bar]
    """What it takes for each head to find something; chosen on texts kept out of training."""
    calibration: Calibration = UNCALIBRATED
    """What the probabilities are worth; counted on the same texts."""


def weights_folder() -> Path:
    """Return the folder of the shipped weights."""
    return Path(__file__).parent / "weights"


def load_model(folder: Path | None = None, *, threads: int = 1) -> Model:
    """Load the shipped model, or one that was trained anew into `folder`.

    Args:
        folder: holds `reader.onnx`, `tokenizer.json`, `relations.npz` and `bars.json`, and may
            hold `calibration.json`.
        threads: cores that one run may use.

    Raises:
        ModelError: a file is missing or damaged.
    """
    folder = folder or weights_folder()
    try:
        version = _version(folder)
        # From bytes: numpy leaves the file open where it is no archive.
        with np.load(BytesIO((folder / "relations.npz").read_bytes())) as arrays:
            weight, bias = arrays["weight"], arrays["bias"]
        bars = msgspec.json.decode((folder / "bars.json").read_bytes(), type=dict[str, Bar])
        calibration = load_calibration(folder)
    except (OSError, KeyError, ValueError, EOFError, BadZipFile, msgspec.MsgspecError) as problem:
        raise ModelError(
            f"{folder}: the reading model is missing or damaged; install again"
        ) from problem
    pieces = Pieces(folder / "tokenizer.json")
    network = Network(folder / "reader.onnx", pieces.pad, threads)
    return Model(f"reader-{version}", pieces, network, weight, bias, bars, calibration)


def _version(folder: Path) -> str:
    """Return what changes whenever the network, its thresholds or its calibration do."""
    whole = hashlib.sha256()
    for name in ("reader.onnx", "relations.npz", "bars.json", "calibration.json"):
        file = folder / name
        if name != "calibration.json" or file.exists():
            whole.update(file.read_bytes())
    return whole.hexdigest()[:12]


def softmax(scores: npt.NDArray[Any]) -> Floats:
    """Return probabilities along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)  # type: ignore[no-any-return]
