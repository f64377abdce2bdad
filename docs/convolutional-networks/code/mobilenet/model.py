"""MobileNet in PyTorch: the separable block of version 1, the inverted one of 2."""

import torch
from summary import summary, table
from torch import Tensor, nn


# --8<-- [start:separable]
def conv_bn(
    c_in: int, c_out: int, k: int, stride: int = 1, groups: int = 1, act: bool = True
) -> nn.Sequential:
    """Convolution, batch normalization and, unless it is left out, ReLU6."""
    conv = nn.Conv2d(c_in, c_out, k, stride, k // 2, groups=groups, bias=False)
    layers = [conv, nn.BatchNorm2d(c_out)]
    return nn.Sequential(*layers, nn.ReLU6()) if act else nn.Sequential(*layers)


def separable(c_in: int, c_out: int, stride: int) -> nn.Sequential:
    """Depthwise 3 x 3 (one kernel per channel), then pointwise 1 x 1."""
    depthwise = conv_bn(c_in, c_in, 3, stride, groups=c_in)
    return nn.Sequential(depthwise, conv_bn(c_in, c_out, 1))


def standard(c_in: int, c_out: int, stride: int) -> nn.Sequential:
    """The layer that it replaces."""
    return conv_bn(c_in, c_out, 3, stride)


BLOCKS = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)]
BLOCKS += [(512, 1)] * 5 + [(1024, 2), (1024, 1)]  # channels and stride of 13 blocks


def mobilenet(alpha: float = 1, classes: int = 1000, block=separable) -> nn.Sequential:
    """Version 1 with width multiplier alpha."""
    channels, net = int(32 * alpha), nn.Sequential()
    net.stem = conv_bn(3, channels, 3, stride=2)
    for number, (width, stride) in enumerate(BLOCKS, start=1):
        width = int(width * alpha)
        net.add_module(f"block{number}", block(channels, width, stride))
        channels = width
    net.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    net.dense = nn.Linear(channels, classes)
    return net


# --8<-- [end:separable]


# --8<-- [start:inverted]
class Inverted(nn.Module):
    """Expand by 1 x 1, filter each channel by 3 x 3, project by 1 x 1 without ReLU."""

    def __init__(self, c_in: int, c_out: int, stride: int, expand: int):
        super().__init__()
        wide = c_in * expand
        layers = [conv_bn(c_in, wide, 1)] if expand > 1 else []
        layers.append(conv_bn(wide, wide, 3, stride, groups=wide))
        layers.append(conv_bn(wide, c_out, 1, act=False))  # the linear bottleneck
        self.body = nn.Sequential(*layers)
        self.shortcut = stride == 1 and c_in == c_out

    def forward(self, x: Tensor) -> Tensor:  # (N, c_in, H, W)
        """The shortcut joins the two narrow ends."""
        return x + self.body(x) if self.shortcut else self.body(x)


STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2)]
STAGES += [(6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
# expansion, channels, number of blocks, stride of the first


def mobilenet_v2(classes: int = 1000) -> nn.Sequential:
    """Version 2: seventeen inverted residual blocks."""
    net = nn.Sequential(conv_bn(3, 32, 3, stride=2))
    channels = 32
    for expand, width, blocks, stride in STAGES:
        for number in range(blocks):
            net.append(Inverted(channels, width, 1 if number else stride, expand))
            channels = width
    net.append(conv_bn(channels, 1280, 1))
    net.append(nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2)))
    return net.append(nn.Linear(1280, classes))


# --8<-- [end:inverted]


def main() -> None:
    """Print the layers of version 1."""
    with torch.device("meta"):  # shapes only: no numbers are stored or computed
        rows = summary(mobilenet(), (3, 224, 224))
    print(table([row for row in rows if row.kind != "BatchNorm2d"]).rsplit("\n", 1)[0])
    norms = sum(row.parameters for row in rows if row.kind == "BatchNorm2d")
    print(f"batch normalizations, together: {norms:,} parameters")
    print(table(rows).splitlines()[-1])


if __name__ == "__main__":
    main()
