"""Exercise 2: the best linear denoiser shrinks each principal direction."""

import numpy as np
from scratch import data, left


def main() -> None:
    """Compare the formula with least squares on noisy copies of the digits."""
    train_x, test_x, _ = data()
    mean = train_x.mean(axis=0)
    X, X_test, s = train_x - mean, test_x - mean, 0.5
    rng = np.random.default_rng(0)
    lam, V = np.linalg.eigh(X.T @ X / len(X))
    lam, V = lam[::-1], V[:, ::-1]
    factors = lam / (lam + s**2)
    formula = V @ np.diag(factors) @ V.T  # (64, 64)
    print("first eigenvalues:", [f"{v:.2f}" for v in lam[:3]])
    print("their factors:", [f"{v:.2f}" for v in factors[:3]])
    print("directions with a factor above one half:", (factors > 0.5).sum())

    A, B = np.zeros((64, 64)), np.zeros((64, 64))
    for _ in range(60):  # 60 noisy copies of each image
        noisy = X + s * rng.normal(size=X.shape)
        A, B = A + noisy.T @ noisy, B + noisy.T @ X
    fitted = np.linalg.solve(A, B)
    gap = np.abs(fitted - formula).max()
    print(f"largest gap to least squares below 0.02: {gap < 0.02}")
    assert gap < 0.02

    noisy = X_test + s * rng.normal(size=X_test.shape)
    projected = noisy @ V[:, :8] @ V[:, :8].T
    for name, output in (
        ("noisy input", noisy), ("PCA, 8 directions", projected),
        ("shrinking", noisy @ formula),
    ):  # fmt: skip
        print(f"{name}: {left(X_test, output):.0f} percent left")


if __name__ == "__main__":
    main()
