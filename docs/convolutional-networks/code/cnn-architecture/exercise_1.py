"""Shapes, costs and receptive fields of a stack of four layers."""

from scratch import field

SHAPE = (1, 28, 28)
# kind, channels out, kernel, stride, padding
LAYERS = [
    ("convolution", 6, 5, 1, 2),
    ("pooling", 6, 2, 2, 0),
    ("convolution", 16, 5, 1, 0),
    ("pooling", 16, 2, 2, 0),
]


def main() -> None:
    """Walk through the stack."""
    channels, n, _ = SHAPE
    fields = field([(kernel, stride) for _, _, kernel, stride, _ in LAYERS])
    for (kind, out, k, stride, pad), (r, _) in zip(LAYERS, fields, strict=True):
        n = (n + 2 * pad - k) // stride + 1
        weights = out * channels * k * k if kind == "convolution" else 0
        count = weights + out if weights else 0
        print(f"{kind:11} {out:2} x {n:2} x {n:2}", end=" ")
        print(f"parameters {count:5,} multiply-adds {weights * n * n:7,} field {r}")
        channels = out
    print(f"dense, 10 classes: {channels * n * n * 10 + 10:,} parameters")


if __name__ == "__main__":
    main()
