"""Fill one blank with both sides in view, or with the left side only."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scratch
import torch
from library import Bert, mlm_loss

WORDS, T, SEEDS, STEPS = 12, 8, (0, 1, 2), 400
V = WORDS + scratch.SPECIAL


# --8<-- [start:data]
def transitions() -> np.ndarray:
    """Each word has three followers, with probabilities 0.5, 0.3 and 0.2."""
    rng = np.random.default_rng(5)
    p = np.zeros((WORDS, WORDS))
    for row in p:
        row[rng.choice(WORDS, size=3, replace=False)] = [0.5, 0.3, 0.2]
    return p


def texts(count: int, rng: np.random.Generator) -> np.ndarray:
    """Chains of T words, as token numbers (count, T)."""
    cumulated = transitions().cumsum(axis=1)
    x = rng.integers(WORDS, size=(count, T))
    for t in range(1, T):
        dice = rng.random((count, 1))
        x[:, t] = (dice > cumulated[x[:, t - 1]]).sum(axis=1)
    return x + scratch.SPECIAL


# --8<-- [end:data]


def best_guesses(x: np.ndarray, at: int) -> dict[str, float]:
    """Accuracy of the best possible guess from each kind of context."""
    p = transitions()
    left, truth, right = (x[:, at + k] - scratch.SPECIAL for k in (-1, 0, 1))
    both = p[left] * p[:, right].T  # P(word | left) P(right | word)
    common = np.bincount(truth, minlength=WORDS).max() / len(truth)
    return {
        "most frequent word": float(common),
        "best with the left side": float((p[left].argmax(axis=1) == truth).mean()),
        "best with both sides": float((both.argmax(axis=1) == truth).mean()),
    }


def fit(
    seed: int, causal: bool = False, damage: Callable = scratch.mask_tokens
) -> Bert:
    """Train on fresh texts, with the 80/10/10 rule if no other is given."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(100 + seed)
    model = Bert(V, T, 32, 4, 1)
    torch.nn.init.normal_(model.token.weight, std=0.3)
    optimizer = torch.optim.Adam(model.parameters(), lr=4e-3)
    for _ in range(STEPS):
        ids = texts(64, rng)
        damaged, chosen = damage(ids, V, rng, share=0.15)
        logits = model.logits(model(torch.tensor(damaged), causal))
        loss = mlm_loss(logits, torch.tensor(ids), torch.tensor(chosen))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


@torch.no_grad()
def accuracy(model: Bert, causal: bool, test: np.ndarray, at: int) -> float:
    """Share of right words when one place of each text is blank."""
    blank = test.copy()
    blank[:, at] = scratch.MASK
    guess = model.logits(model(torch.tensor(blank), causal)[:, at]).argmax(dim=1)
    return float((guess.numpy() == test[:, at]).mean())


def main() -> None:
    """Print ceilings and the two models over seeds."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)  # the digits are the same on all CPUs
    test, at = texts(4000, np.random.default_rng(9)), 4
    for name, value in best_guesses(test, at).items():
        print(f"{name:<24}{value:.2f}")
    for name, causal in (("model, left side", True), ("model, both sides", False)):
        runs = [accuracy(fit(seed, causal), causal, test, at) for seed in SEEDS]
        print(f"{name:<24}{np.mean(runs):.2f}, spread {np.ptp(runs):.2f}")


if __name__ == "__main__":
    main()
