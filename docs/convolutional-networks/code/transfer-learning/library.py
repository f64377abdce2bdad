"""Freezing and parameter groups in PyTorch; agrees with scratch.py."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn


# --8<-- [start:freeze]
def freeze(module: nn.Module) -> None:
    """No gradients, and batch norm neither uses nor updates batch statistics."""
    module.requires_grad_(False)
    module.eval()  # call it again after every net.train()


# --8<-- [end:freeze]


def network() -> nn.Sequential:
    """The backbone and the head of the worked example."""
    net = nn.Sequential(nn.Linear(2, 2, bias=False), nn.ReLU(),
                        nn.Linear(2, 2, bias=False)).double()  # fmt: skip
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor(scratch.W1.T))
        net[2].weight.copy_(torch.tensor(scratch.W2.T))
    return net


def compare(rates: tuple[float, float]) -> None:
    """One step in PyTorch and one in NumPy."""
    net = network()
    if rates[0] == 0:
        freeze(net[0])
    groups = [
        {"params": net[0].parameters(), "lr": rates[0]},
        {"params": net[2].parameters(), "lr": rates[1]},
    ]
    optimizer = torch.optim.SGD(groups, lr=0.1)
    F.cross_entropy(net(torch.tensor(scratch.X)), torch.tensor(scratch.Y)).backward()
    optimizer.step()
    w1, w2 = scratch.step(scratch.X, scratch.Y, scratch.W1, scratch.W2, rates)
    np.testing.assert_allclose(net[0].weight.detach().numpy().T, w1, atol=1e-12)
    np.testing.assert_allclose(net[2].weight.detach().numpy().T, w2, atol=1e-12)
    print(f"rates {rates}: backbone gradient is None: {net[0].weight.grad is None}")


def batch_norm() -> None:
    """The running mean moves in train mode although the weights are frozen."""
    layer = nn.BatchNorm1d(1)
    layer.requires_grad_(False)
    layer.running_mean.fill_(0.2)
    batch = torch.tensor([[0.6], [1.0]])  # mean 0.8
    moved = []
    for _ in range(3):
        layer(batch)
        moved.append(layer.running_mean.item())
    print("train mode, running mean", " ".join(f"{v:.4f}" for v in moved))
    freeze(layer)
    layer(batch)
    print(f"after freeze()           {layer.running_mean.item():.4f}")


if __name__ == "__main__":
    compare((0.0, 0.1))
    compare((0.01, 0.1))
    batch_norm()
