"""Exercise 3: LeNet-5 slides over a line of writing, because C5 is a convolution."""

import torch
from model import LeNet5, codes
from torch import Tensor


def features(net: LeNet5, X: Tensor) -> Tensor:
    """C1 to C5 for an image of any width: (N, 120, 1, places)."""
    for layer in (net.C1, net.S2, net.C3, net.S4, net.C5):
        X = net.squash(layer(X))
    return X


def main() -> None:
    """One pass over 32 x 64 pixels gives what nine crops give."""
    torch.manual_seed(0)
    net = LeNet5(codes())
    line = torch.randn(1, 1, 32, 64)
    with torch.no_grad():
        whole = features(net, line)
        crops = [features(net, line[..., 4 * k : 4 * k + 32]) for k in range(9)]
    torch.testing.assert_close(whole, torch.cat(crops, dim=3))
    print("one pass:", tuple(whole.shape), "equals nine crops, 4 pixels apart")

    def work(width: int) -> int:
        c1 = width - 4
        c3 = c1 // 2 - 4
        places = c3 // 2 - 4
        c1_c3 = 28 * c1 * 150 + 10 * c3 * 60 * 25
        return c1_c3 + 14 * (c1 // 2) * 6 + 5 * (c3 // 2) * 16 + places * 48_000

    print(f"multiply-adds: one pass {work(64):,}, nine crops {9 * work(32):,}")
    print(f"ratio: {9 * work(32) / work(64):.1f}")


if __name__ == "__main__":
    main()
