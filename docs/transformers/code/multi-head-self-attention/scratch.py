"""Multi-head self-attention in NumPy, with the worked example of the page."""

from __future__ import annotations

import numpy as np

# --8<-- [start:attention]
Array = np.ndarray


def softmax(scores: Array) -> Array:
    """Softmax over the last axis; subtracting the maximum avoids overflow."""
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention(
    q: Array, k: Array, v: Array, mask: Array | None = None
) -> tuple[Array, Array]:
    """Scaled dot-product attention; mask is True where a query may look."""
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1])  # (..., T_q, T_k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)  # mask broadcasts
    weights = softmax(scores)  # each row sums to 1
    return weights @ v, weights  # (..., T_q, d_v) and (..., T_q, T_k)


def causal_mask(t: int) -> Array:
    """True on and below the diagonal: position i sees positions j <= i."""
    return np.tril(np.ones((t, t), dtype=bool))  # (T, T)


# --8<-- [end:attention]


# --8<-- [start:multihead]
def split_heads(x: Array, h: int) -> Array:
    """Cut the features into h groups and move the head axis forward."""
    n, t, d = x.shape
    return x.reshape(n, t, h, d // h).transpose(0, 2, 1, 3)  # (N, h, T, d_k)


def merge_heads(x: Array) -> Array:
    """Undo split_heads: put the heads side by side again."""
    n, h, t, d_k = x.shape
    return x.transpose(0, 2, 1, 3).reshape(n, t, h * d_k)  # (N, T, d)


class MultiHeadSelfAttention:
    """Four weight matrices of shape (d, d) with biases (d,), and h heads."""

    def __init__(self, d: int, h: int, rng: np.random.Generator) -> None:
        if d % h:
            raise ValueError(f"d = {d} is not divisible by h = {h}")
        self.h = h
        self.w = {name: rng.normal(0, d**-0.5, (d, d)) for name in "QKVO"}
        self.b = {name: np.zeros(d) for name in "QKVO"}

    def __call__(self, x: Array, mask: Array | None = None) -> tuple[Array, Array]:
        """x (N, T, d) -> output (N, T, d) and weights (N, h, T, T)."""
        q, k, v = (split_heads(x @ self.w[c] + self.b[c], self.h) for c in "QKV")
        heads, weights = attention(q, k, v, mask)  # (N, h, T, d_k)
        return merge_heads(heads) @ self.w["O"] + self.b["O"], weights


# --8<-- [end:multihead]

WORDS = ["the", "cat", "sat"]
X = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])  # (3, 2), one row per token
W_Q = np.array([[1.0, 1.0], [0.0, 1.0]])
W_K = np.array([[0.0, 1.0], [2.0, 0.0]])
W_V = np.array([[4.0, 0.0], [0.0, 2.0]])


def worked_weights(mask: Array | None = None) -> Array:
    """Attention weights of the worked example, for the figure."""
    return attention(X @ W_Q, X @ W_K, X @ W_V, mask)[1]


def show(name: str, values: Array) -> None:
    """Print a matrix with four decimals, rows separated by bars."""
    rows = np.atleast_2d(values) + 0.0
    text = " | ".join(" ".join(f"{v:.4f}" for v in row) for row in rows)
    print(f"{name:<15}{text}")


def worked_example() -> None:
    """Print every step of the example with 3 tokens and d_k = 2."""
    q, k, v = X @ W_Q, X @ W_K, X @ W_V
    for name, m in [("Q", q), ("K", k), ("V", v), ("Q K^T", q @ k.T)]:
        show(name, m)
    scaled = q @ k.T / np.sqrt(2)
    show("1/sqrt(2)", np.array(1 / np.sqrt(2)))
    show("scaled", scaled)
    show("exp(scaled)", np.exp(scaled))
    show("row sums", np.exp(scaled).sum(axis=1))
    out, weights = attention(q, k, v)
    show("weights", weights)
    show("output", out)
    causal_out, causal_weights = attention(q, k, v, causal_mask(3))
    show("causal weights", causal_weights)
    show("causal output", causal_out)
    show("unscaled row 3", softmax(q @ k.T)[2])

    expected = [[2.8640, 1.7199], [3.2089, 1.1978], [3.3457, 1.6728]]  # from the page
    assert np.allclose(out, expected, rtol=0, atol=6e-5)
    assert np.allclose(causal_out[0], v[0])  # the first token sees itself only
    assert np.allclose(causal_out[2], out[2])  # the last token sees everything


def reshapes() -> None:
    """The right and the wrong way from (1, 3, 4) to (1, 2, 3, 2)."""
    x = np.arange(12).reshape(1, 3, 4)
    right, wrong = split_heads(x, 2), x.reshape(1, 2, 3, 2)
    print("right, head 1:", right[0, 0].tolist())
    print("wrong, head 1:", wrong[0, 0].tolist())
    assert np.array_equal(merge_heads(right), x)


def permutations() -> None:
    """Shuffling the tokens shuffles the output rows, unless a mask knows the order."""
    rng = np.random.default_rng(0)
    mha, x = MultiHeadSelfAttention(8, 2, rng), rng.normal(size=(1, 5, 8))
    p = np.array([3, 0, 4, 1, 2])
    for name, mask in [("no mask", None), ("causal mask", causal_mask(5))]:
        gap = np.abs(mha(x[:, p], mask)[0] - mha(x, mask)[0][:, p]).max()
        print(f"{name}: f(PX) = P f(X) within 1e-12: {gap < 1e-12}")


if __name__ == "__main__":
    worked_example()
    reshapes()
    permutations()
