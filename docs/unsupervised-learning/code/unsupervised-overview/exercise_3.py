"""Exercise 3: probe accuracy when the test digits are moved by one pixel."""

import numpy as np
import torch
from representations import SEEDS, SIZE, moved, pretrain
from scratch import data, linear_probe, pca, pick, standardize


def main() -> None:
    """Probe with 50 labels: test digits as they are, and moved."""
    tasks = ["copy", "contrast"]
    names = ["pixels", "PCA", *tasks]
    right = np.zeros((len(names), 2, SEEDS))
    for seed in range(SEEDS):
        X, y, new, truth = data(seed)
        x, n = torch.tensor(X), torch.tensor(new)
        draw = torch.Generator().manual_seed(1000 + seed)
        tests = (n, moved(n, draw))
        mean, V = pca(X, SIZE)
        mean, V = torch.tensor(mean), torch.tensor(V.copy())
        forms = [lambda a: a, lambda a, m=mean, V=V: (a - m) @ V]
        forms += [pretrain(task, x, seed) for task in tasks]
        few = pick(y, 5, np.random.default_rng(seed))
        for i, f in enumerate(forms):
            for j, test in enumerate(tests):
                with torch.no_grad():
                    H, H_new = standardize(f(x).numpy(), f(test).numpy())
                guess = linear_probe(H[few], y[few], H_new)
                right[i, j, seed] = 100 * (guess == truth).mean()
    print(f"linear probe, 50 labels: percent right, mean of {SEEDS} seeds (range)")
    print(f"{'':13}{'as they are':>15}{'moved':>15}")
    for name, row in zip(names, right, strict=True):
        cells = (f"{r.mean():.0f} ({r.min():.0f} to {r.max():.0f})" for r in row)
        print(f"{name:13}" + "".join(f"{c:>15}" for c in cells))


if __name__ == "__main__":
    main()
