"""Activation functions, softmax and the gradient over depth, in NumPy only."""

import math
from statistics import NormalDist

import numpy as np

Array = np.ndarray


# --8<-- [start:functions]
def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), with exponents <= 0: no overflow."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


cdf = np.vectorize(NormalDist().cdf)  # P(standard normal < z)
pdf = np.vectorize(NormalDist().pdf)  # derivative of cdf


def rectifier(alpha: float) -> tuple:
    """Slope 1 for z > 0, else alpha; with its derivative."""
    return (
        lambda z: np.maximum(z, 0) + alpha * np.minimum(z, 0),
        lambda z: np.where(z > 0, 1.0, alpha),
    )


# name: (function, derivative), elementwise
ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "ReLU": rectifier(0.0),
    "Leaky ReLU": rectifier(0.01),
    "PReLU": rectifier(0.25),  # 0.25: where learning starts
    "GELU": (lambda z: z * cdf(z), lambda z: cdf(z) + z * pdf(z)),
    "SiLU": (
        lambda z: z * sigmoid(z),
        lambda z: sigmoid(z) * (1 + z * sigmoid(-z)),
    ),
}
# --8<-- [end:functions]


# --8<-- [start:softmax]
def softmax(z: Array, temperature: float = 1.0) -> Array:
    """Rows of logits (N, K) to rows of probabilities (N, K)."""
    e = np.exp((z - z.max(axis=1, keepdims=True)) / temperature)
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(z: Array, labels: Array) -> tuple[float, Array]:
    """Mean loss over the batch and its gradient dL/dz."""
    rows = np.arange(len(labels))
    p = softmax(z)  # (N, K)
    loss = -np.log(p[rows, labels]).mean()
    p[rows, labels] -= 1  # p - y, with y one-hot
    return loss, p / len(labels)  # gradient (N, K)


# --8<-- [end:softmax]


# --8<-- [start:depth]
def gradient_by_layer(name: str, gain: float) -> Array:
    """RMS of dL/dZ in 20 new layers, the last scaled to 1."""
    f, df = ACTIVATIONS[name]
    rng, depth, d = np.random.default_rng(0), 20, 100
    a = rng.normal(size=(64, d))  # (N, d)
    weights, zs = [], []
    for _ in range(depth):
        weights.append(rng.normal(0, gain / d**0.5, (d, d)))
        zs.append(a @ weights[-1])  # (N, d)
        a = f(zs[-1])
    delta = rng.normal(size=a.shape) * df(zs[-1])  # random dL/dA
    sizes = [np.sqrt((delta**2).mean())]
    for layer in range(depth - 2, -1, -1):
        delta = (delta @ weights[layer + 1].T) * df(zs[layer])
        sizes.append(np.sqrt((delta**2).mean()))
    return np.array(sizes[::-1]) / sizes[0]


# --8<-- [end:depth]


def show(label: str, values: Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    body = " ".join(f"{v + 0.0:7.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<18}{body}")


def problem() -> None:
    """XOR: the best linear model and a ReLU network with integer weights."""
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)  # (4, 2)
    y = np.array([0.0, 1.0, 1.0, 0.0])
    with_ones = np.column_stack([x, np.ones(4)])
    linear = with_ones @ np.linalg.lstsq(with_ones, y, rcond=None)[0]
    hidden = np.maximum(x @ np.ones((2, 2)) + np.array([0.0, -1.0]), 0)
    network = hidden @ np.array([1.0, -2.0])
    print("XOR")
    show("best linear model", linear)
    show("its squared error", np.mean((linear - y) ** 2))
    show("two ReLU units", network)
    assert np.allclose(linear, 0.5)
    assert np.allclose(network, y)


def worked_unit() -> None:
    """One unit, two examples, through every function."""
    x = np.array([[1.0, 2.0], [2.0, -0.5]])  # (2, 2)
    w, b = np.array([[0.5], [-1.0]]), 0.3  # (2, 1)
    z = (x @ w + b).ravel()  # (2,)
    print("\nOne unit, two examples")
    show("x", x)
    show("w and b", np.append(w, b))
    show("z", z)
    assert np.allclose(z, [-1.2, 1.8])
    show("exp(1.2)", np.exp(1.2))
    show("1 + exp(1.2)", 1 + np.exp(1.2))
    show("1 - sigmoid(-1.2)", 1 - sigmoid(z[0]))
    show("cdf, pdf at -1.2", np.array([cdf(z[0]), pdf(z[0])]))
    print(f"{'':18}  f(z1)   f(z2)  f'(z1)  f'(z2)  da/dw on example 1")
    for name, (f, df) in ACTIVATIONS.items():
        show(name, np.concatenate([f(z), df(z), df(z[0]) * x[0]]))
        step = 1e-6
        assert np.allclose(df(z), (f(z + step) - f(z - step)) / (2 * step), atol=1e-8)
    show("PReLU, d/d alpha", min(z[0], 0))


def worked_softmax() -> None:
    """Three classes: probabilities, loss, gradient, one step, temperature."""
    z, labels = np.array([[1.0, 2.0, -1.0]]), np.array([0])
    p = softmax(z)
    loss, grad = cross_entropy(z, labels)
    e = np.exp(z - z.max())
    print("\nSoftmax of three logits, true class 0")
    show("logits", z)
    show("minus the largest", z - z.max())
    show("exp", e)
    show("sum", e.sum())
    show("probabilities", p)
    show("loss", loss)
    show("gradient", grad)
    show("Jacobian, row 0", p[0, 0] * (np.eye(3)[0] - p[0]))
    show("-1 / p0", -1 / p[0, 0])
    new = z - grad  # a step with learning rate 1
    show("logits after step", new)
    show("p after", softmax(new))
    show("loss after", cross_entropy(new, labels)[0])
    assert np.allclose(grad, p - [[1, 0, 0]])
    assert np.isclose(grad.sum(), 0)
    jacobian = p[0, 0] * (np.eye(3)[0] - p[0])
    assert np.allclose(-jacobian / p[0, 0], grad)
    assert np.isclose(softmax(z[:, :2])[0, 0], sigmoid(z[0, 0] - z[0, 1]))
    for t in (0.5, 1.0, 2.0, 5.0):
        show(f"temperature {t}", softmax(z, t))


def measurements() -> None:
    """Gradient size over depth, lowest values of the smooth rectifiers."""
    print("\nGradient in layers 1, 10, 15 and 20 of 20, last layer = 1")
    runs = {
        ("sigmoid", 1.0): 1.5e-12,
        ("tanh", 1.0): 0.23,
        ("ReLU", math.sqrt(2)): 0.86,
        ("ReLU", 1.0): 1.2e-3,
    }
    for (name, gain), expected in runs.items():
        sizes = gradient_by_layer(name, gain)
        body = " ".join(f"{sizes[i]:.1e}" for i in (0, 9, 14, 19))
        print(f"{name + f', gain {gain:.2f}':<20}{body}")
        assert abs(sizes[0] / expected - 1) < 0.1
    per_layer = gradient_by_layer("sigmoid", 1.0)[0] ** (1 / 19)
    print(
        f"factor per sigmoid layer: {per_layer:.2f}, 0.25 to the 19th: {0.25**19:.1e}"
    )
    print("\nLowest value of the smooth rectifiers")
    z = np.linspace(-3, 0, 30001)
    for name in ("GELU", "SiLU"):
        a = ACTIVATIONS[name][0](z)
        print(f"{name} {a.min():.2f} at z = {z[a.argmin()]:.2f}")


if __name__ == "__main__":
    problem()
    worked_unit()
    worked_softmax()
    measurements()
