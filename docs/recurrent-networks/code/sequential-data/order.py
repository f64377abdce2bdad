"""What order is worth: slots, bags and windows on two tasks, and shuffled."""

import numpy as np

Array = np.ndarray
SLOTS, ITEMS, SEEDS = 10, 6, 5  # item 0 is A, item 1 is B


def fit(features: Array, y: Array, updates: int = 450) -> Array:
    """Logistic regression by gradient descent from zero, (features + 1,)."""
    f = np.column_stack([features, np.ones(len(y))])
    w = np.zeros(f.shape[1])
    for _ in range(updates):
        w += 0.5 * f.T @ (y - 1 / (1 + np.exp(-f @ w))) / len(y)
    return w


def accuracy(w: Array, features: Array, y: Array) -> float:
    """Share of right answers; a score of exactly zero counts as no."""
    return float(np.mean((features @ w[:-1] + w[-1] > 1e-9) == (y > 0)))


# --8<-- [start:moved]
def two_events(rng: np.random.Generator, n: int, first: int, last: int) -> Array:
    """One A and one B per sequence in slots [first, last), else silence: (N, T, 2)."""
    x = np.zeros((n, SLOTS, 2))
    for row in x:
        a, b = rng.choice(np.arange(first, last), size=2, replace=False)
        row[a, 0], row[b, 1] = 1.0, 1.0
    return x


def memory(x: Array) -> Array:
    """Read slot by slot; h (N,) keeps the first event: +1 for A, -1 for B."""
    h = np.zeros(len(x))
    for t in range(x.shape[1]):
        h = h + (1 - np.abs(h)) * (x[:, t, 0] - x[:, t, 1])
    return h


# --8<-- [end:moved]


def moved_events(seed: int) -> list[float]:
    """Slot model on seen and on moved slots, then the memory on both."""
    rng = np.random.default_rng(seed)
    train = two_events(rng, 500, 0, 5)
    tests = two_events(rng, 1000, 0, 5), two_events(rng, 1000, 5, 10)

    def label(x: Array) -> Array:
        return (x[:, :, 0].argmax(1) < x[:, :, 1].argmax(1)).astype(float)

    w = fit(train.reshape(500, -1), label(train), 2000)
    assert np.abs(w[10:20]).max() == 0.0  # weights of unseen slots never moved
    assert len(np.unique(tests[0].sum(axis=1), axis=0)) == 1  # one bag for all
    slots = [accuracy(w, x.reshape(1000, -1), label(x)) for x in tests]
    rule = [float(np.mean((memory(x) > 0) == (label(x) > 0))) for x in tests]
    return slots + rule


# --8<-- [start:views]
def views(ids: Array) -> dict[str, Array]:
    """Items (N, T) as a bag, as pairs of neighbors, and slot by slot."""
    hot = np.eye(ITEMS)[ids]  # (N, T, ITEMS)
    pairs = np.einsum("nti,ntj->nij", hot[:, :-1], hot[:, 1:])
    n = len(ids)
    return {
        "bag": hot.sum(axis=1),
        "windows of 2": pairs.reshape(n, -1),
        "slots": hot.reshape(n, -1),
    }


def shuffled(ids: Array, rng: np.random.Generator) -> Array:
    """The items of every sequence in a random order of its own."""
    return rng.permuted(ids, axis=1)


# --8<-- [end:views]


def tasks(ids: Array) -> dict[str, Array]:
    """Two labels (N,) for the same sequences: one ignores order, one is order."""
    a, b = ids == 0, ids == 1
    return {
        "more A than B": (a.sum(axis=1) > b.sum(axis=1)).astype(float),
        "first A before first B": (a.argmax(axis=1) < b.argmax(axis=1)).astype(float),
    }


def draw(rng: np.random.Generator, n: int) -> Array:
    """Sequences (N, SLOTS) with at least one A, one B, and unequal counts."""
    ids = rng.integers(0, ITEMS, size=(4 * n, SLOTS))
    a, b = (ids == 0).sum(axis=1), (ids == 1).sum(axis=1)
    return ids[(a > 0) & (b > 0) & (a != b)][:n]


def shuffle_test(seed: int) -> dict[tuple[str, str], tuple[float, float]]:
    """Accuracy on ordered and on shuffled test sequences, by task and view."""
    rng = np.random.default_rng(seed)
    train, test = draw(rng, 1500), draw(rng, 1000)
    mixed = shuffled(test, rng)
    results = {}
    for task, y in tasks(train).items():
        y_test = tasks(test)[task]
        for view, features in views(train).items():
            w = fit(features, y)
            scores = [accuracy(w, views(x)[view], y_test) for x in (test, mixed)]
            results[task, view] = (scores[0], scores[1])
        majority = float(np.mean(y_test == (y.mean() > 0.5)))
        results[task, "always the same"] = (majority, majority)
    return results


def main() -> None:
    """Print both experiments: medians over the seeds, coarse."""
    moved = np.median([moved_events(s) for s in range(SEEDS)], axis=0)
    print("two events, accuracy in slots 1-5 and 6-10, median of 5 seeds")
    print(f"  one weight per slot: {moved[0]:.0%} {moved[1]:.0%}")
    print(f"  one-number memory:   {moved[2]:.0%} {moved[3]:.0%}")
    assert abs(moved[1] - 0.5) < 0.05

    runs = [shuffle_test(s) for s in range(SEEDS)]
    print("accuracy in %: ordered, shuffled (median of 5 seeds, largest spread)")
    for task, view in runs[0]:
        values = 100 * np.array([r[task, view] for r in runs])
        middle, spread = np.median(values, axis=0), np.ptp(values, axis=0).max()
        print(
            f"  {task:<23} {view:<16} {middle[0]:3.0f} {middle[1]:4.0f}  ({spread:.0f})"
        )


if __name__ == "__main__":
    main()
