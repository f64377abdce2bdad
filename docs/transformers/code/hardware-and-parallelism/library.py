"""PyTorch: checkpointing, accumulation and torch.amp beside plain training."""

from __future__ import annotations

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint_sequential


def grads(model: nn.Module) -> list[torch.Tensor]:
    """Copies of the gradients, which are then cleared."""
    result = [p.grad.clone() for p in model.parameters()]
    model.zero_grad()
    return result


def main() -> None:
    """The same gradients in three ways, then automatic mixed precision."""
    torch.manual_seed(0)
    model = nn.Sequential(
        *[nn.Sequential(nn.Linear(8, 8), nn.Tanh()) for _ in range(8)]
    )
    x, y = torch.randn(2, 12, 8)
    loss_of = nn.functional.mse_loss
    loss_of(model(x), y).backward()
    plain = grads(model)

    # --8<-- [start:checkpoint]
    out = checkpoint_sequential(model, 4, x, use_reentrant=False)  # 4 parts
    loss_of(out, y).backward()
    # --8<-- [end:checkpoint]
    for a, b in zip(plain, grads(model), strict=True):
        torch.testing.assert_close(a, b, rtol=0, atol=1e-6)
    print("checkpointing: equal gradients")

    # --8<-- [start:accumulate]
    for xs, ys in zip(x.chunk(3), y.chunk(3), strict=True):
        (loss_of(model(xs), ys) / 3).backward()  # .grad adds up; divide by the parts
    # --8<-- [end:accumulate]
    for a, b in zip(plain, grads(model), strict=True):
        torch.testing.assert_close(a, b, rtol=0, atol=1e-6)
    print("accumulation over 3 micro-batches: equal gradients")

    # --8<-- [start:amp]
    with torch.amp.autocast("cpu", dtype=torch.bfloat16):  # "cuda" on a GPU
        out = model(x)  # matrix products in bfloat16
    loss_of(out.float(), y).backward()
    # --8<-- [end:amp]
    mixed = grads(model)
    gap = max(
        ((a - b).norm() / a.norm()).item() for a, b in zip(plain, mixed, strict=True)
    )
    assert 0 < gap < 0.1
    print(f"torch.amp: output {out.dtype}, weights {model[0][0].weight.dtype}", end="")
    print(f", gradients {mixed[0].dtype}")


if __name__ == "__main__":
    main()
