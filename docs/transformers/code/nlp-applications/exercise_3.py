"""Exercise 3: a simulated judge that likes the first answer and the longer one."""

import numpy as np

N = 4000


def verdicts(order: int, judge: tuple[float, float], seed: int = 0) -> np.ndarray:
    """True where A wins; order 0 shows A first, 1 shows B first. A is longer."""
    rng = np.random.default_rng(seed)  # the same pairs and noise in both orders
    quality = rng.normal(-0.3, 1.0, N)  # A minus B: A is worse on average
    noise = 0.3 * rng.normal(size=N)
    first, longer = judge
    return quality + noise + (first if order == 0 else -first) + longer > 0


if __name__ == "__main__":
    for name, judge in (
        ("fair", (0.0, 0.0)),
        ("first", (0.5, 0.0)),
        ("first and longer", (0.5, 0.5)),
    ):
        one, two = verdicts(0, judge), verdicts(1, judge)
        agree = one == two
        print(
            f"{name:<17} A first: A wins {one.mean():.0%}  B first: {two.mean():.0%}  "
            f"same verdict {agree.mean():.0%}  A wins of those {one[agree].mean():.0%}"
        )
