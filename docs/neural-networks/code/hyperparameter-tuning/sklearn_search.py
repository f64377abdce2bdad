"""scikit-learn: the same Gaussian process, and a ready-made random search."""

import warnings

import network
import numpy as np
import scratch
from scipy.stats import loguniform
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF
from sklearn.model_selection import PredefinedSplit, RandomizedSearchCV
from sklearn.neural_network import MLPClassifier

warnings.simplefilter("ignore", ConvergenceWarning)


# --8<-- [start:search]
def same_posterior() -> bool:
    """GaussianProcessRegressor with the kernel held fixed."""
    rng = np.random.default_rng(0)
    x, y, new = rng.random((8, 4)), rng.normal(size=8), rng.random((5, 4))
    model = GaussianProcessRegressor(RBF(0.4), alpha=0.1**2, optimizer=None)
    mean, std = model.fit(x, y).predict(new, return_std=True)
    mine = scratch.posterior(x, y, new, length=0.4, noise=0.1)
    return bool(np.allclose(mine[0], mean) and np.allclose(mine[1], std))


def random_search() -> RandomizedSearchCV:
    """Twelve trials, judged on the validation rows."""
    (xt, yt), (xv, yv) = network.DATA["train"], network.DATA["valid"]
    fold = np.r_[np.full(len(xt), -1), np.zeros(len(xv))]  # -1: train only
    search = RandomizedSearchCV(
        MLPClassifier(solver="sgd", max_iter=30, random_state=0),
        {
            "learning_rate_init": loguniform(1e-3, 1.0),
            "batch_size": [8, 16, 32, 64],
            "hidden_layer_sizes": [(32,), (64,), (64, 64)],
        },
        n_iter=12,
        cv=PredefinedSplit(fold),
        refit=False,
        random_state=0,
    )
    return search.fit(np.r_[xt, xv], np.r_[yt, yv])


# --8<-- [end:search]

if __name__ == "__main__":
    print(f"Gaussian process agrees: {same_posterior()}")
    found = random_search()
    scores = found.cv_results_["mean_test_score"]
    assert found.best_score_ > 0.9
    print(f"trials {len(scores)}, best above 0.9: {found.best_score_ > 0.9}")
