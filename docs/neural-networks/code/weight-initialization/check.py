"""The numbers of the page: signal size in ten ReLU layers, symmetry, the two rules."""

import numpy as np


def sizes(std: float, depth: int = 10, d: int = 512) -> list[float]:
    """Root mean square of the activations of each ReLU layer."""
    rng = np.random.default_rng(0)
    a, found = rng.normal(size=(128, d)), []  # (N, d)
    for _ in range(depth):
        a = np.maximum(a @ rng.normal(0, std, (d, d)), 0)
        found.append(float(np.sqrt((a * a).mean())))
    return found


def main() -> None:
    """Print and assert the numbers of the page."""
    for std in (0.01, np.sqrt(2 / 512), 0.1, np.sqrt(1 / 512)):
        found = sizes(std)
        text = ", ".join(f"{found[layer - 1]:.1e}" for layer in (1, 5, 10))
        print(f"standard deviation {std:.4f}: layers 1, 5, 10: {text}")
        assert (0.5 < found[-1] < 2) == (abs(std - 0.0625) < 1e-9)

    x, w1, w2 = np.array([[1.0, 2]]), np.full((2, 2), 0.5), np.full((2, 1), 0.5)
    h = np.tanh(x @ w1)  # (1, 2)
    dy = h @ w2 - 1  # (1, 1)
    dw1 = x.T @ (dy @ w2.T * (1 - h * h))  # (2, 2), one column per unit
    print(
        f"units {h[0].round(3)}, gradients {dw1[:, 0].round(4)}, {dw1[:, 1].round(4)}"
    )
    assert np.array_equal(dw1[:, 0], dw1[:, 1])

    print(f"Xavier, 784 to 128: {np.sqrt(2 / 912):.3f}, limit {np.sqrt(6 / 912):.3f}")
    print(f"He, 512 inputs: {np.sqrt(2 / 512):.4f}, 6.25^10 = {6.25**10:.1e}")


if __name__ == "__main__":
    main()
