"""The numbers of the page: one layer by hand, and deep networks."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

PIXELS, DIGITS = load_digits(return_X_y=True)
X, X_NEW, Y, Y_NEW = train_test_split(
    PIXELS / 16, DIGITS, test_size=0.3, random_state=0, stratify=DIGITS
)
DEPTH, WIDTH, RATE, EPS = 10, 64, 0.1, 1e-5


class Layer:
    """A linear layer, batch normalization or a bias, then ReLU."""

    def __init__(self, rng: np.random.Generator, std: float, norm: bool) -> None:
        self.w, self.norm = rng.normal(0, std, (WIDTH, WIDTH)), norm
        self.gamma, self.beta = np.ones(WIDTH), np.zeros(WIDTH)  # beta: bias or shift
        self.mean, self.var = np.zeros(WIDTH), np.ones(WIDTH)

    def forward(self, x: np.ndarray, training: bool) -> np.ndarray:
        """Activations (N, WIDTH) of a batch."""
        self.x, z = x, x @ self.w
        if self.norm:
            mean, var = (z.mean(0), z.var(0)) if training else (self.mean, self.var)
            if training:
                self.mean += 0.1 * (mean - self.mean)
                self.var += 0.1 * (var * len(x) / (len(x) - 1) - self.var)
            self.std = np.sqrt(var + EPS)
            self.z = (z - mean) / self.std
            z = self.gamma * self.z
        self.a = np.maximum(z + self.beta, 0)
        return self.a

    def backward(self, da: np.ndarray) -> np.ndarray:
        """Update the layer; the gradient for its input, (N, WIDTH)."""
        dz = da * (self.a > 0)
        shift = dz.sum(0)
        if self.norm:
            scale, d = (dz * self.z).sum(0), dz * self.gamma
            d = d - d.mean(0) - self.z * (d * self.z).mean(0)
            self.gamma -= RATE * scale
            dz = d / self.std
        dx = dz @ self.w.T
        self.w -= RATE * self.x.T @ dz
        self.beta -= RATE * shift
        return dx


def accuracy(std: float, norm: bool, seed: int, epochs: int = 5) -> float:
    """Accuracy on new digits after SGD with batches of 32."""
    rng = np.random.default_rng(seed)
    layers = [Layer(rng, std, norm) for _ in range(DEPTH)]
    w, b = rng.normal(0, 0.1, (WIDTH, 10)), np.zeros(10)

    def features(x: np.ndarray, training: bool) -> np.ndarray:
        for layer in layers:
            x = layer.forward(x, training)
        return x

    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X) - 31, 32):
            rows = order[start : start + 32]
            h = features(X[rows], True)  # (32, WIDTH)
            z = h @ w + b
            p = np.exp(z - z.max(1, keepdims=True))
            dz = p / p.sum(1, keepdims=True)
            dz[np.arange(32), Y[rows]] -= 1
            dz /= 32
            da = dz @ w.T
            w -= RATE * h.T @ dz
            b -= RATE * dz.sum(0)
            for layer in reversed(layers):
                da = layer.backward(da)
    return float(((features(X_NEW, False) @ w + b).argmax(1) == Y_NEW).mean())


def main() -> None:
    """Print and assert the numbers of the page."""
    x = np.array([2.0, 4, 6, 8])
    for batch in (x, x + 100, 100 * x):
        z = (batch - batch.mean()) / np.sqrt(batch.var() + EPS)
        print(f"mean {batch.mean():.0f}, variance {batch.var():.0f}: {z.round(3)}")
    z = (x - x.mean()) / np.sqrt(x.var() + EPS)
    print("scaled by 2, shifted by 1:", (2 * z + 1).round(3))
    mean, var = 0.1 * x.mean(), 0.9 + 0.1 * x.var(ddof=1)
    print(f"running mean {mean:.1f}, running variance {var:.3f}")

    for std in (0.01, 0.05):
        plain = [accuracy(std, False, seed) for seed in range(3)]
        normalized = [accuracy(std, True, seed) for seed in range(3)]
        assert max(plain) < 0.15
        assert min(normalized) > 0.85
        print(
            f"start {std}: plain {max(plain):.0%}, "
            "normalized above 85%, each of 3 seeds"
        )


if __name__ == "__main__":
    main()
