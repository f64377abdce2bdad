"""PyTorch's DataLoader does the job of `batches`, checked against scratch.py."""

import scratch
import torch
from torch.utils.data import DataLoader, Dataset


# --8<-- [start:torch]
class Points(Dataset):
    """The same two methods as scratch.Dataset; DataLoader asks for no more."""

    def __init__(self, xs: list[float], ys: list[int]):
        self.xs, self.ys = torch.tensor(xs), torch.tensor(ys)

    def __len__(self) -> int:
        return len(self.xs)

    def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:
        return self.xs[i], self.ys[i]


def compare() -> None:
    """The batches agree; shuffling gives each example once per epoch."""
    xs, ys = [10.0, 20.0, 30.0, 40.0, 50.0], [0, 1, 0, 1, 0]
    loader = DataLoader(Points(xs, ys), batch_size=2)
    ours = scratch.batches(scratch.Dataset(xs, ys), size=2)
    for (x, y), batch in zip(loader, ours, strict=True):
        assert list(zip(x.tolist(), y.tolist(), strict=True)) == batch
        print(x.tolist(), y.tolist())  # one tensor per field, not a list of pairs
    shuffled = DataLoader(
        Points(xs, ys),
        batch_size=2,
        shuffle=True,
        generator=torch.Generator().manual_seed(0),
    )
    first, second = ([v for x, _ in shuffled for v in x.tolist()] for _ in range(2))
    print("each once:", sorted(first) == sorted(second) == xs)
    print("another order in epoch 2:", first != second)


# --8<-- [end:torch]


if __name__ == "__main__":
    compare()
