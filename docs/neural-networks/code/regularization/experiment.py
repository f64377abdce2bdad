"""Noisy digits: one network, several regularizers, eight seeds."""

from functools import cache

import numpy as np
from scratch import dropout, l1_step, l2_step, stop_early
from sklearn.datasets import load_digits

PIXELS, DIGITS = load_digits(return_X_y=True)  # (1797, 64), (1797,)
SEEDS = range(8)
EPOCHS = 500
GRID = {
    "L2": [{"l2": s} for s in (0.003, 0.01, 0.03, 0.1)],
    "L1": [{"l1": s} for s in (0.0003, 0.001, 0.003, 0.01)],
    "dropout": [{"drop": s} for s in (0.5, 0.7, 0.9)],
    "L2 and dropout": [{"l2": s, "drop": 0.5} for s in (0.01, 0.03)],
}


def data(seed: int, size: int = 150, noisy: int = 30) -> dict:
    """Training digits, some with random labels; 500 for choices, 1,147 for the end."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(DIGITS))
    parts = {"train": order[:size], "valid": order[-1647:-1147], "test": order[-1147:]}
    split = {name: (PIXELS[rows] / 16, DIGITS[rows]) for name, rows in parts.items()}
    split["train"][1][:noisy] = rng.integers(0, 10, noisy)
    return split


def softmax(z: np.ndarray) -> np.ndarray:
    """Rows of logits (N, K) to rows of probabilities (N, K)."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# --8<-- [start:train]
def train(split: dict, seed: int, l2=0.0, l1=0.0, drop=0.0, every=EPOCHS) -> dict:
    """Train 64-64-10 by full-batch descent; scores after each `every` epochs."""
    (x, y), eta = split["train"], 0.5
    rng, rows = np.random.default_rng([seed, 1]), np.arange(len(y))
    w1, b1 = rng.normal(0, (2 / 64) ** 0.5, (64, 64)), np.zeros(64)
    w2, b2 = rng.normal(0, (2 / 64) ** 0.5, (64, 10)), np.zeros(10)
    scores: dict = {name: [] for name in split}
    for epoch in range(1, EPOCHS + 1):
        z1 = x @ w1 + b1  # (N, 64)
        a1, mask = np.maximum(z1, 0), 1.0
        if drop:
            a1, mask = dropout(a1, drop, rng.random(z1.shape))
        delta2 = softmax(a1 @ w2 + b2)  # (N, 10)
        delta2[rows, y] -= 1
        delta2 /= len(y)
        delta1 = (delta2 @ w2.T) * mask * (z1 > 0)  # (N, 64)
        g1, g2 = x.T @ delta1, a1.T @ delta2
        if l1:
            w1, w2 = l1_step(w1, g1, eta, l1), l1_step(w2, g2, eta, l1)
        else:
            w1, w2 = l2_step(w1, g1, eta, l2), l2_step(w2, g2, eta, l2)
        b1, b2 = b1 - eta * delta1.sum(0), b2 - eta * delta2.sum(0)  # no penalty
        if epoch % every == 0:
            for name, (inputs, labels) in split.items():  # dropout is off here
                p = softmax(np.maximum(inputs @ w1 + b1, 0) @ w2 + b2)
                loss = -np.log(p[np.arange(len(labels)), labels]).mean()
                scores[name].append((loss, (p.argmax(1) == labels).mean()))
    scores["zero"] = np.mean(np.append(w1.ravel(), w2.ravel()) == 0)
    return scores


# --8<-- [end:train]


@cache
def plain() -> list[dict]:
    """Per seed the unregularized run, with its scores every 10 epochs."""
    return [train(data(seed), seed, every=10) for seed in SEEDS]


