"""K-means in PyTorch and scikit-learn, both scores in scikit-learn: all agree."""

import numpy as np
import scratch
import torch
from seeds import blobs
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_samples


# --8<-- [start:torch]
def kmeans(X: torch.Tensor, C: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Both steps of k-means until the centers rest; runs on a GPU as it is."""
    while True:
        labels = torch.cdist(X, C).argmin(dim=1)  # (N,)
        sums = torch.zeros_like(C).index_add_(0, labels, X)  # (K, d)
        counts = torch.bincount(labels, minlength=len(C))[:, None]  # (K, 1)
        new = torch.where(counts > 0, sums / counts.clamp(min=1), C)
        if torch.equal(new, C):
            return C, labels
        C = new


# --8<-- [end:torch]


# --8<-- [start:agree]
def main() -> None:
    """Equal start, equal result."""
    X, truth = blobs(), np.repeat(np.arange(9), 40)
    C0 = scratch.plusplus(X, 9, np.random.default_rng(1))
    C, labels, costs = scratch.kmeans(X, C0)

    C_t, labels_t = kmeans(torch.tensor(X), torch.tensor(C0))
    torch.testing.assert_close(C_t.numpy(), C)
    assert np.array_equal(labels_t.numpy(), labels)

    model = KMeans(9, init=C0, n_init=1, tol=0).fit(X)
    assert np.allclose(model.cluster_centers_, C)
    assert np.isclose(model.inertia_, costs[-1])

    s = scratch.silhouette(X, labels)
    assert np.allclose(s, silhouette_samples(X, labels))
    ari = scratch.adjusted_rand(truth, labels)
    assert np.isclose(ari, adjusted_rand_score(truth, labels))
    print("centers, labels, cost, silhouettes and adjusted Rand index agree")


# --8<-- [end:agree]

if __name__ == "__main__":
    main()
