"""Take the weights of a shipped graph back into the network, to go on training from them.

They come back as exactly as eight bits keep them; training makes up for the difference at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import GraphProto, NodeProto, numpy_helper
from torch import Tensor

_PASSED = frozenset({"Cast", "Mul"})
"""What stands between a product of integers and the bias that is added to it."""


def restored(folder: Path) -> dict[str, Tensor]:
    """Return the weights of `folder`, under the names that the network gives them.

    Args:
        folder: holds `reader.onnx` and `relations.npz`, as `training.export` writes them.

    Raises:
        OSError: a file is missing.
        ValueError: the graph has a product that no bias tells apart.
    """
    graph = onnx.load(folder / "reader.onnx").graph
    held = {x.name: numpy_helper.to_array(x) for x in graph.initializer}
    state = dict(_named(held))
    for node, bias in _products(graph, held):
        name = node.input[1].removesuffix("_quantized")
        weight = _whole(held, name).T * _divided_by(graph, held, node)
        state[f"{bias.removesuffix('bias')}weight"] = weight
    with np.load(folder / "relations.npz") as relation:
        state["relation.weight"], state["relation.bias"] = relation["weight"], relation["bias"]
    return {
        name.removeprefix("reader."): torch.from_numpy(value.astype(np.float32))
        for name, value in state.items()
    }


def _named(held: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """Yield what keeps its name in the graph: biases, norms and embeddings."""
    for name, value in held.items():
        if name.startswith("reader.") and name.endswith("_quantized"):
            whole = name.removesuffix("_quantized")
            yield whole, _whole(held, whole)
        elif name.startswith("reader.") and not name.endswith(("_scale", "_zero_point")):
            yield name, value


def _products(graph: GraphProto, held: dict[str, np.ndarray]) -> Iterator[tuple[NodeProto, str]]:
    """Yield every product of integers with the name of the bias that is added to it."""
    takers: dict[str, list[NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            takers.setdefault(name, []).append(node)
    for node in graph.node:
        if node.op_type != "MatMulInteger" or f"{node.input[1]}" not in held:
            continue
        at = node
        while at.op_type != "Add":
            following = [n for n in takers[at.output[0]] if n.op_type in {*_PASSED, "Add"}]
            if len(following) != 1:
                raise ValueError(f"{node.name}: its product is not added to one bias")
            at = following[0]
        bias = next((name for name in at.input if name in held), None)
        if bias is None:
            raise ValueError(f"{node.name}: its product is not added to one bias")
        yield node, bias


def _divided_by(
    graph: GraphProto, held: dict[str, np.ndarray], product: NodeProto
) -> np.ndarray | float:
    """Return what each column of a product's input was multiplied with, as `smoothing` does."""
    made_by = {name: node for node in graph.node for name in node.output}
    rounding = made_by[product.input[0]]
    before = made_by.get(rounding.input[0])
    if before is None or before.op_type != "Mul":
        return 1.0
    constants = [
        numpy_helper.to_array(made_by[name].attribute[0].t) if name in made_by else held[name]
        for name in before.input
        if name in held or (name in made_by and made_by[name].op_type == "Constant")
    ]
    by = [constant for constant in constants if constant.ndim == 1]
    return by[0] if by else 1.0


def _whole(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    """Return integers times their scale; a scale a column where there are several."""
    zero = held[f"{name}_zero_point"].astype(np.float32)
    return np.asarray((held[f"{name}_quantized"] - zero) * held[f"{name}_scale"])
