"""Exercise 2: the SVD of [[2, 2], [-1, 1]] by hand, and its best rank-1 neighbor."""

import numpy as np

A = np.array([[2.0, 2], [-1, 1]])


def main() -> None:
    """Check the hand calculation; try to beat the rank-1 matrix."""
    s = np.sqrt([8, 2])
    u = np.eye(2)  # rows u_1, u_2
    v = np.array([[1, 1], [-1, 1]]) / np.sqrt(2)  # rows v_1, v_2
    assert np.allclose(u.T * s @ v, A)
    assert np.allclose(np.linalg.svd(A, compute_uv=False), s)
    best = s[0] * np.outer(u[0], v[0])
    error = np.linalg.norm(A - best)
    print("A^T A:", (A.T @ A).tolist(), " A A^T:", (A @ A.T).tolist())
    print("sigma:", [f"{x:.4f}" for x in s])
    print("rank 1:", (best.round(4) + 0.0).tolist())
    print(f"error {error:.4f}, relative {error / np.linalg.norm(A):.4f}")

    rng = np.random.default_rng(0)
    others = []
    for _ in range(10_000):
        column, row = rng.normal(size=(2, 2))
        scale = (column @ A @ row) / (column @ column) / (row @ row)  # best length
        others.append(np.linalg.norm(A - scale * np.outer(column, row)))
    print("random rank-1 matrices that are closer:", sum(x < error for x in others))
    print(f"closest of 10,000: {min(others):.4f}")


if __name__ == "__main__":
    main()
