"""A one-stage detector on generated shapes: two losses, NMS, mAP."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from shapes import ANCHORS, CLASSES, Array, Truth, assign, scene
from torch import Tensor, nn


def scenes(n: int, seed: int) -> tuple[Tensor, list[Truth]]:
    """n images (n, 1, 48, 48) with their truth."""
    rng = np.random.default_rng(seed)
    images, boxes, labels = zip(*(scene(rng) for _ in range(n)), strict=True)
    x = torch.tensor(np.array(images)[:, None], dtype=torch.float64)
    return x, list(zip(boxes, labels, strict=True))


# --8<-- [start:model]
class Detector(nn.Module):
    """Three halvings, then for each cell 2 anchors * (4 classes + 4 offsets)."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for c_in, c_out in ((1, 8), (8, 16), (16, 32)):
            layers += [
                nn.Conv2d(c_in, c_out, 3, 2, 1), nn.BatchNorm2d(c_out), nn.ReLU()
            ]  # fmt: skip
        layers += [nn.Conv2d(32, 48, 3, padding=1), nn.BatchNorm2d(48), nn.ReLU()]
        self.backbone = nn.Sequential(*layers)
        self.head = nn.Conv2d(48, 2 * 8, 1)
        with torch.no_grad():  # nearly all anchors are background: start there
            self.head.bias[[0, 8]] = 3.0  # softmax of (3, 0, 0, 0) gives it 0.87

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Images (N, 1, 48, 48) to logits (N, 72, 4) and offsets (N, 72, 4)."""
        out = self.head(self.backbone(x))  # (N, 16, 6, 6)
        out = out.permute(0, 2, 3, 1).reshape(len(x), -1, 8)  # cell, then anchor
        return out[..., :4], out[..., 4:]


def detection_loss(
    logits: Tensor, offsets: Tensor, target: Tensor, goal: Tensor
) -> Tensor:
    """Class loss on all anchors that count, box loss on those with an object."""
    positive = target > 0
    n = positive.sum()
    class_loss = F.cross_entropy(
        logits.transpose(1, 2), target, ignore_index=-1, reduction="sum"
    )
    box_loss = F.smooth_l1_loss(
        offsets[positive], goal[positive], beta=0.1, reduction="sum"
    )
    return (class_loss + 2 * box_loss) / n


# --8<-- [end:model]


def train(seed: int, x: Tensor, truths: list[Truth], steps: int = 200) -> Detector:
    """Adam with a linear decay of the learning rate to zero."""
    torch.manual_seed(seed)
    model = Detector().double()
    pairs = [assign(t, ANCHORS) for t in truths]
    target = torch.tensor(np.array([p[0] for p in pairs]))
    goal = torch.tensor(np.array([p[1] for p in pairs]), dtype=torch.float64)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: 1 - s / steps)
    for _ in range(steps):
        batch = torch.randint(len(x), (16,))
        loss = detection_loss(*model(x[batch]), target[batch], goal[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return model.eval()


Found = list[tuple[Array, Array, Array]]  # boxes, scores, labels of each image


# --8<-- [start:detect]
def detect(model: Detector, x: Tensor, suppress: bool = True) -> Found:
    """All boxes with a class score of at least 0.05, after NMS in each class."""
    with torch.no_grad():
        logits, offsets = model(x)
    found = []
    for p, t in zip(logits.softmax(-1).numpy(), offsets.numpy(), strict=True):
        boxes = scratch.decode(t, ANCHORS)
        parts = []
        for c in range(len(CLASSES)):
            keep = np.flatnonzero(p[:, c + 1] >= 0.05)
            if suppress:
                keep = keep[scratch.nms(boxes[keep], p[keep, c + 1])]
            parts.append((boxes[keep], p[keep, c + 1], np.full(len(keep), c)))
        b, s, k = (np.concatenate(z) for z in zip(*parts, strict=True))
        found.append((b, s, k))
    return found


def mean_ap(found: Found, truths: list[Truth], threshold: float = 0.5) -> float:
    """Average precision of each class over all images, then the mean."""
    values = []
    for c in range(len(CLASSES)):
        scores, right, n = [], [], 0
        for (b, s, k), (tb, tk) in zip(found, truths, strict=True):
            scores.append(s[k == c])
            right.append(scratch.match(b[k == c], s[k == c], tb[tk == c], threshold))
            n += int((tk == c).sum())
        ap = scratch.average_precision(np.concatenate(scores), np.concatenate(right), n)
        values.append(ap)
    return float(np.mean(values))


# --8<-- [end:detect]


def baselines(train_truth: list[Truth], n: int) -> dict[str, Found]:
    """One mean box in every image, and a mean-sized box around every cell."""
    mean = np.concatenate([t[0] for t in train_truth]).mean(axis=0)
    side = mean[2] - mean[0]
    centers = (ANCHORS[::2, :2] + ANCHORS[::2, 2:]) / 2  # (36, 2)
    tiled = np.concatenate([centers - side / 2, centers + side / 2], axis=1)
    result = {}
    for name, boxes in [("mean box", mean[None]), ("36 fixed boxes", tiled)]:
        every = np.tile(boxes, (3, 1))  # once for each class: no idea which
        labels = np.repeat(np.arange(3), len(boxes))
        result[name] = [(every, np.full(len(every), 0.5), labels)] * n
    return result


def main() -> None:
    """Train three seeds once and print mean average precision."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    x, truths = scenes(1200, 0)
    x_test, truth_test = scenes(200, 1)
    print(f"parameters {sum(p.numel() for p in Detector().parameters())}")
    rows: dict[str, list[float]] = {}
    for seed in range(3):
        model = train(seed, x, truths)
        found = detect(model, x_test)
        raw = detect(model, x_test, suppress=False)
        for name, boxes, t in [
            ("detector, IoU 0.5", found, 0.5),
            ("detector, IoU 0.75", found, 0.75),
            ("without NMS, IoU 0.5", raw, 0.5),
        ]:
            rows.setdefault(name, []).append(mean_ap(boxes, truth_test, t))
        per_image = np.mean([len(b) for b, _, _ in raw])
        rows.setdefault("boxes per image", []).append(float(per_image))
    for i in (2, 20):  # the last model on two test images
        for box, label in zip(*truth_test[i], strict=True):
            corners = " ".join(f"{v:.0f}" for v in box)
            print(f"image {i}: {CLASSES[label]:<7}true  {corners}")
        for box, score, label in zip(*found[i], strict=True):
            if score >= 0.5:
                corners = " ".join(f"{v:.0f}" for v in box)
                print(f"image {i}: {CLASSES[label]:<7}{score:.2f}  {corners}")
    for name, fixed in baselines(truths, len(x_test)).items():
        print(f"{name + ', IoU 0.5':<24}{mean_ap(fixed, truth_test):.2f}")
    for name, values in rows.items():
        mean, low, high = np.mean(values), min(values), max(values)
        print(f"{name:<24}{mean:.2f}  ({low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
