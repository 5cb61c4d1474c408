"""Export trained weights: one ONNX graph with integer weights, and what goes beside it.

    python -m training.export --weights runs/first/weights.pt --out communique/reading/weights

`--whole` keeps the weights as they were trained, in four times the space: for measuring what the
integers cost (`python -m benchmarks.integers`), not for shipping. For that, put the `bars.json` of
the integer weights beside them first; it is not written over.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from communique.reading.labels import LINK_WIDTH, LINKS
from communique.reading.pieces import WINDOW, Pieces
from training.batches import Inputs, tensors
from training.examples import CharacterText, windows
from training.network import Reader
from training.smoothing import smooth
from training.train import pretrained

EXAMPLES = [
    Path(__file__).parents[1] / "communique" / "examples" / name
    for name in ("truce", "dock-strike")
]
"""Texts on which it is seen how great activations are."""
_INPUTS = ("ids", "shapes", "mask", "first", "last")
_OUTPUTS = ("tags", "asks", "replies", "arcs", "dependent", "governor")


class _Graph(nn.Module):
    """The network with its outputs in a row, as a graph needs them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        out = self.reader(*inputs)
        return out.tags, out.asks, out.answers, out.arcs, out.dependent, out.governor


def export(weights: Path, out: Path, *, keep_whole: bool = False) -> None:
    """Write `reader.onnx`, `relations.npz`, `tokenizer.json` and, if absent, `bars.json`.

    Args:
        weights: what training wrote.
        out: folder to write into.
        keep_whole: write 32-bit weights in place of 8-bit ones.
    """
    reader = Reader()
    state = torch.load(weights, weights_only=True)
    reader.load_state_dict(state.get("average", state))
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    if keep_whole:
        _to_onnx(reader, out / "reader.onnx")
    else:
        smooth(reader, _invented_texts())
        _to_integers(reader, out / "reader.onnx")
    relation = reader.relation
    np.savez(
        out / "relations.npz",
        weight=relation.weight.detach().numpy(),
        bias=relation.bias.detach().numpy(),
    )
    shutil.copy(pretrained() / "tokenizer.json", out / "tokenizer.json")
    bars = out / "bars.json"
    if not bars.exists():
        bars.write_text("{}\n", encoding="utf-8")
    size = sum(f.stat().st_size for f in out.iterdir() if f.is_file())
    print(f"{out}: {size / 1e6:.1f} MB, {len(LINKS)} links of {LINK_WIDTH}")


def _invented_texts() -> Iterator[Inputs]:
    """Yield the coverage that the package ships as an example, one window after the other."""
    pieces = Pieces(pretrained() / "tokenizer.json")
    for folder in EXAMPLES:
        for file in sorted(folder.glob("*.txt")):
            example = CharacterText("examples", file.read_text(encoding="utf-8")).example
            lengths = [len(cut) for cut in pieces.of(example.words)]
            for part in windows(example, lengths, WINDOW - 2, WINDOW - 2):
                yield tensors([part], pieces, Random(0))[0]


def _to_integers(reader: Reader, file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        _to_onnx(reader, whole)
        quantize_dynamic(
            whole,
            file,
            per_channel=True,
            reduce_range=True,  # without VNNI, full-range weights overflow the 16-bit sums
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )


def _to_onnx(reader: Reader, file: Path) -> None:
    example = (
        torch.randint(1000, 2000, (2, 20)), torch.ones(2, 20, dtype=torch.long),
        torch.ones(2, 20, dtype=torch.long), torch.tensor([[1, 3, 5], [2, 4, 6]]),
        torch.tensor([[2, 4, 5], [3, 5, 7]]),
    )  # fmt: skip
    pieces = {0: "windows", 1: "pieces"}
    words = {0: "windows", 1: "words"}
    axes = dict.fromkeys(_INPUTS[:3], pieces) | dict.fromkeys(_INPUTS[3:], words)
    axes |= {name: {0: "windows", 1: "words"} for name in _OUTPUTS}
    axes["arcs"] = {0: "windows", 1: "words", 2: "governors"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Graph(reader), example, str(file), input_names=list(_INPUTS),
            output_names=list(_OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="weights.pt or checkpoint.pt")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--whole", action="store_true", help="keep 32-bit weights")
    given = parser.parse_args(arguments)
    export(given.weights, given.out, keep_whole=given.whole)


if __name__ == "__main__":
    main()
