"""Few labels on the digits: pixels, PCA, three pretext tasks, training from scratch."""

import numpy as np
import torch
from scratch import data, linear_probe, nearest, pca, pick, standardize
from torch import nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
LABELS, SEEDS, SIZE, STEPS = (1, 5, 50), 3, 32, 200


def encoder() -> nn.Sequential:
    """64 pixels to a representation of SIZE numbers."""
    return nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, SIZE), nn.ReLU())


def train(loss_of: object, modules: list, X: torch.Tensor, seed: int) -> None:
    """Adam on loss_of(batch), batches of 128 unlabeled images."""
    draw = torch.Generator().manual_seed(seed)
    parameters = [p for m in modules for p in m.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=2e-3)
    for _ in range(STEPS):
        loss = loss_of(X[torch.randint(len(X), (128,), generator=draw)], draw)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# --8<-- [start:pretext]
def moved(x: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
    """Each image (N, 64) moved by -1, 0 or 1 pixels both ways, with some noise."""
    wide = nn.functional.pad(x.view(-1, 8, 8), (1, 1, 1, 1))
    down, right = torch.randint(3, (2, len(x)), generator=draw)
    rows = down[:, None, None] + torch.arange(8)[None, :, None]
    columns = right[:, None, None] + torch.arange(8)[None, None, :]
    out = wide[torch.arange(len(x))[:, None, None], rows, columns].flatten(1)
    return out + 0.1 * torch.randn(out.shape, generator=draw)


def pretrain(task: str, X: torch.Tensor, seed: int) -> nn.Module:
    """Learn an encoder without labels: copy, fill in, or recognize a view."""
    torch.manual_seed(seed)
    f = encoder()
    width = 32 if task == "contrast" else 64
    head = nn.Sequential(nn.Linear(SIZE, 128), nn.ReLU(), nn.Linear(128, width))

    def loss_of(x: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
        if task == "copy":
            return ((head(f(x)) - x) ** 2).mean()
        if task == "fill in":  # hide half of the pixels, predict the hidden ones
            hidden = torch.rand(x.shape, generator=draw) < 0.5
            guess = head(f(x * ~hidden))
            return ((guess - x)[hidden] ** 2).mean()
        z = nn.functional.normalize(head(f(moved(x, draw))), dim=1)  # (N, 32)
        w = nn.functional.normalize(head(f(moved(x, draw))), dim=1)
        # Row i of z must find row i of w among all rows of w.
        return nn.functional.cross_entropy(z @ w.T / 0.2, torch.arange(len(x)))

    train(loss_of, [f, head], X, seed)
    return f


# --8<-- [end:pretext]


def supervised(
    x: torch.Tensor, y: torch.Tensor, new: torch.Tensor, seed: int
) -> np.ndarray:
    """The same encoder with a class head, trained on the labeled images only."""
    torch.manual_seed(seed)
    net = nn.Sequential(encoder(), nn.Linear(SIZE, 10))
    optimizer = torch.optim.Adam(net.parameters(), lr=2e-3, weight_decay=1e-4)
    for _ in range(100):
        loss = nn.functional.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return net(new).argmax(1).numpy()


def main() -> None:
    """Accuracy by number of labels: mean and range over the seeds."""
    names = ["pixels", "PCA", "untrained", "copy", "fill in", "contrast"]
    probe = np.zeros((len(names) + 1, len(LABELS), SEEDS))
    near = np.zeros((len(names), len(LABELS), SEEDS))
    for seed in range(SEEDS):
        X, y, new, truth = data(seed)
        mean, V = pca(X, SIZE)
        x, n = torch.tensor(X), torch.tensor(new)
        forms = [(X, new), ((X - mean) @ V, (new - mean) @ V)]
        torch.manual_seed(100 + seed)
        nets = [encoder(), *(pretrain(t, x, seed) for t in names[3:])]
        with torch.no_grad():
            forms += [(f(x).numpy(), f(n).numpy()) for f in nets]
        rng = np.random.default_rng(seed)
        for j, per_class in enumerate(LABELS):
            few = pick(y, per_class, rng)
            for i, (H, H_new) in enumerate(forms):
                H, H_new = standardize(H, H_new)
                guess = linear_probe(H[few], y[few], H_new)
                probe[i, j, seed] = (guess == truth).mean()
                near[i, j, seed] = (nearest(H[few], y[few], H_new) == truth).mean()
            guess = supervised(x[few], torch.tensor(y[few]), n, seed)
            probe[-1, j, seed] = (guess == truth).mean()
    head = "".join(f"{10 * n:>14} labels" for n in LABELS)
    for title, table, rows in (
        ("linear probe", probe, [*names, "from scratch"]),
        ("nearest neighbor", near, names),
    ):
        print(f"{title}: percent right, mean of {SEEDS} seeds (range)")
        print(" " * 6 + head)
        for name, row in zip(rows, 100 * table, strict=True):
            cells = (f"{r.mean():.0f} ({r.min():.0f} to {r.max():.0f})" for r in row)
            print(f"{name:<13}" + "".join(f"{c:>17}    " for c in cells).rstrip())


if __name__ == "__main__":
    main()
