"""Exercise 2: the gradients of a valid convolution are convolutions again."""

import numpy as np
from scratch import BIAS, K, X, conv_one


def gradients(
    X: np.ndarray, K: np.ndarray, G: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float]:
    """Gradients of L for kernel, input and bias, from G = dL/dZ."""
    dK = conv_one(X, G)  # input cross-correlated with G: (K_h, K_w)
    dX = conv_one(G, K[::-1, ::-1], padding=len(K) - 1)  # true convolution: (H, W)
    return dK, dX, float(G.sum())


def main() -> None:
    """Check the gradients against central differences for L = sum(Z**2) / 2."""

    def loss(X: np.ndarray, K: np.ndarray) -> float:
        return float((conv_one(X, K, BIAS) ** 2).sum() / 2)

    G = conv_one(X, K, BIAS)  # dL/dZ = Z
    dK, dX, db = gradients(X, K, G)
    print("dL/dK:", dK.astype(int).tolist())
    print("dL/dX:", dX.astype(int).tolist())
    print("dL/db:", int(db))
    for values, gradient in ((X.astype(float), dX), (K.astype(float), dK)):
        for index in np.ndindex(values.shape):
            step = np.zeros_like(values)
            step[index] = 1e-3
            pair = [
                (values + t, K) if values.shape == X.shape else (X, values + t)
                for t in (step, -step)
            ]
            numeric = (loss(*pair[0]) - loss(*pair[1])) / 2e-3
            assert abs(numeric - gradient[index]) < 1e-6
    print("all 25 entries agree with central differences")


if __name__ == "__main__":
    main()
