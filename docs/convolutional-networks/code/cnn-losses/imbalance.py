"""One digit class in 51: cross-entropy, class weights, focal loss, five seeds."""

import numpy as np
import torch
from library import focal
from sklearn.datasets import load_digits
from sklearn.metrics import average_precision_score
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
DIGITS = load_digits()
X = torch.tensor(DIGITS.images[:, None] / 16)
EIGHT = torch.tensor(DIGITS.target == 8)


def split(seed: int) -> tuple[Tensor, Tensor]:
    """800 other digits with 16 eights to train on, 700 with 140 to test."""
    draw = torch.Generator().manual_seed(seed)
    eights, others = EIGHT.nonzero()[:, 0], (~EIGHT).nonzero()[:, 0]
    eights = eights[torch.randperm(len(eights), generator=draw)]
    others = others[torch.randperm(len(others), generator=draw)]
    train = torch.cat([eights[:16], others[:800]])
    return train, torch.cat([eights[-140:], others[-700:]])


# --8<-- [start:losses]
def weighted(z: Tensor, y: Tensor) -> Tensor:
    """Positives count fifty times, as they are one in fifty-one."""
    return F.binary_cross_entropy_with_logits(z, y, pos_weight=torch.tensor(50.0))


LOSSES = {
    "cross-entropy": F.binary_cross_entropy_with_logits,
    "weights 50:1": weighted,
    "focal, gamma 2": lambda z, y: 2 * focal(z, y),
}
# --8<-- [end:losses]


def main() -> None:
    """Train each loss on the same five splits from the same start."""
    print("always no: recall 0%")
    for name, loss in LOSSES.items():
        rows = []
        for seed in range(5):
            torch.manual_seed(seed)
            model = nn.Sequential(
                nn.Conv2d(1, 6, 3, stride=2, padding=1), nn.ReLU(), nn.Flatten(),
                nn.Linear(96, 16), nn.ReLU(), nn.Linear(16, 1), nn.Flatten(0),
            )  # fmt: skip
            optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
            train, test = split(seed)
            for _ in range(100):
                optimizer.zero_grad()
                loss(model(X[train]), EIGHT[train].double()).backward()
                optimizer.step()
            with torch.no_grad():
                p = model(X[test]).sigmoid()
            yes, truth = p > 0.5, EIGHT[test]
            rows.append(
                [
                    100 * (yes & truth).sum().item() / truth.sum().item(),
                    100 * (yes & ~truth).sum().item() / (~truth).sum().item(),
                    100 * average_precision_score(truth.numpy(), p.numpy()),
                    100 * p[~truth].mean().item(),
                ]
            )
        recall, alarms, precision, mean_p = np.array(rows).T
        print(
            f"{name:14}: recall {recall.mean():.0f}% ({recall.min():.0f} to "
            f"{recall.max():.0f}), false alarms {alarms.mean():.0f}%, "
            f"average precision {precision.mean():.0f} "
            f"({precision.min():.0f} to {precision.max():.0f}), "
            f"mean p of negatives {mean_p.mean():.0f}%"
        )


if __name__ == "__main__":
    main()
