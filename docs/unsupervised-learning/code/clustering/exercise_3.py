"""Exercise 3: long groups, and a feature in other units."""

import numpy as np
import scratch
from sklearn.mixture import GaussianMixture

table: dict[str, list[float]] = {}
for seed in range(5):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(400, 2)) * [4, 0.5]  # long and flat
    X[200:, 1] += 4  # the second group lies above the first
    truth = np.repeat([0, 1], 200)
    versions = {
        "as it is": X,
        "second feature in other units (times 10)": X * [1, 10],
        "both features scaled to variance 1": X / X.std(axis=0),
    }
    for name, Z in versions.items():
        runs = [scratch.kmeans(Z, scratch.plusplus(Z, 2, rng)) for _ in range(5)]
        labels = min(runs, key=lambda run: run[2][-1])[1]
        table.setdefault(f"k-means, {name}", []).append(
            scratch.adjusted_rand(truth, labels)
        )
        mix = GaussianMixture(2, n_init=5, random_state=seed).fit_predict(Z)
        table.setdefault(f"mixture, {name}", []).append(
            scratch.adjusted_rand(truth, mix)
        )
for name, values in sorted(table.items()):
    mean, low, high = (abs(f(values)) for f in (np.mean, min, max))
    print(f"{name}: ARI {mean:.1f} ({low:.1f} to {high:.1f})")
