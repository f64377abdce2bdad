"""Our count of GoogLeNet beside the table of the paper, row by row."""

import torch
from model import MODULES, googlenet
from summary import Row, summary

PAPER = {  # parameters in K, multiply-adds in millions; the stem is two rows there
    "stem": (2.7 + 112, 34 + 360),
    "3a": (159, 128),
    "3b": (380, 304),
    "4a": (364, 73),
    "4b": (437, 88),
    "4c": (463, 100),
    "4d": (580, 119),
    "4e": (840, 170),
    "5a": (1072, 54),
    "5b": (1388, 71),
    "dense": (1000, 1),
}


def weights(row: Row) -> int:
    """Parameters without the biases, one for each output channel."""
    return row.parameters - row.shape[0] if row.parameters else 0


def main() -> None:
    """Print both counts, with K = 1,024 as in the row of the dense layer."""
    with torch.device("meta"):
        rows = summary(googlenet(), (3, 224, 224))
    print("part    weights in K: ours, paper    million multiply-adds: ours, paper")
    for part in ("stem", *MODULES, "dense"):
        mine = [r for r in rows if r.name.split(".")[0] == part]
        ours = sum(weights(r) for r in mine) / 1024
        work = sum(r.multiply_adds for r in mine) / 1e6
        print(f"{part:6} {ours:14.0f} {PAPER[part][0]:8.0f} ", end="")
        print(f"{work:27.0f} {PAPER[part][1]:8.0f}")
    ours = sum(weights(r) for r in rows)
    paper = sum(k for k, _ in PAPER.values())
    print(
        f"all weights: ours {ours:,} = {ours / 1024:,.0f}K, paper {paper:,.0f}K", end=""
    )
    print(f" = {paper * 1024 / 1e6:.2f} million")
    work = sum(r.multiply_adds for r in rows) / 1e6
    print(f"all multiply-adds: ours {work:,.0f} million", end=", ")
    print(f"paper {sum(m for _, m in PAPER.values()):,} million")
    first = rows[0]
    print(f"first convolution: ours {weights(first):,} weights, ", end="")
    print(f"{first.multiply_adds / 1e6:.0f} million; paper 2.7K, 34 million")


if __name__ == "__main__":
    main()
