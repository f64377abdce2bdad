"""The worked example: three steps of noise on one number, and one step back."""

import numpy as np

BETA = np.array([0.1, 0.3, 0.5])  # t = 1, 2, 3
X0, EPS, GUESS, Z = 2.0, -0.5, -0.2, 1.0  # datum, noise, predicted noise, new noise


# --8<-- [start:step]
def numbers() -> dict[str, np.ndarray | float]:
    """One noised number, one loss and one reverse step, at t = 2."""
    alpha = 1 - BETA
    bar = np.cumprod(alpha)
    b, a, bar_t, bar_before = BETA[1], alpha[1], bar[1], bar[0]
    x_t = np.sqrt(bar_t) * X0 + np.sqrt(1 - bar_t) * EPS
    clean = (x_t - np.sqrt(1 - bar_t) * GUESS) / np.sqrt(bar_t)
    mean = (x_t - b / np.sqrt(1 - bar_t) * GUESS) / np.sqrt(a)
    variance = (1 - bar_before) / (1 - bar_t) * b
    return {
        "alpha": alpha, "alpha-bar": bar, "signal": np.sqrt(bar),
        "noise": np.sqrt(1 - bar), "x_2": x_t, "loss": (GUESS - EPS) ** 2,
        "guess of x_0": clean, "reverse mean": mean,
        "reverse variance": variance, "reverse std": np.sqrt(variance),
        "x_1": mean + np.sqrt(variance) * Z,
    }  # fmt: skip


# --8<-- [end:step]


def posterior_mean(x_t: float, x_0: float) -> tuple[float, float, float]:
    """The two coefficients of the posterior mean at t = 2, and the mean."""
    bar = np.cumprod(1 - BETA)
    c_0 = np.sqrt(bar[0]) * BETA[1] / (1 - bar[1])
    c_t = np.sqrt(1 - BETA[1]) * (1 - bar[0]) / (1 - bar[1])
    return c_0, c_t, c_0 * x_0 + c_t * x_t


def main() -> None:
    """Print and check the example."""
    values = numbers()
    for name, value in values.items():
        print(f"{name}: {np.round(value, 4).tolist()}")
    x_t, clean = values["x_2"], values["guess of x_0"]
    c_0, c_t, mean = posterior_mean(x_t, clean)
    print(f"posterior coefficients of x_0 and x_2: {c_0:.4f}, {c_t:.4f}")
    assert np.isclose(mean, values["reverse mean"])
    true_mean = posterior_mean(x_t, X0)[2]
    print(f"posterior mean with the true x_0: {true_mean:.4f}")
    kl = (true_mean - mean) ** 2 / (2 * values["reverse variance"])
    bar = np.cumprod(1 - BETA)
    weight = BETA[1] ** 2 / (2 * values["reverse variance"] * 0.7 * (1 - bar[1]))
    print(f"weight: {weight:.4f}, KL divergence: {kl:.4f}")
    assert np.isclose(kl, weight * values["loss"])

    rng = np.random.default_rng(0)  # step by step instead of one jump
    x = np.full(1_000_000, X0)
    for b in BETA[:2]:
        x = np.sqrt(1 - b) * x + np.sqrt(b) * rng.normal(size=x.size)
    print(f"two small steps, a million times: mean {x.mean():.2f}, var {x.var():.2f}")
    assert abs(x.mean() - np.sqrt(bar[1]) * X0) < 0.003
    assert abs(x.var() - (1 - bar[1])) < 0.003


if __name__ == "__main__":
    main()
