"""Exercise 2: softmax and cross-entropy of a batch without a loop."""

import numpy as np

LOGITS = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 0.0]])  # (N, K) = (2, 3)
LABELS = np.array([0, 2])  # (N,): the true classes


# --8<-- [start:loss]
def softmax(logits: np.ndarray) -> np.ndarray:
    """Rows of probabilities, (N, K) -> (N, K)."""
    e = np.exp(logits - logits.max(axis=1, keepdims=True))  # (N, K) - (N, 1)
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> float:
    """Mean of -ln p of the true class; labels are class numbers, (N,)."""
    p = softmax(logits)[np.arange(len(labels)), labels]  # (N,): one entry per row
    return float(-np.log(p).mean())


# --8<-- [end:loss]


def main() -> None:
    """Print the numbers and compare with loops."""
    p = softmax(LOGITS)
    print([[f"{value:.4f}" for value in row] for row in p.tolist()])
    print(f"loss {cross_entropy(LOGITS, LABELS):.4f}")
    total = 0.0
    for row, label in zip(LOGITS, LABELS, strict=True):
        powers = [np.exp(z) for z in row]
        print(f"one example {-np.log(powers[label] / sum(powers)):.4f}")
        total -= np.log(powers[label] / sum(powers))
    assert np.isclose(total / 2, cross_entropy(LOGITS, LABELS))
    print("rows picked by p[:, labels]:", p[:, LABELS].shape)
    print("1000 is safe:", softmax(np.array([[1000.0, 0.0]])).tolist())


if __name__ == "__main__":
    main()
