"""Threes and eights: a rule by hand, and one artificial neuron that is fitted."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split


def main() -> None:
    """Print and assert the numbers of the page."""
    pixels, digits = load_digits(return_X_y=True)
    chosen = (digits == 3) | (digits == 8)
    x, y = pixels[chosen], (digits[chosen] == 8).astype(int)  # (357, 64), (357,)
    rule = (x.reshape(-1, 8, 8)[:, 4:6, 2].sum(axis=1) > 6).astype(int)
    right = int((rule == y).sum())
    print(f"rule by hand: {right} of {len(y)} right, {right / len(y):.0%}")
    assert right == 303

    found, by_hand = [], []
    for seed in range(10):
        rows, new = train_test_split(
            np.arange(len(y)), test_size=0.3, random_state=seed, stratify=y
        )
        neuron = LogisticRegression(max_iter=1000).fit(x[rows] / 16, y[rows])
        found.append(int((neuron.predict(x[new] / 16) == y[new]).sum()))
        by_hand.append(int((rule[new] == y[new]).sum()))
    print(f"right of {len(new)} new images, 10 splits")
    for name, counts in (("fitted neuron", found), ("rule by hand ", by_hand)):
        print(f"{name} mean {np.mean(counts):.1f} ({min(counts)} to {max(counts)})")
    assert min(found) > max(by_hand)


if __name__ == "__main__":
    main()
