"""Transposed convolution and overlap scores in NumPy, and the worked example."""

import numpy as np


# --8<-- [start:transposed]
def conv_transpose2d(
    X: np.ndarray,  # (N, C_in, H, W)
    W: np.ndarray,  # (C_in, C_out, K, K)
    b: np.ndarray,  # (C_out,)
    stride: int = 1,
    padding: int = 0,
) -> np.ndarray:
    """Every input cell adds a scaled kernel to the output, `stride` cells apart."""
    N, _, H, width = X.shape
    _, C_out, K, _ = W.shape
    Z = np.zeros((N, C_out, (H - 1) * stride + K, (width - 1) * stride + K))
    for i in range(H):
        for j in range(width):
            stamp = np.tensordot(X[:, :, i, j], W, axes=1)  # (N, C_out, K, K)
            top, left = i * stride, j * stride
            Z[:, :, top : top + K, left : left + K] += stamp
    if padding:  # padding crops the output
        Z = Z[:, :, padding:-padding, padding:-padding]
    return Z + b[:, None, None]


# --8<-- [end:transposed]


# --8<-- [start:overlap]
def dice(guess: np.ndarray, truth: np.ndarray) -> float:
    """Twice the shared pixels over the sum of both areas; two empty masks agree."""
    total = guess.sum() + truth.sum()
    return float(2 * (guess & truth).sum() / total) if total else 1.0


def iou(guess: np.ndarray, truth: np.ndarray) -> float:
    """Shared pixels over pixels covered by either mask."""
    union = (guess | truth).sum()
    return float((guess & truth).sum() / union) if union else 1.0


def dice_loss(P: np.ndarray, G: np.ndarray, eps: float = 0.0) -> float:
    """1 minus Dice with probabilities P instead of a mask; G holds 0 and 1."""
    return float(1 - (2 * (P * G).sum() + eps) / (P.sum() + G.sum() + eps))


# --8<-- [end:overlap]


X = np.array([[1, 2], [3, 4]])
K = np.array([[1, 0, 1], [0, 2, 0], [1, 0, 1]])


def transpose_one(X: np.ndarray, K: np.ndarray, **options: int) -> np.ndarray:
    """One channel in, one kernel."""
    return conv_transpose2d(X[None, None], K[None, None], np.zeros(1), **options)[0, 0]


def masks() -> tuple[np.ndarray, np.ndarray]:
    """The 4 x 4 guess and truth of the page."""
    guess, truth = np.zeros((4, 4), bool), np.zeros((4, 4), bool)
    guess[:2, :2] = True
    truth[:2, 1:3] = truth[2, 1] = True
    return guess, truth


def cross_entropy(P: np.ndarray, G: np.ndarray) -> float:
    """Mean binary cross-entropy per pixel."""
    return float(-np.log(np.where(G == 1, P, 1 - P)).mean())


def main() -> None:
    """Print and assert the worked example."""
    x, k = np.array([1, 2, 3]), np.array([1, 2, 1])
    A = np.zeros((7, 3), int)  # strided convolution as a matrix: 7 inputs, 3 outputs
    for j in range(3):
        A[2 * j : 2 * j + 3, j] = k
    print("1D, stride 2:", (x @ A.T).tolist())
    assert (x @ A.T).tolist() == [1, 2, 3, 4, 5, 6, 3]
    full = transpose_one(X, K, stride=2).astype(int)
    print("2D, stride 2:", full.tolist())
    cropped = transpose_one(X, K, stride=2, padding=1).astype(int)
    print("padding 1:", cropped.tolist())
    assert cropped.tolist() == [[2, 0, 4], [0, 10, 0], [6, 0, 8]]

    guess, truth = masks()
    for name, mask in (("square", guess), ("nothing", np.zeros_like(guess))):
        d, u = dice(mask, truth), iou(mask, truth)
        assert abs(u - d / (2 - d)) < 1e-12
        right = (mask == truth).mean()
        print(f"{name}: Dice {d:.4f}, IoU {u:.4f}, pixel accuracy {right:.4f}")

    P, G = np.array([0.9, 0.6, 0.2, 0.1]), np.array([1, 1, 0, 0])
    total, both = P.sum() + G.sum(), (P * G).sum()
    print(
        f"four pixels: I {both:.1f}, S {total:.1f}, Dice loss {dice_loss(P, G):.4f}",
        end=", ",
    )
    print(f"cross-entropy {cross_entropy(P, G):.4f}")
    slopes = -(2 * G * total - 2 * both) / total**2
    print(f"slopes: object {slopes[0]:.4f}, background {slopes[2]:.4f}")
    step = 1e-6 * np.eye(4)
    numeric = [(dice_loss(P + s, G) - dice_loss(P - s, G)) / 2e-6 for s in step]
    assert np.allclose(slopes, numeric)
    many, none = np.append(P, np.full(96, 0.01)), np.append(G, np.zeros(96))
    print(f"plus 96 background pixels of 0.01, together {many[4:].sum():.2f}")
    print(f"    Dice loss {dice_loss(many, none):.4f}",
          end=", ")  # fmt: skip
    print(f"cross-entropy {cross_entropy(many, none):.4f}")
    for q in (0.1, 0.5):
        print(f"chance {q}, weight 20: best answer {20 * q / (20 * q + 1 - q):.4f}")
    print(f"panoptic quality {(0.8 + 0.6) / (2 + 0.5 + 0.5):.4f}")


if __name__ == "__main__":
    main()
