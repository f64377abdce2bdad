"""Splits, folds and measures of a classifier, in NumPy only."""

import numpy as np

Array = np.ndarray


# --8<-- [start:split]
def split(n: int, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Row numbers for training (60%), validation (20%) and test (20%)."""
    order = rng.permutation(n)
    return tuple(np.split(order, [int(0.6 * n), int(0.8 * n)]))


def k_fold(n: int, k: int, rng: np.random.Generator) -> list[tuple[Array, Array]]:
    """k pairs (training rows, held-out rows); each row is held out once."""
    parts = np.array_split(rng.permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


# --8<-- [end:split]


# --8<-- [start:measures]
def counts(y: Array, predicted: Array) -> tuple[int, int, int, int]:
    """TP, FN, FP, TN of two 0/1 arrays of shape (N,)."""
    tp = int(((y == 1) & (predicted == 1)).sum())
    fn = int(((y == 1) & (predicted == 0)).sum())
    fp = int(((y == 0) & (predicted == 1)).sum())
    return tp, fn, fp, len(y) - tp - fn - fp


def measures(tp: int, fn: int, fp: int, tn: int) -> dict[str, float]:
    """What the four counts say; a measure of 0/0 is set to 0."""
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    total = precision + recall
    return {
        "accuracy": (tp + tn) / (tp + fn + fp + tn),
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / total if total else 0.0,
        "false positive rate": fp / (fp + tn),
    }


def roc(y: Array, score: Array) -> Array:
    """Points (false positive rate, recall), strict to lenient: (T + 1, 2)."""
    points = [(0.0, 0.0)]
    for threshold in np.unique(score)[::-1]:
        m = measures(*counts(y, (score >= threshold).astype(int)))
        points.append((m["false positive rate"], m["recall"]))
    return np.array(points)


def auc(y: Array, score: Array) -> float:
    """Share of (positive, negative) pairs in the right order; ties count half."""
    gap = score[y == 1][:, None] - score[y == 0]  # (positives, negatives)
    return float(((gap > 0) + 0.5 * (gap == 0)).mean())


# --8<-- [end:measures]

LABELS = np.array([1, 1, 0, 1, 0, 1, 0, 0, 0, 0])
SCORES = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05])


def show(title: str, values: dict[str, float]) -> None:
    """Measures, one a line."""
    print(title)
    for name, value in values.items():
        print(f"  {name:<20}{value:.4f}")


def main() -> None:
    """Print and assert the numbers of the page."""
    show("8 found, 2 missed, 40 false alarms, 950 cleared", measures(8, 2, 40, 950))
    show("'everybody is healthy'", measures(0, 10, 0, 990))
    at_half = measures(*counts(LABELS, (SCORES >= 0.5).astype(int)))
    assert counts(LABELS, (SCORES >= 0.5).astype(int)) == (3, 1, 2, 4)
    show("ten scores, threshold 0.5", at_half)
    points = roc(LABELS, SCORES)
    print("ROC points (false positive rate, recall)")
    for part in np.array_split(points, 3):
        print("  " + " ".join(f"({x:.4f}, {y:.4f})" for x, y in part))
    width, height = np.diff(points[:, 0]), (points[1:, 1] + points[:-1, 1]) / 2
    strips = (width * height)[width > 0]
    print("strips: " + " ".join(f"{s:.4f}" for s in (*strips[:2], strips[2:].sum())))
    print(f"area by trapezoids  {(width * height).sum():.4f}")
    print(f"share of pairs      {auc(LABELS, SCORES):.4f}")
    assert np.isclose((width * height).sum(), auc(LABELS, SCORES))
    assert np.isclose(auc(LABELS, SCORES), 21 / 24)

    rng = np.random.default_rng(0)
    print("split of 10 rows:", " | ".join(map(str, split(10, rng))))
    for train, held_out in k_fold(6, 3, rng):
        print(f"fold: train {np.sort(train)}, held out {np.sort(held_out)}")


if __name__ == "__main__":
    main()
