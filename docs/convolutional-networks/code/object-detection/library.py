"""The same boxes in PyTorch, and the two losses of a detector by hand."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import Tensor


# --8<-- [start:torch]
def box_iou(a: Tensor, b: Tensor) -> Tensor:
    """Overlap of boxes a (n, 4) with boxes b (m, 4), corners x1 y1 x2 y2."""
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = (high - low).clamp(min=0).prod(dim=2)
    area_a, area_b = ((x[:, 2:] - x[:, :2]).prod(dim=1) for x in (a, b))
    return inter / (area_a[:, None] + area_b - inter)


def batched_nms(
    boxes: Tensor, scores: Tensor, labels: Tensor, threshold: float
) -> Tensor:
    """NMS of each class: far apart shifts keep the classes from meeting."""
    moved = boxes + (labels * (boxes.max() - boxes.min() + 1))[:, None]
    order = scores.argsort(descending=True, stable=True)
    overlap = box_iou(moved[order], moved[order])
    keep = torch.ones(len(boxes), dtype=torch.bool)
    for i in range(len(boxes)):
        if keep[i]:
            keep[i + 1 :] &= overlap[i, i + 1 :] <= threshold
    return order[keep]


# --8<-- [end:torch]


def main() -> None:
    """Compare with NumPy on random boxes, then check the two losses."""
    rng = np.random.default_rng(0)
    low = rng.uniform(0, 40, (60, 2))
    boxes = np.concatenate([low, low + rng.uniform(5, 25, (60, 2))], axis=1)
    scores, labels = rng.uniform(size=60), rng.integers(3, size=60)
    b, s, k = torch.tensor(boxes), torch.tensor(scores), torch.tensor(labels)
    np.testing.assert_allclose(box_iou(b, b).numpy(), scratch.iou(boxes, boxes))
    kept = set(batched_nms(b, s, k, 0.3).tolist())
    ours = {
        int(np.flatnonzero(labels == c)[i])
        for c in range(3)
        for i in scratch.nms(boxes[labels == c], scores[labels == c], 0.3)
    }
    assert kept == ours
    print(f"IoU agrees; NMS of 3 classes keeps the same {len(kept)} of 60 boxes")

    t = torch.tensor([0.05, 0.30, -1.00], dtype=torch.float64)
    loss = F.smooth_l1_loss(t, torch.zeros(3), beta=0.1, reduction="none")
    print("smooth L1 of 0.05, 0.30, -1.00:", " ".join(f"{v:.4f}" for v in loss))
    by_hand = [0.05**2 / (2 * 0.1), 0.30 - 0.1 / 2, 1.00 - 0.1 / 2]
    torch.testing.assert_close(loss, torch.tensor(by_hand, dtype=torch.float64))

    for p in (0.9, 0.1):  # probability given to the right class
        focal = (1 - p) ** 2 * -np.log(p)
        print(f"right class {p:.1f}: cross-entropy {-np.log(p):.4f}, focal {focal:.4f}")


if __name__ == "__main__":
    main()
