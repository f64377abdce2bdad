"""Networks with and without normalization on the digits, several seeds at once."""

import numpy as np
from scratch import BatchNorm
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

Array = np.ndarray
PIXELS, LABELS = load_digits(return_X_y=True)
PIXELS = (PIXELS - PIXELS.mean()) / PIXELS.std()  # (1797, 64), mean square 1
X, X_NEW, Y, Y_NEW = train_test_split(
    PIXELS, LABELS, test_size=0.3, random_state=0, stratify=LABELS
)
WIDTH, SEEDS = 64, 5


# --8<-- [start:network]
class Rows:
    """Layer normalization without scale and shift: no batch, no second mode."""

    def forward(self, z: Array, training: bool) -> Array:
        """Each row of z (S, N, d) over its own d features."""
        z = z - z.mean(axis=-1, keepdims=True)
        self.std = np.sqrt((z * z).mean(axis=-1, keepdims=True) + 1e-5)
        self.z_hat = z / self.std
        return self.z_hat

    def backward(self, g: Array) -> tuple[Array]:
        """The same formula as for batches, along the other axis."""
        inner = g - g.mean(axis=-1, keepdims=True)
        share = (g * self.z_hat).mean(axis=-1, keepdims=True)
        return ((inner - self.z_hat * share) / self.std,)


class Network:
    """S networks at once: linear, normalization (or none), bias, ReLU; linear."""

    def __init__(
        self, depth: int, std: float, norm: str, noise: float = 0, seeds: int = SEEDS
    ) -> None:
        self.rngs = [np.random.default_rng(seed) for seed in range(seeds)]
        self.weights = [self.draw(std, WIDTH) for _ in range(depth)]
        self.weights.append(self.draw(WIDTH**-0.5, 10))
        self.biases = [np.zeros((seeds, 1, w.shape[-1])) for w in self.weights]
        make = {"batch": lambda: BatchNorm((seeds, 1, WIDTH)), "layer": Rows}
        self.norms = [make[norm]() for _ in range(depth)] if norm in make else []
        self.noise = noise

    def draw(self, std: float, width: int) -> Array:
        """Random weights, one matrix for each seed."""
        return np.stack([r.normal(0, std, (WIDTH, width)) for r in self.rngs])

    def forward(self, x: Array, training: bool) -> Array:
        """Logits (S, N, 10); x has shape (S, N, d)."""
        self.acts = [x]
        for k, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            z = self.acts[-1] @ w
            if k < len(self.norms):
                z = self.norms[k].forward(z, training)
                if training and self.noise:  # new random shift and spread every step
                    z = z + self.jitter(z.shape)
            last = k == len(self.weights) - 1
            self.acts.append(z + b if last else np.maximum(z + b, 0))
        return self.acts[-1]

    def jitter(self, shape: tuple[int, ...]) -> Array:
        """Noise with a random mean and a random spread for every unit."""
        draws = []
        for r in self.rngs:
            shift = r.normal(0, self.noise, (1, shape[-1]))
            spread = r.uniform(0, self.noise, (1, shape[-1]))
            draws.append(shift + spread * r.normal(size=shape[1:]))
        return np.stack(draws)

    def step(self, rows: Array, rate: float) -> None:
        """One SGD step; rows (S, N) are the examples of the batch."""
        z = self.forward(X[rows], training=True)
        p = np.exp(z - z.max(axis=-1, keepdims=True))
        target = np.eye(10)[Y[rows]]
        delta = (p / p.sum(axis=-1, keepdims=True) - target) / rows.shape[1]
        for k in reversed(range(len(self.weights))):
            self.biases[k] -= rate * delta.sum(axis=1, keepdims=True)
            if k < len(self.norms):
                found = self.norms[k].backward(delta)
                delta = found[0]
                if len(found) > 1:  # the bias plays the part of beta
                    self.norms[k].gamma -= rate * found[1]
            back = delta @ self.weights[k].swapaxes(1, 2) * (self.acts[k] > 0)
            self.weights[k] -= rate * self.acts[k].swapaxes(1, 2) @ delta
            delta = back

    def train(self, rate: float, batch: int, epochs: int) -> "Network":
        """SGD over the training images."""
        with np.errstate(all="ignore"):  # a start that is too large may overflow
            for _ in range(epochs):
                order = np.stack([r.permutation(len(X)) for r in self.rngs])
                for start in range(0, len(X) - batch + 1, batch):
                    self.step(order[:, start : start + batch], rate)
        return self

    def accuracy(self, x: Array = X_NEW, y: Array = Y_NEW) -> Array:
        """Percent right in inference mode, (S,)."""
        with np.errstate(all="ignore"):
            z = self.forward(x[None], training=False)
        return 100 * (z.argmax(axis=-1) == y).mean(axis=-1)


# --8<-- [end:network]

STARTS = {"0.01": 0.01, "He": (2 / WIDTH) ** 0.5, "0.5": 0.5}
RATES = (0.03, 0.1, 0.2)


def summary(share: Array) -> str:
    """Mean and range in percent."""
    return f"{share.mean():3.0f}% ({share.min():.0f} to {share.max():.0f})"


def grid(norm: str) -> Array:
    """Accuracy for all starts and rates, (starts, rates, S)."""
    return np.array(
        [
            [Network(6, std, norm).train(rate, 64, 5).accuracy() for rate in RATES]
            for std in STARTS.values()
        ]
    )


def main() -> None:
    """Starts and rates, then batch sizes."""
    print(f"six hidden layers, 5 epochs, batches of 64, {SEEDS} seeds, rates {RATES}")
    for norm in ("none", "batch"):
        for name, row in zip(STARTS, grid(norm), strict=True):
            print(f"{norm:<6}{name:<5}", "  ".join(summary(share) for share in row))
    far = [Network(6, std, "batch").train(1.0, 64, 5) for std in STARTS.values()]
    print("rate 1, batch:", "  ".join(summary(model.accuracy()) for model in far))
    plain = Network(6, STARTS["He"], "none").train(1.0, 64, 5).accuracy().mean()
    print(f"rate 1, none, He: mean below 40%: {plain < 40}")
    print("\ntwo hidden layers, He, 1 epoch, rate 0.03, 20 seeds: mean accuracy")
    for batch in (2, 4, 8, 32):
        means = {
            norm: Network(2, STARTS["He"], norm, seeds=20)
            .train(0.03, batch, 1)
            .accuracy()
            .mean()
            for norm in ("none", "layer", "batch")
        }
        text = f"{means['batch']:.0f}%"
        if batch == 2:  # chaotic: tiny differences of two numbers are blown up
            assert 52 < means["batch"] < 68
            text = "about 60%"
        print(
            f"batch {batch:<3} none {means['none']:.0f}%, layer norm "
            f"{means['layer']:.0f}%, batch norm {text}"
        )


if __name__ == "__main__":
    main()
