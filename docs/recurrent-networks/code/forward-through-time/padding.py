"""What padding does to a trained classifier, and to the loss of a tagger."""

from functools import cache

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
SEEDS, LONGEST, WIDTHS = 3, 20, (20, 40, 100)


def majority_batch(g: torch.Generator, n: int) -> tuple[Tensor, Tensor, Tensor]:
    """Votes of -1 and 1, padded with 0: x (N, T), mask (N, T), majority (N,)."""
    lengths = torch.randint(3, LONGEST + 1, (n,), generator=g)
    mask = (torch.arange(LONGEST) < lengths[:, None]).double()
    x = (2.0 * torch.randint(0, 2, (n, LONGEST), generator=g) - 1.0) * mask
    total = x.sum(dim=1)
    keep = total != 0  # no ties
    return x[keep], mask[keep], (total[keep] > 0).double()


# --8<-- [start:readings]
def read(states: Tensor, mask: Tensor, how: str) -> Tensor:
    """Reduce states (N, T, h) to (N, h)."""
    if how == "last slot":
        return states[:, -1]
    if how == "mean of slots":
        return states.mean(dim=1)
    if how == "last real":
        at = mask.sum(dim=1).long() - 1  # (N,)
        return states[torch.arange(len(at)), at]
    assert how == "mean of real"
    return (states * mask[:, :, None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)


# --8<-- [end:readings]


class Classifier(nn.Module):
    """One recurrent layer of 16 units, a reading, a linear readout."""

    def __init__(self) -> None:
        super().__init__()
        self.rnn = nn.RNN(1, 16, batch_first=True)
        self.out = nn.Linear(16, 1)

    def forward(self, x: Tensor, mask: Tensor, how: str) -> Tensor:
        states, _ = self.rnn(x[:, :, None])
        return self.out(read(states, mask, how))[:, 0]


def train_classifier(how: str, seed: int) -> Classifier:
    """Adam with clipping, 150 updates on batches of about 60 sequences."""
    torch.manual_seed(seed)
    g = torch.Generator().manual_seed(seed)
    net = Classifier()
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(150):
        x, mask, y = majority_batch(g, 64)
        loss = binary_cross_entropy_with_logits(net(x, mask, how), y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
    return net


@torch.no_grad()
def accuracy(net: Classifier, how: str, width: int) -> float:
    """Test accuracy in batches of that width; 0: every sequence for itself."""
    x, mask, y = majority_batch(torch.Generator().manual_seed(99), 1000)
    if width:
        more = torch.zeros(len(x), width - LONGEST)
        x, mask = torch.cat([x, more], dim=1), torch.cat([mask, more], dim=1)
        logits = net(x, mask, how)
    else:
        logits, lengths = torch.empty(len(x)), mask.sum(dim=1).long()
        for n in lengths.unique():  # equal lengths need no padding
            at = lengths == n
            logits[at] = net(x[at, :n], mask[at, :n], how)
    return float(((logits > 0) == (y > 0)).double().mean())


@cache
def readings() -> dict[tuple[str, str], np.ndarray]:
    """Accuracies (SEEDS, 1 + WIDTHS) by (reading in training, reading in use)."""
    pairs = (
        ("last real", "last real"),
        ("last real", "last slot"),
        ("mean of real", "mean of real"),
        ("mean of real", "mean of slots"),
        ("mean of slots", "mean of slots"),
    )
    nets = {
        how: [train_classifier(how, seed) for seed in range(SEEDS)]
        for how in ("last real", "mean of real", "mean of slots")
    }
    return {
        (a, b): np.array(
            [[accuracy(net, b, w) for w in (0, *WIDTHS)] for net in nets[a]]
        )
        for a, b in pairs
    }


if __name__ == "__main__":
    print("accuracy in %, median of 3 seeds (worst), batches padded to this length")
    print("training       in use         alone      20         40         100")
    for (a, b), values in readings().items():
        cells = [f"{np.median(v):.0f} ({v.min():.0f})" for v in 100 * values.T]
        print(f"{a:<15}{b:<15}" + "".join(f"{c:<11}" for c in cells).rstrip())
        if a == b != "mean of slots":  # the right ones do not see the padding
            assert np.ptp(values, axis=1).max() < 1e-9
