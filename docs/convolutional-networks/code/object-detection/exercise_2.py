"""Exercise 2: soft-NMS lowers scores instead of deleting boxes."""

from __future__ import annotations

import numpy as np
import scratch

# Two people side by side, and a second, worse box for the first of them.
TRUTH = np.array([[0.0, 0, 20, 40], [6, 0, 26, 40]])
BOXES = np.array([[0.0, 0, 20, 40], [6, 0, 26, 40], [-1, 0, 19, 40]])
SCORES = np.array([0.9, 0.8, 0.7])


# --8<-- [start:soft]
def soft_nms(boxes: np.ndarray, scores: np.ndarray, sigma: float = 0.5) -> np.ndarray:
    """New scores: each picked box lowers the others by exp(-IoU^2 / sigma)."""
    scores, left = scores.copy(), list(range(len(boxes)))
    while left:
        best = max(left, key=lambda k: scores[k])
        left.remove(best)
        overlap = scratch.iou(boxes[[best]], boxes[left])[0]
        scores[left] *= np.exp(-(overlap**2) / sigma)
    return scores


# --8<-- [end:soft]


def main() -> None:
    """Average precision with hard NMS and with soft-NMS."""
    overlap = scratch.iou(BOXES, BOXES)
    print("IoU:", " ".join(f"{overlap[i, j]:.3f}" for i, j in [(0, 1), (0, 2), (1, 2)]))
    keep = scratch.nms(BOXES, SCORES)
    right = scratch.match(BOXES[keep], SCORES[keep], TRUTH)
    ap = scratch.average_precision(SCORES[keep], right, 2)
    print(f"hard NMS keeps {len(keep)} box, AP {ap:.2f}")
    soft = soft_nms(BOXES, SCORES)
    print("soft scores:", " ".join(f"{v:.3f}" for v in soft))
    ap = scratch.average_precision(soft, scratch.match(BOXES, soft, TRUTH), 2)
    print(f"soft-NMS, AP {ap:.2f}")


if __name__ == "__main__":
    main()
