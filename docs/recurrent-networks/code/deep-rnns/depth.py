"""How depth treats gradients before training, and training itself, over seeds."""

import os
from collections.abc import Callable

import numpy as np
import torch
from library import ResidualStack
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
NUDGE = float(os.environ.get("NUDGE", "0"))  # to test that the figures are stable
DEPTHS, SEEDS, UPDATES = (1, 2, 4, 8), 5, 40
Mask = Callable[[Tensor], Tensor]
CELLS = {"tanh": nn.RNN, "LSTM": nn.LSTM}


class PlainStack(ResidualStack):
    """The same layers without shortcuts."""

    def forward(self, x: Tensor) -> Tensor:
        """(T, N, d) to (T, N, h)."""
        for i, layer in enumerate(self.layers):
            x, _ = layer(self.dropout(x) if i else x)
        return x


STACKS = {"plain": PlainStack, "residual": ResidualStack}


# --8<-- [start:gradient]
def gradient_ratio(cell: str, kind: str, depth: int, seed: int) -> float:
    """|dL/d(output of layer 1)| over |dL/d(top output)|, all steps, fresh weights."""
    torch.manual_seed(seed)
    stack = STACKS[kind](CELLS[cell], 32, 32, depth)
    below: list[Tensor] = []

    def keep(_: nn.Module, __: object, out: tuple) -> None:
        out[0].retain_grad()
        below.append(out[0])

    stack.layers[0].register_forward_hook(keep)
    top = stack(torch.randn(10, 16, 32))  # (T, N, h)
    d_top = torch.randn(10, 16, 32)  # a loss at every step
    (top * d_top).sum().backward()
    return float(below[0].grad.norm() / d_top.norm())


# --8<-- [end:gradient]


def digits(train: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Images of 8 by 8 pixels as 8 rows: x (8, S, N, 8) and labels (S, N), twice."""
    x, y = load_digits(return_X_y=True)
    order = np.stack(
        [np.random.default_rng(s).permutation(len(x)) for s in range(SEEDS)]
    )
    rows = torch.from_numpy(x.reshape(-1, 8, 8)[order] / 16.0).permute(2, 0, 1, 3)
    labels = torch.from_numpy(y[order])
    return rows[:, :, :train], labels[:, :train], rows[:, :, 1200:], labels[:, 1200:]


def new_parameters(d: int, h: int, depth: int, outputs: int) -> list[Tensor]:
    """w_x, w_h, b of every layer and a readout, with a leading axis of seeds."""
    rng, r = np.random.default_rng(0), h**-0.5
    shapes = []
    for i in range(depth):
        shapes += [(d if i == 0 else h, 4 * h), (h, 4 * h), (1, 4 * h)]
    shapes += [(h, outputs), (1, outputs)]
    params = [rng.uniform(-r, r, size=(SEEDS, *shape)) for shape in shapes]
    params[0] *= 1.0 + NUDGE
    return [torch.tensor(p, requires_grad=True) for p in params]


def unchanged(x: Tensor) -> Tensor:
    """No dropout."""
    return x


def lstm(
    x: Tensor,
    w_x: Tensor,
    w_h: Tensor,
    b: Tensor,
    on_state: Mask = unchanged,
    on_cell: Mask = unchanged,
) -> Tensor:
    """One layer, all seeds at once: x (T, S, N, d) to states (T, S, N, h)."""
    k = w_h.shape[1]
    h = c = torch.zeros(*x.shape[1:3], k)
    hs = []
    for z in x @ w_x + b:
        a = z + on_state(h) @ w_h
        ifo, g = torch.sigmoid(a[..., : 3 * k]), torch.tanh(a[..., 3 * k :])
        c = ifo[..., k : 2 * k] * on_cell(c) + ifo[..., :k] * g
        h = ifo[..., 2 * k :] * torch.tanh(c)
        hs.append(h)
    return torch.stack(hs)


def stack(x: Tensor, params: list[Tensor], shortcut: Tensor) -> Tensor:
    """Logits (S, N, outputs) from the last state of the top layer.

    `shortcut` (S, 1, 1) is 1 for residual stacks and 0 for plain ones.
    """
    for i in range(len(params) // 3):
        out = lstm(x, *params[3 * i : 3 * i + 3])
        x = out + shortcut * x if i else out
    return x[-1] @ params[-2] + params[-1]


def cross_entropy(logits: Tensor, y: Tensor) -> Tensor:
    """Mean loss of each seed, (S,)."""
    losses = nn.functional.cross_entropy(
        logits.flatten(0, 1), y.flatten(), reduction="none"
    )
    return losses.view(y.shape).mean(dim=1)


def right(logits: Tensor, y: Tensor) -> np.ndarray:
    """Accuracy of each seed in percent, (S,)."""
    return 100 * (logits.argmax(dim=-1) == y).double().mean(dim=1).numpy()


def runs(depth: int) -> tuple[np.ndarray, np.ndarray]:
    """Training and test accuracy (2, SEEDS): plain stacks, then residual ones."""
    x, y, x_test, y_test = (
        torch.cat([a, a], dim=k)  # both kinds are trained side by side
        for a, k in zip(digits(1200), (1, 0, 1, 0), strict=True)
    )
    shortcut = torch.tensor([0.0, 1.0]).repeat_interleave(SEEDS)[:, None, None]
    single = new_parameters(8, 16, depth, 10)
    params = [torch.cat([p, p]).detach().requires_grad_() for p in single]
    optimizer, rng = torch.optim.Adam(params, lr=0.04), np.random.default_rng(1)
    for _ in range(UPDATES):
        pick = torch.from_numpy(rng.integers(0, 1200, size=32))
        logits = stack(x[:, :, pick], params, shortcut)
        optimizer.zero_grad()
        cross_entropy(logits, y[:, pick]).sum().backward()
        optimizer.step()
    with torch.no_grad():
        train, test = (
            right(stack(a, params, shortcut), b).reshape(2, SEEDS)
            for a, b in ((x, y), (x_test, y_test))
        )
    return train, test


def main() -> None:
    """Print both measurements."""
    print("gradient at layer 1 over gradient at the top, mean of 5 seeds")
    for cell in CELLS:
        for kind in STACKS:
            ratios = [
                np.mean([gradient_ratio(cell, kind, d, s) for s in range(SEEDS)])
                for d in DEPTHS
            ]
            line = " ".join(f"{r:8.2g}" if r < 0.01 else f"{r:8.2f}" for r in ratios)
            print(f"{cell} {kind:<8} depth 1 2 4 8: {line}")
            print(f"  factor per layer: {ratios[-1] ** (1 / 7):.2f}")
    print("LSTM stacks on digits, accuracy in %: training by seed, means")
    for depth in DEPTHS:
        for kind, train, test in zip(STACKS, *runs(depth), strict=True):
            if depth > 1 or kind == "plain":  # one layer has no shortcut
                seeds = " ".join(f"{a:.0f}" for a in train)
                print(f"{kind:<8} depth {depth} by seed: {seeds}")
                print(f"  mean {train.mean():.0f}, test {test.mean():.0f}")
    x, y, x_test, y_test = (a.numpy() for a in digits(1200))
    scores = []
    for s in range(SEEDS):
        flat, flat_test = (a[:, s].transpose(1, 0, 2) for a in (x, x_test))
        model = LogisticRegression(max_iter=2000).fit(flat.reshape(-1, 64), y[s])
        scores.append(model.score(flat_test.reshape(-1, 64), y_test[s]))
    print(f"logistic regression on the pixels: test {100 * np.mean(scores):.0f}")


if __name__ == "__main__":
    main()
