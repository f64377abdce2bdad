"""A transformer block in NumPy: norms forward and backward, FFN, SwiGLU."""

from __future__ import annotations

import numpy as np

# --8<-- [start:norms]
Array = np.ndarray
Cache = tuple[Array, Array, Array]


def layer_norm(x: Array, gamma: Array, beta: Array, eps: float = 1e-5):
    """Normalize each row of x (..., d); returns the output and a cache."""
    centered = x - x.mean(axis=-1, keepdims=True)
    inverse = 1 / np.sqrt((centered**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = centered * inverse  # (..., d)
    return gamma * x_hat + beta, (x_hat, inverse, gamma)


def layer_norm_backward(d_y: Array, cache: Cache) -> Cache:
    """Gradients of x (..., d), gamma (d,) and beta (d,) from dL/dy (..., d)."""
    x_hat, inverse, gamma = cache
    rows = tuple(range(d_y.ndim - 1))
    g = d_y * gamma  # dL/dx_hat
    mean_g = g.mean(axis=-1, keepdims=True)
    mean_gx = (g * x_hat).mean(axis=-1, keepdims=True)
    d_x = inverse * (g - mean_g - x_hat * mean_gx)
    return d_x, (d_y * x_hat).sum(axis=rows), d_y.sum(axis=rows)


def rms_norm(x: Array, gamma: Array, eps: float = 1e-5) -> Array:
    """Divide each row by its root mean square; no mean, no shift."""
    return gamma * x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)


# --8<-- [end:norms]


# --8<-- [start:block]
def ffn(x: Array, w1: Array, b1: Array, w2: Array, b2: Array) -> Array:
    """Position-wise: every row of x (..., T, d) by itself, d -> d_ff -> d."""
    return np.maximum(x @ w1 + b1, 0) @ w2 + b2


def swiglu(x: Array, w_gate: Array, w_up: Array, w_down: Array) -> Array:
    """(SiLU(x W_gate) * x W_up) W_down, three matrices and no bias."""
    gate = x @ w_gate
    return (gate / (1 + np.exp(-gate)) * (x @ w_up)) @ w_down


def attention(x: Array, w: dict[str, Array], h: int) -> Array:
    """Multi-head self-attention without mask and biases, x (N, T, d)."""
    n, t, d = x.shape
    q, k, v = ((x @ w[c]).reshape(n, t, h, d // h).transpose(0, 2, 1, 3) for c in "QKV")
    s = q @ k.swapaxes(-1, -2) / np.sqrt(d // h)  # (N, h, T, T)
    a = np.exp(s - s.max(axis=-1, keepdims=True))
    o = a / a.sum(axis=-1, keepdims=True) @ v  # (N, h, T, d_k)
    return o.transpose(0, 2, 1, 3).reshape(n, t, d) @ w["O"]


def block(x: Array, w: dict[str, Array], h: int, pre: bool) -> Array:
    """One encoder block (N, T, d) -> (N, T, d), pre-norm or post-norm."""
    norm1 = lambda z: layer_norm(z, w["g1"], w["n1"])[0]  # noqa: E731
    norm2 = lambda z: layer_norm(z, w["g2"], w["n2"])[0]  # noqa: E731
    mlp = lambda z: ffn(z, w["w1"], w["b1"], w["w2"], w["b2"])  # noqa: E731
    if pre:
        x = x + attention(norm1(x), w, h)
        return x + mlp(norm2(x))
    x = norm1(x + attention(x, w, h))
    return norm2(x + mlp(x))


# --8<-- [end:block]


def show(name: str, values: Array | float) -> None:
    """Print a matrix with four decimals, rows separated by bars."""
    rows = np.atleast_2d(np.asarray(values)) + 0.0
    text = " | ".join(" ".join(f"{v:.4f}" for v in row) for row in rows)
    print(f"{name:<18}{text}")


X = np.array([[2.0, 4.0, 6.0, 8.0], [1.0, 1.0, 3.0, 3.0], [5.0, 0.0, 0.0, -5.0]])


def norm_example() -> None:
    """Three tokens with four features: both norms and one backward pass."""
    one, zero = np.ones(4), np.zeros(4)
    show("row means", X.mean(axis=1))
    show("row variances", X.var(axis=1))
    y, cache = layer_norm(X, one, zero, 0.0)
    show("layer norm", y)
    show("root mean squares", np.sqrt((X**2).mean(axis=1)))
    show("RMS norm", rms_norm(X, one, 0.0))
    g = np.zeros((3, 4))
    g[0, 3] = 1.0  # the loss is the last feature of the first token
    d_x, _, _ = layer_norm_backward(g, cache)
    show("1 / sqrt(5)", 1 / np.sqrt(5))
    show("mean of g x_hat", (g[0] * y[0]).mean())
    show("dL/dx, token 1", d_x[0])
    assert np.allclose(d_x[1:], 0)  # the other tokens are not involved
    assert abs(d_x[0].sum()) < 1e-12  # orthogonal to (1, 1, 1, 1)
    assert abs(d_x[0] @ y[0]) < 1e-12  # and to x_hat
    assert np.allclose(layer_norm(10 * X + 3, one, zero, 0.0)[0], y)


def ffn_example() -> None:
    """Three tokens of width 2 through a ReLU network and a SwiGLU, d_ff = 4 and 2."""
    x = np.array([[1.0, 2.0], [2.0, -1.0], [0.0, 1.0]])  # (3, 2)
    w1 = np.array([[1.0, -1.0, 0.0, 2.0], [0.0, 1.0, -1.0, -1.0]])  # (2, 4)
    w2 = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, -1.0]])  # (4, 2)
    show("x W1", x @ w1)
    show("ReLU", np.maximum(x @ w1, 0))
    out = ffn(x, w1, np.zeros(4), w2, np.zeros(2))
    show("FFN", out)
    show("plus x", x + out)
    assert np.allclose(out[[2, 0, 1]], ffn(x[[2, 0, 1]], w1, 0 * w1[0], w2, 0 * w2[0]))
    w_gate, w_up, w_down = np.eye(2), np.array([[1.0, 1.0], [1.0, -1.0]]), np.eye(2)
    show("SiLU(x)", x / (1 + np.exp(-x)))
    show("x W_up", x @ w_up)
    show("SwiGLU", swiglu(x, w_gate, w_up, w_down))


if __name__ == "__main__":
    norm_example()
    ffn_example()
