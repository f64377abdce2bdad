"""Work and memory of one gradient of a 784-128-10 network."""

from __future__ import annotations

from itertools import pairwise

SIZES = [784, 128, 10]
BATCH = 64


def main() -> None:
    """Count parameters, multiplications and stored values."""
    pairs = list(pairwise(SIZES))
    weights = [a * b for a, b in pairs]
    parameters = sum(weights) + sum(SIZES[1:])
    passes = 2 * parameters
    print(f"parameters: {parameters:,}")
    print(f"forward passes for central differences: {passes:,}")
    print(f"at 1 ms a pass: {passes / 1000:.0f} seconds for one update")
    forward = sum(weights)
    back = sum(weights) + sum(weights[1:])  # BP3 for every layer, BP2 for all but one
    print(f"multiplications per example, forward: {forward:,}")
    print(f"multiplications per example, backward: {back:,}")
    print(f"backward / forward: {back / forward:.2f}")
    stored = BATCH * sum(SIZES)
    print(f"values kept for the backward pass, batch of {BATCH}: {stored:,}")
    print(f"in float32: {4 * stored:,} bytes")
    assert parameters == 101_770
    assert passes == 203_540


if __name__ == "__main__":
    main()
