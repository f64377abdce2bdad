"""Attention over three encoder states: dot and additive scores, by hand."""

import numpy as np

Array = np.ndarray


def softmax(scores: Array) -> Array:
    """Softmax over the last axis."""
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def main() -> None:
    """Print and assert the numbers of the page."""
    h = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])  # (S, h)
    s = np.array([1.0, 1.0])  # (h,)
    dot = h @ s  # (S,)
    additive = np.tanh(s + h) @ np.ones(2)  # W_s = W_h = I, v = (1, 1)
    for name, scores in (("dot", dot), ("additive", additive)):
        weights = softmax(scores)
        for label, values in (
            ("scores", scores),
            ("weights", weights),
            ("context", weights @ h),
        ):
            print(name, label, " ".join(f"{v:.4f}" for v in values))
    assert np.allclose(softmax(dot) @ h, [0.5777, 1.2670], atol=5e-5)
    assert np.allclose(softmax(additive), [0.3071, 0.3168, 0.3761], atol=5e-5)


if __name__ == "__main__":
    main()
