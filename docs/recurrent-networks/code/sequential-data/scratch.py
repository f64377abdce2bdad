"""Tools for sequences: windows, one-hot items, autocorrelation, splits."""

import numpy as np

# --8<-- [start:tools]
Array = np.ndarray


def windows(series: Array, width: int, horizon: int = 1) -> tuple[Array, Array]:
    """Series (T,) to inputs (T - width - horizon + 1, width) and targets."""
    count = len(series) - width - horizon + 1
    x = np.stack([series[k : k + width] for k in range(count)])
    return x, series[width + horizon - 1 :]  # value `horizon` steps after the window


def one_hot(ids: Array, size: int) -> Array:
    """Item numbers (N, T) to rows with a single 1, (N, T, size)."""
    return np.eye(size)[ids]


def embed(ids: Array, table: Array) -> Array:
    """Item numbers (N, T) to their rows of the table (V, d): (N, T, d)."""
    return table[ids]  # = one_hot(ids, V) @ table, without the multiplications


def autocorrelation(series: Array, lags: int) -> Array:
    """r_0 ... r_lags of a series (T,)."""
    gap = series - series.mean()
    return np.array(
        [(gap[: len(gap) - k] * gap[k:]).sum() for k in range(lags + 1)]
    ) / (gap @ gap)


def chronological(count: int, share: float, gap: int = 0) -> tuple[Array, Array]:
    """Indices of the first share for training; after a gap, the rest for testing."""
    cut = int(share * count)
    return np.arange(cut), np.arange(cut + gap, count)


# --8<-- [end:tools]


SERIES = np.array([1.0, 3.0, 5.0, 3.0, 1.0, -1.0, 1.0, 3.0])


def daily(seed: int = 0, hours: int = 960) -> Array:
    """Forty days of hourly values: a daily wave and noise that lasts some hours."""
    rng = np.random.default_rng(seed)
    noise, wave = np.zeros(hours), 2.0 * np.sin(2 * np.pi * np.arange(hours) / 24)
    for t in range(1, hours):
        noise[t] = 0.8 * noise[t - 1] + 0.6 * rng.normal()
    return wave + noise


def show(values: Array) -> str:
    """Four decimals, separated by spaces; no minus zero."""
    return " ".join(f"{v:z.4f}" for v in np.ravel(values))


if __name__ == "__main__":
    print("series:", *SERIES.astype(int), "  mean", f"{SERIES.mean():.0f}")
    gap = SERIES - SERIES.mean()
    print("deviations:", *gap.astype(int), "  sum of squares", f"{gap @ gap:.0f}")
    for k in (1, 2, 3):
        products = gap[:-k] * gap[k:]
        print(
            f"lag {k}: products", *products.astype(int), f"  sum {products.sum():.0f}"
        )
    print("r_0 to r_3:", show(autocorrelation(SERIES, 3)))
    assert np.allclose(autocorrelation(SERIES, 3), [1, 9 / 24, -10 / 24, -13 / 24])
    mixed = SERIES[[5, 2, 0, 1, 4, 3, 6, 7]]
    r_mixed = autocorrelation(mixed, 1)[1]
    print("other order:", *mixed.astype(int), f"  r_1 = {r_mixed:.4f}")

    hourly = daily()
    print("40 days of hourly values, r_1, r_12, r_24:", end=" ")
    print(" ".join(f"{v:.2f}" for v in autocorrelation(hourly, 24)[[1, 12, 24]]))
    mixed = np.random.default_rng(1).permutation(hourly)
    assert np.abs(autocorrelation(mixed, 48)[1:]).max() < 0.15
    print("  the same values shuffled: all of r_1 to r_48 below 0.15 in size")

    x, y = windows(SERIES, 3)
    print("windows of 3 and the next value:", x.shape, y.shape)
    for row, target in zip(x.astype(int), y.astype(int), strict=True):
        print("  ", *row, "->", target)
    x, y = windows(SERIES, 3, 2)
    print(
        "horizon 2:", len(x), "windows; the first:", *x[0].astype(int), "->", int(y[0])
    )

    rng = np.random.default_rng(0)
    table = rng.normal(size=(5, 3))  # (V, d)
    ids = rng.integers(0, 5, size=(2, 4))  # (N, T)
    assert np.allclose(one_hot(ids, 5) @ table, embed(ids, table))
    print("one-hot", one_hot(ids, 5).shape, "embedded", embed(ids, table).shape)
    train, test = chronological(100, 0.7, gap=10)
    print(f"train {train[0]} to {train[-1]}, test {test[0]} to {test[-1]}")
