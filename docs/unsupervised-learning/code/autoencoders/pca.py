"""A linear autoencoder finds the subspace of PCA, in other coordinates."""

import numpy as np
from scratch import adam, data, loss_and_grads, mlp, pca


# --8<-- [start:linear]
def train_linear(X: np.ndarray, k: int, steps: int = 2000) -> list[np.ndarray]:
    """Train one linear layer down and one up, on all images at once."""
    rng = np.random.default_rng(4)
    enc, dec = mlp([64, k], rng), mlp([k, 64], rng)
    step = adam(enc + dec)
    for t in range(1, steps + 1):
        step(loss_and_grads(enc, dec, X, X)[1], t)
    return [enc[0], dec[0]]  # (64, k), (k, 64)


# --8<-- [end:linear]


def main() -> None:
    """Compare error, subspace and directions."""
    X = data()[0]
    mean, V = pca(X, 2)
    X = X - mean
    W_enc, W_dec = train_linear(X, 2)
    for name, P in (("PCA", V @ V.T), ("linear autoencoder", W_enc @ W_dec)):
        print(f"{name}: loss {0.5 * ((X - X @ P) ** 2).sum() / len(X):.4f}")
    gap = np.abs(X @ W_enc @ W_dec - X @ V @ V.T).max()
    print(f"reconstructions differ by less than 0.001: {gap < 0.001}")
    assert gap < 1e-3
    Q = np.linalg.qr(W_dec.T)[0]  # an orthonormal basis of the decoder's plane
    cosines = np.linalg.svd(V.T @ Q)[1]
    print("cosines of the angles between the planes:", np.round(cosines, 4).tolist())
    A = V.T @ W_enc
    rows = W_dec / np.linalg.norm(W_dec, axis=1, keepdims=True)
    angle = np.degrees(np.arccos(rows[0] @ rows[1]))
    print(f"angle between the two decoder rows: {angle:.0f} degrees, in PCA 90")
    print("A =", np.round(A, 2).tolist())  # code = PCA code times A
    discarded = 0.5 * np.linalg.eigvalsh(X.T @ X / len(X))[:-2].sum()
    print(f"half the sum of the 62 discarded eigenvalues: {discarded:.4f}")


if __name__ == "__main__":
    main()
