"""Exercise 1: three means of the same losses."""

import numpy as np
from scratch import masked_mean

LOSSES = np.array([[0.8, 0.5, 1.2], [0.4, 0.1, 0.9], [0.1, 0.1, 0.6], [0.1, 0.1, 0.5]])
MASK = np.array([[1, 1, 1], [1, 0, 1], [0, 0, 1], [0, 0, 1]])  # (T, N)


def main() -> None:
    """Print the means over slots, over real steps, and over sequences."""
    per_sequence = (LOSSES * MASK).sum(axis=0) / MASK.sum(axis=0)
    print(f"mean over 12 slots     {LOSSES.mean():.4f}")
    print(f"mean over 7 real steps {masked_mean(LOSSES, MASK):.4f}")
    print("means of the sequences", " ".join(f"{v:.4f}" for v in per_sequence))
    print(f"their mean             {per_sequence.mean():.4f}")
    print(f"weight of a step of the first sequence: {1 / 7:.4f} or {1 / 3 / 2:.4f}")


if __name__ == "__main__":
    main()
