"""PyTorch agrees: AdamW, Adam with L2, bfloat16, the DPO loss, and 6ND."""

from __future__ import annotations

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode


def check_adam() -> None:
    """Twenty steps with the same random gradients."""
    rng = np.random.default_rng(0)
    start, gradients = rng.normal(size=5), rng.normal(size=(20, 5))
    for cls, decoupled in ((torch.optim.Adam, False), (torch.optim.AdamW, True)):
        w = nn.Parameter(torch.tensor(start))
        optimizer = cls([w], lr=0.01, weight_decay=0.1)
        for g in gradients:
            w.grad = torch.tensor(g)
            optimizer.step()
        ours = scratch.adam_steps(start, gradients, 0.01, 0.1, decoupled)
        torch.testing.assert_close(w.detach(), torch.tensor(ours), rtol=0, atol=2e-6)
        print(f"{cls.__name__} with weight_decay: agrees")


def check_bfloat16() -> None:
    """The same bits for a million random numbers."""
    rng = np.random.default_rng(1)
    x = (rng.normal(size=1_000_000) * 10 ** rng.uniform(-30, 30, 1_000_000)).astype(
        np.float32
    )
    theirs = torch.from_numpy(x).to(torch.bfloat16).to(torch.float32).numpy()
    assert np.array_equal(theirs, scratch.to_bfloat16(x))
    print("bfloat16: same bits for 1,000,000 numbers")


def check_dpo() -> None:
    """Loss and gradient of the worked pair."""
    logs = [torch.tensor([v], dtype=torch.float64) for v in (-12, -11, -13, -10)]
    chosen = logs[0].requires_grad_()
    margin = 0.1 * ((chosen - logs[2]) - (logs[1] - logs[3]))
    loss = -nn.functional.logsigmoid(margin)
    loss.backward()
    ours = scratch.dpo_loss(*(v.detach().numpy() for v in logs), beta=0.1)
    assert np.allclose(loss.item(), ours)
    print(f"DPO: loss agrees, gradient for the chosen answer {chosen.grad.item():.4f}")


def count_flops() -> None:
    """6ND against the operations that PyTorch counts."""
    d, t, entries, layers = 128, 64, 500, 4
    layer = nn.TransformerEncoderLayer(d, 4, 4 * d, 0.0, batch_first=True)
    model = nn.Sequential(
        nn.Embedding(entries, d),
        nn.TransformerEncoder(layer, layers, enable_nested_tensor=False),
        nn.Linear(d, entries),
    )
    weights = sum(p.numel() for p in model[1:].parameters() if p.dim() > 1)
    # the fused attention kernel is not counted on a CPU: use plain products
    with sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        model(torch.zeros(2, t, dtype=torch.long)).sum().backward()
    rule = 6 * weights * 2 * t
    print(f"weights in matrix products {weights}, tokens {2 * t}")
    print(f"counted / 6ND = {counter.get_total_flops() / rule:.2f}")
    attention = 12 * layers * t * t * d * 2  # scores and mixing, forward and back
    print(f"counted / (6ND + attention) = "
          f"{counter.get_total_flops() / (rule + attention):.2f}")  # fmt: skip


def autocast() -> None:
    """Mixed precision in PyTorch: 16-bit products, 32-bit weights."""
    # --8<-- [start:autocast]
    model = nn.Linear(8, 8)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.1)
    x = torch.ones(4, 8)
    with torch.autocast("cpu", dtype=torch.bfloat16):  # "cuda" on a GPU
        y = model(x)  # the product runs in bfloat16
        loss = y.float().square().mean()
    loss.backward()
    optimizer.step()  # weights, gradients and averages are float32
    # --8<-- [end:autocast]
    print("output", y.dtype, "weights", model.weight.dtype, model.weight.grad.dtype)


if __name__ == "__main__":
    torch.manual_seed(0)
    check_adam()
    check_bfloat16()
    check_dpo()
    count_flops()
    autocast()
