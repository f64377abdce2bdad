"""Three leaks, measured where nothing can be learned: the labels are random."""

import numpy as np
from scratch import k_fold

SEEDS = range(20)
Array = np.ndarray


# --8<-- [start:leakage]
def choose(x: Array, y: Array, count: int = 20) -> Array:
    """Columns whose class means differ most."""
    gap = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0))  # (d,)
    return np.argsort(gap)[-count:]


def nearest_mean(x: Array, y: Array, x_new: Array) -> Array:
    """Class of the nearer class mean."""
    far = [((x_new - x[y == c].mean(axis=0)) ** 2).sum(axis=1) for c in (0, 1)]
    return (far[1] < far[0]).astype(int)


def selection(seed: int, leak: bool) -> float:
    """100 patients, 5,000 genes; the best 20 chosen on all rows, or per fold."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(100, 5000)), rng.permutation(np.repeat([0, 1], 50))
    scores = []
    for train, test in k_fold(100, 5, rng):
        rows = np.arange(100) if leak else train
        kept = choose(x[rows], y[rows])
        guess = nearest_mean(x[train][:, kept], y[train], x[test][:, kept])
        scores.append((guess == y[test]).mean())
    return float(np.mean(scores))


# --8<-- [end:leakage]


def patients(seed: int, leak: bool) -> float:
    """Two similar records per patient; folds by record (leak), or by patient."""
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(100), 2)  # (200,)
    x = rng.normal(size=(100, 30))[person] + rng.normal(0, 0.3, (200, 30))
    y = rng.permutation(np.repeat([0, 1], 50))[person]
    scores = []
    for train, test in k_fold(200 if leak else 100, 5, rng):
        if not leak:
            train, test = (np.flatnonzero(np.isin(person, p)) for p in (train, test))
        far = ((x[test][:, None] - x[train]) ** 2).sum(axis=2)
        scores.append((y[train][far.argmin(axis=1)] == y[test]).mean())
    return float(np.mean(scores))


def scaling(seed: int, leak: bool) -> float:
    """Mean and deviation for standardizing from all rows (leak), or per fold."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(100, 30)) * rng.uniform(1, 10, 30)
    y = rng.permutation(np.repeat([0, 1], 50))
    scores = []
    for train, test in k_fold(100, 5, rng):
        source = x if leak else x[train]
        z = (x - source.mean(axis=0)) / source.std(axis=0)
        scores.append((nearest_mean(z[train], y[train], z[test]) == y[test]).mean())
    return float(np.mean(scores))


LEAKS = {
    "columns chosen on all rows": selection,
    "one patient on both sides": patients,
    "scaled with all rows": scaling,
}


def table() -> dict[str, np.ndarray]:
    """Name -> (2, seeds): accuracy in percent with and without the leak."""
    return {
        name: 100 * np.array([[run(s, leak) for s in SEEDS] for leak in (True, False)])
        for name, run in LEAKS.items()
    }


if __name__ == "__main__":
    print("accuracy in %, mean +- standard deviation of 20 data sets, random labels")
    print(f"{'':<28}{'with the leak':>14}{'without':>14}")
    for name, (leaky, honest) in table().items():
        body = "".join(
            f"{v.mean():8.1f} +- {v.std(ddof=1):.1f}" for v in (leaky, honest)
        )
        print(f"{name:<28}{body}")
        print(
            f"{'  smallest to largest':<28}  {leaky.min():.0f} to {leaky.max():.0f}"
            f"   {honest.min():.0f} to {honest.max():.0f}"
        )
