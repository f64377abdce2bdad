"""The worked example: one gradient step of a linear autoencoder, and its minimum."""

import numpy as np
from scratch import loss_and_grads

X = np.array([[1.0, 1.0], [-1.0, -1.0], [0.5, -0.5], [-0.5, 0.5]])  # mean 0
W_E, W_D = np.array([[0.8], [0.2]]), np.array([[0.5, 1.0]])  # (2, 1), (1, 2)
ETA = 0.5


# --8<-- [start:step]
def numbers() -> dict[str, np.ndarray | float]:
    """Forward, backward and one step, in the order of the page."""
    N = len(X)
    Z = X @ W_E  # (4, 1)
    X_hat = Z @ W_D  # (4, 2)
    error = X_hat - X
    G = error / N  # dL/dX_hat
    dW_d, dZ = Z.T @ G, G @ W_D.T  # (1, 2), (4, 1)
    dW_e = X.T @ dZ  # (2, 1)
    new_e, new_d = W_E - ETA * dW_e, W_D - ETA * dW_d
    return {
        "codes": Z, "reconstructions": X_hat, "errors": error,
        "sum of squared errors": (error**2).sum(),
        "loss": 0.5 * (error**2).sum() / N, "dL/dW_d": dW_d, "dL/dZ": dZ,
        "dL/dW_e": dW_e, "new W_e": new_e, "new W_d": new_d,
        "new loss": 0.5 * ((X @ new_e @ new_d - X) ** 2).sum() / N,
    }  # fmt: skip


# --8<-- [end:step]


def show(value: np.ndarray | float) -> str:
    """Six decimals at most."""
    rounded = np.round(np.asarray(value), 6) + 0.0  # no negative zero
    return str(np.squeeze(rounded).tolist())


def main() -> None:
    """Print and assert the example, then descend to the minimum."""
    values = numbers()
    for name, value in values.items():
        print(f"{name}: {show(value)}")
    zero = np.zeros(1), np.zeros(2)
    loss, grads = loss_and_grads([W_E, zero[0]], [W_D, zero[1]], X, X)
    assert np.isclose(loss, values["loss"])
    assert np.allclose(grads[0], values["dL/dW_e"])
    assert np.allclose(grads[2], values["dL/dW_d"])
    eigenvalues = np.linalg.eigvalsh(X.T @ X / len(X))[::-1]
    print("eigenvalues:", show(eigenvalues))

    W_e, W_d = W_E.copy(), W_D.copy()
    for _ in range(500):
        G = (X @ W_e @ W_d - X) / len(X)
        W_e, W_d = W_e - ETA * X.T @ (G @ W_d.T), W_d - ETA * (X @ W_e).T @ G
    least = 0.5 * ((X @ W_e @ W_d - X) ** 2).sum() / len(X)
    print(f"after 500 steps: loss {least:.4f}, W_e W_d = {show(W_e @ W_d)}")
    print(f"W_e is {W_e[0, 0]:.4f} and {W_e[1, 0]:.4f}")
    print(f"W_d is {W_d[0, 0]:.4f} and {W_d[0, 1]:.4f}")
    assert np.isclose(least, eigenvalues[1] / 2)


if __name__ == "__main__":
    main()
