"""GoogLeNet counted: the first module by branch, the parts, the auxiliary heads."""

import torch
from model import MODULES, Inception, auxiliary, conv, googlenet
from summary import Row, summary
from torch import nn


def total(rows: list[Row]) -> tuple[int, int]:
    """Parameters and multiply-adds."""
    return sum(r.parameters for r in rows), sum(r.multiply_adds for r in rows)


def show(title: str, rows: list[Row]) -> tuple[int, int]:
    """Print one line of costs."""
    parameters, work = total(rows)
    print(f"{title:30} {parameters:>10,} {work:>14,}")
    return parameters, work


def main() -> None:
    """Print and assert the counts of the page."""
    with torch.device("meta"):
        print(f"{'':30} {'parameters':>10} {'multiply-adds':>14}")
        rows = summary(Inception(192, *MODULES["3a"]), (192, 28, 28))
        for branch in ("one", "three", "five", "pool"):
            show(f"3a, branch {branch}", [r for r in rows if r.name.startswith(branch)])
        show("3a", rows)
        naive = [conv(192, o, k) for o, k in ((64, 1), (128, 3), (32, 5))]
        show(
            "3a without reductions",
            summary(nn.ModuleList(naive)[0], (192, 28, 28))
            + summary(naive[1], (192, 28, 28))
            + summary(naive[2], (192, 28, 28)),
        )
        show("5x5 branch, no reduction", summary(naive[2], (192, 28, 28)))

        rows = summary(googlenet(), (3, 224, 224))
        for part in ("stem", *MODULES, "dense"):
            mine = [r for r in rows if r.name.split(".")[0] == part]
            show(part, mine)
        parameters, _ = show("GoogLeNet, main path", rows)
        convolutions = [r for r in rows if r.kind == "Conv2d"]
        show("convolutions of the main path", convolutions)
        heads = [summary(auxiliary(c), (c, 14, 14)) for c in (512, 528)]
        added = sum(
            show(f"auxiliary head on {c}", h)[0]
            for c, h in zip((512, 528), heads, strict=True)
        )
        print(f"with both heads in training: {parameters + added:,} parameters")
        for name, theirs in (("AlexNet", 60_965_224), ("VGG-16", 138_357_544)):
            print(f"{name} / GoogLeNet: {theirs / parameters:.1f}")
        print("layers with weights along the path:", 3 + 2 * len(MODULES) + 1)
    assert parameters == 6_998_552


if __name__ == "__main__":
    main()
