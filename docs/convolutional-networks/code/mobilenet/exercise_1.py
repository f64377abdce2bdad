"""Exercise 1: a separable 5 x 5 layer from 128 to 256 channels on 28 x 28."""

from scratch import cost_ratio


def main() -> None:
    """Print weights and work of both steps and of the standard layer."""
    places, c_in, c_out, k = 28 * 28, 128, 256, 5
    steps = {"depthwise": c_in * k * k, "pointwise": c_in * c_out}
    steps["standard"] = c_in * c_out * k * k
    for name, weights in steps.items():
        print(f"{name}: {weights:,} weights, {weights * places:,} multiply-adds")
    ratio = (steps["depthwise"] + steps["pointwise"]) / steps["standard"]
    print(f"ratio {ratio:.4f}, formula {cost_ratio(c_out, k):.4f}")
    assert abs(ratio - cost_ratio(c_out, k)) < 1e-12


if __name__ == "__main__":
    main()
