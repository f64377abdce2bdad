"""Train small networks on digits: receptive field, learned filters, saliency."""

import numpy as np
import torch
from library import digits_network
from sklearn.datasets import load_digits
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
DIGITS = load_digits()
ORDER = np.random.default_rng(0).permutation(len(DIGITS.target))
X = torch.tensor(DIGITS.images[ORDER, None] / 16)  # (1797, 1, 8, 8)
Y = torch.tensor(DIGITS.target[ORDER])
TRAIN, TEST = slice(0, 1200), slice(1200, None)


def fit(model: nn.Module, inputs: Tensor, seed: int, epochs: int) -> float:
    """Train with Adam on batches of 100; return the test accuracy in percent."""
    draw = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for epoch in range(epochs):
        for group in optimizer.param_groups:  # slow down to 0 at the end
            group["lr"] = 0.02 * (1 - epoch / epochs)
        for batch in torch.randperm(1200, generator=draw).split(100):
            optimizer.zero_grad()
            F.cross_entropy(model(inputs[TRAIN][batch]), Y[TRAIN][batch]).backward()
            optimizer.step()
    with torch.no_grad():
        hits = model(inputs[TEST]).argmax(dim=1) == Y[TEST]
    return 100 * hits.double().mean().item()


# --8<-- [start:patches]
class PatchNetwork(nn.Module):
    """One r x r convolution, one 1 x 1, averaged over all places, then 10 logits.

    The input is cut into patches beforehand, so both convolutions are matrix products.
    """

    def __init__(self, r: int) -> None:
        super().__init__()
        self.maps = nn.Sequential(
            nn.Linear(r * r, 24), nn.ReLU(), nn.Linear(24, 24), nn.ReLU()
        )
        self.head = nn.Linear(24, 10)

    def forward(self, patches: Tensor) -> Tensor:
        """Patches (N, 64, r * r) to logits (N, 10)."""
        return self.head(4 * self.maps(patches).mean(dim=1))


# --8<-- [end:patches]


def report(title: str, scores: list[float]) -> None:
    """Mean, smallest and largest accuracy over the seeds."""
    mean, low, high = np.mean(scores), min(scores), max(scores)
    print(f"{title}: {mean:.0f}% ({low:.0f} to {high:.0f})")


def show(title: str, values: Tensor) -> None:
    """Print a grid of numbers, row after row, with one decimal."""
    rows = [" ".join(f"{v + 0.0:.1f}" for v in row) for row in values.tolist()]
    print(f"{title}:", " / ".join(rows).replace("-0.0", "0.0"))


# --8<-- [start:saliency]
def saliency(model: nn.Module, image: Tensor, label: int) -> Tensor:
    """How strongly each pixel moves the score of a class: |d score / d pixel|."""
    image = image.clone().requires_grad_()  # (1, 1, 8, 8)
    model(image)[0, label].backward()
    return image.grad[0, 0].abs()


def occlusion(model: nn.Module, image: Tensor, label: int) -> Tensor:
    """Fall of the class score when a 2 x 2 patch is blank: one number per patch."""
    with torch.no_grad():
        score = model(image)[0, label]
        drops = torch.zeros(4, 4, dtype=image.dtype)
        for i, j in np.ndindex(4, 4):
            covered = image.clone()
            covered[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] = 0
            drops[i, j] = score - model(covered)[0, label]
    return drops


# --8<-- [end:saliency]


def main() -> None:
    """Measure receptive fields over three seeds, then look inside one network."""
    common = Y[TRAIN].bincount().argmax()
    share = 100 * (Y[TEST] == common).double().mean().item()
    print(f"always the most common digit: {share:.0f}%")
    for r in (3, 5, 7):
        patches = F.unfold(X, r, padding=r // 2).transpose(1, 2).contiguous()
        scores = []
        for seed in range(3):
            torch.manual_seed(seed)
            scores.append(fit(PatchNetwork(r), patches, seed, 12))
        report(f"field {r:2}", scores)

    models, scores = [], []
    for seed in range(3):
        torch.manual_seed(seed)
        models.append(digits_network())
        scores.append(fit(models[-1], X, seed, 12))
    report("field 10", scores)

    model = models[0]
    weights = model[0].weight.detach()
    for number in range(8):
        show(f"filter {number}", weights[number, 0])
    which = int((Y[TEST] == 0).nonzero()[0])
    image, label = X[TEST][which : which + 1], 0
    show("image", image[0, 0])
    with torch.no_grad():
        maps = model[:2](image)[0]
        deep = model[:5](image)[0]
        print("answer", int(model(image).argmax()))
    for number in (2, 5, 6, 7):
        show(f"map {number}", maps[number])
    silent = int((deep.amax(dim=(1, 2)) == 0).sum())
    print(f"second layer: {silent} of 16 maps are all zero for this digit")
    show("saliency", saliency(model, image, label))
    show("occlusion", occlusion(model, image, label))


if __name__ == "__main__":
    main()
