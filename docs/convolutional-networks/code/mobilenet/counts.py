"""MobileNets counted: one layer, the two multipliers, both versions."""

import torch
from model import Inverted, mobilenet, mobilenet_v2, standard
from summary import Row, summary
from torch import nn


def total(rows: list[Row]) -> tuple[int, int]:
    """Parameters and multiply-adds."""
    return sum(r.parameters for r in rows), sum(r.multiply_adds for r in rows)


def show(title: str, net: nn.Module, size: int = 224) -> tuple[int, int]:
    """Print one line for a network."""
    parameters, work = total(summary(net, (3, size, size)))
    print(f"{title:24} {parameters:>10,} {work / 1e6:>6,.0f} million multiply-adds")
    return parameters, work


def main() -> None:
    """Print and assert the counts of the page."""
    c, cells = 512, 14 * 14
    weights = {"standard": 9 * c * c, "depthwise": 9 * c, "pointwise": c * c}
    weights["both steps"] = weights["depthwise"] + weights["pointwise"]
    for name, n in weights.items():
        print(f"512 to 512, {name:10} {n:>9,} weights {n * cells:>11,} multiply-adds")
    ratio = weights["both steps"] / weights["standard"]
    print(f"ratio {ratio:.4f}, 1/512 + 1/9 = {1 / c + 1 / 9:.4f}", end=", ")
    print(f"pointwise share {weights['pointwise'] / weights['both steps']:.2f}")

    with torch.device("meta"):
        for alpha in (1, 0.75, 0.5, 0.25):
            parameters, work = show(f"width {alpha}", mobilenet(alpha))
            if alpha == 1:
                assert (parameters, round(work / 1e6)) == (4_231_976, 569)
        for size in (192, 160, 128):
            show(f"resolution {size}", mobilenet(), size)
        show("standard convolutions", mobilenet(block=standard))
        parameters, _ = show("version 2", mobilenet_v2())
        assert parameters == 3_504_872  # as torchvision states
        rows = summary(mobilenet_v2(), (3, 224, 224))
        norms = sum(r.parameters for r in rows if r.kind == "BatchNorm2d")
        print(f"version 2, batch normalizations {norms:,}, rest {parameters - norms:,}")
        rows = summary(mobilenet(), (3, 224, 224))
        everything = total(rows)[1]
        for kind in ("stem", ".0.0", ".1.0", "dense"):  # depthwise .0.0, pointwise .1.0
            mine = [r for r in rows if r.name.startswith(kind)]
            if kind[0] == ".":
                mine = [r for r in rows if "block" in r.name and r.name.endswith(kind)]
            parameters, work = total(mine)
            name = {".0.0": "depthwise", ".1.0": "pointwise"}.get(kind, kind)
            print(f"{name:10} {parameters:>9,} {100 * work / everything:5.1f}% of work")
        block = [
            r
            for r in summary(Inverted(24, 24, 1, 6), (24, 56, 56))
            if r.kind == "Conv2d"
        ]
        print(
            "inverted block, 24 channels:",
            " + ".join(f"{r.parameters:,}" for r in block),
            f"= {total(block)[0]:,} weights, {total(block)[1]:,}",
        )


if __name__ == "__main__":
    main()
