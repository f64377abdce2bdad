"""Exercise 2: the stride of the paper's bottlenecks, one convolution earlier."""

import torch
from model import resnet
from summary import summary
from torch import nn

PAPER = {"ResNet-50": 3.8, "ResNet-101": 7.6, "ResNet-152": 11.3}  # its table, billion


def move_strides(net: nn.Module) -> None:
    """Give the stride of each 3 x 3 convolution to the 1 x 1 before it."""
    for stage in (net.stage2, net.stage3, net.stage4):
        body = stage[0].body
        body[0][0].stride, body[2][0].stride = (2, 2), (1, 1)


def work(net: nn.Module) -> int:
    """Multiply-adds for one image."""
    return sum(row.multiply_adds for row in summary(net, (3, 224, 224)))


def main() -> None:
    """Print the work of both versions, beside the table of the paper."""
    for name, stated in PAPER.items():
        with torch.device("meta"):
            net = resnet(name)
            later = work(net)
            move_strides(net)
            earlier = work(net)
        print(f"{name}: stride in the 3 x 3 {later:,}, in the 1 x 1 {earlier:,}")
        saved = 100 * (1 - earlier / later)
        print(f"    saved {saved:.1f}%, the paper states {stated} billion")
        assert abs(earlier / 1e9 - stated) < 0.1


if __name__ == "__main__":
    main()
