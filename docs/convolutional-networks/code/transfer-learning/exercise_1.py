"""Exercise 1: trainable parameters of a ResNet-50 with a head of five classes."""

from __future__ import annotations


def bottleneck(c_in: int, width: int, project: bool) -> int:
    """1x1, 3x3 and 1x1 convolutions without bias, each with batch norm."""
    out = 4 * width
    weights = c_in * width + 9 * width * width + width * out
    norms = 2 * (width + width + out)  # a scale and a shift for each channel
    if project:
        weights, norms = weights + c_in * out, norms + 2 * out
    return weights + norms


def stage(c_in: int, width: int, blocks: int) -> int:
    """One block with a projection on the shortcut, then plain blocks."""
    return bottleneck(c_in, width, True) + (blocks - 1) * bottleneck(
        4 * width, width, False
    )


def main() -> None:
    """Count the stages, the head and what is trained."""
    stem = 3 * 64 * 49 + 2 * 64
    stages = [stage(64, 64, 3), stage(256, 128, 4), stage(512, 256, 6),
              stage(1024, 512, 3)]  # fmt: skip
    head = 2048 * 5 + 5
    total = stem + sum(stages) + head
    print("stages", stages)
    print(f"head {head}, total {total}")
    print(f"head only: {head / total:.4%}")
    print(f"head and last stage: {stages[3] + head}, {(stages[3] + head) / total:.0%}")
    assert stem + sum(stages) + 2048 * 1000 + 1000 == 25_557_032


if __name__ == "__main__":
    main()
