"""The most likely mean of normal data is the average."""

import numpy as np
from scratch import normal_log_density, show

DATA = np.array([2.0, 4.0, 9.0])


def nll(mean: float, sd: float) -> float:
    """Mean negative log-likelihood of DATA."""
    return float(-normal_log_density(DATA, mean, sd).mean())


if __name__ == "__main__":
    means = np.arange(0, 10.01, 0.01)
    for sd in (1.0, 3.0):
        best = means[np.argmin([nll(m, sd) for m in means])]
        print(f"sd {sd}: best mean {best:.2f}, NLL {nll(best, sd):.4f}")
    half_mse = ((DATA - 5) ** 2).mean() / 2
    assert np.isclose(nll(5, 1) - nll(0, 1), half_mse - (DATA**2).mean() / 2)
    sds = np.arange(0.5, 6, 0.0001)
    best_sd = sds[np.argmin([nll(5, s) for s in sds])]
    print(f"best sd {best_sd:.2f}, variance {((DATA - 5) ** 2).mean():.4f}")
    show("NLL there", nll(5, best_sd))
