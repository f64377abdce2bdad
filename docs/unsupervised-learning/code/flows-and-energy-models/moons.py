"""A flow of coupling layers on two moons, beside Gaussians."""

import numpy as np
from scratch import data, gaussian_log_p, log_p, to_data, to_noise, train
from sklearn.mixture import GaussianMixture

SEEDS = (0, 1, 2)


def total(flow: list[list[np.ndarray]]) -> float:
    """The density added up over a fine grid; 1 for an exact density."""
    axis = np.linspace(-5, 5, 501)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    return np.exp(log_p(flow, grid)).sum() * (axis[1] - axis[0]) ** 2


def far(A: np.ndarray, B: np.ndarray) -> float:
    """Share of A, in percent, farther than 0.2 from every point of B."""
    nearest = np.sqrt(((A[:, None] - B) ** 2).sum(axis=2)).min(axis=1)
    return 100 * (nearest > 0.2).mean()


def main() -> None:
    """Likelihoods, checks, and the bridge between the moons."""
    train_x, test_x = data(0), data(1)
    print("mean log-likelihood of 2,000 test points, in nats")
    print(f"one Gaussian: {gaussian_log_p(train_x, test_x).mean():.2f}")
    for k in (2, 8):
        mixture = GaussianMixture(k, random_state=0, n_init=2).fit(train_x)
        print(f"mixture of {k} Gaussians: {mixture.score(test_x):.2f}")
    flows = [train(train_x, seed) for seed in SEEDS]
    values = [log_p(flow, test_x).mean() for flow in flows]
    print("flow, three trainings:", ", ".join(f"{v:.2f}" for v in values))
    print("sum of the density over a grid:", f"{total(flows[0]):.2f}")
    Z = to_noise(flows[0], test_x)[0]
    gap = np.abs(to_data(flows[0], Z) - test_x).max()
    print(f"inverse of forward gives x back to 1e-9: {gap < 1e-9}")
    rng = np.random.default_rng(9)
    shares = [far(to_data(flow, rng.normal(size=(2000, 2))), train_x) for flow in flows]
    print("points farther than 0.2 from all training points, in percent:")
    print(f"test points {far(test_x, train_x):.0f};", "flow samples", end=" ")
    print(", ".join(f"{share:.0f}" for share in shares))


if __name__ == "__main__":
    main()
