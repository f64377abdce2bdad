"""Pre-norm against post-norm by depth: gradients at the start, and training."""

from __future__ import annotations

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)  # so that digits survive other CPUs
SEEDS, D, T, BATCH = 3, 16, 8, 16
DEPTHS, UPDATES = (1, 2, 4, 8, 16, 32), 160
Tensor = torch.Tensor


def parameters(depth: int, g: torch.Generator) -> dict[str, Tensor]:
    """Weights of a stack; block weights have the first axes (depth, seed)."""
    shapes = {"qkv": (D, 3 * D), "o": (D, D), "w1": (D, 4 * D), "w2": (4 * D, D)}
    p = {}
    for name, s in shapes.items():
        scale = (2.0 / sum(s)) ** 0.5  # Xavier
        p[name] = torch.randn(depth, SEEDS, *s, generator=g) * scale
    p["word"] = torch.randn(SEEDS, 8, D, generator=g)
    p["place"] = torch.randn(SEEDS, T, D, generator=g)
    p["head"] = torch.randn(SEEDS, D, 8, generator=g) * D**-0.5
    return {name: w.requires_grad_() for name, w in p.items()}


# --8<-- [start:stack]
def forward(p: dict[str, Tensor], tokens: Tensor, kind: str) -> Tensor:
    """Logits (S, N, T, 8); kind is plain, residual, post or pre."""
    s, n, t = tokens.shape
    word = torch.stack([p["word"][i][tokens[i]] for i in range(s)])
    x = (word + p["place"][:, None]).flatten(1, 2)  # (S, N T, D)

    def attend(z: Tensor, layer: int) -> Tensor:
        q, k, v = (z @ p["qkv"][layer]).view(s, n, t, 3 * D).chunk(3, dim=-1)
        a = (q @ k.transpose(-1, -2) * D**-0.5).softmax(-1)  # (S, N, T, T)
        return (a @ v).flatten(1, 2) @ p["o"][layer]

    def think(z: Tensor, layer: int) -> Tensor:
        return (z @ p["w1"][layer]).relu() @ p["w2"][layer]

    for layer in range(len(p["o"])):
        for part in (attend, think):
            if kind == "pre":
                x = x + part(F.layer_norm(x, (D,)), layer)
            elif kind == "post":
                x = F.layer_norm(x + part(x, layer), (D,))
            else:
                x = part(x, layer) + (x if kind == "residual" else 0)
    if kind == "pre":
        x = F.layer_norm(x, (D,))  # the final norm
    return (x @ p["head"]).view(s, n, t, 8)


# --8<-- [end:stack]


def batch(g: torch.Generator) -> tuple[Tensor, Tensor]:
    """Random tokens (S, N, T); the target is the sequence reversed."""
    tokens = torch.randint(0, 8, (SEEDS, BATCH, T), generator=g)
    return tokens, tokens.flip(-1)


def gradient_norms(kind: str, depth: int, draws: int = 4) -> Tensor:
    """Gradient norms of W_2 in the first and last block, geometric mean of 12."""
    logs = []
    for seed in range(draws):
        g = torch.Generator().manual_seed(seed)
        p = parameters(depth, g)
        tokens, target = batch(g)
        loss = F.cross_entropy(forward(p, tokens, kind).flatten(0, 2), target.flatten())
        (loss * SEEDS).backward()
        norms = p["w2"].grad.flatten(2).norm(dim=-1)  # (depth, S)
        logs.append(norms[[0, -1]].log())
    return torch.stack(logs).mean(dim=(0, 2)).exp()


def train(kind: str, depth: int, updates: int, warmup: int) -> Tensor:
    """Adam after a linear warm-up; accuracy of the last 20 batches, per seed."""
    g = torch.Generator().manual_seed(2)
    p = parameters(depth, g)
    optimizer = torch.optim.Adam(p.values(), lr=3e-3)
    hits = []
    for u in range(updates):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * min(1.0, (u + 1) / max(warmup, 1))
        tokens, target = batch(g)
        logits = forward(p, tokens, kind)
        loss = F.cross_entropy(logits.flatten(0, 2), target.flatten()) * SEEDS
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if u >= updates - 20:
            right = (logits.argmax(-1) == target).double()
            hits.append(right.mean(dim=(1, 2)))
    return torch.stack(hits).mean(0)


def main() -> None:
    """Print gradients at the start by depth, then what can be trained."""
    kinds = ("plain", "residual", "post", "pre")
    print("gradient norm of W_2, first block / last block, before training")
    print("depth" + "".join(f"{k:>20}" for k in kinds))
    for depth in DEPTHS:
        pairs = [gradient_norms(k, depth) for k in kinds]
        print(f"{depth:5}" + "".join(f"   {a:8.1e} {b:8.1e}" for a, b in pairs))

    print(f"runs above 95% of {SEEDS} after {UPDATES} updates (chance: 12.5%)")
    for kind, warmup in (("post", 0), ("post", UPDATES // 2), ("pre", 0)):
        runs = {n: train(kind, n, UPDATES, warmup) for n in (2, 12)}
        assert all((a < 0.8) | (a > 0.95) for r in runs.values() for a in r), runs
        counts = "".join(f"   depth {n}: {(r > 0.95).sum()}" for n, r in runs.items())
        print(f"{kind + '-norm,':<11} warm-up {warmup:>2}{counts}")


if __name__ == "__main__":
    main()
