"""AlexNet as published in 2012, on two towers, and the single tower of libraries."""

import torch
from summary import Row, summary, table
from torch import nn

# --8<-- [start:towers]
# alpha is 5e-4: PyTorch divides it by the 5 maps, the paper does not.
NORMALIZE = {"size": 5, "alpha": 5e-4, "beta": 0.75, "k": 2.0}


def two_towers() -> nn.Sequential:
    """AlexNet of 2012, for 227 x 227; groups=2 are the two graphics cards."""
    layers = {
        "conv1": nn.Conv2d(3, 96, 11, stride=4),
        "relu1": nn.ReLU(),
        "norm1": nn.LocalResponseNorm(**NORMALIZE),
        "pool1": nn.MaxPool2d(3, stride=2),
        "conv2": nn.Conv2d(96, 256, 5, padding=2, groups=2),
        "relu2": nn.ReLU(),
        "norm2": nn.LocalResponseNorm(**NORMALIZE),
        "pool2": nn.MaxPool2d(3, stride=2),
        "conv3": nn.Conv2d(256, 384, 3, padding=1),  # reads both towers
        "relu3": nn.ReLU(),
        "conv4": nn.Conv2d(384, 384, 3, padding=1, groups=2),
        "relu4": nn.ReLU(),
        "conv5": nn.Conv2d(384, 256, 3, padding=1, groups=2),
        "relu5": nn.ReLU(),
        "pool5": nn.MaxPool2d(3, stride=2),
    }
    net = nn.Sequential()
    for name, layer in layers.items():
        net.add_module(name, layer)
    return add_head(net)


def add_head(net: nn.Sequential, early: bool = False) -> nn.Sequential:
    """Three dense layers; dropout after the first two, or early: before them."""
    net.add_module("flatten", nn.Flatten())  # (N, 256 * 6 * 6)
    for number, inputs, outputs in ((6, 9216, 4096), (7, 4096, 4096)):
        if early:
            net.add_module(f"drop{number}", nn.Dropout(0.5))
        net.add_module(f"dense{number}", nn.Linear(inputs, outputs))
        net.add_module(f"relu{number}", nn.ReLU())
        if not early:
            net.add_module(f"drop{number}", nn.Dropout(0.5))
    net.add_module("dense8", nn.Linear(4096, 1000))
    return net


# --8<-- [end:towers]


# --8<-- [start:single]
def single_tower() -> nn.Sequential:
    """The variant of torchvision: no groups, no normalization, early dropout."""
    net = nn.Sequential()
    c_in = 3
    for number, (c_out, kernel, stride, padding) in enumerate(
        [
            (64, 11, 4, 2),
            (192, 5, 1, 2),
            (384, 3, 1, 1),
            (256, 3, 1, 1),
            (256, 3, 1, 1),
        ],
        start=1,
    ):
        net.add_module(f"conv{number}", nn.Conv2d(c_in, c_out, kernel, stride, padding))
        net.add_module(f"relu{number}", nn.ReLU())
        if number in (1, 2, 5):
            net.add_module(f"pool{number}", nn.MaxPool2d(3, stride=2))
        c_in = c_out
    net.add_module("average", nn.AdaptiveAvgPool2d(6))  # any input size gives 6 x 6
    return add_head(net, early=True)


# --8<-- [end:single]


def shapes(rows: list[Row]) -> str:
    """Sizes of the layers that reshape, in order."""
    keep = [row for row in rows if row.kind in ("Conv2d", "MaxPool2d")]
    return ", ".join(f"{row.name} {'x'.join(map(str, row.shape))}" for row in keep)


def main() -> None:
    """Print both tables and assert the published totals."""
    for title, build, size, total in (
        ("two towers, 2012, input 3 x 227 x 227", two_towers, 227, 60_965_224),
        (
            "single tower, torchvision, input 3 x 224 x 224",
            single_tower,
            224,
            61_100_840,
        ),
    ):
        with torch.device("meta"):  # shapes only, no memory for the weights
            rows = summary(build(), (3, size, size))
        print(title)
        print(table(rows))
        print(shapes(rows))
        found = sum(row.parameters for row in rows)
        assert found == total
        dense = sum(row.parameters for row in rows if row.kind == "Linear")
        work = sum(row.multiply_adds for row in rows if row.kind == "Conv2d")
        every = sum(row.multiply_adds for row in rows)
        print(f"dense layers: {dense / found:.0%} of the parameters", end=", ")
        print(f"convolutions: {work / every:.0%} of the multiply-adds")
    undivided = 256 * (96 * 25 + 1)
    print(f"conv2 without groups: {undivided:,}")
    whole = sum(
        c_out * c_in * k * k // 2
        for c_in, c_out, k in ((96, 256, 5), (384, 384, 3), (384, 256, 3))
    )
    print(f"weights saved by the two towers: {whole:,}")
    print(f"weights as 32-bit numbers: {60_965_224 * 4 / 1e6:.0f} MB")
    print("first size from 224 without padding:", (224 - 11) / 4 + 1)
    print("first size from 227:", (227 - 11) // 4 + 1)


if __name__ == "__main__":
    main()
