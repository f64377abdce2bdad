"""Exercise 4: eigenvalues say where it ends, singular values how far it may go."""

import numpy as np

N = np.array([[0.8, 1.0], [0, 0.8]])


def norms(M: np.ndarray, steps: int) -> np.ndarray:
    """Lengths of x M^t for t = 0 .. steps, starting with x = (1, 0)."""
    x, lengths = np.array([1.0, 0]), [1.0]
    for _ in range(steps):
        x = x @ M
        lengths.append(float(np.linalg.norm(x)))
    return np.array(lengths)


def main() -> None:
    """Follow a vector through 50 products with three matrices."""
    c, s = 0.6, 0.8
    cases = {
        "symmetric": np.array([[0.5, 0.3], [0.3, 0.5]]),
        "rotation": np.array([[c, s], [-s, c]]),
        "shear": N,
    }
    for name, M in cases.items():
        radius = np.abs(np.linalg.eigvals(M)).max()
        sigma = np.linalg.svd(M, compute_uv=False)[0]
        path = norms(M, 50)
        assert np.all(path <= sigma ** np.arange(51) + 1e-9)
        print(
            f"{name:9}  largest |eigenvalue| {radius:.4f}  sigma_1 {sigma:.4f}", end=""
        )
        print(f"  peak {path.max():.4f}  after 50 steps {path[50]:.1e}")
    t = np.arange(51)
    closed = np.hypot(0.8**t, t * 0.8 ** (t - 1.0))
    assert np.allclose(norms(N, 50), closed)
    print("shear, steps 1 to 6:", " ".join(f"{x:.2f}" for x in norms(N, 6)[1:]))


if __name__ == "__main__":
    main()
