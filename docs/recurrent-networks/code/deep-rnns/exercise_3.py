"""Exercise 3: what the start of an LSTM stack does to the factor per layer."""

import depth
import numpy as np
import torch
from torch import nn

LAYERS, WIDTH = 8, 32


def factor(gain: float, output_bias: float, seed: int) -> float:
    """Factor per layer of a plain stack whose input weights are scaled by `gain`."""
    torch.manual_seed(seed)
    layers = [nn.LSTM(WIDTH, WIDTH) for _ in range(LAYERS)]
    x = torch.randn(10, 16, WIDTH)
    first: list[torch.Tensor] = []
    for layer in layers:
        with torch.no_grad():
            layer.weight_ih_l0 *= gain
            layer.bias_ih_l0[3 * WIDTH :] += output_bias  # blocks i, f, g, o
        x, _ = layer(x)
        first.append(x)
    first[0].retain_grad()
    d_top = torch.randn(10, 16, WIDTH)
    (x * d_top).sum().backward()
    return float(first[0].grad.norm() / d_top.norm()) ** (1 / (LAYERS - 1))


if __name__ == "__main__":
    assert depth.SEEDS == 5
    for gain in (1.0, 2.0, 3.0, 4.0):
        for bias in (0.0, 2.0):
            mean = np.mean([factor(gain, bias, seed) for seed in range(depth.SEEDS)])
            print(f"gain {gain:.0f}, output bias {bias:.0f}: factor {mean:.2f}")
