"""Four positional encodings in NumPy, with the worked numbers of the page."""

from __future__ import annotations

import numpy as np

# --8<-- [start:encodings]
Array = np.ndarray


def speeds(d: int, base: float = 10_000.0) -> Array:
    """Angle per position for each of the d/2 pairs, from 1 downwards."""
    return base ** (-np.arange(0, d, 2) / d)  # (d/2,)


def sinusoidal(positions: Array, d: int) -> Array:
    """Fixed absolute positions: sine and cosine of each angle, interleaved."""
    angles = positions[:, None] * speeds(d)  # (T, d/2)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(-1, d)


def learned(table: Array, positions: Array) -> Array:
    """Learned absolute positions: one trained row of table (T_max, d) each."""
    return table[positions]  # (T, d); IndexError from T_max on


def rotary(x: Array, positions: Array, base: float = 10_000.0) -> Array:
    """Turn each pair of features of x (..., T, d) by its angle at that position."""
    angles = positions[:, None] * speeds(x.shape[-1], base)  # (T, d/2)
    c, s = np.cos(angles), np.sin(angles)
    a, b = x[..., 0::2], x[..., 1::2]  # (..., T, d/2) each
    return np.stack([a * c - b * s, a * s + b * c], axis=-1).reshape(x.shape)


def alibi(t: int, heads: int) -> Array:
    """Linear biases: minus slope times distance, added to the causal scores."""
    slopes = 2.0 ** (-8.0 * np.arange(1, heads + 1) / heads)  # (h,)
    distance = np.arange(t)[:, None] - np.arange(t)  # (T, T), query minus key
    return np.where(distance < 0, -np.inf, -slopes[:, None, None] * distance)


# --8<-- [end:encodings]


# --8<-- [start:attention]
def attention(q: Array, k: Array, v: Array, bias: Array | float = 0.0) -> Array:
    """softmax(Q K^T / sqrt(d_k) + bias) V, over the last two axes."""
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1]) + bias  # (..., T, T)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True) @ v  # (..., T, d_k)


# --8<-- [end:attention]


def show(name: str, values: Array | float) -> None:
    """Print a matrix with four decimals, rows separated by bars."""
    rows = np.atleast_2d(np.asarray(values)) + 0.0
    text = " | ".join(" ".join(f"{v:.4f}" for v in row) for row in rows)
    print(f"{name:<22}{text}")


def permutations() -> None:
    """Without positions the rows of the output only move; with them they change."""
    x = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])  # dog, bites, man
    back = np.array([2, 1, 0])  # man, bites, dog
    y, y_back = attention(x, x, x), attention(x[back], x[back], x[back])
    show("dog bites man", y)
    show("man bites dog", y_back)
    assert np.allclose(y_back, y[back])
    p = sinusoidal(np.arange(3), 2)
    z, z_back = x + p, x[back] + p
    y, y_back = attention(z, z, z), attention(z_back, z_back, z_back)
    show("with positions", y)
    show("reversed", y_back)
    print(f"largest difference of rows: {np.abs(y_back - y[back]).max():.4f}")
    assert np.abs(y_back - y[back]).max() > 0.1


def sinusoidal_example() -> None:
    """Three positions in four dimensions, the dot products and the shift."""
    show("speeds, d = 4", speeds(4))
    p = sinusoidal(np.arange(60), 4)
    for t in range(3):
        show(f"p_{t}", p[t])
    show("p_t . p_t+1, t=0,5,40", np.array([p[t] @ p[t + 1] for t in (0, 5, 40)]))
    show("p_t . p_t+2", p[0] @ p[2])
    w = speeds(4) * 1
    shift = np.zeros((4, 4))  # p_(t+1) = p_t M, with the same M for every t
    for m in range(2):
        c, s = np.cos(w[m]), np.sin(w[m])
        shift[2 * m : 2 * m + 2, 2 * m : 2 * m + 2] = [[c, -s], [s, c]]
    assert np.allclose(p[:-1] @ shift, p[1:])
    show("M, first block", shift[:2, :2])
    show("p_1 M", p[1] @ shift)


def rotary_example() -> None:
    """Three queries and keys with two features; speed 1, and the distances."""
    t = np.arange(3)
    q = np.tile([1.0, 2.0], (3, 1))  # (T, d_k): the same query at 3 positions
    k = np.tile([2.0, 1.0], (3, 1))
    show("q at 0, 1, 2", rotary(q, t))
    show("k at 0, 1, 2", rotary(k, t))
    scores = rotary(q, t) @ rotary(k, t).T
    show("rotary scores", scores)
    far = rotary(q, t + 1000) @ rotary(k, t + 1000).T
    assert np.allclose(scores, far)  # the distance alone counts
    assert np.allclose(np.diag(scores), q[0] @ k[0])
    assert np.allclose(np.linalg.norm(rotary(q, t), axis=1), np.sqrt(5))

    rng = np.random.default_rng(0)
    q, k = rng.normal(size=(2, 8))
    at = np.array([3, 1]), np.array([103, 101])
    a, b = (rotary(q[None], p[:1]) @ rotary(k[None], p[1:]).T for p in at)
    gap = abs((a - b).item())
    print(f"d = 8, positions (3, 1) and (103, 101): equal within 1e-12: {gap < 1e-12}")


def alibi_example() -> None:
    """The biases of one head, and the slopes of eight."""
    flat = np.zeros((3, 2))  # equal scores, so that only the bias speaks
    show("ALiBi weights", attention(flat, flat, np.eye(3), alibi(3, 8)[0]))
    show("slopes, 8 heads", 2.0 ** -np.arange(1.0, 9.0))


if __name__ == "__main__":
    permutations()
    sinusoidal_example()
    rotary_example()
    alibi_example()
    print(f"learned table 512 x 768: {512 * 768:,} parameters")
