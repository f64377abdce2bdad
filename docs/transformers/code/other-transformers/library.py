"""One layer used twelve times in PyTorch, and T5's bias inside attention."""

from __future__ import annotations

import scratch
import torch
import torch.nn.functional as F
from torch import nn


# --8<-- [start:library]
class Shared(nn.Module):
    """ALBERT's idea: narrow table, widening layer, one layer at every depth."""

    def __init__(self, v: int, e: int, d: int, h: int, depth: int) -> None:
        super().__init__()
        self.table, self.widen = nn.Embedding(v, e), nn.Linear(e, d)
        self.layer = nn.TransformerEncoderLayer(d, h, 4 * d, 0.0, batch_first=True)
        self.depth = depth

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.widen(self.table(ids))  # (N, T, d)
        for _ in range(self.depth):  # depth times the work, one set of weights
            x = self.layer(x)
        return x


def bias(table: torch.Tensor, t: int) -> torch.Tensor:
    """T5's table (32, h) -> scores to add (h, T, T)."""
    index = [[scratch.bucket(j - i) for j in range(t)] for i in range(t)]
    return table[torch.tensor(index)].permute(2, 0, 1)


# --8<-- [end:library]


def main() -> None:
    """Check counts and that the bias is a float mask of attention."""
    with torch.device("meta"):
        layer = nn.TransformerEncoderLayer(768, 12, 3072)
        model = Shared(30_000, 128, 768, 12, 12)
    assert sum(p.numel() for p in layer.parameters()) == scratch.layer(768, 3072)
    print(f"shared model: {sum(p.numel() for p in model.parameters()):,} parameters")
    torch.manual_seed(0)
    q, k, v = torch.randn(3, 1, 2, 6, 4)
    b = bias(torch.randn(32, 2), 6)
    fused = F.scaled_dot_product_attention(q, k, v, attn_mask=b, scale=1.0)
    by_hand = (q @ k.transpose(2, 3) + b).softmax(dim=-1) @ v  # T5 does not scale
    torch.testing.assert_close(fused, by_hand, rtol=0, atol=1e-5)
    print("bias as a float mask: equal within 1e-5")


if __name__ == "__main__":
    main()
