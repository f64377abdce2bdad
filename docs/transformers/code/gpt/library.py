"""The same model in PyTorch, ready to train."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn


# --8<-- [start:library]
class Block(nn.Module):
    """x + attention(norm(x)), then x + MLP(norm(x))."""

    def __init__(self, d: int, h: int) -> None:
        super().__init__()
        self.h = h
        self.qkv = nn.Linear(d, 3 * d, bias=False)
        self.o = nn.Linear(d, d, bias=False)
        self.up = nn.Linear(d, 4 * d, bias=False)
        self.down = nn.Linear(4 * d, d, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        n, t, d = x.shape
        qkv = self.qkv(F.layer_norm(x, (d,))).view(n, t, 3, self.h, d // self.h)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)  # (N, h, T, d_k) each
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.o(y.transpose(1, 2).reshape(n, t, d))
        return x + self.down(F.gelu(self.up(F.layer_norm(x, (d,))), approximate="tanh"))


class GPT(nn.Module):
    """Token and position tables, blocks, and the token table again as output."""

    def __init__(self, v: int, t: int, d: int, h: int, layers: int) -> None:
        super().__init__()
        self.token, self.place = nn.Embedding(v, d), nn.Embedding(t, d)
        self.blocks = nn.ModuleList(Block(d, h) for _ in range(layers))
        for p in self.parameters():
            nn.init.normal_(p, std=0.02 if p.shape[0] in (v, t) else p.shape[1] ** -0.5)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.token(ids) + self.place.weight[: ids.shape[1]]  # (N, T, d)
        for block in self.blocks:
            x = block(x)
        return F.layer_norm(x, x.shape[-1:]) @ self.token.weight.T  # (N, T, V)


def clm_loss(model: nn.Module, ids: torch.Tensor) -> torch.Tensor:
    """ids (N, T + 1): position t predicts token t + 1, for all t at once."""
    return F.cross_entropy(model(ids[:, :-1]).flatten(0, 1), ids[:, 1:].flatten())


# --8<-- [end:library]


def main() -> None:
    """Copy the NumPy weights and compare logits and loss."""
    ours = scratch.MiniGPT(v=11, t=32, d=16, h=4, layers=2)
    model = GPT(v=11, t=32, d=16, h=4, layers=2)
    with torch.no_grad():
        model.token.weight.copy_(torch.tensor(ours.w["token"]))
        model.place.weight.copy_(torch.tensor(ours.w["place"]))
        for i, block in enumerate(model.blocks):
            for name in ("qkv", "o", "up", "down"):
                getattr(block, name).weight.copy_(torch.tensor(ours.w[f"{name}{i}"].T))
    ids = np.random.default_rng(1).integers(11, size=33)
    logits = ours(ids[:-1])
    expected = -np.log(scratch.softmax(logits)[np.arange(32), ids[1:]]).mean()
    batch = torch.tensor(ids)[None]
    torch.testing.assert_close(
        model(batch[:, :-1])[0], torch.tensor(logits).float(), rtol=0, atol=1e-5
    )
    loss = clm_loss(model, batch).item()
    assert abs(loss - expected) < 1e-5
    print("logits and loss equal to NumPy within 1e-5")
    print(f"parameters: {sum(p.numel() for p in model.parameters()):,}")


if __name__ == "__main__":
    main()
