"""Exercise 1: three layers on a 64 x 64 gray image."""

from scratch import weights


def main() -> None:
    """Print the counts for 16 outputs per position and 5 x 5 windows."""
    for name, value in weights(64, 64, 1, 16, 5).items():
        print(f"{name}: {value:,}")


if __name__ == "__main__":
    main()
