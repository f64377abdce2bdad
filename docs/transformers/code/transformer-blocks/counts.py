"""Parameters and FLOPs of a transformer block, checked against PyTorch."""

from __future__ import annotations

import library
import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode


# --8<-- [start:formulas]
def parameters(d: int, d_ff: int) -> dict[str, int]:
    """The block of 2017: attention, feedforward, two layer norms."""
    return {
        "attention": 4 * d * d + 4 * d,
        "feedforward": 2 * d * d_ff + d_ff + d,
        "norms": 4 * d,
    }


def modern_parameters(d: int, d_ff: int, kv_share: float = 1.0) -> dict[str, int]:
    """RMSNorm, SwiGLU, no biases; kv_share = key-value heads / heads."""
    return {
        "attention": int(2 * d * d + 2 * d * d * kv_share),
        "feedforward": 3 * d * d_ff,
        "norms": 2 * d,
    }


def flops(t: int, d: int, d_ff: int, matrices: int = 2) -> dict[str, int]:
    """Two FLOPs per multiply-add; norms, softmax and biases left out."""
    return {
        "projections": 8 * t * d * d,
        "T x T": 4 * t * t * d,
        "feedforward": 2 * matrices * t * d * d_ff,
    }


# --8<-- [end:formulas]


def report(name: str, parts: dict[str, int]) -> None:
    """Print the parts, their sum and their shares."""
    total = sum(parts.values())
    text = ", ".join(f"{k} {v:,} ({v / total:.1%})" for k, v in parts.items())
    print(f"{name}: {total:,}\n  {text}")


def main() -> None:
    """Base model of 2017 and a modern block of the same size."""
    d, d_ff, h, t = 512, 2048, 8, 1024
    old = nn.TransformerEncoderLayer(d, h, d_ff, batch_first=True)
    new = library.Block(d, h, 1365)
    for layer, parts in (
        (old, parameters(d, d_ff)),
        (new, modern_parameters(d, 1365)),
    ):
        assert sum(p.numel() for p in layer.parameters()) == sum(parts.values())
    report("parameters, 2017", parameters(d, d_ff))
    report(
        "parameters, RMSNorm and SwiGLU with d_ff = 1365", modern_parameters(d, 1365)
    )
    x = torch.zeros(1, t, d)
    for layer, width, matrices in ((old.train(), d_ff, 2), (new, 1365, 3)):
        math = sdpa_kernel(SDPBackend.MATH)  # plain products, which can be counted
        with math, FlopCounterMode(display=False) as counter:
            layer(x)
        assert counter.get_total_flops() == sum(flops(t, d, width, matrices).values())
    report("FLOPs, T = 1024, 2017", flops(t, d, d_ff))
    report("FLOPs, T = 1024, SwiGLU", flops(t, d, 1365, 3))
    print(f"T x T equals the rest at T = {(8 * d + 4 * d_ff) // 4:,}")
    small = sum(parameters(768, 3072).values())
    print(f"block with d = 768, d_ff = 3072: {small:,}; 12 of them: {12 * small:,}")
    whole = sum(modern_parameters(4096, 14336, 8 / 32).values())
    print(f"block with d = 4096, d_ff = 14336, 8 of 32 key-value heads: {whole:,}")


if __name__ == "__main__":
    main()
