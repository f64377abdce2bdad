"""Exercise 3: how narrow a reduction must be to pay, for the 5x5 branch of 3a."""

C, OUT, K = 192, 32, 5


def cost(r: int) -> int:
    """Weights of C -> r by 1x1, then r -> OUT by K x K."""
    return C * r + r * OUT * K * K


def main() -> None:
    """Print cost against the reduction, and the width where it stops paying."""
    direct = C * OUT * K * K
    limit = direct / (C + OUT * K * K)
    for r in (8, 16, 32, 64, 128, 154, 155):
        print(f"r = {r:3}: {cost(r):7,} weights, {cost(r) / direct:.2f} of {direct:,}")
    print(f"pays below r = {limit:.1f}")
    assert cost(154) < direct < cost(155)


if __name__ == "__main__":
    main()
