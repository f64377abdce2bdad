"""MobileNet: one separable layer, then the whole network at two widths."""

# Output channels and stride of the 13 separable blocks after the first convolution.
BLOCKS = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)]
BLOCKS += [(512, 1)] * 5 + [(1024, 2), (1024, 1)]


def network(alpha: float, separable: bool = True) -> tuple[int, int]:
    """Parameters (with batch normalization) and multiply-adds at 224 x 224."""
    c, size = int(32 * alpha), 112
    params, work = 27 * c + 2 * c, 27 * c * size * size
    for out, stride in BLOCKS:
        out, size = int(out * alpha), size // stride
        if separable:
            params += 9 * c + 2 * c + c * out + 2 * out
            work += (9 * c + c * out) * size * size
        else:
            params += 9 * c * out + 2 * out
            work += 9 * c * out * size * size
        c = out
    return params + 1000 * c + 1000, work + 1000 * c


def main() -> None:
    """Print and assert the counts of the page."""
    c, cells = 512, 14 * 14
    weights = {"standard": 9 * c * c, "depthwise": 9 * c, "pointwise": c * c}
    weights["separable"] = weights["depthwise"] + weights["pointwise"]
    for name, n in weights.items():
        print(f"{name}: {n:,} weights, {n * cells:,} multiply-adds")
    ratio = weights["separable"] / weights["standard"]
    assert abs(ratio - (1 / c + 1 / 9)) < 1e-12
    share = weights["pointwise"] / weights["separable"]
    print(f"ratio {ratio:.4f}, pointwise share {share:.2f}")

    for title, cost in (
        ("width 1", network(1.0)),
        ("width 0.5", network(0.5)),
        ("standard convolutions", network(1.0, separable=False)),
    ):
        params, work = cost
        print(
            f"{title}: {params:,} parameters, {work / 1e6:,.0f} million multiply-adds"
        )
    assert network(1.0)[0] == 4_231_976


if __name__ == "__main__":
    main()
