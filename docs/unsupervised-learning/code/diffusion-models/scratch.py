"""A diffusion model in NumPy: noise two moons, learn the noise, walk back."""

import numpy as np
from nets import adam, backward, forward, mlp, moons, nearest

# --8<-- [start:process]
T = 50
BETA = np.concatenate([[0], np.linspace(0.001, 0.2, T)])  # (T + 1,), entry 0 unused
ALPHA = 1 - BETA
BAR = np.cumprod(ALPHA)  # alpha-bar; BAR[0] = 1 is clean data


def noised(X0: np.ndarray, t: np.ndarray, eps: np.ndarray) -> np.ndarray:
    """Jump from clean points (N, 2) straight to steps t (N,)."""
    bar = BAR[t][:, None]  # (N, 1)
    return np.sqrt(bar) * X0 + np.sqrt(1 - bar) * eps  # (N, 2)


def inputs(X: np.ndarray, t: np.ndarray) -> np.ndarray:
    """Scale the points (for fine shapes), append six waves of t (noise level)."""
    waves = np.pi * t[:, None] / T * np.arange(1, 4)  # (N, 3)
    return np.hstack([3 * X, np.sin(waves), np.cos(waves)])  # (N, 8)


# --8<-- [end:process]


# --8<-- [start:train]
def loss_and_grads(
    net: list[np.ndarray], X0: np.ndarray, t: np.ndarray, eps: np.ndarray
) -> tuple[float, list[np.ndarray]]:
    """Simplified loss: the squared error of the predicted noise, per point."""
    acts = forward(net, inputs(noised(X0, t, eps), t))
    error = acts[-1] - eps  # (N, 2)
    return (error**2).sum() / len(X0), backward(net, acts, 2 * error / len(X0))


def train(X: np.ndarray, seed: int, steps: int = 3000) -> list[np.ndarray]:
    """Draw points, steps and noise; descend."""
    rng = np.random.default_rng(seed)
    net = mlp([8, 64, 64, 64, 2], rng)
    step = adam(net, 0.01, steps)
    for i in range(1, steps + 1):
        X0 = X[rng.integers(len(X), size=256)]
        t, eps = rng.integers(1, T + 1, size=256), rng.normal(size=(256, 2))
        step(loss_and_grads(net, X0, t, eps)[1], i)
    return net


# --8<-- [end:train]


# --8<-- [start:sample]
def sample(net: list[np.ndarray], n: int, seed: int) -> list[np.ndarray]:
    """Walk from noise to data; give all steps, X_T first, X_0 last."""
    rng = np.random.default_rng(seed)
    path = [rng.normal(size=(n, 2))]
    for t in range(T, 0, -1):
        X = path[-1]
        eps = forward(net, inputs(X, np.full(n, t)))[-1]
        mean = (X - BETA[t] / np.sqrt(1 - BAR[t]) * eps) / np.sqrt(ALPHA[t])
        sigma = np.sqrt((1 - BAR[t - 1]) / (1 - BAR[t]) * BETA[t])  # 0 at t = 1
        path.append(mean + sigma * rng.normal(size=(n, 2)))
    return path


# --8<-- [end:sample]


def check_gradient() -> float:
    """Largest gap between a hand-written gradient and a finite difference."""
    rng = np.random.default_rng(2)
    net, X0 = mlp([8, 5, 4, 2], rng), rng.normal(size=(6, 2))
    t, eps = rng.integers(1, T + 1, size=6), rng.normal(size=(6, 2))
    grads, gap = loss_and_grads(net, X0, t, eps)[1], 0.0
    for p, g in zip(net, grads, strict=True):
        for index in [np.unravel_index(i, p.shape) for i in (0, p.size - 1)]:
            old, values = p[index], []
            for h in (1e-5, -1e-5):
                p[index] = old + h
                values.append(loss_and_grads(net, X0, t, eps)[0])
            p[index] = old
            gap = max(gap, abs((values[0] - values[1]) / 2e-5 - g[index]))
    return gap


def gaussian(X: np.ndarray, n: int, seed: int) -> np.ndarray:
    """Baseline: draw from the normal distribution with X's mean and covariance."""
    rng = np.random.default_rng(seed)
    return rng.multivariate_normal(X.mean(axis=0), np.cov(X.T), size=n)


def main() -> None:
    """Train with three seeds, compare samples with test data both ways."""
    assert check_gradient() < 1e-7
    print("hand-written gradients agree with finite differences")
    print(f"alpha-bar at t = 10, 25, 50: {BAR[10]:.2f}, {BAR[25]:.2f}, {BAR[50]:.3f}")
    X, test = moons(2000, seed=0), moons(500, seed=1)
    rows: dict[str, list[tuple[float, float]]] = {
        "other data": [], "diffusion": [], "gaussian": [],
    }  # fmt: skip
    for seed in range(3):
        net = train(X, seed)
        points = {
            "other data": moons(500, seed=10 + seed),
            "diffusion": sample(net, 500, seed)[-1],
            "gaussian": gaussian(X, 500, seed),
        }
        for name, P in points.items():
            rows[name].append((nearest(P, test), nearest(test, P)))
    print("distance to the nearest point, mean and range over 3 seeds:")
    for name, values in rows.items():
        A = np.array(values)
        there, back = (f"{a.mean():.2f} ({a.min():.2f} to {a.max():.2f})" for a in A.T)
        print(f"{name:10}: to test data {there}, from test data {back}")


if __name__ == "__main__":
    main()
