"""Exercise 2: one list, three sets of bins, counts and density."""

import numpy as np
from scratch import histogram

ERRORS = np.array([0.1, 0.2, 0.2, 0.5, 0.6, 1.0, 1.2, 1.5, 2.4, 4.0])


def main() -> None:
    """Counts, shares and densities."""
    for bins in (2, 4):
        width = 4 / bins
        counts = histogram(ERRORS, 0, 4, bins)
        density = counts / len(ERRORS) / width
        assert np.allclose(density, np.histogram(ERRORS, bins, (0, 4), density=True)[0])
        print(f"width {width}: {counts.tolist()} density {density.round(3).tolist()}")
    print(f"mean {ERRORS.mean():.2f}, median {np.median(ERRORS):.2f}")
    edges = [0, 1, 2, 4]
    counts = np.histogram(ERRORS, edges)[0]
    print("edges", edges, "counts", counts.tolist(), end=" ")
    print("density", (counts / 10 / np.diff(edges)).tolist())


if __name__ == "__main__":
    main()
