"""Roofline, memory of training, traffic: the numbers of the page."""

from __future__ import annotations

PEAK, BANDWIDTH = 312e12, 2.039e12  # A100 80 GB SXM: FLOPs and bytes per second


# --8<-- [start:roofline]
def matmul(n: int, k: int, m: int, size: int = 2) -> tuple[float, float]:
    """FLOPs and bytes of (n, k) times (k, m), each matrix moved once."""
    return 2.0 * n * k * m, float(size * (n * k + k * m + n * m))


def attainable(flops: float, moved: float) -> float:
    """Operations per second under the roofline."""
    return min(PEAK, flops / moved * BANDWIDTH)


# --8<-- [end:roofline]


# --8<-- [start:memory]
def training_bytes(n: float, k: int = 1, stage: int = 0) -> float:
    """Weights and gradients in 16 bits, Adam and a copy of the weights in 32."""
    weights, grads, states = 2.0, 2.0, 12.0
    return n * (
        weights / (k if stage >= 3 else 1)
        + grads / (k if stage >= 2 else 1)
        + states / (k if stage >= 1 else 1)
    )


def activation_bytes(layers: int, t: int, d: int, heads: int, full: bool) -> float:
    """One sequence in 16 bits: layer inputs only, or all that backward needs."""
    per_layer = 34 * t * d + 5 * heads * t * t if full else 2 * t * d
    return float(layers * per_layer)


# --8<-- [end:memory]


def main() -> None:
    """Print them."""
    print(f"ridge {PEAK / BANDWIDTH:.0f} FLOPs per byte")
    for n in (1, 16, 128, 4096):
        flops, moved = matmul(n, 4096, 4096)
        rate = attainable(flops, moved)
        print(
            f"N={n}: intensity {flops / moved:.1f}, {rate / 1e12:.1f} TFLOP/s, ", end=""
        )
        print(f"{rate / PEAK:.1%} of the peak")
    n = 7e9
    for k in (8, 64):
        sizes = [training_bytes(n, k, stage) / 1e9 for stage in range(4)]
        print(
            f"7 billion, k={k}, stages 0 to 3:",
            " ".join(f"{s:.2f}" for s in sizes),
            "GB",
        )
    for name, count in (("weights", 2), ("gradients", 2), ("copy", 4), ("averages", 8)):
        print(f"{name}: {count * n / 1e9:.0f} GB")
    for t in (2048, 8192):
        full = activation_bytes(32, t, 4096, 32, True) / 1e9
        few = activation_bytes(32, t, 4096, 32, False) / 1e9
        print(f"activations, T={t}: {full:.1f} GB, layer inputs only {few:.2f} GB")
    for k in (2, 8, 64):
        print(f"all-reduce of 14 GB, k={k}: {2 * (k - 1) / k * 14:.2f} GB per device")
    print(f"24.5 GB at 100 GB/s: {24.5 / 100:.3f} s")


if __name__ == "__main__":
    main()
