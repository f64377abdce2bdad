"""The stacks in PyTorch, and how signals survive 13 convolutions."""

import numpy as np
import scratch
import torch
from torch import Tensor, nn
from torch.nn import functional as F


# --8<-- [start:agree]
def compare() -> None:
    """NumPy and PyTorch give the same maps; without ReLU two kernels are one."""
    rng = np.random.default_rng(0)
    X, K1, K2 = rng.normal(size=(12, 12)), *rng.normal(size=(2, 3, 3))
    T, T1, T2 = (torch.tensor(a)[None, None] for a in (X, K1, K2))
    two = F.conv2d(F.conv2d(T, T1), T2)[0, 0]
    torch.testing.assert_close(
        torch.tensor(scratch.conv(X, scratch.compose(K1, K2))), two
    )
    kinked = F.conv2d(F.relu(F.conv2d(T, T1)), T2)[0, 0]
    ours = scratch.conv(scratch.relu(scratch.conv(X, K1)), K2)
    torch.testing.assert_close(torch.tensor(ours), kinked)


# --8<-- [end:agree]


# --8<-- [start:signal]
def spread(X: Tensor, start: str, depth: int = 13) -> list[float]:
    """Standard deviation of the maps after each of some 3 x 3 convolutions."""
    found = []
    for _ in range(depth):
        conv = nn.Conv2d(32, 32, 3, padding=1, bias=False).double()
        if start == "he":
            nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")
        else:
            nn.init.normal_(conv.weight, std=0.01)
        X = F.relu(conv(X))
        found.append(float(X.std()))
    return found


# --8<-- [end:signal]


def main() -> None:
    """Run the comparison and the experiment on signals."""
    compare()
    print("stacks agree with PyTorch")
    torch.manual_seed(0)
    X = torch.randn(4, 32, 16, 16, dtype=torch.float64)  # (N, C, H, W)
    with torch.no_grad():
        for start in ("fixed", "he"):
            found = spread(X, start)
            print(start, *(f"{value:.0e}" for value in found))


if __name__ == "__main__":
    main()
