"""LoRA, layer-wise rates, an EWC penalty and the best span, in NumPy."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


# --8<-- [start:lora]
class LoRALinear:
    """Frozen W (d_in, d_out), trained A (d_in, r) and B (r, d_out)."""

    def __init__(self, w: Array, r: int, alpha: float, rng: np.random.Generator):
        self.w, self.scale = w, alpha / r
        self.a = rng.normal(0, w.shape[0] ** -0.5, (w.shape[0], r))
        self.b = np.zeros((r, w.shape[1]))  # so the output starts unchanged

    def forward(self, x: Array) -> Array:
        """X (N, d_in) to XW + s XAB (N, d_out); the order (XA)B stays narrow."""
        self.x, self.h = x, x @ self.a  # (N, d_in), (N, r)
        return x @ self.w + self.scale * self.h @ self.b

    def backward(self, delta: Array) -> tuple[Array, Array, Array]:
        """Gradients of A, B and X from delta = dL/dY (N, d_out)."""
        grad_b = self.scale * self.h.T @ delta  # (r, d_out)
        back = self.scale * delta @ self.b.T  # (N, r)
        return self.x.T @ back, grad_b, delta @ self.w.T + back @ self.a.T

    def merged(self) -> Array:
        """One matrix for use after training, (d_in, d_out)."""
        return self.w + self.scale * self.a @ self.b


# --8<-- [end:lora]


# --8<-- [start:rates]
def layer_rates(top: float, decay: float, layers: int) -> list[float]:
    """Rate of the embeddings (level 0), then of layers 1 to `layers`."""
    return [top * decay ** (layers - level) for level in range(layers + 1)]


# --8<-- [end:rates]


# --8<-- [start:span]
def best_span(start: Array, end: Array, longest: int = 30) -> tuple[int, int]:
    """The pair i <= j with the largest start[i] + end[j], at most `longest` long."""
    t = len(start)
    total = start[:, None] + end[None, :]  # (T, T)
    i, j = np.indices((t, t))
    total = np.where((j >= i) & (j - i < longest), total, -np.inf)
    row, column = np.unravel_index(total.argmax(), total.shape)
    return int(row), int(column)


# --8<-- [end:span]


def show(name: str, values: Array) -> None:
    """Print a matrix with four decimals."""
    rows = np.atleast_2d(values) + 0.0
    print(f"{name:<14}", " | ".join(" ".join(f"{v:.4f}" for v in r) for r in rows))


def lora_example() -> None:
    """Two steps of gradient descent on a matrix of shape (2, 3)."""
    w = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]])
    layer = LoRALinear(w, 1, 2.0, np.random.default_rng(0))
    layer.a = np.array([[1.0], [0.5]])
    x, target = np.array([[1.0, 2.0]]), np.array([[2.0, 2.0, 0.0]])
    for step in range(3):
        y = layer.forward(x)
        delta = y - target  # L = |y - target|^2 / 2
        grad_a, grad_b, _ = layer.backward(delta)
        print(f"step {step}: loss {0.5 * (delta**2).sum():.4f}")
        for name, value in (("Y", y), ("grad A", grad_a), ("grad B", grad_b)):
            show(name, value)
        layer.a = layer.a - 0.05 * grad_a
        layer.b = layer.b - 0.05 * grad_b
    show("A", layer.a)
    show("B", layer.b)
    assert np.allclose(x @ layer.merged(), layer.forward(x))


def counts() -> None:
    """What each method trains in BERT base with two classes."""
    d, layers, body, r = 768, 12, 109_482_240, 8
    head = d * 2 + 2
    lora = layers * 2 * (d * r + r * d)  # on the query and value projections
    for name, n in (("full", body + head), ("head", head), ("LoRA", lora + head)):
        print(f"{name:5} trains {n:11,d} of {body + head:,d}: "
              f"{100 * n / (body + head):.4f}%")  # fmt: skip
    print(f"one matrix of 4096 x 4096: {4096**2:,d}, LoRA of rank 8 {2 * 4096 * 8:,d}")


if __name__ == "__main__":
    lora_example()
    counts()
    rates = layer_rates(2e-5, 0.95, 12)
    levels = (f"level {n}: {rates[n] * 1e5:.2f}" for n in (0, 6, 11, 12))
    print("rates times 10^5:", ", ".join(levels))
    theta, old = np.array([1.5, 0.0]), np.array([1.0, 1.0])
    penalty = 0.5 * 10 * (np.array([2.0, 0.1]) * (theta - old) ** 2)
    print("EWC terms:", *(f"{v:.4f}" for v in penalty), f"sum {penalty.sum():.4f}")
    s, e = np.array([0.1, 2.0, 0.3, 1.5]), np.array([2.2, 0.2, 1.9, 0.4])
    print("span:", best_span(s, e), f"score {s[1] + e[2]:.1f}; without the rule",
          (int(s.argmax()), int(e.argmax())))  # fmt: skip
