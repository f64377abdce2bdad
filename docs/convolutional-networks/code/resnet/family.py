"""The ResNet family counted: parts, totals, and what a bottleneck saves."""

from collections.abc import Callable

import torch
from model import FAMILY, Residual, basic, bottleneck, resnet
from summary import Row, summary

PUBLISHED = {  # parameters that torchvision states for its models
    "ResNet-18": 11_689_512,
    "ResNet-34": 21_797_672,
    "ResNet-50": 25_557_032,
    "ResNet-101": 44_549_160,
    "ResNet-152": 60_192_808,
}


def total(rows: list[Row]) -> tuple[int, int]:
    """Parameters and multiply-adds."""
    return sum(r.parameters for r in rows), sum(r.multiply_adds for r in rows)


def parts(name: str) -> None:
    """Print the stem, the stages and the dense layer of a network."""
    rows = summary(resnet(name), (3, 224, 224))
    print(f"{name}: part, output shape, parameters, multiply-adds")
    for part in ("stem", "stage1", "stage2", "stage3", "stage4", "dense"):
        mine = [r for r in rows if r.name.split(".")[0] == part]
        shape = " x ".join(map(str, mine[-1].shape))
        parameters, work = total(mine)
        print(f"  {part:7} {shape:>14} {parameters:>11,} {work:>14,}")


def block(title: str, build: Callable[..., Residual], width: int, c: int) -> int:
    """Print the convolution weights of one block at stride 1."""
    rows = summary(build(c, width, 1), (c, 56, 56))
    weights = [r.parameters for r in rows if r.kind == "Conv2d"]
    print(f"{title}: {' + '.join(f'{w:,}' for w in weights)} = {sum(weights):,}")
    return sum(weights)


def main() -> None:
    """Print and assert the tables of the page."""
    with torch.device("meta"):
        parts("ResNet-18")
        parts("ResNet-50")
        for name, (_, stages) in FAMILY.items():
            rows = summary(resnet(name), (3, 224, 224))
            parameters, work = total(rows)
            print(f"{name:10} {stages!s:14} {parameters:10,} {work / 1e9:.2f} billion")
            assert parameters == PUBLISHED[name]
        for name in ("ResNet-18", "ResNet-34"):  # the paper's have no projections
            rows = summary(resnet(name), (3, 224, 224))
            work = sum(r.multiply_adds for r in rows if "shortcut" not in r.name)
            print(f"{name} without projections: {work / 1e9:.2f} billion")
        narrow = block("bottleneck, 256 channels", bottleneck, 64, 256)
        wide = block("two 3 x 3, 256 channels", basic, 256, 256)
        print(f"ratio {wide / narrow:.1f}")
        block("two 3 x 3, 64 channels", basic, 64, 64)
        block("quiz: bottleneck, 512 channels", bottleneck, 128, 512)
        two = total(summary(resnet("ResNet-50", 2), (3, 224, 224)))[0]
        print(f"ResNet-50 for two classes: {two:,} parameters")


if __name__ == "__main__":
    main()
