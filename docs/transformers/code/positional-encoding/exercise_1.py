"""Exercise 1: one rotary score by hand, at two pairs of positions."""

from __future__ import annotations

import numpy as np
import scratch


def main() -> None:
    """Turn q = (0, 2) and k = (1, 1) and compare with the formula."""
    q, k = np.array([[0.0, 2.0]]), np.array([[1.0, 1.0]])
    for i, j in ((2, 0), (7, 5), (0, 2)):
        turned_q, turned_k = (
            scratch.rotary(q, np.array([i])),
            scratch.rotary(k, np.array([j])),
        )
        scratch.show(f"score at {i} and {j}", (turned_q @ turned_k.T).item())
    by_hand = 2 * np.cos(2) - 2 * np.sin(2)
    scratch.show("2 cos 2 - 2 sin 2", by_hand)
    assert np.isclose((scratch.rotary(q, np.array([2])) @ k.T).item(), by_hand)


if __name__ == "__main__":
    main()
