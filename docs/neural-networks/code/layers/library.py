"""The same network in PyTorch: counts, shapes and outputs agree with scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn

# --8<-- [start:model]
SIZES = [4, 5, 3]

model = nn.Sequential(
    nn.Linear(4, 5),  # hidden layer
    nn.ReLU(),
    nn.Linear(5, 3),  # output layer: logits
).double()


def count(module: nn.Module) -> int:
    """Number of trainable parameters."""
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def shapes(module: nn.Sequential, x: torch.Tensor) -> list[str]:
    """Name and output shape of each layer, found by running it."""
    found = []
    for layer in module:
        x = layer(x)
        found.append(f"{type(layer).__name__:<7}{tuple(x.shape)}, {count(layer)}")
    return found


# --8<-- [end:model]


def main() -> None:
    """Copy the weights of scratch.py and compare."""
    params = scratch.init(SIZES, np.random.default_rng(0))
    linears = [layer for layer in model if isinstance(layer, nn.Linear)]
    with torch.no_grad():
        for layer, (w, b) in zip(linears, params, strict=True):
            layer.weight.copy_(torch.from_numpy(w.T))  # PyTorch keeps (d_out, d_in)
            layer.bias.copy_(torch.from_numpy(b))
    x = np.random.default_rng(1).normal(size=(6, 4))
    expected = scratch.forward(x, params)[-1]
    torch.testing.assert_close(model(torch.from_numpy(x)), torch.from_numpy(expected))
    assert count(model) == sum(scratch.parameters(SIZES)) == 43
    print("outputs agree: True")
    print("\n".join(shapes(model, torch.from_numpy(x))))
    print(f"parameters {count(model)}")
    print(f"weight of the first layer {tuple(linears[0].weight.shape)}")
    print(f"without bias {count(nn.Linear(4, 5, bias=False))}")
    wrong = nn.Sequential(nn.Linear(4, 5), nn.Linear(6, 3))
    try:
        wrong(torch.ones(6, 4))
    except RuntimeError as error:
        print(f"error: {error}")


if __name__ == "__main__":
    main()
