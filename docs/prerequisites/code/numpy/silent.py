"""One wrong shape in the loss: a model trained with it, against the right one."""

import numpy as np
from sklearn.datasets import load_diabetes

STEPS, RATE, SEEDS = 300, 0.1, 8


def data(seed: int) -> tuple[np.ndarray, ...]:
    """Diabetes data: 342 patients to train, 100 to test; y in standard deviations."""
    X, y = load_diabetes(return_X_y=True)  # (442, 10), (442,)
    order = np.random.default_rng(seed).permutation(len(X))
    X, y = X[order], y[order]
    X = (X - X[:342].mean(axis=0)) / X[:342].std(axis=0)  # (442, 10) with (10,)
    y = y / y[:342].std()
    return X[:342], y[:342], X[342:], y[342:]


# --8<-- [start:train]
def train(X: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
    """Linear model by gradient descent; `target` is (N, 1), or by mistake (N,)."""
    w, b, losses = np.zeros((X.shape[1], 1)), 0.0, []  # (d, 1)
    for _ in range(STEPS):
        prediction = X @ w + b  # (N, 1)
        error = prediction - target  # (N, 1), or by mistake (N, N)
        losses.append((error**2).mean())
        slope = 2 * error.sum(axis=1, keepdims=True) / error.size  # dL/dprediction
        w, b = w - RATE * X.T @ slope, b - RATE * float(slope.sum())
    return w, b, np.array(losses)


# --8<-- [end:train]


def runs() -> dict[str, np.ndarray]:
    """Test error per seed for the mean alone, the wrong and the right shape."""
    errors: dict[str, list[float]] = {"mean": [], "wrong": [], "right": []}
    for seed in range(SEEDS):
        X, y, X_test, y_test = data(seed)
        errors["mean"].append(float(((y_test - y.mean()) ** 2).mean()))
        for name, target in (("wrong", y), ("right", y[:, None])):
            w, b, _ = train(X, target)
            prediction = (X_test @ w + b)[:, 0]  # (100,)
            errors[name].append(float(((prediction - y_test) ** 2).mean()))
    assert np.allclose(errors["wrong"], errors["mean"])  # on each split
    return {name: np.array(values) for name, values in errors.items()}


def main() -> None:
    """Print the test errors of eight splits, and the training losses of the first."""
    X, y, _, _ = data(0)
    for name, target in (("wrong", y), ("right", y[:, None])):
        w, _, losses = train(X, target)
        print(
            f"{name}: shape of the error {(X @ w - target).shape}, "
            f"loss {losses[0]:.3f} -> {losses[-1]:.3f}, "
            f"largest weight {abs(w).max():.3f}"
        )
    print("test error, mean and range over 8 splits")
    for name, values in runs().items():
        print(f"{name:6} {values.mean():.3f}  {values.min():.3f} to {values.max():.3f}")


if __name__ == "__main__":
    main()
