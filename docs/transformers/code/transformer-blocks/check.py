"""Layer normalization by hand, parameters of a block, and signals in 48 layers."""

import numpy as np

Array = np.ndarray


def layer_norm(x: Array, eps: float = 1e-5) -> Array:
    """Zero mean and unit variance over the last axis."""
    centered = x - x.mean(axis=-1, keepdims=True)
    return centered / np.sqrt(x.var(axis=-1, keepdims=True) + eps)


def spread(kind: str, layers: int = 48, d: int = 64, n: int = 64) -> float:
    """Standard deviation after 48 random layers F(H) = ReLU(H W1) W2."""
    rng = np.random.default_rng(0)
    h = rng.normal(size=(n, d))
    for _ in range(layers):
        w1 = rng.normal(size=(d, 4 * d)) / np.sqrt(d)
        w2 = rng.normal(size=(4 * d, d)) / np.sqrt(4 * d)
        branch = layer_norm(h) if kind == "pre-norm" else h
        out = np.maximum(branch @ w1, 0) @ w2  # (n, d)
        h = out if kind == "plain" else h + out
    return float(h.std())


def main() -> None:
    """Print and assert the numbers of the page."""
    x = np.array([2.0, 4.0, 6.0, 8.0])
    print(f"mean {x.mean():.0f}, variance {x.var():.0f}")
    print("layer norm:", " ".join(f"{v:.4f}" for v in layer_norm(x)))
    assert np.allclose(layer_norm(x), [-1.3416, -0.4472, 0.4472, 1.3416], atol=5e-5)

    d, wide = 512, 2048
    feedforward, attention = 2 * d * wide + wide + d, 4 * (d * d + d)
    print(f"feedforward {feedforward}, attention {attention} parameters")
    print(f"share of the feedforward: {feedforward / (feedforward + attention):.2f}")

    for kind in ("plain", "shortcut", "pre-norm"):
        print(f"48 layers, {kind}: standard deviation {spread(kind):.1e}")
    assert spread("plain") < 1e-6
    assert spread("shortcut") > 1e3
    assert 2 < spread("pre-norm") < 10


if __name__ == "__main__":
    main()
