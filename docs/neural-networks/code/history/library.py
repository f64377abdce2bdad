"""The network of 1986 in PyTorch, step by step equal to scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn

# --8<-- [start:model]
X = torch.tensor(scratch.X, dtype=torch.float64)  # (4, 2)
Y = torch.tensor(scratch.TARGETS["XOR"], dtype=torch.float64)[:, None]  # (4, 1)


def train(params: list[np.ndarray], steps: int) -> tuple[torch.Tensor, list[float]]:
    """The same start, loss and learning rate as two_layers."""
    hidden = params[0].shape[1]
    model = nn.Sequential(
        nn.Linear(2, hidden), nn.Sigmoid(), nn.Linear(hidden, 1), nn.Sigmoid()
    ).double()
    with torch.no_grad():
        for target, source in zip(model.parameters(), params, strict=True):
            target.copy_(torch.from_numpy(source.T))
    optimizer, losses = torch.optim.SGD(model.parameters(), lr=5.0), []
    for _ in range(steps):
        output = model(X)  # (4, 1)
        loss = nn.functional.mse_loss(output, Y)
        optimizer.zero_grad()
        loss.backward()  # the reverse mode of 1970
        optimizer.step()
        losses.append(loss.item())
    return output.detach()[:, 0], losses


# --8<-- [end:model]


def main() -> None:
    """Compare 200 steps with the NumPy version."""
    params = scratch.start(4, 0)
    answers, losses = train(params, 200)
    expected, expected_losses = scratch.two_layers(params, 200)
    torch.testing.assert_close(answers, torch.from_numpy(expected))
    np.testing.assert_allclose(losses, expected_losses, rtol=1e-9)
    print("200 steps agree: True")
    print("answers", " ".join(f"{a:.2f}" for a in answers))
    print(f"loss {losses[0]:.3f} -> {losses[-1]:.3f}")


if __name__ == "__main__":
    main()
