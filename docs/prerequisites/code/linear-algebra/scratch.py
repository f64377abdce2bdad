"""Matrix product, broadcasting, power iteration and low rank, written out."""

from itertools import zip_longest

import numpy as np

X = np.array([[1.0, 2, 0], [3, -1, 1]])  # (N, d_in) = (2, 3), two examples
W = np.array([[2.0, 0], [1, -1], [0, 3]])  # (d_in, d_out) = (3, 2)
b = np.array([-2.0, 2])  # (d_out,)
A = np.array([[0.6, 0], [0.8, 1]])  # (2, 2)


# --8<-- [start:matmul]
def matmul(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """Multiply (n, d) by (d, m): every row dotted with every column."""
    (n, d), (rows, m) = A.shape, B.shape
    if d != rows:
        raise ValueError(f"inner sizes differ: {A.shape} @ {B.shape}")
    C = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            for k in range(d):
                C[i, j] += A[i, k] * B[k, j]
    return C


# --8<-- [end:matmul]


# --8<-- [start:broadcast]
def broadcast_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """Align two shapes at the right; sizes must be equal, or one of them 1."""
    out = []
    for p, q in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if p != q and 1 not in (p, q):
            raise ValueError(f"cannot broadcast {a} with {b}")
        out.append(q if p == 1 else p)
    return tuple(reversed(out))


def entry(A: np.ndarray, index: tuple[int, ...]) -> float:
    """Read A as if stretched: an axis of size 1 always gives entry 0."""
    own = index[len(index) - A.ndim :]  # A has no say in the axes to the left
    return A[tuple(0 if n == 1 else i for i, n in zip(own, A.shape, strict=True))]


def broadcast_add(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """Add two arrays of different shape, without copying either of them."""
    C = np.zeros(broadcast_shape(A.shape, B.shape))
    for index in np.ndindex(C.shape):
        C[index] = entry(A, index) + entry(B, index)
    return C


# --8<-- [end:broadcast]


# --8<-- [start:power]
def power_iteration(
    S: np.ndarray, steps: int, start: np.ndarray | None = None
) -> tuple[float, np.ndarray]:
    """Largest eigenvalue in size of a symmetric (n, n), with eigenvector."""
    x = np.eye(len(S))[0] if start is None else start  # (n,)
    for _ in range(steps):
        x = x @ S
        x = x / np.linalg.norm(x)
    return float(x @ S @ x), x


# --8<-- [end:power]


# --8<-- [start:low_rank]
def low_rank(A: np.ndarray, k: int) -> np.ndarray:
    """Best approximation of A, (n, m), by a matrix of rank k."""
    U, s, Vt = np.linalg.svd(A, full_matrices=False)  # (n, r), (r,), (r, m)
    return (U[:, :k] * s[:k]) @ Vt[:k]  # s scales the columns by broadcasting


# --8<-- [end:low_rank]


def show(name: str, values: np.ndarray) -> None:
    """Print an array on one line, 4 decimals, without negative zeros."""
    print(f"{name:16}", (np.round(values, 4) + 0.0).tolist())


def worked_layer() -> None:
    """Two examples through a 3 x 2 layer."""
    product = matmul(X, W)
    Z = broadcast_add(product, b)
    assert np.array_equal(product, X @ W)
    assert np.array_equal(Z, [[2, 0], [3, 6]])
    show("x_1 . x_2", X[0] @ X[1])
    show("norms of rows", np.linalg.norm(X, axis=1))
    cosine = X[0] @ X[1] / np.prod(np.linalg.norm(X, axis=1))
    print(f"cosine           {cosine:.4f}")
    show("X W", product)
    show("Z = X W + b", Z)
    print(f"||Z||_F          {np.linalg.norm(Z):.4f}")
    assert np.linalg.norm(Z) == 7
    assert np.array_equal(matmul(W.T, X.T), product.T)


def worked_svd() -> None:
    """Eigenvalues of A^T A, then the singular value decomposition of A."""
    S = matmul(A.T, A)
    print(f"0.6^2, 0.8^2     {0.6**2:.4f}, {0.8**2:.4f}")
    show("S = A^T A", S)
    assert np.allclose(S, [[1, 0.8], [0.8, 1]])
    show("eigenvalues", np.linalg.eigvalsh(S)[::-1])
    for t in (1, 2, 3):
        value, x = power_iteration(S, t)
        print(f"power, {t} steps   {value:.4f}, tangent {(x[0] - x[1]) / x.sum():.4f}")
    assert np.isclose(power_iteration(S, 20)[0], 1.8)

    v = np.array([[1, 1], [1, -1]]) / np.sqrt(2)  # rows are v_1, v_2
    u = np.array([[1, 3], [3, -1]]) / np.sqrt(10)  # rows are u_1, u_2
    s = np.sqrt([1.8, 0.2])
    show("sigma", s)
    show("v_1, v_2", v)
    show("A v_1", A @ v[0])
    show("u_1, u_2", u)
    show("u_1 A, u_2 A", u @ A)
    assert np.allclose(u @ A, s[:, None] * v)
    assert np.allclose(u.T * s @ v, A)
    assert np.allclose(np.linalg.svd(A, compute_uv=False), s)
    show("rank 1", low_rank(A, 1))
    show("A - rank 1", A - low_rank(A, 1))
    show("its squares", (A - low_rank(A, 1)) ** 2)
    print(f"error            {np.linalg.norm(A - low_rank(A, 1)):.4f}")
    print(f"||A||_F          {np.linalg.norm(A):.4f}")
    assert np.allclose(low_rank(A, 1), [[0.3, 0.3], [0.9, 0.9]])
    assert np.isclose(np.linalg.norm(A - low_rank(A, 1)), s[1])
    show("eigenvalues of A", np.sort(np.linalg.eigvals(A))[::-1])


def main() -> None:
    """Reproduce the worked examples and test the functions against NumPy."""
    worked_layer()
    worked_svd()
    rng = np.random.default_rng(0)
    P, Q = rng.normal(size=(5, 1, 4)), rng.normal(size=(3, 1))
    assert np.allclose(broadcast_add(P, Q), P + Q)
    assert np.allclose(matmul(P[:, 0], P[:, 0].T), P[:, 0] @ P[:, 0].T)
    print("(5, 1, 4) + (3, 1):", broadcast_shape(P.shape, Q.shape))


if __name__ == "__main__":
    main()
