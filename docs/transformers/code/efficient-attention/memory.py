"""Peak memory of plain, blocked and linear attention, measured and modelled."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import numpy as np
import scratch
import variants

D, BLOCK = 64, 128
LENGTHS = [512, 1024, 2048, 4096]
Array = np.ndarray


# --8<-- [start:peak]
def peak(function: Callable[..., Array], t: int, *more: int) -> int:
    """Largest number of bytes in use during the call, inputs not counted."""
    rng = np.random.default_rng(0)
    q, k, v = (rng.normal(size=(t, D)) for _ in range(3))
    tracemalloc.start()  # NumPy reports its arrays to tracemalloc
    function(q, k, v, *more)
    result = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result


def model(t: int) -> tuple[int, int]:
    """Bytes of the arrays alive at the peak in float64: plain and blocked."""
    plain = 8 * (t * t + t * D)  # scores and output
    blocked = 8 * (t * D + 3 * BLOCK * BLOCK + 4 * BLOCK * D)  # output, tiles
    return plain, blocked


# --8<-- [end:peak]


def main() -> None:
    """Measure, compare with the model, extend the model."""
    print("MiB at the peak, float64, d_k = 64, blocks of 128")
    print("     T     plain  modelled   blocked  modelled   linear")
    for t in LENGTHS:
        plain = peak(scratch.attention, t)
        blocked = peak(scratch.flash_attention, t, BLOCK)
        linear = peak(variants.linear_attention, t)
        m = model(t)
        sizes = (plain, m[0], blocked, m[1])
        print(f"{t:6d}", " ".join(f"{size / 2**20:9.2f}" for size in sizes), end="")
        print(f" {linear / 2**20:8.1f}")
        assert abs(plain / m[0] - 1) < 0.05
        assert abs(blocked / m[1] - 1) < 0.05
    for t in (16_384, 65_536, 262_144):
        plain, blocked = model(t)
        print(f"{t:6d} modelled: plain {plain / 2**30:.1f} GiB, ", end="")
        print(f"blocked {blocked / 2**30:.2f} GiB")


if __name__ == "__main__":
    main()
