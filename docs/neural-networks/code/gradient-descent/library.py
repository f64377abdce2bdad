"""The same updates in PyTorch, and what zero_grad is for."""

import numpy as np
import scratch
import torch
from torch.utils.data import DataLoader, TensorDataset

X = torch.from_numpy(scratch.X)[:, None]  # (N, 1)
Y = torch.from_numpy(scratch.Y)[:, None]


# --8<-- [start:loop]
def fit(size: int, rate: float, epochs: int) -> np.ndarray:
    """Slope and bias after SGD with batches of this size."""
    model = torch.nn.Linear(1, 1, dtype=torch.float64)
    torch.nn.init.zeros_(model.weight)
    torch.nn.init.zeros_(model.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    # shuffle=False only to compare with the sums by hand
    loader = DataLoader(TensorDataset(X, Y), batch_size=size, shuffle=False)
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()  # gradients add up otherwise
            loss = 0.5 * ((model(x) - y) ** 2).mean()
            loss.backward()
            optimizer.step()
    return np.array([model.weight.item(), model.bias.item()])


# --8<-- [end:loop]


# --8<-- [start:accumulate]
def accumulated() -> tuple[torch.Tensor, torch.Tensor]:
    """Gradient of four examples: at once, and in two halves."""
    w = torch.zeros(1, 1, dtype=torch.float64, requires_grad=True)
    (0.5 * ((X @ w - Y) ** 2).mean()).backward()
    whole, w.grad = w.grad, None
    for x, y in zip(X.split(2), Y.split(2), strict=True):
        loss = 0.5 * ((x @ w - y) ** 2).mean()
        (loss / 2).backward()  # two parts: divide each by 2
    return whole, w.grad


# --8<-- [end:accumulate]

if __name__ == "__main__":
    for name, size in (("batch", 4), ("mini-batch", 2), ("stochastic", 1)):
        mine = list(
            scratch.descend(np.zeros(2), scratch.line_gradient, 4, size, 0.1, 3)
        )
        assert np.allclose(fit(size, 0.1, 3), mine[-1])
        print(f"{name:<11}agrees after 3 epochs: True")
    whole, parts = accumulated()
    torch.testing.assert_close(whole, parts)
    print(f"gradient at once {whole.item():.2f}, in two halves {parts.item():.2f}")
