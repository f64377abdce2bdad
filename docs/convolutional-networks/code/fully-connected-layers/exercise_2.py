"""Exercise 2: dense weights made for channels-last maps, used with channels first."""

import numpy as np
from scratch import flatten_head


def main() -> None:
    """Reorder the rows of the matrix; the scores agree again."""
    rng = np.random.default_rng(0)
    C, H, W, K = 3, 4, 5, 6
    maps, bias = rng.normal(size=(2, C, H, W)), rng.normal(size=K)
    last = rng.normal(size=(H * W * C, K))  # rows in the order h, w, c
    target = maps.transpose(0, 2, 3, 1).reshape(2, -1) @ last + bias
    wrong = flatten_head(maps, last, bias)
    first = last.reshape(H, W, C, K).transpose(2, 0, 1, 3).reshape(-1, K)
    right = flatten_head(maps, first, bias)
    assert np.allclose(right, target)
    print("without reordering equal:", bool(np.allclose(wrong, target)))
    print("with reordering equal:", bool(np.allclose(right, target)))


if __name__ == "__main__":
    main()
