"""Does the order of the examples matter? Logistic regression in plain Python."""

import math
import random
from statistics import mean, pstdev

from scratch import Dataset, batches
from sklearn.datasets import load_breast_cancer

RATE, EPOCHS, SIZE, SEEDS = 1.0, 2, 8, 8


def probability(x: list[float], w: list[float], b: float) -> float:
    """Sigmoid of the weighted sum; the sum is kept between -30 and 30."""
    z = b + sum(xj * wj for xj, wj in zip(x, w, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


# --8<-- [start:train]
def train(data: Dataset, shuffle: bool, seed: int) -> tuple[list[float], float]:
    """Mini-batch gradient descent; the loader alone decides the order."""
    w, b = [0.0] * len(data[0][0]), 0.0
    for epoch in range(EPOCHS):
        for batch in batches(data, SIZE, seed=100 * seed + epoch if shuffle else None):
            errors = [probability(x, w, b) - y for x, y in batch]
            for j in range(len(w)):
                slope = mean(e * x[j] for e, (x, _) in zip(errors, batch, strict=True))
                w[j] -= RATE * slope
            b -= RATE * mean(errors)
    return w, b


# --8<-- [end:train]


def split(seed: int) -> tuple[Dataset, Dataset]:
    """Two features of the breast-cancer data; the training part sorted by label."""
    X, y = load_breast_cancer(return_X_y=True)  # label 0 malignant, 1 benign
    rows = list(zip(X[:, :2].tolist(), y.tolist(), strict=True))
    random.Random(seed).shuffle(rows)
    known, new = sorted(rows[:400], key=lambda row: row[1]), rows[400:]
    columns = list(zip(*(x for x, _ in known), strict=True))
    scale = [(mean(column), pstdev(column)) for column in columns]

    def dataset(part: list) -> Dataset:
        standard = [
            [(v - m) / s for v, (m, s) in zip(x, scale, strict=True)] for x, _ in part
        ]
        return Dataset(standard, [label for _, label in part])

    return dataset(known), dataset(new)


def score(data: Dataset, w: list[float], b: float) -> tuple[float, float]:
    """Share of right answers, and share of the malignant tumors (0) found."""
    examples = [data[i] for i in range(len(data))]
    right = [(probability(x, w, b) > 0.5) == bool(y) for x, y in examples]
    found = [ok for ok, (_, y) in zip(right, examples, strict=True) if y == 0]
    return sum(right) / len(right), sum(found) / len(found)


def measure() -> dict[str, list[tuple[float, float]]]:
    """Both scores per seed: sorted, shuffled, and the naive "always benign"."""
    results: dict[str, list] = {"sorted": [], "shuffled": [], "naive": []}
    for seed in range(SEEDS):
        known, new = split(seed)
        for name in ("sorted", "shuffled"):
            w, b = train(known, name == "shuffled", seed)
            results[name].append(score(new, w, b))
        results["naive"].append(score(new, [0.0, 0.0], 1.0))
    return results


def main() -> None:
    """Print mean and range."""
    results = measure()
    print("order     accuracy, mean (range)    malignant found, mean (range)")
    for name, pairs in results.items():
        columns = zip(*pairs, strict=True)
        shown = [f"{mean(v):.3f} ({min(v):.3f} to {max(v):.3f})" for v in columns]
        print(f"{name:9} {shown[0]}    {shown[1]}")
    paired = zip(results["sorted"], results["shuffled"], strict=True)
    print("shuffled finds more on", sum(b[1] > a[1] for a, b in paired), "of 8 splits")


if __name__ == "__main__":
    main()
