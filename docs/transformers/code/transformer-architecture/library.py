"""PyTorch's encoder and decoder layers with our weights give our numbers."""

from __future__ import annotations

import numpy as np
import scratch
import torch
from torch import nn


def load(layer: nn.Module, w: dict) -> nn.Module:
    """Copy weights, transposed, and set every bias to 0."""
    parts = {"self_attn": "self", "multihead_attn": "cross"}
    with torch.no_grad():
        for name, part in parts.items():
            if hasattr(layer, name):
                mha, p = getattr(layer, name), w[part]
                qkv = np.concatenate([p[c] for c in "QKV"], axis=1)
                mha.in_proj_weight.copy_(torch.tensor(qkv.T))
                mha.out_proj.weight.copy_(torch.tensor(p["O"].T))
                mha.in_proj_bias.zero_()
                mha.out_proj.bias.zero_()
        layer.linear1.weight.copy_(torch.tensor(w["ff"]["1"].T))
        layer.linear2.weight.copy_(torch.tensor(w["ff"]["2"].T))
        layer.linear1.bias.zero_()
        layer.linear2.bias.zero_()
    return layer


def main() -> None:
    """One encoder layer, one decoder layer, d = 8, one head."""
    torch.set_default_dtype(torch.float64)
    d, wide = 8, 16
    w = scratch.weights(2, d, wide)
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(6, d)), rng.normal(size=(5, d))
    # --8<-- [start:library]
    options = {"dropout": 0.0, "batch_first": True}
    encoder = load(nn.TransformerEncoderLayer(d, 1, wide, **options), w)
    decoder = load(nn.TransformerDecoderLayer(d, 1, wide, **options), w)
    blocked = ~torch.ones(5, 5, dtype=torch.bool).tril()  # here True blocks
    memory = encoder(torch.tensor(x)[None])  # (1, S, d)
    output = decoder(torch.tensor(y)[None], memory, tgt_mask=blocked)  # (1, T, d)
    # --8<-- [end:library]
    ours = scratch.encoder_layer(x, w)
    for name, theirs, value in (
        ("encoder", memory, ours),
        ("decoder", output, scratch.decoder_layer(y, ours, w)),
    ):
        torch.testing.assert_close(theirs[0], torch.tensor(value), rtol=0, atol=1e-5)
        print(f"{name} layer: equal to NumPy within 1e-5, shape {tuple(theirs.shape)}")


if __name__ == "__main__":
    main()
