"""Steps, paths and operations of three layers, and a worked example."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


# --8<-- [start:counts]
def operations(t: int, d: int, k: int = 3) -> dict[str, int]:
    """Multiply-adds of one layer on t tokens of width d."""
    return {
        "recurrent": 2 * t * d * d,  # X W_x and H W_h
        "convolution": k * t * d * d,  # kernel of width k
        "attention": 4 * t * d * d + 2 * t * t * d,  # Q, K, V, O; scores, mix
    }


def steps(t: int) -> dict[str, int]:
    """Products that must wait for each other in one layer."""
    return {"recurrent": t, "convolution": 1, "attention": 4}


def path(t: int, k: int = 3) -> dict[str, int]:
    """Steps or layers between the first and the last of t tokens."""
    reach = (k - 1) // 2  # a centered kernel sees this far to each side
    return {"recurrent": t - 1, "convolution": -(-(t - 1) // reach), "attention": 1}


# --8<-- [end:counts]


# --8<-- [start:layers]
def recurrent(x: Array, w_x: Array, w_h: Array) -> tuple[Array, int]:
    """Hidden states (T, h) of a tanh RNN, and the steps it waited for."""
    h, states, waited = np.zeros(w_h.shape[0]), [], 0
    for x_t in x:  # no step can start before the one before has ended
        h = np.tanh(x_t @ w_x + h @ w_h)
        states.append(h)
        waited += 1
    return np.array(states), waited


def self_attention(x: Array) -> tuple[Array, Array]:
    """softmax(X X^T / sqrt(d)) X: all rows at once, x (T, d)."""
    scores = x @ x.T / np.sqrt(x.shape[1])  # (T, T)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights @ x, weights  # (T, d) and (T, T)


# --8<-- [end:layers]


def show(name: str, values: Array) -> None:
    """Print a matrix with four decimals, rows separated by bars."""
    rows = np.atleast_2d(values) + 0.0
    text = " | ".join(" ".join(f"{v:.4f}" for v in row) for row in rows)
    print(f"{name:<12}{text}")


X = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])  # (3, 2)


def main() -> None:
    """Print the worked example and the tables of the page."""
    show("scores", X @ X.T / np.sqrt(2))
    y, weights = self_attention(X)
    show("weights", weights)
    show("attention", y)
    h, waited = recurrent(X, np.eye(2), 0.5 * np.eye(2))
    show("RNN states", h)
    print(f"RNN waited for {waited} steps")
    slopes = 1 - h**2  # derivative of tanh
    kept = 0.25 * slopes[1] * slopes[2]  # 0.5 slope, twice
    show("d h3 / d h1", kept)
    print(f"0.9^50 = {0.9**50:.4f}, 0.9^999 = {0.9**999:.0e}")

    d = 512
    print(f"million multiply-adds, d = {d}, kernel 3")
    print("     T  recurrent  convolution  attention")
    for t in (64, 512, 1024, 4096, 32768):
        r, c, a = (v / 1e6 for v in operations(t, d).values())
        print(f"{t:6,} {r:10,.0f} {c:12,.0f} {a:10,.0f}")
    print("T x T part alone against recurrent 2 T d^2: equal at T = d")
    for width in (64, 512, 4096):
        t = width
        assert 2 * t * t * width == operations(t, width)["recurrent"]
        double = 2 * width  # T x T part equals the four projections
        assert 2 * double**2 * width == 4 * double * width**2
        lstm = 8 * width**2  # per token: four blocks of two matrices
        cross = next(
            n for n in range(1, 9 * width)
            if operations(n, width)["attention"] >= n * lstm
        )  # fmt: skip
        print(f"d = {width:,}: attention reaches an LSTM at T = {cross:,}")
    print("     T  steps: RNN, convolution, attention; path: the same")
    for t in (10, 100, 1000):
        s, p = steps(t).values(), path(t).values()
        print(f"{t:6,}  {' '.join(f'{v:5}' for v in (*s, *p))}")


if __name__ == "__main__":
    main()
