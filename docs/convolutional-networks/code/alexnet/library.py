"""The same parts in PyTorch, and the division by n that changes alpha."""

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn import functional as F


# --8<-- [start:agree]
def compare() -> None:
    """Our functions against PyTorch on random maps."""
    rng = np.random.default_rng(1)
    A = rng.normal(size=(2, 8, 7, 7)) * 20  # (N, C, H, W)
    T = torch.tensor(A)
    ours = torch.tensor(scratch.local_response_norm(A, alpha=1e-4))
    right = F.local_response_norm(T, size=5, alpha=5e-4, beta=0.75, k=2)
    torch.testing.assert_close(ours, right)  # alpha times n

    W = rng.normal(size=(6, 4, 3, 3))  # two groups of four maps
    grouped = F.conv2d(T, torch.tensor(W), groups=2)
    torch.testing.assert_close(torch.tensor(scratch.grouped_conv(A, W, 2)), grouped)

    pooled = F.max_pool2d(T, 3, stride=2)
    torch.testing.assert_close(torch.tensor(scratch.max_pool(A)), pooled)


# --8<-- [end:agree]


def main() -> None:
    """Run the comparison and show two traps."""
    compare()
    print("normalization, grouped convolution and pooling agree")
    maps = torch.tensor(scratch.MAPS).reshape(1, 5, 1, 1)
    for alpha in (0.5, 1.5):
        out = F.local_response_norm(maps, size=3, alpha=alpha, beta=0.75, k=2)
        print(f"PyTorch, alpha {alpha}:", *(f"{b:.4f}" for b in out.ravel()))
    drop = nn.Dropout(0.5).eval()
    print("dropout after eval():", drop(torch.ones(4)).tolist())


if __name__ == "__main__":
    main()
