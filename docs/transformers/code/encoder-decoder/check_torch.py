"""Encoder-decoder without attention: copying digits through one context vector."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

DIGITS, UNITS = 10, 32


class Copier(nn.Module):
    """A GRU encoder whose last state starts a GRU decoder."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(DIGITS + 1, 16)  # index 10 is the start token
        self.encoder = nn.GRU(16, UNITS, batch_first=True)
        self.decoder = nn.GRU(16, UNITS, batch_first=True)
        self.out = nn.Linear(UNITS, DIGITS)

    def forward(self, x: Tensor) -> Tensor:
        """Logits (N, T, 10) for the digits x (N, T), with teacher forcing."""
        _, context = self.encoder(self.embed(x))  # (1, N, h)
        start = torch.full((len(x), 1), DIGITS)
        shifted = torch.cat([start, x[:, :-1]], dim=1)
        states, _ = self.decoder(self.embed(shifted), context)  # (N, T, h)
        return self.out(states)


def accuracy(length: int, seed: int, updates: int = 400) -> float:
    """Train on random digits, then the share of right digits in new sequences."""
    torch.manual_seed(seed)
    model = Copier()
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for _ in range(updates):
        x = torch.randint(0, DIGITS, (64, length))
        loss = F.cross_entropy(model(x).reshape(-1, DIGITS), x.reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    x = torch.randint(0, DIGITS, (512, length))
    with torch.no_grad():
        return float((model(x).argmax(dim=-1) == x).float().mean())


def main() -> None:
    """Short sequences pass through the context vector, long ones do not."""
    torch.set_num_threads(1)
    short = [accuracy(4, seed) for seed in (0, 1)]
    long = [accuracy(16, seed) for seed in (0, 1)]
    assert min(short) > 0.95, short
    assert max(long) < 0.4, long
    print("4 digits: more than 95% right in both runs")
    print("16 digits: less than 40% right in both runs")


if __name__ == "__main__":
    main()
