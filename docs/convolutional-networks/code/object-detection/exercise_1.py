"""Exercise 1: IoU, NMS and average precision of a small image."""

from __future__ import annotations

import numpy as np
import scratch

TRUTH = np.array([[0.0, 0, 10, 10], [20, 0, 30, 10]])
BOXES = np.array([[0.0, 0, 10, 8], [2, 0, 12, 10], [21, 2, 31, 12], [40, 0, 50, 10]])
SCORES = np.array([0.9, 0.8, 0.6, 0.7])


def main() -> None:
    """Print overlaps, survivors and AP at two thresholds."""
    for row in scratch.iou(BOXES, TRUTH):
        print(" ".join(f"{v:.3f}" for v in row))
    pair = scratch.iou(BOXES[:1], BOXES[1:2])[0, 0]
    print(f"IoU of the first two detections {pair:.3f}")
    keep = scratch.nms(BOXES, SCORES)
    print("kept, best first:", " ".join(str(k + 1) for k in keep))
    for threshold in (0.5, 0.75):
        right = scratch.match(BOXES[keep], SCORES[keep], TRUTH, threshold)
        ap = scratch.average_precision(SCORES[keep], right, 2)
        print(f"at {threshold}: right {right.astype(int).tolist()}, AP {ap:.3f}")
    assert keep == [0, 3, 2]


if __name__ == "__main__":
    main()
