"""Exercise 4: class weights, or another threshold?"""

import numpy as np
from scratch import binary_cross_entropy

SEEDS = 10


def data(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Two clouds in the plane; 5% of the labels are 1."""
    y = (np.arange(n) < n // 20).astype(float)
    x = rng.normal(size=(n, 2)) + 1.5 * y[:, None]
    return np.column_stack([x, np.ones(n)]), y  # (N, 3), (N,)


def fit(x: np.ndarray, y: np.ndarray, positive: float) -> np.ndarray:
    """Logistic regression; examples of class 1 count `positive` times."""
    weight = np.where(y == 1, positive, 1.0)
    weight = weight / weight.sum()
    theta = np.zeros(3)
    for _ in range(2000):
        theta -= x.T @ (weight * binary_cross_entropy(x @ theta, y)[1])
    return theta


def scores(z: np.ndarray, y: np.ndarray, threshold: float) -> tuple[float, ...]:
    """Accuracy, recall and precision of the rule z > threshold."""
    said = z > threshold
    hits = (said & (y == 1)).sum()
    return (said == (y == 1)).mean(), hits / y.sum(), hits / max(said.sum(), 1)


def main() -> None:
    """Means and ranges over ten data sets, on 4000 new points each."""
    runs: dict[str, list] = {}
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        (x, y), (x_new, y_new) = data(rng, 2000), data(rng, 4000)
        plain, weighted = fit(x, y, 1.0), fit(x, y, 19.0)
        logit = np.log(0.05 / 0.95)
        for name, z, threshold in (
            ("always 0", -np.ones(4000), 0.0),
            ("plain", x_new @ plain, 0.0),
            ("weights 1 : 19", x_new @ weighted, 0.0),
            ("plain, p > 0.05", x_new @ plain, logit),
        ):
            runs.setdefault(name, []).append(scores(z, y_new, threshold))
    print(f"{'':17}accuracy  recall            precision")
    for name, values in runs.items():
        a, r, p = np.array(values).T
        print(f"{name:<17}{a.mean():6.2f}  ", end="")
        print(f"{r.mean():6.2f} ({r.min():.2f}-{r.max():.2f})", end="")
        print(f"{p.mean():7.2f} ({p.min():.2f}-{p.max():.2f})")


if __name__ == "__main__":
    main()
