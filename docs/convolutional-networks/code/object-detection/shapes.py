"""Generated images with shapes, anchors, and which anchor is to find what."""

from __future__ import annotations

import numpy as np
import scratch

SIDE, STRIDE, SIZES = 48, 8, (12.0, 20.0)
CLASSES = ("disk", "square", "cross")
Array = np.ndarray
Truth = tuple[Array, Array]  # boxes (n, 4) and labels (n,)


# --8<-- [start:data]
def scene(rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """A noisy image with one to three shapes, its boxes and its labels."""
    image = rng.normal(0, 0.1, (SIDE, SIDE))
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    boxes: list[list[float]] = []
    labels: list[int] = []
    for _ in range(rng.integers(1, 4)):
        s = rng.uniform(10, 22)
        x1, y1 = rng.uniform(0, SIDE - s, 2)
        box = [x1, y1, x1 + s, y1 + s]
        if boxes and scratch.iou(np.array([box]), np.array(boxes)).max() > 0.1:
            continue  # shapes may touch but not hide each other
        u, v = abs(x - x1 - s / 2) / (s / 2), abs(y - y1 - s / 2) / (s / 2)
        label = int(rng.integers(3))
        inside = (u * u + v * v, np.maximum(u, v), np.maximum(u, v) + 9 * (
            np.minimum(u, v) > 0.3))[label] <= 1  # fmt: skip
        image[inside] += rng.uniform(0.5, 1)
        boxes.append(box)
        labels.append(label)
    return image, np.array(boxes), np.array(labels)


# --8<-- [end:data]


# --8<-- [start:anchors]
def make_anchors() -> Array:
    """Two square anchors around the center of each of 6 * 6 cells: (72, 4)."""
    centers = np.arange(STRIDE / 2, SIDE, STRIDE)
    grid = [(x, y, s / 2) for y in centers for x in centers for s in SIZES]
    return np.array([[x - r, y - r, x + r, y + r] for x, y, r in grid])


def assign(truth: Truth, anchors: Array) -> tuple[Array, Array]:
    """Class 1 to 3, 0 for background or -1 to ignore; and box offsets."""
    boxes, labels = truth
    overlap = scratch.iou(anchors, boxes)  # (72, n)
    nearest, best = overlap.argmax(axis=1), overlap.max(axis=1)
    target = np.where(best < 0.3, 0, -1)  # between the two limits: ignored
    target[best >= 0.4] = labels[nearest[best >= 0.4]] + 1
    for j, k in enumerate(overlap.argmax(axis=0)):  # each object gets one anchor
        nearest[k], target[k] = j, labels[j] + 1
    return target, scratch.encode(boxes[nearest], anchors)


# --8<-- [end:anchors]

ANCHORS = make_anchors()


def main() -> None:
    """How many anchors are objects, background or ignored in 1,200 images."""
    rng = np.random.default_rng(0)
    truths = [scene(rng)[1:] for _ in range(1200)]
    targets = np.array([assign(t, ANCHORS)[0] for t in truths])  # (1200, 72)
    objects = sum(len(t[0]) for t in truths)
    positive, background = (targets > 0).sum(), (targets == 0).sum()
    print(f"{len(ANCHORS)} anchors, {objects / 1200:.1f} objects per image")
    print(f"positive anchors per object: {positive / objects:.1f}")
    print(f"background anchors per positive anchor: {background / positive:.0f}")


if __name__ == "__main__":
    main()
