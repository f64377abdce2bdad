"""An energy model in one dimension: Langevin sampling and contrastive training."""

import numpy as np

GRID = np.linspace(-3, 3, 6001)
STEP = GRID[1] - GRID[0]
TRUE = np.array([0.4, -4.0, 2.0])  # E(x) = 0.4 x - 4 x^2 + 2 x^4: two wells


# --8<-- [start:langevin]
def energy(theta: np.ndarray, x: np.ndarray) -> np.ndarray:
    """E(x) = a x + b x^2 + c x^4, any real number."""
    return theta[0] * x + theta[1] * x**2 + theta[2] * x**4


def slope(theta: np.ndarray, x: np.ndarray) -> np.ndarray:
    """dE/dx; the partition function has dropped out."""
    return theta[0] + 2 * theta[1] * x + 4 * theta[2] * x**3


def langevin(
    theta: np.ndarray, x: np.ndarray, eta: float, steps: int, rng: np.random.Generator
) -> np.ndarray:
    """Walk downhill with noise: after many small steps, x has density e^-E / Z."""
    for _ in range(steps):
        noise = np.sqrt(2 * eta) * rng.normal(size=x.shape)
        x = x - eta * slope(theta, x) + noise
    return x


# --8<-- [end:langevin]


def density(theta: np.ndarray) -> tuple[np.ndarray, float]:
    """p on the grid, and Z: possible in one dimension only."""
    weights = np.exp(-energy(theta, GRID))
    Z = weights.sum() * STEP
    return weights / Z, Z


# --8<-- [start:train]
def features(x: np.ndarray) -> np.ndarray:
    """dE/dtheta, averaged over the points: (3,)."""
    return np.array([x.mean(), (x**2).mean(), (x**4).mean()])


def fit(data: np.ndarray, seed: int, eta: float = 0.02, steps: int = 600) -> np.ndarray:
    """Lower the energy of data, raise it where the model's own samples are."""
    rng = np.random.default_rng(seed)
    theta, chains = np.array([0.0, 0.0, 0.5]), rng.normal(size=1000)
    for t in range(steps):
        chains = langevin(theta, chains, eta, 10, rng)  # go on from the last step
        gradient = features(data) - features(chains)  # of the mean of -log p
        theta = theta - 0.5 * (1 - t / steps) * gradient
    return theta


# --8<-- [end:train]


def exact_samples(n: int, seed: int) -> np.ndarray:
    """Draw from the true density by inverting its distribution function."""
    p, _ = density(TRUE)
    uniform = np.random.default_rng(seed).random(n)
    return np.interp(uniform, np.cumsum(p) * STEP, GRID)


def log_likelihood(theta: np.ndarray, x: np.ndarray) -> float:
    """Mean of log p = -E - log Z."""
    return float((-energy(theta, x) - np.log(density(theta)[1])).mean())


def main() -> None:
    """Sampling at several numbers and sizes of steps, then training."""
    p, Z = density(TRUE)
    print(f"Z from a grid: {Z:.2f}")
    right = p[GRID > 0].sum() * STEP
    print(f"probability of x > 0: {right:.2f}")
    start = np.full(10000, -1.0)
    print("share of 10,000 walkers with x > 0, all started at -1, step 0.01:")
    for steps in (10, 100, 1000):
        x = langevin(TRUE, start, 0.01, steps, np.random.default_rng(0))
        print(f"{steps} steps: {(x > 0).mean():.2f}")
    spread = np.sqrt((p * GRID**2).sum() * STEP - ((p * GRID).sum() * STEP) ** 2)
    print(f"standard deviation: exact {spread:.2f}; with step size", end=" ")
    for eta in (0.01, 0.03, 0.1):
        with np.errstate(over="ignore", invalid="ignore"):
            x = exact_samples(10000, 1)
            x = langevin(TRUE, x, eta, 300, np.random.default_rng(0))
        shown = f"{x.std():.2f}" if np.isfinite(x).all() else "diverged"
        print(f"{eta}: {shown}", end="; " if eta < 0.1 else "\n")

    train_x, test_x = exact_samples(2000, 2), exact_samples(20000, 3)
    print("mean log-likelihood of test points, in nats:")
    gauss = -0.5 * ((test_x - train_x.mean()) / train_x.std()) ** 2
    gauss = gauss - np.log(train_x.std() * np.sqrt(2 * np.pi))
    print(f"one Gaussian: {gauss.mean():.2f}")
    fits = [fit(train_x, seed) for seed in (0, 1, 2)]
    careful = [fit(train_x, seed, eta=0.004, steps=1500) for seed in (0, 1, 2)]
    values = [log_likelihood(theta, test_x) for theta in fits]
    print("energy model, three trainings:", ", ".join(f"{v:.2f}" for v in values))
    print(f"true density: {log_likelihood(TRUE, test_x):.2f}")
    print("true a, b, c:", ", ".join(f"{v:.1f}" for v in TRUE))
    for name, group in (("0.02", fits), ("0.004", careful)):
        means = ", ".join(f"{v:.1f}" for v in np.mean(group, axis=0))
        print(f"found with Langevin steps of {name}, mean of three: {means}")


if __name__ == "__main__":
    main()
