"""The same XOR network in PyTorch, from the same starting weights."""

import numpy as np
import scratch
import torch
from torch import nn


# --8<-- [start:xor]
def build(theta: list[np.ndarray]) -> nn.Sequential:
    """A 2-width-1 network with tanh; it returns logits."""
    w1, b1, w2, b2 = (torch.tensor(v) for v in theta)
    model = nn.Sequential(nn.Linear(2, len(b1)), nn.Tanh(), nn.Linear(len(b1), 1))
    model = model.double()
    with torch.no_grad():
        for layer, w, b in ((model[0], w1, b1), (model[2], w2, b2)):
            layer.weight.copy_(w.T)  # stored as (out, in)
            layer.bias.copy_(b)
    return model


def train(model: nn.Module, x: torch.Tensor, y: torch.Tensor, steps: int) -> float:
    """Full-batch gradient descent; returns the last loss."""
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    loss_fn = nn.BCEWithLogitsLoss()
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
    return loss.item()


# --8<-- [end:xor]


def main() -> None:
    """Compare with scratch.py after 50 steps, then solve XOR and get stuck."""
    x, y = torch.tensor(scratch.POINTS), torch.tensor(scratch.XOR[:, None]).double()
    theta = scratch.start(4, 0)
    model = build(theta)
    train(model, x, y, steps=50)
    ours = scratch.train(theta, scratch.POINTS, scratch.XOR[:, None], 50, 1.0)
    torch.testing.assert_close(model[0].weight.detach(), torch.tensor(ours[0].T))
    torch.testing.assert_close(model[2].bias.detach(), torch.tensor(ours[3]))
    print("same weights as scratch.py after 50 steps: True")
    for width, seed in ((2, 0), (2, 2), (4, 2)):
        model = build(scratch.start(width, seed))
        loss = train(model, x, y, steps=1000)
        with torch.no_grad():
            p = torch.sigmoid(model(x))
        lowest = torch.where(y == 1, p, 1 - p).min().item()
        print(f"{width} hidden units, seed {seed}: loss {loss:.2f}", end="")
        print(f", lowest probability of a right answer {lowest:.2f}")
    print(f"half of ln 2: {np.log(2) / 2:.2f}")
    z = torch.tensor([0.3], requires_grad=True)
    print(f"z > 0 carries a gradient: {(z > 0).float().requires_grad}")


if __name__ == "__main__":
    main()
