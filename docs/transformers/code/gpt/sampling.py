"""Loss and the choice of the next token, with the worked example."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


# --8<-- [start:sampling]
def softmax(z: Array, tau: float = 1.0) -> Array:
    """Probabilities of logits z over the last axis, at temperature tau."""
    z = z / tau
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def top_k(p: Array, k: int) -> Array:
    """Keep the k likeliest tokens of p (V,) and rescale."""
    keep = np.argsort(-p, kind="stable")[:k]
    q = np.zeros_like(p)
    q[keep] = p[keep]
    return q / q.sum()


def top_p(p: Array, threshold: float) -> Array:
    """Keep the smallest set of likeliest tokens that reaches the threshold."""
    running = np.cumsum(np.sort(p)[::-1])
    return top_k(p, int(np.searchsorted(running, threshold)) + 1)


# --8<-- [end:sampling]


def show(name: str, values: Array) -> None:
    """Four decimals each."""
    print(f"{name:<17}" + " ".join(f"{v:.4f}" for v in np.atleast_1d(values)))


def worked_example() -> None:
    """Loss, perplexity and the four ways to choose a token, by hand."""
    p = np.array([0.5, 0.25, 0.8])
    loss = -np.log(p).mean()
    show("surprises", -np.log(p))
    show("text", p.prod())
    show("loss", loss)
    show("perplexity", np.exp(loss))
    show("bits per token", loss / np.log(2))
    assert np.isclose(np.exp(loss), p.prod() ** (-1 / 3))

    z = np.array([2.0, 1.0, 0.0, -1.0])
    show("exponentials", np.exp(z))
    show("their sum", np.exp(z).sum())
    for tau in (0.5, 1.0, 2.0):
        show(f"temperature {tau}", softmax(z, tau))
    p = softmax(z)
    show("top-k, k = 2", top_k(p, 2))
    show("running sums", p.cumsum())
    show("top-p, p = 0.9", top_p(p, 0.9))
    assert top_p(p, 0.9)[3] == 0 < top_p(p, 0.9)[2]
    assert np.argmax(z) == 0  # the greedy choice


if __name__ == "__main__":
    worked_example()
