"""Train at 16 positions, test at 64: five encodings on one small task."""

from __future__ import annotations

import os

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)  # so that digits survive other CPUs
SEEDS, D, HEADS, WIDE = 3, 16, 2, 32
TRAIN, TEST, UPDATES, BATCH = 16, 64, 250, 32
KINDS = ("none", "sinusoidal", "learned", "rotary", "ALiBi")
Tensor = torch.Tensor


# --8<-- [start:task]
def newest_flag(n: int, t: int, g: torch.Generator) -> tuple[Tensor, Tensor]:
    """Tokens (S, n, t): bit + 2 * flag; the target is the newest flagged bit."""
    bits = torch.randint(0, 2, (SEEDS, n, t), generator=g)
    flags = torch.rand(SEEDS, n, t, generator=g) < 0.2
    flags[..., 0] = True
    at = torch.where(flags, torch.arange(t), 0).cummax(dim=-1).values
    return bits + 2 * flags, bits.gather(-1, at)


# --8<-- [end:task]


def sinusoidal(t: int, d: int) -> Tensor:
    """Sines and cosines (t, d) of the page."""
    angles = torch.arange(t)[:, None] * 10_000.0 ** (-torch.arange(0, d, 2) / d)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(-2)


def rotary(x: Tensor) -> Tensor:
    """Turn the pairs of x (..., t, d_k)."""
    t, d = x.shape[-2:]
    angles = torch.arange(t)[:, None] * 10_000.0 ** (-torch.arange(0, d, 2) / d)
    c, s, a, b = angles.cos(), angles.sin(), x[..., 0::2], x[..., 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(-2)


def parameters(g: torch.Generator) -> dict[str, Tensor]:
    """One small transformer block for each seed: the first axis is the seed."""
    shapes = {"word": (4, D), "place": (TEST, D), "qkv": (D, 3 * D), "o": (D, D)}
    shapes |= {"w1": (D, WIDE), "b1": (1, WIDE), "w2": (WIDE, D), "head": (D, 2)}
    return {
        name: (torch.randn(SEEDS, *s, generator=g) * s[0] ** -0.5).requires_grad_()
        for name, s in shapes.items()
    }


def forward(p: dict[str, Tensor], tokens: Tensor, kind: str) -> Tensor:
    """Logits (S, n, t, 2) of a causal block with one kind of positions."""
    s, n, t = tokens.shape
    x = torch.stack([p["word"][i][tokens[i]] for i in range(s)])  # (S, n, t, D)
    if kind == "sinusoidal":
        x = x + sinusoidal(t, D)
    if kind == "learned":
        x = x + p["place"][:, None, :t]
    qkv = (x.flatten(1, 2) @ p["qkv"]).view(s, n, t, 3, HEADS, -1)
    q, k, v = qkv.permute(3, 0, 1, 4, 2, 5)  # (S, n, h, t, d_k) each
    if kind == "rotary":
        q, k = rotary(q), rotary(k)
    distance = torch.arange(t)[:, None] - torch.arange(t)
    slopes = 2.0 ** (-8.0 * torch.arange(1, HEADS + 1) / HEADS)
    bias = -slopes[:, None, None] * distance * (kind == "ALiBi")
    bias = bias.masked_fill(distance < 0, float("-inf"))
    weights = (q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5 + bias).softmax(-1)
    out = (weights @ v).transpose(2, 3).reshape(s, n * t, D)
    x = x.flatten(1, 2) + out @ p["o"]
    x = x + (x @ p["w1"] + p["b1"]).relu() @ p["w2"]
    return (x @ p["head"]).view(s, n, t, 2)


def run(kind: str, noise: float = 0.0) -> Tensor:
    """Train at 16 positions; accuracy (S, 64) by position at 64."""
    g = torch.Generator().manual_seed(0)
    p = parameters(g)
    with torch.no_grad():
        for w in p.values():
            w.mul_(1 + noise)
    optimizer = torch.optim.Adam(p.values(), lr=0.01)
    for _ in range(UPDATES):
        tokens, target = newest_flag(BATCH, TRAIN, g)
        loss = F.cross_entropy(forward(p, tokens, kind).flatten(0, 2), target.flatten())
        optimizer.zero_grad()
        (loss * SEEDS).backward()  # each seed gets the gradient of its own mean
        optimizer.step()
    with torch.no_grad():
        tokens, target = newest_flag(250, TEST, torch.Generator().manual_seed(9))
        right = forward(p, tokens, kind).argmax(-1) == target
    return right.double().mean(1)


def main() -> None:
    """Print mean accuracy over the seeds for each window of 8 positions."""
    noise = float(os.environ.get("NOISE", "0"))  # to test that digits are stable
    print(f"accuracy in %, {SEEDS} seeds, trained on positions 1-{TRAIN}")
    ends = range(8, TEST + 1, 8)
    print(f"{'last position':<14}" + "".join(f"{e:>5}" for e in ends) + "   worst-best")
    means = {}
    for kind in KINDS:
        windows = 100 * run(kind, noise).view(SEEDS, -1, 8).mean(-1)  # (S, 8)
        means[kind] = windows.mean(0)
        values = "".join(f"{v:5.0f}" for v in means[kind])
        last = windows[:, -1]
        print(f"{kind:<14}{values}   {last.min():.0f}-{last.max():.0f}")
    assert all(means[k][1] > 97 for k in ("sinusoidal", "learned", "rotary"))
    assert all(means[k][-1] < 70 for k in ("sinusoidal", "learned", "rotary"))
    assert means["ALiBi"][-1] > 75


if __name__ == "__main__":
    main()
