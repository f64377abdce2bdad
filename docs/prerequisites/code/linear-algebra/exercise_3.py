"""Exercise 3: power iteration with deflation gives a whole SVD."""

import numpy as np
from digits import digit
from scratch import A, power_iteration


# --8<-- [start:svd]
def my_svd(A: np.ndarray, k: int, steps: int) -> tuple[np.ndarray, ...]:
    """The k largest singular values of A with their vectors, by power iteration."""
    S = A.T @ A  # (m, m), symmetric
    start = np.random.default_rng(0).normal(size=len(S))
    sigmas, right = [], []
    for _ in range(k):
        value, v = power_iteration(S, steps, start)
        sigmas.append(np.sqrt(value))
        right.append(v)
        S = S - value * np.outer(v, v)  # deflation: this direction now has eigenvalue 0
    s, V = np.array(sigmas), np.array(right).T  # (k,), (m, k)
    return (A @ V) / s, s, V.T  # u_i = A v_i / sigma_i


# --8<-- [end:svd]


def main() -> None:
    """Compare with NumPy on the worked example and on a digit."""
    U, s, Vt = my_svd(A, 2, 30)
    print("worked example:", [f"{x:.4f}" for x in s])
    assert np.allclose((U * s) @ Vt, A)
    image = digit()
    U, s, Vt = my_svd(image, 3, 100)
    exact = np.linalg.svd(image, compute_uv=False)[:3]
    print("digit, ours: ", [f"{x:.4f}" for x in s])
    print("digit, NumPy:", [f"{x:.4f}" for x in exact])
    assert np.allclose(s, exact, rtol=1e-6)
    assert np.allclose(U.T @ U, np.eye(3), atol=1e-5)
    with np.errstate(invalid="ignore"):
        value, _ = power_iteration(image.T @ image, 5)  # starts with (1, 0, ..., 0)
    print("first column of the digit:", image[:, 0].astype(int).tolist())
    print("estimate from the start (1, 0, ..., 0):", value)


if __name__ == "__main__":
    main()
