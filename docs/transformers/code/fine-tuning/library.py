"""Autograd agrees with our LoRA: output, gradients of A, B and X, and the merge."""

from __future__ import annotations

import numpy as np
import scratch
import torch
from adapt import LoRA
from torch import nn

if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    rng = np.random.default_rng(0)
    n, d_in, d_out, r = 6, 5, 4, 2
    ours = scratch.LoRALinear(rng.normal(size=(d_in, d_out)), r, 8.0, rng)
    ours.b = rng.normal(size=(r, d_out))  # as if trained
    linear = nn.Linear(d_in, d_out, bias=False)
    linear.weight.data = torch.tensor(ours.w.T)  # PyTorch stores (d_out, d_in)
    theirs = LoRA(linear, r, 8.0)
    theirs.a.data, theirs.b.data = torch.tensor(ours.a), torch.tensor(ours.b)

    x_np, delta = rng.normal(size=(n, d_in)), rng.normal(size=(n, d_out))
    x = torch.tensor(x_np, requires_grad=True)
    y = theirs(x)
    y.backward(torch.tensor(delta))
    close = torch.testing.assert_close
    close(y.detach(), torch.tensor(ours.forward(x_np)))
    for grad, expected in zip(
        (theirs.a.grad, theirs.b.grad, x.grad), ours.backward(delta), strict=True
    ):
        close(grad, torch.tensor(expected))
    assert linear.weight.grad is None
    print("output and gradients of A, B and X agree; W has none")
    close(y.detach(), torch.tensor(x_np @ ours.merged()))
    print("merged matrix: same output")
