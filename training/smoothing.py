"""Weights and activations made alike in size before they become integers.

A layer's input is rounded to 256 steps over its whole range, so that a few columns with great
values leave hardly any steps to the rest. Each column is divided by a factor, and the weights that
take it are multiplied by the same: the product stays what it was, and the weights, which have a
scale for every row of their own, carry the difference (SmoothQuant; Xiao et al., ICML 2023).
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from training.batches import Inputs
from training.network import HIDDEN, Layer, Reader

BALANCE = 0.8
"""How much of the difference goes to the weights, 1 for all of it."""
_LEAST = 1e-3


@torch.no_grad()
def smooth(reader: Reader, seen: Iterable[Inputs]) -> None:
    """Change the encoder's layers so that they compute the same with less to lose by rounding.

    Args:
        reader: changed in place; it can be exported, not trained further.
        seen: texts to see the activations of.
    """
    layers = [layer for layer in reader.encoder.layers if isinstance(layer, Layer)]
    taking = [part for layer in layers for part in (layer.qkv, layer.out, layer.up, layer.down)]
    greatest = _greatest_inputs(reader, taking, seen)
    for layer in layers:
        for part in (layer.qkv, layer.up, layer.down):
            factor = _factor(part, greatest[part])
            part.weight *= factor
            _divide_input(part, factor)
        # What `out` takes is a mean of values, so that they can be divided where they are made.
        factor = _factor(layer.out, greatest[layer.out])
        layer.out.weight *= factor
        layer.qkv.weight[2 * HIDDEN :] /= factor[:, None]
        layer.qkv.bias[2 * HIDDEN :] /= factor


def _greatest_inputs(
    reader: Reader, parts: Iterable[nn.Linear], seen: Iterable[Inputs]
) -> dict[nn.Module, Tensor]:
    """Return the greatest absolute value of each column that each part takes."""
    greatest: dict[nn.Module, Tensor] = {}

    def see(part: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        most = inputs[0].abs().flatten(0, -2).amax(0)
        greatest[part] = torch.maximum(greatest.get(part, most), most)

    hooks = [part.register_forward_pre_hook(see) for part in parts]
    for inputs in seen:
        reader(inputs.ids, inputs.shapes, inputs.mask, inputs.first, inputs.last)
    for hook in hooks:
        hook.remove()
    return greatest


def _factor(part: nn.Linear, greatest: Tensor) -> Tensor:
    weights = part.weight.abs().amax(0).clamp(min=_LEAST)
    factor = greatest.clamp(min=_LEAST) ** BALANCE / weights ** (1 - BALANCE)
    return factor / factor.log().mean().exp()


def _divide_input(part: nn.Linear, factor: Tensor) -> None:
    by = 1 / factor
    part.register_forward_pre_hook(lambda _, inputs: (inputs[0] * by,))
