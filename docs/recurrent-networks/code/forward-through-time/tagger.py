"""A tagger trained with and without padding in its loss."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

torch.set_num_threads(1)
SEEDS, LONGEST, CLASSES = 3, 30, 4
STEPS = (0, 25, 50, 75, 100, 125, 150)


def tag_batch(g: torch.Generator, n: int) -> tuple[Tensor, Tensor, Tensor]:
    """Items 1 to 4, padded with 0; the tag depends on item and item before, and
    one tag in ten is drawn at random. One sequence in ten is long. All (N, T)."""
    long = torch.rand(n, generator=g) < 0.1
    lengths = torch.randint(2, 8, (n,), generator=g)
    lengths[long] = torch.randint(15, LONGEST + 1, (int(long.sum()),), generator=g)
    lengths[0] = LONGEST
    mask = torch.arange(LONGEST) < lengths[:, None]
    x = torch.randint(1, CLASSES + 1, (n, LONGEST), generator=g)
    y = x - 1
    y[:, 1:] = (x[:, 1:] + x[:, :-1]) % CLASSES
    noise = torch.rand(n, LONGEST, generator=g) < 0.1
    y = torch.where(noise, torch.randint(0, CLASSES, y.shape, generator=g), y)
    return x * mask, y * mask, mask.float()  # padding: item 0, tag 0


# --8<-- [start:losses]
def tagging_loss(logits: Tensor, y: Tensor, mask: Tensor, masked: bool) -> Tensor:
    """Cross-entropy of logits (N, T, k), averaged over real steps or over slots."""
    losses = cross_entropy(logits.transpose(1, 2), y, reduction="none")  # (N, T)
    if not masked:
        return losses.mean()  # wrong: padding counts
    return (losses * mask).sum() / mask.sum()


# --8<-- [end:losses]


class Tagger(nn.Module):
    """Embedding, recurrent layer, readout: items (N, T) to logits (N, T, k)."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(CLASSES + 1, 8)
        self.rnn = nn.RNN(8, 16, batch_first=True)
        self.out = nn.Linear(16, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.rnn(self.embed(x))[0])


def train(masked: bool, seed: int) -> np.ndarray:
    """Accuracy over all slots and over real steps at STEPS, (2, len(STEPS))."""
    torch.manual_seed(seed)
    g = torch.Generator().manual_seed(seed)
    x_test, y_test, m_test = tag_batch(torch.Generator().manual_seed(99), 500)
    net, curve = Tagger(), []
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for u in range(STEPS[-1] + 1):
        if u in STEPS:
            with torch.no_grad():
                right = (net(x_test).argmax(dim=2) == y_test).float()
            real = (right * m_test).sum() / m_test.sum()
            curve.append((float(right.mean()), float(real)))
        x, y, mask = tag_batch(g, 32)
        loss = tagging_loss(net(x), y, mask, masked)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return np.array(curve).T


def curves() -> dict[str, np.ndarray]:
    """Curves (SEEDS, 2, len(STEPS)) for the wrong and the right mean."""
    return {
        name: np.array([train(masked, seed) for seed in range(SEEDS)])
        for name, masked in (("all slots", False), ("real steps", True))
    }


if __name__ == "__main__":
    _, y, mask = tag_batch(torch.Generator().manual_seed(99), 500)
    zero = float((y == 0).float().mean())
    zero_real = float(((y == 0) * mask).sum() / mask.sum())
    print(f"real share of the slots: {mask.mean():.0%}")
    print(f"always tag 0: {zero:.0%} of all slots, {zero_real:.0%} of real steps")
    print("accuracy in %, 3 seeds, at updates", *STEPS)
    for name, values in curves().items():
        for k, where in enumerate(("all slots", "real steps")):
            if name == "real steps" and k == 0:
                continue  # nothing was asked of padding there
            print(f"loss over {name}, on {where}")
            for what in (np.min, np.median, np.max):
                line = " ".join(f"{v:3.0f}" for v in what(100 * values[:, k], axis=0))
                print(f"  {what.__name__:<7}{line}")
