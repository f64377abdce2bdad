"""Exercise 3: one-to-one matching as in DETR, against taking the nearest."""

from __future__ import annotations

import numpy as np
import scratch
from scipy.optimize import linear_sum_assignment

TRUTH = np.array([[0.0, 0, 10, 10], [6, 0, 16, 10]])
SLOTS = np.array([[4.0, 0, 14, 10], [7, 0, 17, 10], [40, 0, 50, 10]])  # predictions


def main() -> None:
    """Costs 1 - IoU, the best one-to-one matching and the greedy one."""
    cost = 1 - scratch.iou(TRUTH, SLOTS)
    for row in cost:
        print("cost", " ".join(f"{v:.3f}" for v in row))
    rows, columns = linear_sum_assignment(cost)
    pairs = [f"{r + 1}-{c + 1}" for r, c in zip(rows, columns, strict=True)]
    print(f"one-to-one: {' '.join(pairs)}, cost {cost[rows, columns].sum():.3f}")
    nearest = scratch.iou(SLOTS, TRUTH).argmax(axis=1) + 1
    print("nearest object of predictions 1 and 2:", nearest[:2].tolist())


if __name__ == "__main__":
    main()
