"""Judge a representation: linear probe, nearest neighbors; PCA; k-means."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits

Array = np.ndarray


def data(seed: int) -> tuple[Array, Array, Array, Array]:
    """Digits in [0, 1]: 1,297 images to learn from, 500 to test on."""
    X, y = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(y))
    X, y = X[order] / 16, y[order]
    return X[:1297], y[:1297], X[1297:], y[1297:]


# --8<-- [start:judge]
def pick(y: Array, per_class: int, rng: np.random.Generator) -> Array:
    """Indices of a few labeled examples, the same number of each class."""
    each = [rng.choice(np.flatnonzero(y == k), per_class, replace=False)
            for k in range(10)]  # fmt: skip
    return np.concatenate(each)


def standardize(H: Array, new: Array) -> tuple[Array, Array]:
    """Mean 0 for each column, one scale for all, by the unlabeled training part."""
    mean = H.mean(axis=0)
    scale = np.sqrt(H.var(axis=0).mean())
    return (H - mean) / scale, (new - mean) / scale


def linear_probe(H: Array, y: Array, new: Array, decay: float = 1e-2) -> Array:
    """Softmax regression on frozen H (n, d); predicted classes of new (m, d)."""
    add_one = lambda A: np.hstack([A, np.ones((len(A), 1))])  # noqa: E731
    H, new = add_one(H), add_one(new)
    W = np.zeros((H.shape[1], 10))
    rate = 1.0 / ((H**2).sum(axis=1).mean() / 2 + decay)  # 1 / smoothness: descends
    target = np.eye(10)[y]
    for _ in range(300):
        Z = H @ W
        P = np.exp(Z - Z.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        W -= rate * (H.T @ (P - target) / len(H) + decay * W)
    return (new @ W).argmax(axis=1)


def nearest(H: Array, y: Array, new: Array) -> Array:
    """Class of the labeled example with the largest cosine."""
    unit = lambda A: A / np.linalg.norm(A, axis=1, keepdims=True)  # noqa: E731
    return y[(unit(new) @ unit(H).T).argmax(axis=1)]


# --8<-- [end:judge]


# --8<-- [start:pca]
def pca(X: Array, k: int) -> tuple[Array, Array]:
    """Mean (d,) and the first k principal directions (d, k)."""
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean, full_matrices=False)[2][:k].T


def linear_autoencoder(X: Array, k: int, steps: int = 8000) -> tuple[Array, Array]:
    """Minimize |X - X A B|^2 / 2n over A (d, k), B (k, d), by gradient descent."""
    rng = np.random.default_rng(0)
    A, B = (
        0.1 * rng.normal(size=(X.shape[1], k)),
        0.1 * rng.normal(size=(k, X.shape[1])),
    )
    C = X.T @ X / len(X)  # all the loss needs of the data, (d, d)
    for _ in range(steps):
        R = A @ B - np.eye(len(C))  # (d, d)
        G = C @ R
        A, B = A - 0.3 * G @ B.T, B - 0.3 * A.T @ G
    return A, B


# --8<-- [end:pca]


# --8<-- [start:contrastive]
def contrastive(similarity: Array, temperature: float) -> float:
    """Loss of one view; position 0 holds the similarity to its other view."""
    scaled = similarity / temperature
    return float(np.log(np.exp(scaled).sum()) - scaled[0])


# --8<-- [end:contrastive]


def main() -> None:
    """The worked example, k-means, and PCA as a linear autoencoder."""
    for s in ([0.8, 0.1, 0.2], [0.3, 0.1, 0.2]):
        e = np.exp(np.array(s) / 0.5)
        print(f"similarities {s}: exp", " ".join(f"{v:.4f}" for v in e), end="; ")
        print(f"share {e[0] / e.sum():.4f}, loss {contrastive(np.array(s), 0.5):.4f}")
    print(f"temperature 0.1: {contrastive(np.array([0.8, 0.1, 0.2]), 0.1):.4f}")
    print(f"all vectors equal: {contrastive(np.ones(3), 0.5):.4f}")
    X, y = load_digits(return_X_y=True)
    clusters = KMeans(10, n_init=10, random_state=0).fit_predict(X)
    named = sum(np.bincount(y[clusters == c]).max() for c in range(10)) / len(y)
    print(f"k-means, 10 clusters: about {named:.1f} of the digits agree")
    hours = 1_000_000 * 10 / 3600
    print(f"1,000,000 labels of 10 s: {hours:,.0f} hours, {hours / 8:,.0f} days")

    X = data(0)[0]
    mean, V = pca(X, 4)
    A, B = linear_autoencoder(X - mean, 4)
    Q = np.linalg.qr(B.T)[0]  # orthonormal basis of the decoder's subspace (d, 4)
    cosines = np.linalg.svd(V.T @ Q)[1]
    print("cosines of the angles between the subspaces:", *np.round(cosines, 3))
    for name, P in (("PCA", V @ V.T), ("linear autoencoder", A @ B)):
        error = (((X - mean) @ (np.eye(64) - P)) ** 2).sum(axis=1).mean()
        print(f"{name}: squared error {error:.2f} per image")
    assert cosines.min() > 0.999


if __name__ == "__main__":
    main()
