"""Exercise 3: a causal mask alone lets the model compute its position."""

from __future__ import annotations

import numpy as np
import scratch


def main() -> None:
    """Uniform causal attention over a mark on the first token returns 1 / t."""
    t = 8
    mark = np.zeros((t, 1))
    mark[0] = 1.0  # value 1 for the start token, 0 for every other token
    flat = np.zeros((t, 2))  # equal scores everywhere
    causal = np.where(np.tril(np.ones((t, t))) > 0, 0.0, -np.inf)
    share = scratch.attention(flat, flat, mark, causal)[:, 0]
    print("output:", " ".join(f"{v:.4f}" for v in share))
    print("1 / output:", " ".join(f"{1 / v:.0f}" for v in share))
    assert np.allclose(1 / share, np.arange(1, t + 1))
    print(f"gap of outputs at 8 and 9: {1 / 8 - 1 / 9:.4f}")
    print(f"gap at 1000 and 1001: {1 / 1000 - 1 / 1001:.7f}")


if __name__ == "__main__":
    main()
