"""Exercise 1: choose among five tokens by hand."""

from __future__ import annotations

import numpy as np
import sampling


def main() -> None:
    """Probabilities, top-k, top-p and the order of temperature and top-p."""
    z = np.log([8.0, 4.0, 2.0, 1.0, 1.0])
    p = sampling.softmax(z)
    sampling.show("tau = 1", p)
    sampling.show("top-k, k = 3", sampling.top_k(p, 3))
    sampling.show("top-p, p = 0.8", sampling.top_p(p, 0.8))
    half = sampling.softmax(z, 0.5)
    sampling.show("tau = 0.5", half)
    sampling.show("then top-p 0.8", sampling.top_p(half, 0.8))
    assert np.count_nonzero(sampling.top_p(p, 0.8)) == 3
    assert np.count_nonzero(sampling.top_p(half, 0.8)) == 2


if __name__ == "__main__":
    main()
