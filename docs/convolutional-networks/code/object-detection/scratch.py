"""IoU, non-maximum suppression, average precision and box encoding in NumPy."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


# --8<-- [start:boxes]
def iou(a: Array, b: Array) -> Array:
    """Overlap of boxes a (n, 4) with boxes b (m, 4), corners x1 y1 x2 y2."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])  # (n, m, 2)
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])  # (n, m, 2)
    inter = np.prod(np.clip(high - low, 0, None), axis=2)  # no overlap gives 0
    area_a, area_b = (np.prod(x[:, 2:] - x[:, :2], axis=1) for x in (a, b))
    return inter / (area_a[:, None] + area_b[None, :] - inter)  # (n, m)


def nms(boxes: Array, scores: Array, threshold: float = 0.5) -> list[int]:
    """Indices of the boxes that survive, best score first."""
    order, keep = np.argsort(-scores, kind="stable"), []
    while len(order):
        best, rest = order[0], order[1:]
        keep.append(int(best))
        order = rest[iou(boxes[[best]], boxes[rest])[0] <= threshold]
    return keep


# --8<-- [end:boxes]


# --8<-- [start:ap]
def match(boxes: Array, scores: Array, truth: Array, threshold: float = 0.5) -> Array:
    """1 for each right detection of one image, 0 for a wrong or repeated one."""
    right, free = np.zeros(len(boxes)), np.ones(len(truth), dtype=bool)
    for k in np.argsort(-scores, kind="stable"):  # the best detection chooses first
        if len(truth):
            overlap = iou(boxes[[k]], truth)[0]
            j = int(overlap.argmax())
            if overlap[j] >= threshold and free[j]:
                right[k], free[j] = 1, False
    return right


def average_precision(scores: Array, right: Array, n_truth: int) -> float:
    """Area under the precision-recall curve, made non-increasing from the right."""
    right = right[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    ceiling = np.maximum.accumulate(precision[::-1])[::-1]  # best from here on
    return float((right * ceiling).sum() / n_truth)  # recall rises by 1/n_truth


# --8<-- [end:ap]


# --8<-- [start:encode]
def split(boxes: Array) -> tuple[Array, Array]:
    """Corners (n, 4) to centers (n, 2) and sizes (n, 2)."""
    return (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]


def encode(boxes: Array, anchors: Array) -> Array:
    """Offsets (n, 4) that lead from anchors to boxes."""
    (c, s), (ca, sa) = split(boxes), split(anchors)
    return np.concatenate([(c - ca) / sa, np.log(s / sa)], axis=1)


def decode(offsets: Array, anchors: Array) -> Array:
    """Apply offsets (n, 4) to anchors; the inverse of encode."""
    ca, sa = split(anchors)
    c, s = ca + offsets[:, :2] * sa, sa * np.exp(offsets[:, 2:])
    return np.concatenate([c - s / 2, c + s / 2], axis=1)


# --8<-- [end:encode]

A, B, C = [10.0, 10, 50, 50], [20.0, 20, 60, 60], [12.0, 8, 52, 48]
BOXES = np.array([A, B, C])
SCORES = np.array([0.9, 0.7, 0.8])
RIGHT = np.array([1.0, 0, 1, 0])  # four detections, best score first
ANCHOR = np.array([[16.0, 16, 48, 48]])


def curve(right: Array, n_truth: int) -> tuple[Array, Array]:
    """Precision and recall after each detection."""
    found = np.cumsum(right)
    return found / np.arange(1, len(right) + 1), found / n_truth


def worked_example() -> None:
    """Print every number of the page's worked example."""
    table = iou(BOXES, BOXES)
    for name, i, j in [("A, B", 0, 1), ("A, C", 0, 2), ("B, C", 1, 2)]:
        print(f"IoU({name}) {table[i, j]:.3f}")
    for t in (0.5, 0.3):
        print(f"NMS at {t}: keeps", " ".join("ABC"[k] for k in nms(BOXES, SCORES, t)))
    precision, recall = curve(RIGHT, 3)
    print("precision", " ".join(f"{v:.3f}" for v in precision))
    print("recall   ", " ".join(f"{v:.3f}" for v in recall))
    ap = average_precision(np.array([0.9, 0.8, 0.7, 0.6]), RIGHT, 3)
    print(f"AP {ap:.3f}")
    offsets = encode(BOXES[[1]], ANCHOR)
    print(f"size ratio {40 / 32:.2f}")
    print("offsets", " ".join(f"{v:.4f}" for v in offsets[0]))
    print(f"IoU(anchor, B) {iou(ANCHOR, BOXES[[1]])[0, 0]:.3f}")
    shift = decode(np.array([[0.25, 0.25, 0.3, 0.2231]]), ANCHOR)
    print("decoded with 0.3:", " ".join(f"{v:.1f}" for v in shift[0]))

    assert np.allclose(table[0, 1], 900 / 2300)
    assert np.isclose(ap, 5 / 9)
    assert np.allclose(decode(offsets, ANCHOR), BOXES[[1]])
    rng = np.random.default_rng(0)  # the inverse, on many boxes
    low = rng.uniform(0, 40, (100, 2))
    boxes = np.concatenate([low, low + rng.uniform(4, 20, (100, 2))], axis=1)
    assert np.allclose(decode(encode(boxes, boxes[::-1]), boxes[::-1]), boxes)
    kept = nms(boxes, rng.uniform(size=100))
    assert (np.triu(iou(boxes[kept], boxes[kept]), 1) <= 0.5).all()


if __name__ == "__main__":
    worked_example()
