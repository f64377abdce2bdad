"""AlexNet: sizes, parameters and multiply-adds from the list of layers."""

# Kind, outputs, kernel, stride, padding, groups.
LAYERS = [
    ("conv", 96, 11, 4, 0, 1),
    ("pool", 96, 3, 2, 0, 1),
    ("conv", 256, 5, 1, 2, 2),
    ("pool", 256, 3, 2, 0, 1),
    ("conv", 384, 3, 1, 1, 1),
    ("conv", 384, 3, 1, 1, 2),
    ("conv", 256, 3, 1, 1, 2),
    ("pool", 256, 3, 2, 0, 1),
    ("dense", 4096, 1, 1, 0, 1),
    ("dense", 4096, 1, 1, 0, 1),
    ("dense", 1000, 1, 1, 0, 1),
]


def main() -> None:
    """Print and assert the counts of the page."""
    channels, size, work = 3, 227, 0
    params = []
    for kind, out, k, stride, padding, groups in LAYERS:
        if kind == "dense":
            channels, size = channels * size * size, 1  # flatten
        size = (size + 2 * padding - k) // stride + 1
        weights = 0 if kind == "pool" else out * (channels // groups) * k * k
        params.append(weights + out if weights else 0)
        work += weights * size * size
        channels = out
        print(f"{kind:5} {out:4} x {size:2} x {size:2}  {params[-1]:,}")

    dense = sum(params[-3:])
    print(f"total {sum(params):,}, in the dense layers {dense / sum(params):.2f}")
    print(
        f"convolutions {sum(params) - dense:,}, multiply-adds {work / 1e9:.2f} billion"
    )
    print(f"second convolution without groups {256 * (96 * 25 + 1):,}")
    assert sum(params) == 60_965_224

    scores = {"cat": 0.4, "dog": 0.3, "fox": 0.1, "cow": 0.08, "pig": 0.07, "owl": 0.05}
    best = sorted(scores, key=scores.__getitem__, reverse=True)
    for truth in ("owl", "fox"):
        print(f"{truth}: top-1 error {truth != best[0]}, top-5 {truth not in best[:5]}")


if __name__ == "__main__":
    main()
