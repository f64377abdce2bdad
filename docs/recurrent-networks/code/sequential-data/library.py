"""The same tools in PyTorch and scikit-learn."""

import numpy as np
import scratch
import torch
from sklearn.model_selection import TimeSeriesSplit
from torch import nn
from torch.nn.utils.rnn import pad_sequence

torch.set_num_threads(1)
torch.manual_seed(0)


def main() -> None:
    """Check embedding, windows, batches and splits against the scratch code."""
    # --8<-- [start:items]
    rng = np.random.default_rng(0)
    layer = nn.Embedding(num_embeddings=8, embedding_dim=3, dtype=torch.float64)
    ids = rng.integers(0, 5, size=(2, 4))  # (N, T)
    vectors = layer(torch.from_numpy(ids))  # (N, T, d), rows of layer.weight
    table = layer.weight.detach().numpy()
    assert np.allclose(vectors.detach().numpy(), scratch.embed(ids, table))
    assert np.allclose(vectors.detach().numpy(), scratch.one_hot(ids, 8) @ table)

    vectors.sum().backward()  # only rows that occur get a gradient
    used = layer.weight.grad.abs().sum(dim=1) > 0
    assert used.tolist() == [bool((ids == v).any()) for v in range(8)]
    # --8<-- [end:items]
    print(
        "nn.Embedding: (2, 4) ->",
        tuple(vectors.shape),
        "rows used:",
        *np.unique(ids),
        "of 8",
    )

    # --8<-- [start:windows]
    series = torch.from_numpy(scratch.SERIES)  # (T,)
    x = series.unfold(0, size=3, step=1)[:-1]  # (T - 3, 3); the last has no target
    y = series[3:]
    x_own, y_own = scratch.windows(scratch.SERIES, 3)
    assert np.allclose(x.numpy(), x_own)
    assert np.allclose(y.numpy(), y_own)

    short, long = torch.ones(2, 3), torch.ones(4, 3)  # (T_i, d), different lengths
    batch = pad_sequence([short, long], batch_first=True)  # (N, T, d)
    assert batch.shape == (2, 4, 3)
    # --8<-- [end:windows]
    print("unfold gives our windows:", tuple(x.shape), "padded:", tuple(batch.shape))

    # --8<-- [start:split]
    folds = TimeSeriesSplit(n_splits=3, test_size=10, gap=5)
    for train, test in folds.split(np.zeros(60)):
        assert train.max() + 5 < test.min()  # five windows left out in between
        print(f"train 0 to {train.max()}, test {test.min()} to {test.max()}")
    # --8<-- [end:split]


if __name__ == "__main__":
    main()
