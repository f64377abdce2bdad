"""What is left of a gradient, and multiply-adds of recurrence and self-attention."""


def main() -> None:
    """Print and assert the numbers of the page."""
    print(f"0.9^50 = {0.9**50:.4f}")
    assert abs(0.9**50 - 0.005) < 5e-4
    d = 512
    for length in (100, 512, 4096):
        recurrent, attention = length * d**2, length**2 * d
        print(f"T={length}: recurrent {recurrent}, self-attention {attention}")
        assert attention * d == recurrent * length


if __name__ == "__main__":
    main()
