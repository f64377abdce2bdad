"""Binary cross-entropy in 32-bit numbers: through p, and from the logit."""

import numpy as np
from scratch import binary_cross_entropy, cross_entropy


# --8<-- [start:naive]
def naive(z: float) -> float:
    """Label 0: first the probability, then its logarithm."""
    z32 = np.float32(z)
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-z32))  # float32
        return float(-np.log(1 - p))


def stable(z: float) -> float:
    """Label 0: straight from the logit, in float32 too."""
    return float(binary_cross_entropy(np.float32([z]), np.float32([0]))[0][0])


# --8<-- [end:naive]


def main() -> None:
    """Print both for growing logits, and a softmax that overflows."""
    print("logit   through p   from the logit")
    for z in (1, 5, 10, 13, 15, 16, 17, 20, 100):
        print(f"{z:5d}   {naive(z):9.2f}   {stable(z):14.2f}")
        assert abs(stable(z) - z) < 0.32
    assert np.isinf(naive(17))
    print(f"relative error at 15: {100 * abs(naive(15) / stable(15) - 1):.1f}%")

    z = np.array([[100.0, 50.0, 0.0]], dtype=np.float32)
    y = np.array([[0.0, 1.0, 0.0]], dtype=np.float32)
    with np.errstate(all="ignore"):
        p = np.exp(z) / np.exp(z).sum()
    print("softmax of 100, 50, 0 in float32:", p[0].tolist())
    print(f"cross-entropy from the logits: {cross_entropy(z, y)[0][0]:.2f}")
    print(f"largest exponent: float32 {np.log(np.finfo(np.float32).max):.1f}", end="")
    print(f", float64 {np.log(np.finfo(np.float64).max):.1f}")


if __name__ == "__main__":
    main()
