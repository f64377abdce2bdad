"""Parameters, FLOPs and memory of multi-head self-attention."""

from __future__ import annotations

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode


# --8<-- [start:formulas]
def parameters(d: int) -> int:
    """Four matrices (d, d) and four biases (d,); the number of heads cancels."""
    return 4 * d**2 + 4 * d


def flops(t: int, d: int) -> tuple[int, int]:
    """FLOPs of the projections and of the two products with the weights."""
    return 8 * t * d**2, 4 * t**2 * d


# --8<-- [end:formulas]


def main() -> None:
    """Compare the formulas with PyTorch's own counts and print the page's numbers."""
    d = 512
    for h in (1, 8, 64):
        mha = nn.MultiheadAttention(d, h)
        assert sum(p.numel() for p in mha.parameters()) == parameters(d)
    print(f"d = {d}: {parameters(d):,} parameters with 1, 8 or 64 heads")

    mha = nn.MultiheadAttention(d, 8, batch_first=True)
    x = torch.zeros(1, d, d)  # T = 512
    with FlopCounterMode(display=False) as counter:
        mha(x, x, x)
    assert counter.get_total_flops() == sum(flops(512, d))
    print(f"T = 512: counted by PyTorch {counter.get_total_flops():,} FLOPs")

    print("     T     projections         T x T part  share  weights, 8 heads")
    for t in (128, 512, 1024, 4096, 32768):
        a, b = flops(t, d)
        mib = 8 * t**2 * 4 / 2**20
        print(f"{t:6,} {a:15,} {b:18,}   {b / (a + b):.2f} {mib:12,.1f} MiB")
    assert flops(2 * d, d)[0] == flops(2 * d, d)[1]  # equal at T = 2d

    layers, width, heads, groups, size = 32, 4096, 32, 8, 2
    full = 2 * layers * width * size
    print(f"cache per token, 32 heads: {full // 1024} KiB", end="; ")
    print(f"8 key-value heads: {full * groups // heads // 1024} KiB")


if __name__ == "__main__":
    main()
