"""Exercise 3: is the rule 80/10/10 better than 100% [MASK]?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import blanks
import numpy as np
import scratch
import torch
import torch.nn.functional as F

if TYPE_CHECKING:
    from library import Bert

SEEDS = (0, 1)


def always(
    ids: np.ndarray, v: int, rng: np.random.Generator, share: float
) -> tuple[np.ndarray, np.ndarray]:
    """Every chosen token becomes [MASK]."""
    chosen = rng.random(ids.shape) < share
    return np.where(chosen, scratch.MASK, ids), chosen


@torch.no_grad()
def own_word(model: Bert, x: np.ndarray) -> list[float]:
    """Share of words named from their own vector: by the output layer, by a probe."""
    h, y = model(torch.tensor(x)).flatten(0, 1), torch.tensor(x).flatten()
    half = len(y) // 2
    one = torch.ones(len(y), 1)
    features = torch.cat([h, one], dim=1)  # frozen vectors and a bias
    targets = F.one_hot(y[:half], blanks.V).to(h)
    probe = torch.linalg.lstsq(features[:half], targets).solution  # least squares
    guesses = model.logits(h[half:]), features[half:] @ probe
    return [float((g.argmax(dim=1) == y[half:]).double().mean()) for g in guesses]


def main() -> None:
    """Two rules, two seeds."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    test = blanks.texts(4000, np.random.default_rng(9))
    for name, rule in (("80/10/10", scratch.mask_tokens), ("100% [MASK]", always)):
        models = [blanks.fit(seed, damage=rule) for seed in SEEDS]
        blank = [blanks.accuracy(m, False, test, 4) for m in models]
        head, probe = np.mean([own_word(m, test) for m in models], axis=0)
        print(f"{name}: blank {min(blank):.2f} to {max(blank):.2f};", end=" ")
        print(f"own word by output layer {head:.2f}, by linear probe {probe:.2f}")


if __name__ == "__main__":
    main()
