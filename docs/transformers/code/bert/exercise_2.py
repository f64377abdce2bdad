"""Exercise 2: how often is a token chosen when the mask is fixed, or drawn anew?"""

from __future__ import annotations


def never(masks: int, share: float = 0.15) -> float:
    """Probability that a token is never chosen in independent masks."""
    return (1 - share) ** masks


def main() -> None:
    """One fixed mask, ten fixed masks, a new mask in each of 40 epochs."""
    for name, masks in (("one mask", 1), ("ten masks", 10), ("40 masks", 40)):
        print(f"{name}: share of tokens never predicted {never(masks):.4f}")
    assert never(40) < 0.002


if __name__ == "__main__":
    main()
