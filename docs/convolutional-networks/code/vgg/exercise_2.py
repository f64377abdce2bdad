"""Exercise 2: how many 5 x 5 kernels can two 3 x 3 kernels make?"""

import numpy as np
from scratch import compose


def jacobian(K1: np.ndarray, K2: np.ndarray) -> np.ndarray:
    """How the 25 entries of the composed kernel change with the 18 weights."""
    columns = []
    for k in range(9):
        step = np.zeros(9)
        step[k] = 1
        columns.append(compose(step.reshape(3, 3), K2).ravel())  # linear in K1
        columns.append(compose(K1, step.reshape(3, 3)).ravel())  # linear in K2
    return np.stack(columns, axis=1)  # (25, 18)


def main() -> None:
    """The rank is the number of directions in which the kernel can move."""
    rng = np.random.default_rng(0)
    ranks = {
        int(np.linalg.matrix_rank(jacobian(*rng.normal(size=(2, 3, 3)))))
        for _ in range(20)
    }
    print("weights 18, entries 25, rank", *ranks)
    assert ranks == {17}


if __name__ == "__main__":
    main()
