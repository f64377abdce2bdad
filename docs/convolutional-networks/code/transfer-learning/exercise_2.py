"""Exercise 2: a random head sends large gradients into good features."""

from __future__ import annotations

import numpy as np
import scratch


def main() -> None:
    """Norm of the backbone's gradient: random head, then trained head."""
    rows = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        y = np.repeat([0, 1, 2], 20)
        centers = 3 * np.eye(3, 8)  # three classes that lie apart
        x = centers[y] + rng.normal(0, 0.5, (60, 8))
        w1 = np.eye(8)  # a backbone that already separates the classes
        features = np.maximum(x @ w1, 0)
        random = rng.normal(0, 1, (8, 3))
        trained = scratch.train_head(features, y, 3)
        norms = [np.linalg.norm(scratch.gradients(x, y, w1, w)[1])
                 for w in (random, trained)]  # fmt: skip
        rows.append(norms)
    before, after = np.mean(rows, axis=0)
    print(f"gradient of the backbone, random head:  {before:.1f}")
    print(f"gradient of the backbone, trained head: {after:.2f}")
    assert all(r[0] > 10 * r[1] for r in rows)


if __name__ == "__main__":
    main()
