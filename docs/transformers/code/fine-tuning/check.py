"""Forgetting and rehearsal on digits, layer-wise rates, and LoRA's parameters."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

Array = np.ndarray


def train(model: MLPClassifier, x: Array, y: Array, passes: int = 10) -> None:
    """Continue training for ten passes over the data."""
    for _ in range(passes):
        model.partial_fit(x, y, classes=range(10))


def main() -> None:
    """Print and assert the numbers of the page."""
    x, y = load_digits(return_X_y=True)
    x, test = x / 16, np.arange(len(y)) % 4 == 0
    old, new = (y < 5) & ~test, (y >= 5) & ~test
    old_test, new_test = (y < 5) & test, (y >= 5) & test
    kept = np.flatnonzero(old)[:68]
    print(f"old examples {old.sum()}, kept for rehearsal {len(kept)}")
    results = []  # per seed: old digits before; old and new after; with rehearsal
    for seed in (0, 1, 2):
        scores = []
        for extra in (kept[:0], kept):
            model = MLPClassifier((64,), batch_size=32, random_state=seed)
            train(model, x[old], y[old])
            before = model.score(x[old_test], y[old_test])
            rows = np.concatenate([np.flatnonzero(new), extra])
            train(model, x[rows], y[rows])
            scores += [model.score(x[m], y[m]) for m in (old_test, new_test)]
        results.append([before, *scores])
    low, high = 100 * np.min(results, axis=0), 100 * np.max(results, axis=0)
    names = (
        "old digits before",
        "old digits after",
        "new digits after",
        "old digits with rehearsal",
        "new digits with rehearsal",
    )
    for name, a, b in zip(names, low, high, strict=True):
        print(f"{name}: {a:.0f} to {b:.0f}% right in three runs")
    assert low[0] > 95
    assert high[1] < 1
    assert low[2] > 95
    assert 50 < low[3] < high[3] < 70

    rate = 2e-5 * 0.95**12
    print(f"rate of the embeddings {rate:.2e}")
    d, r = 4096, 8
    print(f"full {d * d}, LoRA {2 * d * r}, ratio {d * d // (2 * d * r)}")
    print(f"7 billion: {16 * 7} GB to train, {0.5 * 7} GB in 4 bits")


if __name__ == "__main__":
    main()
