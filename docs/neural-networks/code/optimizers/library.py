"""torch.optim against scratch.py: same gradients, same weights."""

import numpy as np
import scratch
import torch
from torch.optim import lr_scheduler

# --8<-- [start:optim]
SAME = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.01),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9),
    "Nesterov": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, nesterov=True),
    "AdaGrad": lambda p: torch.optim.Adagrad(p, lr=0.01),
    "RMSProp": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.99),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999)),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.01),
}


def agrees(name: str, steps: int = 100) -> bool:
    """Walk down the valley in both, compare after each step."""
    w, s = np.ones(2), {}
    p = torch.ones(2, dtype=torch.float64, requires_grad=True)
    optimizer = SAME[name]([p])
    for _ in range(steps):
        w = scratch.OPTIMIZERS[name](w, scratch.CURVATURE * w, s, 0.01)
        loss = 0.5 * (torch.from_numpy(scratch.CURVATURE) * p**2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        torch.testing.assert_close(p.detach(), torch.from_numpy(w))
    return True


def schedule_agrees(total: int = 100, warmup: int = 10) -> bool:
    """Warm-up and cosine, as two schedulers in sequence."""
    p = torch.ones(1, requires_grad=True)
    optimizer = torch.optim.AdamW([p], lr=0.5)
    up = lr_scheduler.LinearLR(
        optimizer, start_factor=1 / warmup, total_iters=warmup - 1
    )
    down = lr_scheduler.CosineAnnealingLR(optimizer, T_max=total - warmup)
    plan = lr_scheduler.SequentialLR(optimizer, [up, down], [warmup])
    for t in range(total):
        expected = 0.5 * scratch.cosine(t, total, warmup)
        assert np.isclose(optimizer.param_groups[0]["lr"], expected)
        optimizer.step()  # first the weights,
        plan.step()  # then the rate
    return True


# --8<-- [end:optim]

if __name__ == "__main__":
    for name in SAME:
        print(f"{name:<10}agrees over 100 steps: {agrees(name)}")
    print(f"warm-up and cosine agree: {schedule_agrees()}")
