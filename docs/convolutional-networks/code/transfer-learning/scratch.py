"""Feature extraction, freezing and rates by layer in NumPy, with hand numbers."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


# --8<-- [start:gradients]
def softmax(z: Array) -> Array:
    """Softmax of each row."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def gradients(x: Array, y: Array, w1: Array, w2: Array) -> tuple[float, Array, Array]:
    """Loss and gradients of a backbone w1 (d, h) and a head w2 (h, K)."""
    features = np.maximum(x @ w1, 0)  # (N, h)
    p = softmax(features @ w2)  # (N, K)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    delta = (p - np.eye(w2.shape[1])[y]) / len(y)  # (N, K)
    back = (delta @ w2.T) * (features > 0)  # (N, h), what reaches the backbone
    return float(loss), x.T @ back, features.T @ delta


def step(
    x: Array, y: Array, w1: Array, w2: Array, rates: tuple[float, float]
) -> tuple[Array, Array]:
    """One step with a rate for the backbone (0 freezes it) and one for the head."""
    _, g1, g2 = gradients(x, y, w1, w2)
    return w1 - rates[0] * g1, w2 - rates[1] * g2


# --8<-- [end:gradients]


# --8<-- [start:head]
def train_head(features: Array, y: Array, classes: int, steps: int = 200) -> Array:
    """Feature extraction: a softmax head on stored features (N, h)."""
    w = np.zeros((features.shape[1], classes))
    for _ in range(steps):
        p = softmax(features @ w)
        w -= 0.5 * features.T @ (p - np.eye(classes)[y]) / len(y)
    return w  # (h, K)


# --8<-- [end:head]

X, Y = np.array([[1.0, 2.0]]), np.array([0])
W1 = np.array([[1.0, -1.0], [0.5, 1.0]])  # pre-trained backbone
W2 = np.array([[0.5, -0.5], [-1.0, 1.0]])  # new head


def show(name: str, values: Array | float) -> None:
    """A name and numbers with four decimals."""
    print(f"{name:<18}" + " ".join(f"{v:.4f}" for v in np.ravel(values)))


def main() -> None:
    """Print each number of the worked example and count parameters."""
    show("features", np.maximum(X @ W1, 0))
    show("logits", np.maximum(X @ W1, 0) @ W2)
    show("probabilities", softmax(np.maximum(X @ W1, 0) @ W2))
    loss, g1, g2 = gradients(X, Y, W1, W2)
    show("loss", loss)
    show("gradient head", g2)
    show("gradient backbone", g1)
    for name, rates in [("frozen", (0.0, 0.1)), ("fine-tuned", (0.01, 0.1))]:
        a, b = step(X, Y, W1, W2, rates)
        print(name)
        show("  backbone", a)
        show("  head", b)
        show("  loss after", gradients(X, Y, a, b)[0])
    h = 1e-6  # the gradient of one backbone weight, numerically
    bump = np.array([[0.0, 0.0], [0.0, h]])
    up, down = (gradients(X, Y, W1 + s * bump, W2)[0] for s in (1, -1))
    assert abs((up - down) / (2 * h) - g1[1, 1]) < 1e-8

    mean = 0.2  # running mean of a batch norm layer, momentum 0.1, batches of mean 0.8
    trace = [mean := 0.9 * mean + 0.1 * 0.8 for _ in range(3)]
    show("running mean", np.array(trace))
    print("stage rates", " ".join(f"{1e-4 * 0.5 ** (4 - k):.7f}" for k in range(1, 5)))
    print(f"ResNet-50, new head of 2: {2048 * 2 + 2} parameters")
    print(f"all of it: {25_557_032 - (2048 * 1000 + 1000) + 2048 * 2 + 2}")


if __name__ == "__main__":
    main()
