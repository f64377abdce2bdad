"""The same model in PyTorch: same first weights, same batches, same result."""

from __future__ import annotations

import numpy as np
import scratch
import torch
from scratch import EPOCHS, RATE, SIZE
from torch import nn


# --8<-- [start:model]
class Digits(nn.Module):
    """Two layers; the forward pass is ordinary Python."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(64, 32)
        self.out = nn.Linear(32, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, 64) -> (N, 10), scores before the softmax."""
        return self.out(torch.relu(self.hidden(x)))


def train(model: nn.Module, X: torch.Tensor, y: torch.Tensor) -> list[float]:
    """The loop is yours: five lines, in this order, for almost every model."""
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    loss_of = nn.CrossEntropyLoss()  # softmax included
    losses = []
    for _ in range(EPOCHS):
        total = 0.0
        for xs, ys in zip(X.split(SIZE), y.split(SIZE), strict=True):
            optimizer.zero_grad()
            loss = loss_of(model(xs), ys)
            loss.backward()  # what NumPy needed ten lines for
            optimizer.step()
            total += loss.item() * len(xs)
        losses.append(total / len(X))
    return losses
    # --8<-- [end:model]


def set_weights(model: Digits, p: scratch.Params) -> None:
    """Copy NumPy's first weights; nn.Linear stores them as (out, in)."""
    with torch.no_grad():
        model.hidden.weight.copy_(torch.from_numpy(p["W1"].T))
        model.hidden.bias.copy_(torch.from_numpy(p["b1"]))
        model.out.weight.copy_(torch.from_numpy(p["W2"].T))
        model.out.bias.copy_(torch.from_numpy(p["b2"]))


if __name__ == "__main__":
    X, y, X_test, y_test = scratch.data()
    expected, expected_losses = scratch.train(X, y)

    model = Digits().double()  # 64 bits, so that the comparison can be strict
    set_weights(model, scratch.initial())
    losses = train(model, torch.from_numpy(X), torch.from_numpy(y))

    assert np.allclose(losses, expected_losses, rtol=0, atol=1e-9)
    found = model.hidden.weight.detach().numpy().T
    assert np.allclose(found, expected["W1"], rtol=0, atol=1e-8)
    model.eval()
    with torch.no_grad():  # no gradients are needed from here on
        right = model(torch.from_numpy(X_test)).argmax(dim=1).numpy() == y_test
    print(f"loss {losses[0]:.4f} -> {losses[-1]:.4f}")
    print(f"test accuracy {right.mean():.4f}")
    print("NumPy and PyTorch: same losses, same weights")
