"""Attention ignores order; sinusoidal and rotary positions bring it back."""

import numpy as np

Array = np.ndarray


def self_attention(x: Array) -> Array:
    """softmax(X X^T / sqrt(d)) X for x (T, d)."""
    scores = x @ x.T / np.sqrt(x.shape[1])
    weights = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return weights @ x


def sinusoidal(t: int, d: int) -> Array:
    """The encoding of position t, shape (d,)."""
    speeds = 10000.0 ** (-np.arange(0, d, 2) / d)  # (d/2,)
    p = np.empty(d)
    p[0::2], p[1::2] = np.sin(speeds * t), np.cos(speeds * t)
    return p


def rotate(v: Array, angle: float) -> Array:
    """Turn a pair of numbers (2,) by an angle."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s], [s, c]]) @ v


def main() -> None:
    """Print and assert the numbers of the page."""
    x, order = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), [2, 0, 1]
    y, shuffled = self_attention(x), self_attention(x[order])
    assert np.allclose(shuffled, y[order])
    assert np.allclose(shuffled.mean(axis=0), y.mean(axis=0))
    print("shuffled input: the same rows, shuffled; the same mean")

    for t in (0, 1, 2):
        print(f"p_{t}:", " ".join(f"{v:.4f}" for v in sinusoidal(t, 4)))
    for t in (0, 5, 40):
        product = float(sinusoidal(t, 4) @ sinusoidal(t + 1, 4))
        print(f"p_{t} . p_{t + 1} = {product:.4f}")
        assert abs(product - 1.5403) < 5e-5

    q, k = np.array([1.0, 2.0]), np.array([2.0, 1.0])
    for s, t, expected in ((3, 1, -4.3925), (12, 10, -4.3925), (5, 5, 4.0)):
        score = float(rotate(q, s) @ rotate(k, t))
        print(f"rotary score, positions {s} and {t}: {score:.4f}")
        assert abs(score - expected) < 5e-5
    print(f"learned table 512 x 768: {512 * 768} parameters")


if __name__ == "__main__":
    main()
