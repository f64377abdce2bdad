"""Eager and graph: what is lost when a Python function becomes a graph."""

from __future__ import annotations

import torch
from torch import nn


class Plain(nn.Module):
    """No decision depends on the data."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Double what is positive."""
        print("  Python runs")
        return torch.relu(x) * 2


class Deciding(nn.Module):
    """A Python `if` on the numbers themselves."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Two branches."""
        if x.sum() > 0:
            return x * 2
        return x * 3


def main() -> None:
    """Run both ways."""
    x = torch.tensor([1.0, -2.0, 3.0])
    # --8<-- [start:graph]
    model = Plain()
    print("eager, two calls:")
    model(x), model(x)

    print("as a graph, traced once:")
    graph = torch.export.export(model, (x,)).module()
    print("  two calls of the graph:")
    graph(x), graph(x)

    print("a Python `if` on the data:")
    print("  eager:", Deciding()(x).tolist())
    try:
        torch.export.export(Deciding(), (x,))
    except Exception as error:  # of a class of PyTorch's own
        reason = str(error)
        print("  graph: refused, the branch depends on the data")
    # --8<-- [end:graph]
    assert "data-dependent" in reason.lower()


if __name__ == "__main__":
    main()
