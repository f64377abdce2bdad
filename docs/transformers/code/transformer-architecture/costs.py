"""Parameters and FLOPs of the base model from its sizes, and of PyTorch's layers."""

from __future__ import annotations

from torch import nn

D, WIDE, LAYERS, V = 512, 2048, 6, 37_000


# --8<-- [start:formulas]
def parameters(d: int, wide: int) -> tuple[int, int]:
    """Parameters of one encoder layer and of one decoder layer, biases included."""
    attention = 4 * d * d + 4 * d
    feedforward = 2 * d * wide + wide + d
    norm = 2 * d
    return attention + feedforward + 2 * norm, 2 * attention + feedforward + 3 * norm


def flops(d: int, wide: int, s: int, t: int) -> tuple[int, int]:
    """FLOPs of the products of one encoder layer and of one decoder layer."""
    encoder = 8 * s * d * d + 4 * s * s * d + 4 * s * d * wide
    past = 8 * t * d * d + 4 * t * t * d
    cross = 4 * t * d * d + 4 * s * d * d + 4 * t * s * d
    return encoder, past + cross + 4 * t * d * wide


# --8<-- [end:formulas]


def main() -> None:
    """Print the counts and compare them with PyTorch."""
    encoder, decoder = parameters(D, WIDE)
    layers = (nn.TransformerEncoderLayer, nn.TransformerDecoderLayer)
    for name, ours, layer in zip(
        ("encoder", "decoder"), (encoder, decoder), layers, strict=True
    ):
        theirs = sum(p.numel() for p in layer(D, 8, WIDE).parameters())
        assert theirs == ours
        print(f"{name} layer {ours:,}, PyTorch {theirs:,}; six {LAYERS * ours:,}")
    stacks, table = LAYERS * (encoder + decoder), V * D
    print(f"stacks {stacks:,}, one shared table {table:,}")
    print(f"together {stacks + table:,}; three separate tables {stacks + 3 * table:,}")
    for s in (25, 512):
        e, d = (LAYERS * f for f in flops(D, WIDE, s, s))
        out = 2 * s * D * V
        print(
            f"S = T = {s}: encoder {e / 1e9:.2f}, decoder {d / 1e9:.2f}, "
            f"logits {out / 1e9:.2f} GFLOP"
        )


if __name__ == "__main__":
    main()
