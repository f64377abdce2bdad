"""Five ways in which array code goes wrong; and the sums of the quiz."""

import numpy as np
from scratch import W, X


# --8<-- [start:silent]
def silent_broadcast() -> None:
    """A perfect model whose loss is not 0."""
    targets = np.array([1.0, 2, 3, 4])  # (4,)
    predictions = targets.reshape(4, 1)  # (4, 1), like a layer's output
    wrong = predictions - targets  # (4, 4): all pairs
    right = predictions[:, 0] - targets  # (4,)
    print("shape", wrong.shape, "loss", np.mean(wrong**2))
    print("shape", right.shape, "loss", np.mean(right**2))


# --8<-- [end:silent]


def main() -> None:
    """Show the traps and assert the numbers of the text."""
    silent_broadcast()
    print("X.T          ", X.T.tolist())
    print("X reshaped   ", X.reshape(3, 2).tolist())
    square = np.array([[0.6, 0], [0.8, 1]])
    x = np.array([1.0, 2])
    print("x A          ", (x @ square).round(4).tolist())
    print("x A^T        ", (x @ square.T).round(4).tolist())
    total = sum([np.float32(0.1)] * 10, np.float32(0))
    print("ten times 0.1 in float32 equals 1:", bool(total == np.float32(1)))
    print("close to 1:", bool(np.isclose(total, 1)))
    table = np.zeros((2, 3))
    row = table[0]  # a view, not a copy
    row += 1
    print("table after row += 1:", table.tolist())
    print("X @ W:", (X @ W).shape, " W @ X:", (W @ X).shape)

    print("-- placement check and quiz")
    M = np.array([[1, 2], [3, 4]]) @ np.array([[0, 1], [2, -1]])
    print("2x2 product:", M.tolist())
    print("norm of (2, -1, 2):", np.linalg.norm([2, -1, 2]))
    print(
        "eigenvalues of [[2,1],[1,2]]:", np.linalg.eigvalsh([[2, 1], [1, 2]]).round(4)
    )
    P = np.array([[2, -1], [0, 3]]) @ np.array([[1, 4], [5, 2]])
    print("quiz product:", P.tolist())
    Q = np.array([[1, 3], [3, 1]])
    print("(1, -1) Q:", (np.array([1, -1]) @ Q).tolist())
    print(f"0.9^40 = {0.9**40:.4f}, 0.5^40 = {0.5**40:.1e}, 1.1^40 = {1.1**40:.1f}")
    print(f"0.9^50 = {0.9**50:.4f}, 1.1^50 = {1.1**50:.1f}")
    s = np.array([4.0, 2, 1])
    rest = np.sqrt((s[1:] ** 2).sum() / (s**2).sum())
    print(f"singular values 4, 2, 1: rank-1 error {rest:.3f}")
    print("shape:", (np.zeros((6, 1, 5)) + np.zeros((4, 1))).shape)
    print(f"full {4096**2:,}, rank 8 {2 * 4096 * 8:,}", 4096**2 // (2 * 4096 * 8))
    print(f"batch of 64, 784 -> 128: {64 * 784 * 128:,} multiply-adds")


if __name__ == "__main__":
    main()
