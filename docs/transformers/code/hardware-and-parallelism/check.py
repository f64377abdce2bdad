"""Memory of training, traffic, idle time, and a feedforward network in two parts."""

import numpy as np


def main() -> None:
    """Print and assert the numbers of the page."""
    n, k = 7, 8  # billions of parameters, devices
    per_parameter = {
        "nothing": 16.0,
        "stage 1": 4 + 12 / k,
        "stage 2": 2 + 14 / k,
        "stage 3": 16 / k,
    }
    for name, size in per_parameter.items():
        print(f"{name}: {size:.2f} bytes per parameter, {size * n:.2f} GB")
    print(f"ring all-reduce of 14 GB: {2 * (k - 1) / k * 14:.1f} GB sent per device")

    size = 4096
    print(f"matrix product: {2 * size**3 / (3 * size**2 * 2):.0f} operations per byte")
    p = 4
    for m in (1, 4, 16):
        print(f"pipeline, m={m}: {(p - 1) / (m + p - 1):.0%} idle")

    rng = np.random.default_rng(0)
    x, a, b = (rng.normal(size=s) for s in ((5, 4), (4, 6), (6, 4)))
    whole = np.maximum(x @ a, 0) @ b
    parts = [np.maximum(x @ a[:, c], 0) @ b[c] for c in (slice(0, 3), slice(3, 6))]
    assert np.allclose(whole, parts[0] + parts[1])
    print("tensor parallel: the two parts add up to the whole")


if __name__ == "__main__":
    main()
