"""The same network in PyTorch: autograd finds the gradients."""

from __future__ import annotations

import numpy as np
import scratch
import torch
from torch import Tensor, nn


# --8<-- [start:autograd]
def loss_fn(x: Tensor, y: Tensor, *theta: Tensor) -> Tensor:
    """Forward pass; autograd records every operation."""
    w1, b1, w2, b2 = theta
    z2 = torch.sigmoid(x @ w1 + b1) @ w2 + b2  # (N, 1), logits
    return nn.functional.binary_cross_entropy_with_logits(z2, y)


def train(theta: list[Tensor], x: Tensor, y: Tensor, n: int) -> float:
    """Take n steps; return the loss before the last update."""
    optimizer = torch.optim.SGD(theta, lr=0.5)  # made once
    for _ in range(n):
        optimizer.zero_grad()  # .grad accumulates: clear it first
        loss = loss_fn(x, y, *theta)  # forward
        loss.backward()  # reverse-mode automatic differentiation
        optimizer.step()  # theta -= lr * theta.grad
    return loss.item()


# --8<-- [end:autograd]


def main() -> None:
    """Compare with scratch.py, run gradcheck, and show accumulation."""
    layers, x_np, y_np = scratch.worked_network()
    x, y = torch.tensor(x_np), torch.tensor(y_np)
    names = ["W1", "b1", "W2", "b2"]
    flat = [v for pair in layers for v in pair]
    theta = [torch.tensor(v, requires_grad=True) for v in flat]  # float64

    loss = train(theta, x, y, n=1)
    grads = scratch.backward(layers, scratch.forward(layers, x_np), y_np)
    new = scratch.update(layers, grads, eta=0.5)
    print(f"loss {loss:.4f}")
    flat_grads = [v for pair in grads for v in pair]
    flat_new = [v for pair in new for v in pair]
    for name, t, g, v in zip(names, theta, flat_grads, flat_new, strict=True):
        torch.testing.assert_close(t.grad, torch.tensor(g))
        torch.testing.assert_close(t.detach(), torch.tensor(v))
        print(f"{name}: autograd and scratch.py agree, before and after the update")

    fresh = [torch.tensor(v, requires_grad=True) for v in flat]
    ok = torch.autograd.gradcheck(lambda *p: loss_fn(x, y, *p), fresh)
    print(f"torch.autograd.gradcheck: {ok}")

    for _ in range(2):  # no zero_grad in between
        loss_fn(x, y, *fresh).backward()
    ratio = fresh[3].grad.item() / grads[1][1].item()
    print(f"db2 after two backward calls without zero_grad: {ratio:.1f} times dL/db2")
    assert np.isclose(ratio, 2.0)


if __name__ == "__main__":
    main()
