"""Three milestones re-enacted in NumPy: 1943, 1958, 1986."""

from functools import cache

import numpy as np

Array = np.ndarray
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])  # (4, 2)
TARGETS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}


# --8<-- [start:units]
def mcculloch_pitts(excite: Array, inhibit: Array, threshold: int) -> Array:
    """1943: fires if enough inputs excite it and none inhibits it."""
    enough = excite.sum(axis=1) >= threshold  # (N, any) -> (N,)
    vetoed = inhibit.any(axis=1)
    return (enough & ~vetoed).astype(int)


def rosenblatt(x: Array, y: Array, epochs: int) -> tuple[Array, list[int]]:
    """1958: correct the weights after each mistake; the last weight is the bias."""
    x = np.column_stack([x, np.ones(len(x), int)])  # (N, d + 1)
    w, mistakes = np.zeros(x.shape[1], int), []
    for _ in range(epochs):
        wrong = 0
        for row, target in zip(x, y, strict=True):
            error = target - int(row @ w > 0)  # -1, 0 or 1
            w += error * row
            wrong += abs(error)
        mistakes.append(int(wrong))
    return w, mistakes


# --8<-- [end:units]


# --8<-- [start:backprop]
def start(hidden: int, seed: int) -> list[Array]:
    """Random weights of a 2 -> hidden -> 1 network."""
    rng = np.random.default_rng(seed)
    shapes = ((2, hidden), (hidden,), (hidden, 1), (1,))
    return [rng.normal(size=shape) for shape in shapes]


def two_layers(params: list[Array], steps: int, rate: float = 5) -> tuple[Array, Array]:
    """1986: gradient descent on the squared error, sigmoid units throughout."""
    w1, b1, w2, b2 = (p.copy() for p in params)
    y = np.array(TARGETS["XOR"])[:, None]  # (4, 1)
    losses = np.empty(steps)
    for step in range(steps):
        a1 = 1 / (1 + np.exp(-(X @ w1 + b1)))  # (4, hidden)
        a2 = 1 / (1 + np.exp(-(a1 @ w2 + b2)))  # (4, 1)
        losses[step] = ((a2 - y) ** 2).mean()
        delta2 = 2 * (a2 - y) / len(X) * a2 * (1 - a2)  # (4, 1)
        delta1 = delta2 @ w2.T * a1 * (1 - a1)  # (4, hidden)
        w2 -= rate * a1.T @ delta2
        b2 -= rate * delta2.sum(axis=0)
        w1 -= rate * X.T @ delta1
        b1 -= rate * delta1.sum(axis=0)
    return a2[:, 0], losses


# --8<-- [end:backprop]


@cache
def solved(hidden: int, starts: int = 20, steps: int = 2000) -> int:
    """Number of random starts that end with a squared error below 0.01."""
    runs = (two_layers(start(hidden, seed), steps)[1] for seed in range(starts))
    return sum(bool(losses[-1] < 0.01) for losses in runs)


def main() -> None:
    """Print and assert the numbers of the page."""
    print("1943: XOR from three units with fixed weights")
    first = mcculloch_pitts(X[:, :1], X[:, 1:], 1)  # x1 and not x2
    second = mcculloch_pitts(X[:, 1:], X[:, :1], 1)  # x2 and not x1
    nothing = np.zeros((4, 0), int)
    both = mcculloch_pitts(np.column_stack([first, second]), nothing, 1)
    print(f"  first {first}, second {second}, output {both}")
    assert (both == TARGETS["XOR"]).all()

    print("1958: mistakes per epoch of Rosenblatt's rule")
    for name in ("OR", "AND", "XOR"):
        w, mistakes = rosenblatt(X, np.array(TARGETS[name]), 1000)
        print(f"  {name:<4}{mistakes[:8]}, in epoch 1000: {mistakes[-1]}, w {w}")
        assert (mistakes[-1] == 0) == (name != "XOR")

    print("1969: the sum that must be zero")
    signs = 1 - 2 * X  # 0 -> 1, 1 -> -1
    parity = signs.prod(axis=1)
    weights, bias = np.array([0.6, -0.2]), 0.3
    sums = signs @ weights + bias
    print(f"  weights {weights}, bias {bias}")
    print("  parity ", parity)
    print("  sums   ", " ".join(f"{s:.1f}" for s in sums))
    print("  parity * sums", " ".join(f"{s:.1f}" for s in parity * sums))
    assert abs((parity * sums).sum()) < 1e-12

    print("1986: XOR with one hidden layer, solved from 20 random starts")
    for hidden in (1, 2, 3, 4):
        print(f"  {hidden} hidden units: {solved(hidden)}")
    answers, losses = two_layers(start(4, 0), 2000)
    print("  4 units, seed 0, loss in step 1, 100 and 2000:", end="")
    print("".join(f" {losses[k - 1]:.3f}" for k in (1, 100, 2000)))
    print("  answers", " ".join(f"{a:.2f}" for a in answers))


if __name__ == "__main__":
    main()
