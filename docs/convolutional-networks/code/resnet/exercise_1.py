"""Exercise 1: weights of the first block of stage 2 of ResNet-50."""

import torch
from model import bottleneck
from summary import summary


def main() -> None:
    """Print each convolution of the block."""
    with torch.device("meta"):
        rows = summary(bottleneck(256, 128, stride=2), (256, 56, 56))
    convs = [row for row in rows if row.kind == "Conv2d"]
    for row in convs:
        shape = " x ".join(map(str, row.shape))
        print(f"{row.name:11} {shape:>13} {row.parameters:8,} {row.multiply_adds:12,}")
    total = sum(row.parameters for row in convs)
    print(f"together {total:,}, of which the projection {convs[-1].parameters:,}")
    assert total == 32_768 + 147_456 + 65_536 + 131_072


if __name__ == "__main__":
    main()
