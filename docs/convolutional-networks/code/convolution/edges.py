"""Edge detection on a real handwritten digit, and a numerical test of equivariance."""

import numpy as np
from scratch import conv_one
from sklearn.datasets import load_digits

# --8<-- [start:edges]
SOBEL_X = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])  # right minus left
SOBEL_Y = SOBEL_X.T  # below minus above


def detect_edges(image: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the two Sobel responses and the edge strength, each as large as image."""
    G_x = conv_one(image, SOBEL_X, padding=1)  # vertical edges
    G_y = conv_one(image, SOBEL_Y, padding=1)  # horizontal edges
    return G_x, G_y, np.sqrt(G_x**2 + G_y**2)


# --8<-- [end:edges]


def digit(index: int = 0) -> np.ndarray:
    """One 8x8 gray image of the UCI digits; ink runs from 0 to 16."""
    return load_digits().images[index]


# --8<-- [start:equivariance]
def shift(image: np.ndarray, down: int, right: int) -> np.ndarray:
    """Move the picture; here the frame is wide enough that nothing wraps around."""
    return np.roll(image, (down, right), axis=(0, 1))


def equivariance_gap(
    image: np.ndarray, kernel: np.ndarray, move: int, map_move: int, stride: int = 1
) -> float:
    """Largest difference between conv(shift(x)) and shift(conv(x)), moving right."""
    moved_first = conv_one(shift(image, 0, move), kernel, padding=1, stride=stride)
    convolved = conv_one(image, kernel, padding=1, stride=stride)
    return float(np.abs(moved_first - shift(convolved, 0, map_move)).max())


# --8<-- [end:equivariance]


def main() -> None:
    """Print the responses and the shift test."""
    image = digit()
    G_x, G_y, strength = detect_edges(image)
    print("row 3 of the digit:   ", image[3].astype(int).tolist())
    print("row 3, vertical edges:", G_x[3].astype(int).tolist())
    print(f"vertical edges: {G_x.min():.0f} to {G_x.max():.0f}")
    print(f"horizontal edges: {G_y.min():.0f} to {G_y.max():.0f}")
    i, j = np.unravel_index(strength.argmax(), strength.shape)
    print(f"strongest edge: {strength.max():.4f} at row {i}, column {j}")

    flat = np.full((8, 8), 10.0)
    G_x, _, _ = detect_edges(flat)
    print("flat gray image, row 3:", G_x[3].astype(int).tolist())
    assert G_x[3].tolist() == [40, 0, 0, 0, 0, 0, 0, -40]

    frame = np.pad(image, 4)  # (16, 16): a blank margin around the digit
    gap = equivariance_gap(frame, SOBEL_X, move=2, map_move=2)
    print(f"stride 1, picture moved by 2, map by 2: gap {gap:.0f}")
    even = equivariance_gap(frame, SOBEL_X, move=2, map_move=1, stride=2)
    print(f"stride 2, picture moved by 2, map by 1: gap {even:.0f}")
    odd = [equivariance_gap(frame, SOBEL_X, 1, m, stride=2) for m in (0, 1)]
    print(f"stride 2, picture moved by 1, map by 0: gap {odd[0]:.0f}")
    print(f"stride 2, picture moved by 1, map by 1: gap {odd[1]:.0f}")
    assert gap == even == 0
    assert min(odd) > 0


if __name__ == "__main__":
    main()
