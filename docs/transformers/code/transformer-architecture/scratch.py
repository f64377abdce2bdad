"""An encoder and a decoder layer in NumPy (post-norm, one head), and one by hand."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


# --8<-- [start:layers]
def softmax(z: Array) -> Array:
    """Softmax over the last axis."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention(y: Array, m: Array, w: dict[str, Array], mask: Array | None) -> Array:
    """Queries from y (T, d), keys and values from m (S, d); mask True = allowed."""
    q, k, v = y @ w["Q"], m @ w["K"], m @ w["V"]  # (T, d), (S, d), (S, d)
    scores = q @ k.T / np.sqrt(q.shape[-1])  # (T, S)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores) @ v @ w["O"]  # (T, d)


def norm(x: Array) -> Array:
    """Layer normalization of each row, with gain 1 and bias 0."""
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)


def feedforward(x: Array, w: dict[str, Array]) -> Array:
    """Two layers with a ReLU, the same for every row."""
    return np.maximum(0, x @ w["1"]) @ w["2"]


def encoder_layer(x: Array, w: dict) -> Array:
    """x (S, d) -> (S, d); every position may look at every position."""
    x = norm(x + attention(x, x, w["self"], None))
    return norm(x + feedforward(x, w["ff"]))


def decoder_layer(y: Array, m: Array, w: dict) -> Array:
    """y (T, d) and memory m (S, d) -> (T, d)."""
    causal = np.tri(len(y), dtype=bool)
    y = norm(y + attention(y, y, w["self"], causal))
    y = norm(y + attention(y, m, w["cross"], None))
    return norm(y + feedforward(y, w["ff"]))


# --8<-- [end:layers]

M = np.array([[1.0, 0], [0, 1], [1, 1]])  # memory of three source tokens (S, d)
Y = np.array([[1.0, 1], [0, 2]])  # two target positions (T, d)


def weights(seed: int, d: int, wide: int) -> dict:
    """Random weights of one layer, without biases."""
    rng = np.random.default_rng(seed)
    out: dict = {
        part: {c: rng.normal(size=(d, d)) / np.sqrt(d) for c in "QKVO"}
        for part in ("self", "cross")
    }
    out["ff"] = {
        "1": rng.normal(size=(d, wide)) / np.sqrt(d),
        "2": rng.normal(size=(wide, d)) / np.sqrt(wide),
    }
    return out


def main() -> None:
    """Cross-attention of the worked example with identity projections."""
    scores = Y @ M.T / np.sqrt(2)
    a = softmax(scores)
    for name, array in (("scores", scores), ("weights", a), ("output", a @ M)):
        for row in array:
            print(name, " ".join(f"{v:.4f}" for v in row))
    past = softmax(np.where(np.tri(2, dtype=bool), Y @ Y.T / np.sqrt(2), -np.inf))
    for row in past:
        print("masked self", " ".join(f"{v:.4f}" for v in row))
    eye = {c: np.eye(2) for c in "QKVO"}
    assert np.allclose(attention(Y, M, eye, None), a @ M)
    w = weights(0, 4, 8)
    m = encoder_layer(np.eye(3, 4), w)
    y = np.random.default_rng(1).normal(size=(5, 4))
    later = y.copy()
    later[3:] += 1
    same = np.allclose(decoder_layer(y, m, w)[:3], decoder_layer(later, m, w)[:3])
    assert same
    print(f"positions 1 to 3 ignore changes at 4 and 5: {same}")
    total, table = 6 * 6 + 5 * 5 + 5 * 6, 5 * 6 // 2
    print(f"6 source, 5 target tokens: {total} weights, {table} open in the middle one")


if __name__ == "__main__":
    main()