@cache
def results() -> dict[str, np.ndarray]:
    """Method -> (seeds, 3): training, validation and test accuracy in percent.

    Every seed takes the strength with the best validation accuracy of its own.
    """
    rows: dict[str, list] = {"none": [], "early stopping": []}
    for run in plain():
        best, _ = stop_early([loss for loss, _ in run["valid"]], patience=10)
        for name, at in (("none", -1), ("early stopping", best)):
            rows[name].append([run[k][at][1] for k in ("train", "valid", "test")])
    for name, grid in GRID.items():
        tried = by_strength(name)
        pick = tried[:, :, 1].argmax(axis=0)  # (seeds,)
        rows[name] = [tried[pick[seed], seed, :3] for seed in SEEDS]
        names = [" ".join(f"{k} {v}" for k, v in setting.items()) for setting in grid]
        counts = [f"{(pick == i).sum()}x {names[i]}" for i in range(len(grid))]
        rows[name + " chosen"] = counts
    return {
        k: v if k.endswith("chosen") else 100 * np.array(v) for k, v in rows.items()
    }


@cache
def by_strength(name: str) -> np.ndarray:
    """(strengths, seeds, 4): the three accuracies and the share of zero weights."""
    table = []
    for setting in GRID[name]:
        runs = [train(data(seed), seed, **setting) for seed in SEEDS]
        parts = ("train", "valid", "test")
        table.append([[*(r[k][-1][1] for k in parts), r["zero"]] for r in runs])
    return np.array(table)


def line(label: str, values: np.ndarray) -> str:
    """Mean, standard deviation, smallest and largest value."""
    return (
        f"{label:<22}{values.mean():6.1f} +- {values.std(ddof=1):.1f}"
        f"  {values.min():.1f} to {values.max():.1f}"
    )


def main() -> None:
    """Print the numbers of the page."""
    runs = plain()
    clean = [DIGITS[np.random.default_rng(s).permutation(1797)[:150]] for s in SEEDS]
    wrong = [(data(s)["train"][1] != clean[s]).sum() for s in SEEDS]
    print(f"wrong labels in training: {min(wrong)} to {max(wrong)} of 150")
    for epoch in (60, 500):
        at = epoch // 10 - 1
        print(f"epoch {epoch}, mean of 8:", end=" ")
        losses = [np.mean([r[k][at][0] for r in runs]) for k in ("train", "valid")]
        right = [np.mean([r[k][at][1] for r in runs]) for k in ("train", "valid")]
        print("loss train {:.2f} valid {:.2f}".format(*losses), end=", ")
        print("right train {:.0%} valid {:.0%}".format(*right))
    stops = [stop_early([v for v, _ in r["valid"]], 10) for r in runs]
    kept, ended = ([10 * s[i] + 10 for s in stops] for i in (0, 1))
    print(f"early stopping keeps epoch {min(kept)} to {max(kept)},", end=" ")
    print(f"ends at {min(ended)} to {max(ended)}")

    table = results()
    print("\nstrength        training %  test %  zero weights %  (mean of 8 seeds)")
    for name, grid in GRID.items():
        for setting, means in zip(grid, 100 * by_strength(name).mean(1), strict=True):
            label = " ".join(f"{k} {v}" for k, v in setting.items())
            print(f"{label:<18}{means[0]:8.0f}{means[2]:8.0f}{means[3]:8.0f}")

    print("\ntest accuracy in %, strength chosen per seed on the validation digits")
    base = table["none"][:, 2]
    for name in ("none", *GRID, "early stopping"):
        wins = int((table[name][:, 2] > base).sum())
        gain = (table[name][:, 2] - base).mean()
        print(line(name, table[name][:, 2]), f" gain {gain:5.1f}, better {wins} of 8")
    print("\ntraining accuracy in % of the same runs")
    for name in ("none", *GRID, "early stopping"):
        print(line(name, table[name][:, 0]))
        if name in GRID:
            print("   chosen:", ", ".join(table[name + " chosen"]))
    assert (table["L2"][:, 2] > base).all()
    assert (table["early stopping"][:, 2] > base).all()


if __name__ == "__main__":
    main()
