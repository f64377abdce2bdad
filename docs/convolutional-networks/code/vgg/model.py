"""VGG from its table: a short list of numbers is the whole network."""

import torch
from summary import Row, summary, table
from torch import nn

# --8<-- [start:model]
CHANNELS = (64, 128, 256, 512, 512)
CONFIGURATIONS = {  # convolutions in each of the five blocks; letter of the paper
    "VGG-11": (1, 1, 2, 2, 2),  # A
    "VGG-13": (2, 2, 2, 2, 2),  # B
    "VGG-16": (2, 2, 3, 3, 3),  # D
    "VGG-19": (2, 2, 4, 4, 4),  # E
}


def vgg(name: str, classes: int = 1000) -> nn.Sequential:
    """Five blocks of 3 x 3 convolutions and a pooling, then three dense layers."""
    net = nn.Sequential()
    c_in = 3
    blocks = zip(CHANNELS, CONFIGURATIONS[name], strict=True)
    for block, (c_out, repeats) in enumerate(blocks, start=1):
        for number in range(1, repeats + 1):
            conv = nn.Conv2d(c_in, c_out, kernel_size=3, padding=1)
            net.add_module(f"conv{block}_{number}", conv)
            net.add_module(f"relu{block}_{number}", nn.ReLU())
            c_in = c_out
        net.add_module(f"pool{block}", nn.MaxPool2d(2))
    net.add_module("flatten", nn.Flatten())  # (N, 512 * 7 * 7)
    for number, inputs, outputs in ((6, 512 * 7 * 7, 4096), (7, 4096, 4096)):
        net.add_module(f"dense{number}", nn.Linear(inputs, outputs))
        net.add_module(f"relu{number}", nn.ReLU())
        net.add_module(f"drop{number}", nn.Dropout(0.5))
    net.add_module("dense8", nn.Linear(4096, classes))
    return net


# --8<-- [end:model]


def count(name: str) -> list[Row]:
    """Rows of one network, on a device that stores no numbers."""
    with torch.device("meta"):
        return summary(vgg(name), (3, 224, 224))


PUBLISHED = {
    "VGG-11": 132_863_336,
    "VGG-13": 133_047_848,
    "VGG-16": 138_357_544,
    "VGG-19": 143_667_240,
}


def main() -> None:
    """Print the table of VGG-16 and the totals of all four."""
    rows = count("VGG-16")
    print("VGG-16, input 3 x 224 x 224")
    print(table(rows))
    print("network  parameters    in convs   multiply-adds  dense     file")
    for name, published in PUBLISHED.items():
        rows = count(name)
        total = sum(row.parameters for row in rows)
        convs = sum(row.parameters for row in rows if row.kind == "Conv2d")
        work = sum(row.multiply_adds for row in rows)
        assert total == published
        print(f"{name} {total:>12,} {convs:>11,} {work:>15,}", end=" ")
        print(f"{1 - convs / total:>6.0%} {total * 4 / 1e6:>5.0f} MB")
    rows = count("VGG-16")
    kept = [row for row in rows if row.kind in ("Conv2d", "MaxPool2d", "Linear")]
    values = [torch.Size(row.shape).numel() for row in kept]
    early = sum(v for row, v in zip(kept, values, strict=True) if row.name[4] in "12")
    print(f"values in the maps: {sum(values):,}, blocks 1 and 2: {early:,}")
    convs = sum(v for row, v in zip(kept, values, strict=True) if row.name[0] == "c")
    print(f"outputs of convolutions alone: {convs:,}, {convs * 4 / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
