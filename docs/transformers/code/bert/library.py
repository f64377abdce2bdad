"""A small BERT in PyTorch, and three heads for fine-tuning."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn


# --8<-- [start:library]
class Bert(nn.Module):
    """Embeddings and an encoder; causal=True gives the one-sided rival."""

    def __init__(self, v: int, t: int, d: int, h: int, layers: int) -> None:
        super().__init__()
        self.token, self.place = nn.Embedding(v, d), nn.Embedding(t, d)
        self.segment = nn.Embedding(2, d)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        layer = nn.TransformerEncoderLayer(
            d, h, 4 * d, dropout=0.0, activation="gelu", batch_first=True
        )
        self.encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.bias = nn.Parameter(torch.zeros(v))

    def embed(self, ids: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        place = self.place.weight[: ids.shape[1]]
        return self.norm(self.token(ids) + self.segment(segments) + place)

    def forward(self, ids: torch.Tensor, causal: bool = False) -> torch.Tensor:
        mask = None
        if causal:
            mask = nn.Transformer.generate_square_subsequent_mask(ids.shape[1])
        return self.encoder(self.embed(ids, torch.zeros_like(ids)), mask)  # (N, T, d)

    def logits(self, h: torch.Tensor) -> torch.Tensor:
        return h @ self.token.weight.T + self.bias  # (..., V)


def mlm_loss(logits: torch.Tensor, targets: torch.Tensor, chosen: torch.Tensor):
    """Positions with target -100 do not count."""
    labels = torch.where(chosen, targets, -100)
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-100)


# --8<-- [end:library]


# --8<-- [start:heads]
def heads(h: torch.Tensor, d: int) -> dict[str, torch.Tensor]:
    """The three usual output layers on top of h (N, T, d)."""
    classify, tag, span = nn.Linear(d, 3), nn.Linear(d, 9), nn.Linear(d, 2)
    return {
        "classes of the text": classify(h[:, 0]),  # (N, 3), from [CLS]
        "tag of each token": tag(h),  # (N, T, 9)
        "start of the answer": span(h)[..., 0],  # (N, T), softmax over positions
        "end of the answer": span(h)[..., 1],  # (N, T)
    }


# --8<-- [end:heads]


def main() -> None:
    """Embeddings and loss agree with NumPy; print the shapes of the heads."""
    torch.manual_seed(0)
    v, t, d = 20, 10, 8
    model = Bert(v, t, d, 2, 1)
    rng = np.random.default_rng(0)
    ids = rng.integers(scratch.SPECIAL, v, size=(3, t))
    segments = np.repeat([[0, 1]], t // 2, axis=1).repeat(3, axis=0)
    names = {"token": "token", "position": "place", "segment": "segment"}
    w = {a: getattr(model, b).weight.detach().numpy() for a, b in names.items()}
    w["bias"] = rng.normal(size=v)
    model.bias.data = torch.tensor(w["bias"]).float()
    damaged, chosen = scratch.mask_tokens(ids, v, rng, share=0.5)
    ours = scratch.embed(damaged, segments, w)
    with torch.no_grad():
        h = model.embed(torch.tensor(damaged), torch.tensor(segments))
        expected = torch.tensor(ours).float()
        torch.testing.assert_close(h, expected, rtol=0, atol=1e-5)
        loss = mlm_loss(model.logits(h), torch.tensor(ids), torch.tensor(chosen))
        assert abs(loss.item() - scratch.mlm_loss(ours, ids, chosen, w)) < 1e-5
        print("embeddings and loss equal to NumPy within 1e-5")
        for name, out in heads(h, d).items():
            print(f"{name}: {tuple(out.shape)}")
    with torch.device("meta"):  # shapes without memory
        base = Bert(30_522, 512, 768, 12, 12)
    pooler = 768 * 768 + 768
    count = sum(p.numel() for p in base.parameters()) - 30_522 + pooler
    assert count == scratch.encoder_parameters(768, 12)
    print(f"BERT base from PyTorch layers: {count:,}")


if __name__ == "__main__":
    main()
