"""Exercise 1: operations of three layers at T = 2,000 and d = 256."""

from __future__ import annotations

import scratch


def main() -> None:
    """Print the counts, and the share of the pairs in self-attention."""
    for name, count in scratch.operations(2000, 256).items():
        print(f"{name}: {count:,}")
    pairs = 2 * 2000**2 * 256
    total = scratch.operations(2000, 256)["attention"]
    print(f"share of the T x T part: {pairs / total:.2f}")


if __name__ == "__main__":
    main()
