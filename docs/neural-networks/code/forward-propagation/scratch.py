"""Forward propagation in NumPy: matrix form, loops, and what a pass costs."""

from itertools import pairwise

import numpy as np

Array = np.ndarray
Layers = list[tuple[Array, Array]]


# --8<-- [start:forward]
def relu(z: Array) -> Array:
    """max(0, z), entry by entry."""
    return np.maximum(z, 0)


def softmax(z: Array) -> Array:
    """Rows of logits (N, K) to rows of probabilities (N, K)."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def forward(x: Array, layers: Layers) -> tuple[list[Array], list[Array]]:
    """All Z and all A of a network; the last Z are the logits.

    Each layer is a pair W (d_in, d_out), b (d_out,).
    """
    zs, activations = [], [x]  # A0 = X
    for depth, (w, b) in enumerate(layers, 1):
        a = activations[-1]  # (N, d_in)
        assert a.shape[1] == w.shape[0], (a.shape, w.shape)
        z = a @ w + b  # (N, d_out); b is added to every row
        zs.append(z)
        if depth < len(layers):  # the last layer stays linear
            activations.append(relu(z))
    return zs, activations


# --8<-- [end:forward]


# --8<-- [start:loops]
def forward_loops(x: Array, layers: Layers) -> tuple[Array, int]:
    """The same logits from nested loops, and the multiply-adds used."""
    a, count = x, 0
    for depth, (w, b) in enumerate(layers, 1):
        z = np.zeros((len(a), len(b)))
        for i in range(len(a)):  # examples
            for k in range(len(b)):  # units
                total = b[k]
                for j in range(len(w)):  # inputs
                    total += a[i, j] * w[j, k]
                    count += 1
                z[i, k] = total
        a = relu(z) if depth < len(layers) else z
    return a, count


# --8<-- [end:loops]

SIZES = (784, 128, 10)


def worked_network() -> tuple[Array, Layers]:
    """The batch of two and the 2-2-2 network of the page."""
    x = np.array([[1.0, 2.0], [0.0, -1.0]])  # (2, 2)
    w1, b1 = np.array([[0.5, -1.0], [1.0, 0.0]]), np.array([0.0, 0.5])
    w2, b2 = np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([0.1, 0.0])
    return x, [(w1, b1), (w2, b2)]


def random_network(rng: np.random.Generator, sizes: tuple[int, ...]) -> Layers:
    """Layers with normal weights of variance 2 / d_in and zero biases."""
    return [
        (rng.normal(0, (2 / m) ** 0.5, (m, n)), np.zeros(n)) for m, n in pairwise(sizes)
    ]


def multiply_adds(sizes: tuple[int, ...], n: int) -> int:
    """N times the sum of d_in * d_out."""
    return n * sum(m * k for m, k in pairwise(sizes))


def show(label: str, values: Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    body = " ".join(f"{v:z8.4f}" for v in np.ravel(values))
    print(f"{label:<14}{body}")


def worked_example() -> None:
    """Every number of the worked example."""
    x, layers = worked_network()
    (w1, b1), (w2, b2) = layers
    zs, activations = forward(x, layers)
    labels = np.array([0, 1])
    p = softmax(zs[-1])
    losses = -np.log(p[np.arange(2), labels])
    print("The 2-2-2 network, matrices row by row")
    for name, value in (("X", x), ("W1", w1), ("b1", b1), ("W2", w2), ("b2", b2)):
        show(name, value)
    show("X W1", x @ w1)
    show("Z1", zs[0])
    show("A1", activations[1])
    show("A1 W2", activations[1] @ w2)
    show("Z2, logits", zs[1])
    shifted = zs[1] - zs[1].max(axis=1, keepdims=True)
    show("minus largest", shifted)
    show("exp", np.exp(shifted))
    show("row sums", np.exp(shifted).sum(axis=1))
    show("P", p)
    show("losses", losses)
    show("mean loss", losses.mean())
    assert np.allclose(zs[1], [[2.6, -2.5], [1.1, 0.25]])
    assert np.allclose(forward_loops(x, layers)[0], zs[1])
    swapped = forward(x[::-1], layers)[0][-1]
    assert np.array_equal(swapped[::-1], zs[1])
    print("rows swapped in X are swapped in Z2, nothing else changes")


def costs() -> None:
    """Multiply-adds of loops and matrix products, and what has to be kept."""
    rng = np.random.default_rng(0)
    layers, x = random_network(rng, SIZES), rng.normal(size=(8, SIZES[0]))
    slow, count = forward_loops(x, layers)
    fast = forward(x, layers)[0][-1]
    print("\n784-128-10")
    print(f"multiply-adds, 8 images, counted  {count:>10,}")
    assert count == multiply_adds(SIZES, 8)
    print(f"multiply-adds, 1 image            {multiply_adds(SIZES, 1):>10,}")
    print(f"multiply-adds, 64 images          {multiply_adds(SIZES, 64):>10,}")
    print(f"loops and matrix form agree: {np.allclose(slow, fast)}")
    parameters = sum(w.size + b.size for w, b in layers)
    print(f"parameters                        {parameters:>10,}")
    print("numbers kept by a forward pass: to predict, to train")
    for n in (64, 1024):
        kept = n * (SIZES[0] + 2 * SIZES[1] + SIZES[2])
        print(f"N = {n:<5} {n * (SIZES[0] + SIZES[1]):>10,} {kept:>10,}")


def mistakes() -> None:
    """The messages and shapes in the table of failures."""
    print("\nShapes that do not fit, and one that fits by accident")
    try:
        np.ones((64, 784)) @ np.ones((128, 784))
    except ValueError as error:
        print(str(error).split(",")[0])
    print("(64, 1) minus (64,) has shape", (np.ones((64, 1)) - np.ones(64)).shape)
    z = forward(*worked_network())[0][-1]
    wrong = np.exp(z) / np.exp(z).sum(axis=0)  # along the batch
    show("row sums", wrong.sum(axis=1))


if __name__ == "__main__":
    worked_example()
    costs()
    mistakes()
