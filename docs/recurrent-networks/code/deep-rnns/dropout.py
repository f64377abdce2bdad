"""Where dropout may act in a recurrent stack: a small data set and a long memory."""

import depth
import numpy as np
import torch
from depth import SEEDS, Mask, cross_entropy, lstm, right, unchanged
from torch import Tensor

RATE = 0.5


# --8<-- [start:places]
def masks(place: str, rng: torch.Generator) -> tuple[Mask, Mask, Mask]:
    """Dropout for what a layer reads, for its old hidden state, for its old cell."""
    fixed: list[Tensor] = []

    def fresh(x: Tensor) -> Tensor:  # a new mask at every call
        return x * (torch.rand(x.shape, generator=rng) > RATE) / (1.0 - RATE)

    def same(h: Tensor) -> Tensor:  # drawn once, used at every step
        if not fixed:
            fixed.append(fresh(torch.ones(h.shape)))
        return h * fixed[0]

    reads = fresh if place == "between layers" else unchanged
    state = {"state": fresh, "state, one mask": same}.get(place, unchanged)
    return reads, state, fresh if place == "cell" else unchanged


# --8<-- [end:places]


def stack(x: Tensor, params: list[Tensor], place: str, rng: torch.Generator) -> Tensor:
    """Logits (S, N, outputs) of a stack with dropout in one place."""
    for i in range(len(params) // 3):
        reads, *inside = masks(place, rng)  # new ones for every layer
        x = lstm(reads(x) if i else x, *params[3 * i : 3 * i + 3], *inside)
    return masks(place, rng)[0](x[-1]) @ params[-2] + params[-1]


def noisy_digits(place: str, updates: int = 140) -> tuple[np.ndarray, np.ndarray]:
    """Train on 300 images, 3 labels of 10 drawn at random; accuracy by seed."""
    x, y, x_test, y_test = depth.digits(300)
    rng = np.random.default_rng(7)
    wrong = torch.from_numpy(rng.random(y.shape) < 0.3)
    y = torch.where(wrong, torch.from_numpy(rng.integers(0, 10, size=y.shape)), y)
    params, pick = depth.new_parameters(8, 24, 2, 10), np.random.default_rng(1)
    optimizer = torch.optim.Adam(params, lr=0.04)
    noise = torch.Generator().manual_seed(1)
    for _ in range(updates):
        rows = torch.from_numpy(pick.permutation(300)[:50])
        logits = stack(x[:, :, rows], params, place, noise)
        optimizer.zero_grad()
        cross_entropy(logits, y[:, rows]).sum().backward()
        optimizer.step()
    with torch.no_grad():
        seen, new = (stack(a, params, "nowhere", noise) for a in (x, x_test))
        return right(seen, y), right(new, y_test)


def keep_batch(rng: np.random.Generator, steps: int = 20) -> tuple[Tensor, Tensor]:
    """A bit at each step; the label is the one flagged among the first five."""
    x = rng.choice([-1.0, 1.0], size=(steps, SEEDS, 32))
    s, n = np.indices(x.shape[1:])
    at, flag = rng.integers(0, 5, size=s.shape), np.zeros_like(x)
    flag[at, s, n] = 1.0
    both = np.stack([x, flag], axis=-1)
    return torch.from_numpy(both), torch.from_numpy((x[at, s, n] > 0).astype(int))


def long_memory(place: str, updates: int = 100) -> np.ndarray:
    """Accuracy of each seed after training, dropout off, bit kept for 20 steps."""
    rng = np.random.default_rng(2)
    params, noise = depth.new_parameters(2, 8, 2, 2), torch.Generator().manual_seed(2)
    with torch.no_grad():
        for b in params[2:6:3]:
            b[..., 8:16] = 3.0  # forget bias
    optimizer = torch.optim.Adam(params, lr=0.02)
    for _ in range(updates):
        x, y = keep_batch(rng)
        optimizer.zero_grad()
        cross_entropy(stack(x, params, place, noise), y).sum().backward()
        optimizer.step()
    with torch.no_grad():
        scores = []
        for _ in range(10):
            x, y = keep_batch(rng)
            scores.append(right(stack(x, params, "nowhere", noise), y))
    return np.mean(scores, axis=0)


def main() -> None:
    """Print both measurements."""
    print("300 digits, 30% of labels random, 2 layers: training, test accuracy")
    before = None
    for place in ("nowhere", "between layers", "state, one mask"):
        seen, new = noisy_digits(place)
        before = new if before is None else before
        print(
            f"{place:<15} {seen.mean():.0f}%  {new.mean():.0f}% "
            f"({new.min():.0f}-{new.max():.0f}), better than nowhere in "
            f"{int((new > before).sum())} of {SEEDS}"
        )
    print("a bit for 20 steps, accuracy of 5 seeds (a coin: 50%)")
    for place in ("nowhere", "between layers", "state", "cell"):
        found = long_memory(place)
        print(f"{place:<15} {found.mean():.0f}% ({found.min():.0f}-{found.max():.0f})")


if __name__ == "__main__":
    main()
