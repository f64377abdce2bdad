"""A table of a network: outputs of its layers, parameters, multiply-adds."""

from typing import NamedTuple

import torch
from torch import Tensor, nn


class Row(NamedTuple):
    """One layer: its name in the model, its kind, and what it costs for one example."""

    name: str
    kind: str
    shape: tuple[int, ...]
    parameters: int
    multiply_adds: int


def summary(model: nn.Module, shape: tuple[int, ...]) -> list[Row]:
    """Run one example of a shape (C, H, W); give a row for each layer reached."""
    rows: list[Row] = []

    def note(name: str, layer: nn.Module, output: Tensor) -> None:
        size = tuple(output.shape[1:])
        parameters = sum(p.numel() for p in layer.parameters())
        kind = type(layer).__name__
        rows.append(Row(name, kind, size, parameters, cost(layer, output)))

    hooks = [
        layer.register_forward_hook(lambda m, _, y, name=name: note(name, m, y))
        for name, layer in model.named_modules()
        if not list(layer.children())
    ]
    training = model.training
    model.eval()
    with torch.no_grad():
        model(torch.zeros(1, *shape))  # (1, C, H, W)
    model.train(training)
    for hook in hooks:
        hook.remove()
    return rows


def cost(layer: nn.Module, output: Tensor) -> int:
    """Multiply-adds of a layer: every output is a sum over what its weights reach."""
    if isinstance(layer, nn.Conv2d):
        return output[0].numel() * layer.weight[0].numel()
    if isinstance(layer, nn.Linear):
        return output[0].numel() * layer.in_features
    return 0


def table(rows: list[Row]) -> str:
    """The rows that have parameters as text, with the totals."""
    lines = [
        f"{row.name:22} {row.kind:12} {' x '.join(map(str, row.shape)):>15}"
        f" {row.parameters:>12,} {row.multiply_adds:>14,}"
        for row in rows
        if row.parameters
    ]
    total = sum(row.parameters for row in rows), sum(row.multiply_adds for row in rows)
    return "\n".join([*lines, f"{'total':51} {total[0]:>12,} {total[1]:>14,}"])
