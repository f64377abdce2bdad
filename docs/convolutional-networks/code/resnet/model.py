"""ResNet in PyTorch: two kinds of block, and the network as a short list of numbers."""

import torch
from summary import summary, table
from torch import Tensor, nn


# --8<-- [start:blocks]
def conv_bn(c_in: int, c_out: int, k: int, stride: int = 1) -> nn.Sequential:
    """A convolution that keeps the size at stride 1, then batch normalization."""
    conv = nn.Conv2d(c_in, c_out, k, stride, padding=k // 2, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(c_out))


class Residual(nn.Module):
    """y = relu(shortcut(x) + F(x)); without the shortcut it is a plain block."""

    def __init__(self, body: nn.Module, c_in: int, c_out: int, stride: int):
        super().__init__()
        self.body, self.plain = body, False
        same = c_in == c_out and stride == 1
        self.shortcut = nn.Identity() if same else conv_bn(c_in, c_out, 1, stride)

    def forward(self, x: Tensor) -> Tensor:  # (N, c_in, H, W)
        """Add the correction to what came in."""
        y = self.body(x)  # (N, c_out, H / stride, W / stride)
        return torch.relu(y if self.plain else y + self.shortcut(x))


def basic(c_in: int, width: int, stride: int) -> Residual:
    """Two 3 x 3 convolutions."""
    first, second = conv_bn(c_in, width, 3, stride), conv_bn(width, width, 3)
    return Residual(nn.Sequential(first, nn.ReLU(), second), c_in, width, stride)


def bottleneck(c_in: int, width: int, stride: int) -> Residual:
    """1 x 1 down to the width, 3 x 3, 1 x 1 up to four times the width."""
    down, middle = conv_bn(c_in, width, 1), conv_bn(width, width, 3, stride)
    up = conv_bn(width, 4 * width, 1)
    body = nn.Sequential(down, nn.ReLU(), middle, nn.ReLU(), up)
    return Residual(body, c_in, 4 * width, stride)


# --8<-- [end:blocks]


# --8<-- [start:resnet]
FAMILY = {  # kind of block, blocks per stage
    "ResNet-18": (basic, (2, 2, 2, 2)),
    "ResNet-34": (basic, (3, 4, 6, 3)),
    "ResNet-50": (bottleneck, (3, 4, 6, 3)),
    "ResNet-101": (bottleneck, (3, 4, 23, 3)),
    "ResNet-152": (bottleneck, (3, 8, 36, 3)),
}


def resnet(name: str, classes: int = 1000) -> nn.Sequential:
    """Stem, four stages, global average pooling, one dense layer."""
    block, stages = FAMILY[name]
    net = nn.Sequential()
    net.stem = conv_bn(3, 64, 7, stride=2)
    net.pool = nn.Sequential(nn.ReLU(), nn.MaxPool2d(3, stride=2, padding=1))
    channels = 64
    for stage, blocks in enumerate(stages):
        layers = []
        for number in range(blocks):
            stride = 2 if stage and not number else 1  # stages 2 to 4 halve the size
            layers.append(block(channels, 64 * 2**stage, stride))
            channels = 64 * 2**stage * (4 if block is bottleneck else 1)
        net.add_module(f"stage{stage + 1}", nn.Sequential(*layers))
    net.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    net.dense = nn.Linear(channels, classes)
    return net


# --8<-- [end:resnet]


def main() -> None:
    """Print the layers of ResNet-18."""
    with torch.device("meta"):  # shapes only: no numbers are stored or computed
        rows = summary(resnet("ResNet-18"), (3, 224, 224))
    print(table([row for row in rows if row.kind != "BatchNorm2d"]).rsplit("\n", 1)[0])
    norms = sum(row.parameters for row in rows if row.kind == "BatchNorm2d")
    print(f"batch normalizations, together: {norms:,} parameters")
    print(table(rows).splitlines()[-1])


if __name__ == "__main__":
    main()
