"""The same two layers in PyTorch, and what a change of token 1 reaches."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn


# --8<-- [start:library]
def layers(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Self-attention and a tanh RNN on x (N, T, d)."""
    mixed = F.scaled_dot_product_attention(x, x, x)  # (N, T, d), one call
    rnn = nn.RNN(2, 2, bias=False, batch_first=True, dtype=x.dtype)  # loops over T
    with torch.no_grad():
        rnn.weight_ih_l0.copy_(torch.eye(2))
        rnn.weight_hh_l0.copy_(0.5 * torch.eye(2))
    return mixed, rnn(x)[0]


# --8<-- [end:library]


def main() -> None:
    """Assert equality, then follow the gradient from the last to the first token."""
    x = torch.tensor(scratch.X, dtype=torch.float32)[None]
    mixed, states = layers(x)
    expected = scratch.self_attention(scratch.X)[0]
    np.testing.assert_allclose(mixed[0].numpy(), expected, rtol=0, atol=1e-5)
    expected, _ = scratch.recurrent(scratch.X, np.eye(2), 0.5 * np.eye(2))
    np.testing.assert_allclose(states[0].detach().numpy(), expected, rtol=0, atol=1e-5)
    print("self-attention and RNN: equal to NumPy within 1e-5")

    print("gradient norm of the last output by the first token")
    torch.manual_seed(0)
    for t in (3, 10, 50):
        x = torch.randn(1, t, 2, dtype=torch.float64).requires_grad_()
        norms = []
        for y in layers(x):
            (g,) = torch.autograd.grad(y[0, -1].sum(), x)
            norms.append(g[0, 0].norm().item())
        print(f"T = {t:2}: self-attention {norms[0]:.0e}, RNN {norms[1]:.0e}")


if __name__ == "__main__":
    main()
