"""PyTorch keeps the weights of a layer as (d_out, d_in), but examples in rows."""

from __future__ import annotations

import scratch
import torch
from torch import nn


# --8<-- [start:linear]
def linear() -> nn.Linear:
    """Our W and b in a layer of PyTorch: its weight is our W, transposed."""
    layer = nn.Linear(3, 2, dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(scratch.W.T))  # (d_out, d_in)
        layer.bias.copy_(torch.tensor(scratch.b))  # (d_out,)
    return layer


# --8<-- [end:linear]


def main() -> None:
    """Compare outputs and gradients with those of scratch.py."""
    layer = linear()
    x = torch.tensor(scratch.X, requires_grad=True)
    z = layer(x)
    z.backward(torch.tensor(scratch.DELTA))
    ours = scratch.rows(scratch.X, scratch.W, scratch.b, scratch.DELTA)
    pairs = {"Z": z, "dW": layer.weight.grad.T, "db": layer.bias.grad, "dX": x.grad}
    for name, value in pairs.items():
        torch.testing.assert_close(value.detach(), torch.tensor(ours[name]))
        print(f"{name}: PyTorch and scratch.py agree")
    print(f"layer.weight: {tuple(layer.weight.shape)}")


if __name__ == "__main__":
    main()
