"""Collapse: agreement alone, negatives, and a stopped gradient."""

import numpy as np
import torch
from nets import TRAIN, augment, data, mlp, probe
from torch import Tensor, nn
from torch.nn import functional as F

VARIANTS = (
    ("no, no, no", False, False, False),
    ("yes, no, no", True, False, False),
    ("no, yes, no", False, True, False),
    ("yes, yes, no", True, True, False),
    ("no, no, yes", False, False, True),
    ("yes, yes, yes", True, True, True),
)


# --8<-- [start:siamese]
def agreement(a: Tensor, b: Tensor) -> Tensor:
    """One minus the cosine similarity, mean over the batch; 0 is perfect."""
    return 1 - F.cosine_similarity(a, b, dim=1).mean()


def pairs(X: Tensor, seed: int, steps: int = 201) -> list[Tensor]:
    """Two views (2, 100, 1, 8, 8) per step; all variants train on the same ones."""
    rng = torch.Generator().manual_seed(seed)
    batches = [X[torch.randint(len(X), (100,), generator=rng)] for _ in range(steps)]
    return [augment(b.repeat(2, 1, 1, 1), rng).unflatten(0, (2, 100)) for b in batches]


def siamese(
    views: list[Tensor], seed: int, predictor: bool, stop: bool, normalize: bool
) -> tuple[nn.Module, float, list[float]]:
    """Train on agreement only; give encoder, last loss, spread every 20 steps."""
    rng = torch.Generator().manual_seed(seed)
    encoder = mlp([64, 128, 32], rng)
    if normalize:  # variance 1 in each output over the batch
        encoder.append(nn.BatchNorm1d(32, affine=False).double())
    head = mlp([32, 32, 32], rng) if predictor else nn.Identity()
    params = [*encoder.parameters(), *head.parameters()]
    optimizer = torch.optim.SGD(params, lr=0.05, momentum=0.9)
    spreads = []
    for step, pair in enumerate(views):
        a, b = encoder(pair[0]), encoder(pair[1])  # (100, 32) each
        target = [t.detach() if stop else t for t in (a, b)]
        loss = (agreement(head(a), target[1]) + agreement(head(b), target[0])) / 2
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 20 == 0:
            spreads.append(spread(a))
    return encoder, loss.item(), spreads


def spread(Z: Tensor) -> float:
    """Standard deviation of unit vectors times sqrt(d): 0 collapsed, 1 all around."""
    U = F.normalize(Z.detach(), dim=1)
    return float(U.std(dim=0).mean() * U.shape[1] ** 0.5)


# --8<-- [end:siamese]


def main() -> None:
    """Six ways to train on agreement; loss, spread and probe, two seeds."""
    torch.set_num_threads(1)
    constant = torch.ones(10, 32)
    print(f"constant output: loss {abs(agreement(constant, constant)):.2f}")
    print("predictor, stopped gradient, normalized output: loss, spread, probe (50)")
    splits = [data(seed) for seed in range(2)]
    views = [pairs(X[:TRAIN], seed) for seed, (X, _) in enumerate(splits)]
    for name, *switches in VARIANTS:
        losses, spreads, scores = [], [], []
        for seed, (X, y) in enumerate(splits):
            encoder, last, wide = siamese(views[seed], seed, *switches)
            losses.append(last)
            spreads.append(wide)
            scores.append(probe(encoder(X), y, 5))
        wide = np.mean(spreads, axis=0)
        print(f"{name}: {np.mean(losses):.2f}, {wide[-1]:.2f}, {np.mean(scores):.0f}%")
        print(f"spreads {name}:", " ".join(f"{w:.2f}" for w in wide))


if __name__ == "__main__":
    main()
