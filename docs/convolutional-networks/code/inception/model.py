"""GoogLeNet in PyTorch: the Inception module, and nine of them as a table."""

import torch
from summary import summary, table
from torch import Tensor, nn


# --8<-- [start:module]
def conv(c_in: int, c_out: int, k: int, stride: int = 1) -> nn.Sequential:
    """A convolution with biases that keeps the size at stride 1, then ReLU."""
    layer = nn.Conv2d(c_in, c_out, k, stride, padding=k // 2)
    return nn.Sequential(layer, nn.ReLU())


class Inception(nn.Module):
    """Four parallel branches; their outputs are stacked along the channels."""

    def __init__(self, c: int, one: int, r3: int, o3: int, r5: int, o5: int, pool: int):
        super().__init__()
        self.one = conv(c, one, 1)
        self.three = nn.Sequential(conv(c, r3, 1), conv(r3, o3, 3))
        self.five = nn.Sequential(conv(c, r5, 1), conv(r5, o5, 5))
        self.pool = nn.Sequential(nn.MaxPool2d(3, 1, padding=1), conv(c, pool, 1))

    def forward(self, x: Tensor) -> Tensor:  # (N, c, H, W)
        """Run the branches side by side."""
        branches = (self.one, self.three, self.five, self.pool)
        return torch.cat([branch(x) for branch in branches], dim=1)  # (N, sum, H, W)


# --8<-- [end:module]


# --8<-- [start:googlenet]
MODULES = {  # 1x1; 3x3 reduction and output; 5x5 reduction and output; pool projection
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}


def half() -> nn.MaxPool2d:
    """Max pooling that halves the size."""
    return nn.MaxPool2d(3, stride=2, ceil_mode=True)


def googlenet(classes: int = 1000) -> nn.Sequential:
    """Stem, nine modules with pooling before 4a and 5a, mean, one dense layer."""
    net = nn.Sequential()
    net.stem = nn.Sequential(
        conv(3, 64, 7, stride=2), half(), conv(64, 64, 1), conv(64, 192, 3), half()
    )
    channels = 192
    for name, widths in MODULES.items():
        if name in ("4a", "5a"):
            net.add_module(f"pool{name[0]}", half())
        net.add_module(name, Inception(channels, *widths))
        one, _, o3, _, o5, pool = widths
        channels = one + o3 + o5 + pool
    net.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.4))
    net.dense = nn.Linear(channels, classes)
    return net


def auxiliary(channels: int, classes: int = 1000) -> nn.Sequential:
    """A small classifier on an intermediate map of 14 x 14, used in training only."""
    return nn.Sequential(
        nn.AvgPool2d(5, stride=3),  # (N, channels, 4, 4)
        conv(channels, 128, 1),
        nn.Flatten(),
        nn.Linear(128 * 4 * 4, 1024),
        nn.ReLU(),
        nn.Dropout(0.7),
        nn.Linear(1024, classes),
    )


# --8<-- [end:googlenet]


def main() -> None:
    """Print the layers of the main path."""
    with torch.device("meta"):  # shapes only: no numbers are stored or computed
        rows = summary(googlenet(), (3, 224, 224))
    print(table(rows))


if __name__ == "__main__":
    main()
