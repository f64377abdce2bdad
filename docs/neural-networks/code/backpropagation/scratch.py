"""Backpropagation for a sigmoid network of any depth, and the worked example."""

from __future__ import annotations

import numpy as np

# --8<-- [start:network]
Array = np.ndarray
Layers = list[tuple[Array, Array]]  # W (d_in, d_out), b (d_out,)


def sigmoid(z: Array) -> Array:
    """Logistic function, elementwise."""
    return 1.0 / (1.0 + np.exp(-z))


def forward(layers: Layers, x: Array) -> list[Array]:
    """Return [A0, A1, ...]: the input, then every output."""
    a = [x]  # (N, d_0)
    for w, b in layers:
        a.append(sigmoid(a[-1] @ w + b))  # (N, d_l)
    return a


def cross_entropy(p: Array, y: Array) -> float:
    """Binary cross-entropy: sum over outputs, mean over rows."""
    log_p = y * np.log(p) + (1 - y) * np.log(1 - p)  # (N, d_out)
    return float(-log_p.sum() / len(y))


def backward(layers: Layers, a: list[Array], y: Array) -> Layers:
    """Return (dL/dW, dL/db) for each layer; a from forward()."""
    grads = []
    delta = (a[-1] - y) / len(y)  # BP1: (N, d_out)
    for i in reversed(range(len(layers))):
        dw = a[i].T @ delta  # BP3: (d_in, N) @ (N, d_out)
        db = delta.sum(axis=0)  # BP4: (d_out,)
        grads.append((dw, db))
        if i > 0:  # BP2: back through W, then through the sigmoid
            da = delta @ layers[i][0].T  # (N, d_in)
            delta = da * a[i] * (1 - a[i])  # (N, d_in)
    return grads[::-1]


def update(layers: Layers, grads: Layers, eta: float) -> Layers:
    """One gradient-descent step for every weight and bias."""
    return [
        (w - eta * dw, b - eta * db)
        for (w, b), (dw, db) in zip(layers, grads, strict=True)
    ]


# --8<-- [end:network]


def worked_network() -> tuple[Layers, Array, Array]:
    """The 2-2-1 network, the input and the label of the worked example."""
    layers = [
        (np.array([[0.4, -0.4], [0.1, 0.4]]), np.array([0.2, 0.2])),
        (np.array([[0.4], [-1.0]]), np.array([0.1])),
    ]
    return layers, np.array([[1.0, 2.0]]), np.array([[1.0]])


def show(name: str, values: Array) -> None:
    """Print a name and its values with four decimals, row by row."""
    rows = np.atleast_2d(values) + 0.0
    text = " | ".join(" ".join(f"{v:.4f}" for v in row) for row in rows)
    print(f"{name:<12}{text}")


def worked_example() -> None:
    """Print one forward pass, one backward pass and one update."""
    layers, x, y = worked_network()
    (w1, b1), (w2, b2) = layers
    print("given")
    for name, v in [("x", x), ("W1", w1), ("b1", b1), ("W2", w2), ("b2", b2)]:
        show(name, v)

    print("forward")
    a = forward(layers, x)
    loss = cross_entropy(a[2], y)
    z1, z2 = x @ w1 + b1, a[1] @ w2 + b2
    for name, v in [("Z1", z1), ("A1", a[1]), ("Z2", z2), ("P", a[2])]:
        show(name, v)
    show("L", np.array(loss))

    print("backward")
    (dw1, db1), (dw2, db2) = backward(layers, a, y)
    dl_dp, dp_dz = -y / a[2], a[2] * (1 - a[2])
    assert np.allclose(dl_dp * dp_dz, a[2] - y)  # the shortcut P - Y
    show("dL/dP", dl_dp)
    show("P(1-P)", dp_dz)
    show("Delta2", a[2] - y)
    show("dL/dW2", dw2)
    show("dL/db2", db2)
    show("dL/dA1", (a[2] - y) @ w2.T)
    show("A1(1-A1)", a[1] * (1 - a[1]))
    show("Delta1", (a[2] - y) @ w2.T * a[1] * (1 - a[1]))
    show("dL/dW1", dw1)
    show("dL/db1", db1)
    expected = [[-0.0485, 0.1297], [-0.0970, 0.2594]]  # from the page
    assert np.allclose(dw1, expected, rtol=0, atol=5e-5)

    print("update, eta = 0.5")
    new = update(layers, backward(layers, a, y), eta=0.5)
    for name, v in zip(["W1", "b1", "W2", "b2"], new[0] + new[1], strict=True):
        show(name, v)
    p = forward(new, x)[-1]
    show("new P", p)
    show("new L", np.array(cross_entropy(p, y)))
    assert a[2].item() < 0.5 < p.item()  # the decision turned


if __name__ == "__main__":
    worked_example()
