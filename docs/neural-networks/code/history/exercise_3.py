"""Exercise 3: parity of n bits, with small detectors and with a hidden layer."""

from itertools import combinations, product

import numpy as np

Array = np.ndarray


# --8<-- [start:parity]
def bits(n: int) -> Array:
    """All inputs of n bits, (2 ** n, n)."""
    return np.array(list(product((0, 1), repeat=n)))


def detectors(x: Array, size: int, rng: np.random.Generator) -> Array:
    """Random tables that look at `size` bits, one for each choice of bits."""
    columns = []
    for chosen in combinations(range(x.shape[1]), size):
        seen = x[:, chosen] @ 2 ** np.arange(size)  # what the detector sees
        columns.append(rng.normal(size=2**size)[seen])
    return np.column_stack(columns)  # (2 ** n, number of choices)


def parity_network(x: Array) -> Array:
    """Hidden unit k fires if at least k bits are 1; output weights +1, -1, ..."""
    n = x.shape[1]
    hidden = x.sum(axis=1, keepdims=True) >= np.arange(1, n + 1)  # (2 ** n, n)
    return (hidden @ (-1.0) ** np.arange(n) > 0.5).astype(int)


# --8<-- [end:parity]


if __name__ == "__main__":
    n, rng = 6, np.random.default_rng(0)
    x = bits(n)
    odd = x.sum(axis=1) % 2
    for size in (1, 3, 5, 6):
        found = detectors(x, size, rng)
        largest = np.abs((1 - 2 * odd) @ found).max()
        print(f"detectors of {size} bits: {found.shape[1]:>2}, ", end="")
        print(f"largest sum against parity {largest:.4f}")
        assert (largest < 1e-9) == (size < n)
    for n in (2, 3, 6, 10):
        x = bits(n)
        assert (parity_network(x) == x.sum(axis=1) % 2).all()
        print(f"{n:>2} bits, {n:>2} hidden units: {2**n} of {2**n} right")
