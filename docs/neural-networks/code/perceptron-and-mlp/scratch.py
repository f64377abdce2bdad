"""The perceptron rule, and a multilayer perceptron for XOR, in NumPy only."""

from itertools import product

import numpy as np

Array = np.ndarray
POINTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])  # (4, 2)
AND, OR, XOR = (np.array(v) for v in ([0, 0, 0, 1], [0, 1, 1, 1], [0, 1, 1, 0]))


# --8<-- [start:perceptron]
def predict(x: Array, w: Array, b: float) -> Array:
    """1 where the weighted sum is above 0, else 0; x (N, d), w (d,)."""
    return (x @ w + b > 0).astype(int)  # (N,)


def learn(
    x: Array, y: Array, epochs: int, eta: float = 1.0
) -> tuple[Array, float, list[int]]:
    """Weights, bias and the number of mistakes in each epoch."""
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x_i, y_i in zip(x, y, strict=True):  # one example at a time
            error = y_i - int(x_i @ w + b > 0)  # -1, 0 or 1
            w, b = w + eta * error * x_i, b + eta * error
            wrong += abs(error)
        mistakes.append(int(wrong))
        if wrong == 0:  # a whole epoch without a mistake: done
            break
    return w, b, mistakes


# --8<-- [end:perceptron]


# --8<-- [start:mlp]
def xor_by_hand(x: Array) -> tuple[Array, Array]:
    """Two threshold units (OR, AND), then "OR but not AND"."""
    w1, b1 = np.ones((2, 2)), np.array([-0.5, -1.5])  # (d, 2), (2,)
    w2, b2 = np.array([[1.0], [-1.0]]), np.array([-0.5])  # (2, 1), (1,)
    a1 = (x @ w1 + b1 > 0).astype(int)  # (N, 2)
    return a1, (a1 @ w2 + b2 > 0).astype(int)  # (N, 2), (N, 1)


def start(width: int, seed: int) -> list[Array]:
    """W1, b1, W2, b2 of a 2-width-1 network, normal with deviation 1."""
    rng = np.random.default_rng(seed)
    shapes = ((2, width), (width,), (width, 1), (1,))
    return [rng.normal(size=shape) for shape in shapes]


def forward(theta: list[Array], x: Array) -> tuple[Array, Array]:
    """Hidden activations (N, width) and logits (N, 1)."""
    w1, b1, w2, b2 = theta
    a1 = np.tanh(x @ w1 + b1)
    return a1, a1 @ w2 + b2


def train(theta: list[Array], x: Array, y: Array, steps: int, eta: float) -> list:
    """Gradient descent on binary cross-entropy; y (N, 1)."""
    for _ in range(steps):
        w2 = theta[2]
        a1, z2 = forward(theta, x)
        d2 = (1 / (1 + np.exp(-z2)) - y) / len(x)  # (N, 1), dL/dZ2
        d1 = (d2 @ w2.T) * (1 - a1**2)  # (N, width), dL/dZ1
        slopes = x.T @ d1, d1.sum(axis=0), a1.T @ d2, d2.sum(axis=0)
        theta = [p - eta * g for p, g in zip(theta, slopes, strict=True)]
    return theta


# --8<-- [end:mlp]


def show(label: str, values: Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    body = " ".join(f"{v + 0.0:8.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<22}{body}")


def worked_example() -> None:
    """One update with numbers, then AND from zeros."""
    w, b, eta = np.array([0.5, -1.0]), 0.3, 0.5
    x, y = np.array([1.0, 2.0]), 1
    z = x @ w + b
    print("One update, label 1, learning rate 0.5")
    show("w, b before", np.append(w, b))
    show("sum before", z)
    show("w squared", w @ w)
    show("distance to border", abs(z) / np.sqrt(w @ w))
    error = y - int(z > 0)
    w, b = w + eta * error * x, b + eta * error
    show("w, b after", np.append(w, b))
    show("sum after", x @ w + b)
    show("change of the sum", eta * (x @ x + 1))

    print("\nAND from zeros, learning rate 1: the corrections")
    w, b = np.zeros(2), 0.0
    for epoch in range(1, 7):
        for x_i, y_i in zip(POINTS, AND, strict=True):
            z = x_i @ w + b
            error = y_i - int(z > 0)
            if error:
                w, b = w + error * x_i, b + error
                point = f"({x_i[0]:.0f}, {x_i[1]:.0f})"
                print(f"epoch {epoch} at {point}: sum {z:2.0f}, label {y_i}", end="")
                print(f" -> w = ({w[0]:.0f}, {w[1]:.0f}), b = {b:.0f}")
    print("sums at the end", (POINTS @ w + b).astype(int).tolist())
    assert (predict(POINTS, w, b) == AND).all()


def logic() -> None:
    """Mistakes on AND and XOR, separable functions, XOR by hand."""
    print("\nMistakes per epoch")
    print("AND", learn(POINTS, AND, 100)[2])
    wrong = learn(POINTS, XOR, 100)[2]
    print("XOR, epochs 1 to 5", wrong[:5], "and in epoch 100:", wrong[-1])
    margins = np.array([-1, -1, -1, 1]) * (POINTS @ np.array([2.0, 2.0]) - 3)
    print("AND, margins of w = (2, 2), b = -3:", margins.astype(int).tolist())
    bound = 3 * (2**2 + 2**2 + 3**2)
    print(f"bound on the mistakes for AND: {bound}", end="")
    print(f", made: {sum(learn(POINTS, AND, 100)[2])}")
    tables = list(product([0, 1], repeat=4))
    separable = [t for t in tables if learn(POINTS, np.array(t), 100)[2][-1] == 0]
    print(f"separable functions of two bits: {len(separable)} of {len(tables)}")
    assert len(separable) == 14
    a1, output = xor_by_hand(POINTS)
    print("XOR by hand: hidden", a1.tolist(), "output", output[:, 0].tolist())
    assert (output[:, 0] == XOR).all()


if __name__ == "__main__":
    worked_example()
    logic()
