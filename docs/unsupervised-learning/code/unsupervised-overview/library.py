"""The same loss and the same subspace in PyTorch."""

import numpy as np
import torch
from scratch import contrastive, data, pca
from torch import nn


# --8<-- [start:loss]
def torch_contrastive(similarity: torch.Tensor, temperature: float) -> torch.Tensor:
    """Cross-entropy of similarities (K + 1,) with the right answer 0."""
    return nn.functional.cross_entropy(similarity / temperature, torch.tensor(0))


# --8<-- [end:loss]


def main() -> None:
    """Loss and principal subspace agree with NumPy."""
    s = np.array([0.8, 0.1, 0.2])
    loss = torch_contrastive(torch.tensor(s), 0.5).item()
    assert np.isclose(loss, contrastive(s, 0.5))
    print(f"contrastive loss in PyTorch: {loss:.4f}")
    X = data(0)[0]
    mean, V = pca(X, 4)
    W = torch.linalg.svd(torch.tensor(X - mean), full_matrices=False).Vh[:4].T.numpy()
    assert np.allclose(V @ V.T, W @ W.T)
    print("the principal subspaces agree")


if __name__ == "__main__":
    main()
