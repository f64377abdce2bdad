"""Padding, the masked update, the masked loss; one unit, then a random batch."""

import numpy as np


# --8<-- [start:masked]
def run(
    x: np.ndarray, mask: np.ndarray, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """x (T, N, d), mask (T, N) of 1 and 0; states (T, N, h), held where mask is 0."""
    h = np.zeros((x.shape[1], w_h.shape[0]))  # (N, h)
    states = []
    for x_t, m_t in zip(x, mask, strict=True):
        new = np.tanh(x_t @ w_x + h @ w_h + b)
        h = m_t[:, None] * new + (1 - m_t[:, None]) * h
        states.append(h)
    return np.stack(states)


# --8<-- [end:masked]


def main() -> None:
    """Print and assert the numbers of the page."""
    x = np.array([1.0, 1.0, 0.0, 0.0, 0.0]).reshape(5, 1, 1)  # two real steps
    w_x, w_h, b = np.array([[1.0]]), np.array([[0.5]]), np.array([-0.2])
    mask = np.array([1.0, 1.0, 0.0, 0.0, 0.0]).reshape(5, 1)
    plain = run(x, np.ones((5, 1)), w_x, w_h, b).ravel()
    held = run(x, mask, w_x, w_h, b).ravel()
    print("without mask:", " ".join(f"{v:.4f}" for v in plain))
    print("with mask:   ", " ".join(f"{v:.4f}" for v in held))
    assert held[-1] == plain[1]

    losses, m = np.array([1.2, 0.8, 1.0, 0.1, 0.1]), np.array([1, 1, 1, 0, 0])
    print(f"mean over all slots {losses.mean():.2f}")
    print(f"mean over real steps {(losses * m).sum() / m.sum():.2f}")

    logits = np.array([[2.0, 0.0, 1.0], [0.0, 1.0, 0.0]])  # (T, k)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    right = -log_p[[0, 1], [0, 1]]
    print("cross-entropy per step:", " ".join(f"{v:.4f}" for v in right))
    print(f"mean {right.mean():.4f}")

    rng = np.random.default_rng(0)
    lengths = [3, 5, 8]
    w_x, w_h, b = rng.normal(size=(2, 4)), rng.normal(size=(4, 4)), rng.normal(size=4)
    batch = rng.normal(size=(8, 3, 2))  # pads are random garbage here
    mask = (np.arange(8)[:, None] < np.array(lengths)).astype(float)  # (T, N)
    last = run(batch, mask, w_x, w_h, b)[-1]
    for i, length in enumerate(lengths):
        alone = run(batch[:length, i : i + 1], np.ones((length, 1)), w_x, w_h, b)
        assert np.allclose(alone[-1, 0], last[i])
    print("masked batch equals one-by-one for lengths", lengths)
    print(f"real slots, lengths 3, 5, 50: {58 / 150:.0%}")


if __name__ == "__main__":
    main()
