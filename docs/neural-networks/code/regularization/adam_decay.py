"""How much does Adam shrink a weight whose gradient is only noise?"""

import numpy as np
from scratch import adam

SCALES = (0.01, 0.1, 1.0, 10.0)
ETA, LAM, STEPS = 0.001, 0.1, 1000


def remaining(scale: float, seed: int, **decay: float) -> float:
    """Mean of 200 weights that started at 1, after 1,000 noisy steps."""
    rng = np.random.default_rng(seed)
    gradients = rng.normal(0, scale, (STEPS, 200))
    return float(adam(np.ones(200), list(gradients), ETA, **decay).mean())


def table() -> dict[str, list[list[float]]]:
    """Name -> scale -> one mean per seed."""
    runs = {"L2": {"l2": LAM}, "decay": {"decay": LAM}}
    return {
        name: [[remaining(s, seed, **how) for seed in range(5)] for s in SCALES]
        for name, how in runs.items()
    }


if __name__ == "__main__":
    print(f"rule (1 - eta lambda)^steps = {(1 - ETA * LAM) ** STEPS:.2f}")
    print("gradient size    " + " ".join(f"{s:>12}" for s in SCALES))
    for name, rows in table().items():
        body = " ".join(f"{min(r):.2f} to {max(r):.2f}" for r in rows)
        print(f"Adam with {name:<7}{body}")
