"""Exercise 2: the stride of the paper's bottlenecks, one convolution earlier."""

import torch
from model import resnet
from summary import summary
from torch import nn


def move_strides(net: nn.Module) -> None:
    """Give the stride of each 3 x 3 convolution to the 1 x 1 before it."""
    for stage in (net.stage2, net.stage3, net.stage4):
        body = stage[0].body
        body[0][0].stride, body[2][0].stride = (2, 2), (1, 1)


def main() -> None:
    """Print the work of both versions."""
    with torch.device("meta"):
        net = resnet("ResNet-50")
        later = sum(row.multiply_adds for row in summary(net, (3, 224, 224)))
        move_strides(net)
        rows = summary(net, (3, 224, 224))
    paper = sum(row.multiply_adds for row in rows)
    print(f"stride in the 3 x 3: {later:,} multiply-adds")
    print(f"stride in the 1 x 1: {paper:,} multiply-adds")
    print(f"saved: {100 * (1 - paper / later):.1f}%")
    print(f"parameters: {sum(row.parameters for row in rows):,}")


if __name__ == "__main__":
    main()
