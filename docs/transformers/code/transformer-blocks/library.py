"""NumPy against PyTorch: norms, their gradients, SwiGLU and whole blocks."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn


# --8<-- [start:library]
class SwiGLU(nn.Module):
    """Gated feedforward sublayer; d_ff is about 8/3 d to keep the parameters."""

    def __init__(self, d: int, d_ff: int) -> None:
        super().__init__()
        self.gate = nn.Linear(d, d_ff, bias=False)
        self.up = nn.Linear(d, d_ff, bias=False)
        self.down = nn.Linear(d_ff, d, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.down(F.silu(self.gate(x)) * self.up(x))


class Block(nn.Module):
    """A block as in language models of 2026, without positions and cache."""

    def __init__(self, d: int, h: int, d_ff: int) -> None:
        super().__init__()
        self.h = h
        self.norm1, self.norm2 = nn.RMSNorm(d), nn.RMSNorm(d)
        self.qkv = nn.Linear(d, 3 * d, bias=False)
        self.out = nn.Linear(d, d, bias=False)
        self.mlp = SwiGLU(d, d_ff)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        qkv = self.qkv(self.norm1(x)).unflatten(-1, (3, self.h, -1))
        q, k, v = qkv.permute(2, 0, 3, 1, 4)  # (N, h, T, d_k) each
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).flatten(-2))  # (N, T, d)
        return x + self.mlp(self.norm2(x))


# --8<-- [end:library]


def close(name: str, ours: torch.Tensor, numpy_value: np.ndarray) -> None:
    """Assert that PyTorch agrees with NumPy to 1e-5, then say so."""
    expected = torch.as_tensor(numpy_value, dtype=ours.dtype)
    torch.testing.assert_close(ours, expected, rtol=0, atol=1e-5)
    print(f"{name}: equal within 1e-5")


def norms(rng: np.random.Generator) -> None:
    """Forward and backward of both norms."""
    x, g = rng.normal(size=(2, 2, 3, 4))  # (N, T, d) each
    gamma, beta = rng.normal(size=(2, 4))
    tx, tg, tb = (torch.tensor(a, requires_grad=True) for a in (x, gamma, beta))
    y, cache = scratch.layer_norm(x, gamma, beta)
    ty = F.layer_norm(tx, (4,), tg, tb)
    close("layer norm", ty.detach(), y)
    ty.backward(torch.tensor(g))
    for name, t, ours in zip(
        ("x", "gamma", "beta"),
        (tx, tg, tb),
        scratch.layer_norm_backward(g, cache),
        strict=True,
    ):
        close(f"gradient of {name} against autograd", t.grad, ours)
    ours = scratch.rms_norm(x, gamma)
    close("RMS norm", F.rms_norm(tx, (4,), tg, 1e-5).detach(), ours)


def blocks(rng: np.random.Generator) -> None:
    """nn.TransformerEncoderLayer with our weights, post-norm and pre-norm."""
    n, t, d, d_ff, h = 2, 3, 4, 8, 2
    w = {c: rng.normal(0, 0.5, (d, d)) for c in "QKVO"}
    w |= {"w1": rng.normal(size=(d, d_ff)), "b1": rng.normal(size=d_ff)}
    w |= {"w2": rng.normal(size=(d_ff, d)), "b2": rng.normal(size=d)}
    w |= {c: rng.normal(size=d) for c in ("g1", "n1", "g2", "n2")}
    x = rng.normal(size=(n, t, d))
    for pre in (False, True):
        layer = nn.TransformerEncoderLayer(
            d, h, d_ff, dropout=0.0, batch_first=True, norm_first=pre
        ).double()
        qkv = np.concatenate([w[c] for c in "QKV"], axis=1).T  # (3d, d)
        pairs = [
            (layer.self_attn.in_proj_weight, qkv),
            (layer.self_attn.out_proj.weight, w["O"].T),
            (layer.linear1.weight, w["w1"].T),
            (layer.linear1.bias, w["b1"]),
            (layer.linear2.weight, w["w2"].T),
            (layer.linear2.bias, w["b2"]),
            (layer.norm1.weight, w["g1"]),
            (layer.norm1.bias, w["n1"]),
            (layer.norm2.weight, w["g2"]),
            (layer.norm2.bias, w["n2"]),
        ]
        with torch.no_grad():
            for parameter, value in pairs:
                parameter.copy_(torch.tensor(value))
            y = layer(torch.tensor(x))
        name = "pre-norm" if pre else "post-norm"
        close(f"nn.TransformerEncoderLayer, {name}", y, scratch.block(x, w, h, pre))


def main() -> None:
    """Run all comparisons."""
    rng = np.random.default_rng(0)
    norms(rng)
    torch.manual_seed(0)
    mlp, x = SwiGLU(4, 6).double(), rng.normal(size=(2, 3, 4))
    matrices = (m.weight.detach().numpy().T for m in (mlp.gate, mlp.up, mlp.down))
    close("SwiGLU", mlp(torch.tensor(x)).detach(), scratch.swiglu(x, *matrices))
    blocks(rng)
    modern = Block(8, 2, 24)
    a = torch.randn(1, 5, 8)
    b = a.clone()
    b[:, 4] += 1.0  # the last token changes
    same = torch.allclose(modern(a)[:, :4], modern(b)[:, :4])
    print(f"modern block, earlier tokens untouched by a later one: {same}")


if __name__ == "__main__":
    main()
