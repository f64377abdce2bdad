"""SimCLR in miniature on digits, against raw pixels and an untrained encoder."""

import numpy as np
import torch
from nets import TRAIN, augment, data, mlp, probe
from torch import Tensor, nn
from torch.nn import functional as F

LABELS = (1, 5, 20, 100)


# --8<-- [start:simclr]
def nt_xent(a: Tensor, b: Tensor, tau: float) -> Tensor:
    """SimCLR's loss: 2N views, each must find its partner among 2N - 1."""
    Z = F.normalize(torch.cat([a, b]), dim=1)  # (2N, d)
    S = Z @ Z.T / tau
    S = S - 1e9 * torch.eye(len(Z), dtype=S.dtype)  # not itself
    partner = torch.arange(len(Z)).roll(len(a))  # i <-> i + N
    return F.cross_entropy(S, partner)


def simclr(
    X: Tensor,
    seed: int,
    steps: int = 250,
    tau: float = 0.2,
    move: float = 1.0,
    noise: float = 1.0,
) -> tuple[nn.Module, float]:
    """Train encoder and projection; give the encoder and the last mean loss."""
    rng = torch.Generator().manual_seed(seed)
    encoder, head = mlp([64, 128, 128], rng), mlp([128, 64, 32], rng)
    params = [*encoder.parameters(), *head.parameters()]
    optimizer = torch.optim.Adam(params, lr=2e-3)
    losses = []
    for _ in range(steps):
        batch = X[torch.randint(len(X), (100,), generator=rng)]
        views = augment(torch.cat([batch, batch]), rng, move, noise)  # (2N, 1, 8, 8)
        loss = nt_xent(*head(encoder(views).relu()).chunk(2), tau)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return encoder, float(np.mean(losses[-50:]))


# --8<-- [end:simclr]


def main() -> None:
    """Probe three representations with few and many labels, on three splits."""
    torch.set_num_threads(1)
    table: dict[str, list[list[float]]] = {}
    ends = []
    for seed in range(3):
        X, y = data(seed)
        encoder, end = simclr(X[:TRAIN], seed)
        ends.append(end)
        random = mlp([64, 128, 128], torch.Generator().manual_seed(seed))
        for name, Z in (
            ("raw pixels", X),
            ("untrained", random(X).relu()),
            ("SimCLR", encoder(X).relu()),
        ):
            row = [probe(Z, y, n) for n in LABELS]
            table.setdefault(name, []).append(row)
    print(f"loss at the end {np.mean(ends):.1f}; all vectors equal: {np.log(199):.1f}")
    print("test accuracy in percent, mean of 3 seeds (lowest to highest)")
    print("labels    ", *(f"{10 * n:<14}" for n in LABELS))
    for name, rows in table.items():
        cells = [
            f"{m:.0f} ({lo:.0f} to {hi:.0f})"
            for m, lo, hi in zip(
                np.mean(rows, axis=0),
                np.min(rows, axis=0),
                np.max(rows, axis=0),
                strict=True,
            )
        ]
        print(f"{name:11}", *(f"{c:14}" for c in cells))


if __name__ == "__main__":
    main()
