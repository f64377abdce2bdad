"""What each remedy changes: ten hidden layers on the digits, two rates, five seeds."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

Array = np.ndarray
PIXELS, LABELS = load_digits(return_X_y=True)
PIXELS = (PIXELS - PIXELS.mean()) / PIXELS.std()  # (1797, 64), mean square 1
X, X_NEW, Y, Y_NEW = train_test_split(
    PIXELS, LABELS, test_size=0.3, random_state=0, stratify=LABELS
)
DEPTH, WIDTH, BATCH, EPOCHS, SEEDS = 10, 64, 64, 8, 5
RATES = (0.01, 0.05)


# --8<-- [start:network]
def forward(x: Array, weights: list, relu: bool, norm: bool, skip: bool) -> tuple:
    """Last activation; S networks at once, x has shape (S, N, d)."""
    saved, a = [], x
    for w in weights[:-1]:
        z, spread = a @ w, np.ones(1)  # (S, N, d)
        if norm:  # layer normalization: each example over its own features
            z = z - z.mean(-1, keepdims=True)
            spread = np.sqrt((z * z).mean(-1, keepdims=True) + 1e-5)
            z = z / spread
        out = np.maximum(z, 0) if relu else 1 / (1 + np.exp(-z))
        slope = (z > 0).astype(float) if relu else out * (1 - out)
        saved.append((a, z, spread, slope))
        a = a + out if skip else out  # shortcut: add the input of the layer
    return a, saved


def backward(delta: Array, a: Array, saved: list, weights: list, **how: bool) -> list:
    """Gradients of all weights; delta is dL/dlogits, (S, N, 10)."""
    grads = [a.swapaxes(1, 2) @ delta]
    da = delta @ weights[-1].swapaxes(1, 2)  # dL/dA, (S, N, d)
    for w, (a_in, z, spread, slope) in zip(weights[-2::-1], saved[::-1], strict=True):
        dz = da * slope
        if how["norm"]:
            dz = dz - dz.mean(-1, keepdims=True) - z * (dz * z).mean(-1, keepdims=True)
            dz = dz / spread
        grads.append(a_in.swapaxes(1, 2) @ dz)
        da = dz @ w.swapaxes(1, 2) + (da if how["skip"] else 0)
    return grads[::-1]


# --8<-- [end:network]


def train(
    gain: float, rates: tuple = RATES, limit: float = np.inf, **options: bool
) -> dict[str, Array]:
    """SGD; loss of the last epoch, accuracy on new digits and norms per step."""
    how = {"relu": True, "norm": False, "skip": False} | options
    rngs = [np.random.default_rng(seed) for _ in rates for seed in range(SEEDS)]
    rate = np.repeat(rates, SEEDS)[:, None, None]
    sizes = [(WIDTH, WIDTH, gain)] * DEPTH + [(WIDTH, 10, 1.0)]
    weights = [
        np.stack([r.normal(0, g / m**0.5, (m, n)) for r in rngs]) for m, n, g in sizes
    ]
    weights.append(np.zeros((len(rngs), 1, 10)))  # bias of the output layer
    losses, sizes_of_gradients = [], []
    with np.errstate(all="ignore"):  # a step that is too large may overflow
        for _ in range(EPOCHS):
            orders = np.stack([r.permutation(len(X)) for r in rngs])
            for start in range(0, len(X) - BATCH + 1, BATCH):
                rows = orders[:, start : start + BATCH]
                a, saved = forward(X[rows], weights[:-1], **how)
                z = a @ weights[-2] + weights[-1]
                z = z - z.max(-1, keepdims=True)
                logp = z - np.log(np.exp(z).sum(-1, keepdims=True))
                target = np.eye(10)[Y[rows]]
                losses.append(-(logp * target).sum(-1).mean(-1))
                delta = (np.exp(logp) - target) / BATCH
                grads = backward(delta, a, saved, weights[:-1], **how)
                grads.append(delta.sum(1, keepdims=True))
                norm = np.sqrt(sum((g * g).sum((1, 2), keepdims=True) for g in grads))
                sizes_of_gradients.append(norm.ravel())
                step = rate * np.minimum(1, limit / norm)
                for w, g in zip(weights, grads, strict=True):
                    w -= step * g
        a, _ = forward(X_NEW[None], weights[:-1], **how)
        right = (a @ weights[-2] + weights[-1]).argmax(-1) == Y_NEW
    shape = (len(rates), SEEDS)
    batches = len(losses) // EPOCHS
    return {
        "loss": np.mean(losses[-batches:], axis=0).reshape(shape),
        "accuracy": right.mean(-1).reshape(shape),
        "losses": np.array(losses).reshape(-1, *shape),
        "norms": np.array(sizes_of_gradients).reshape(-1, *shape),
    }


RUNS = {  # name: options
    "sigmoid, Glorot": {"gain": 1.0, "relu": False},
    "ReLU, Glorot": {"gain": 1.0},
    "ReLU, He": {"gain": 2**0.5},
    "ReLU, small": {"gain": 0.5},
    "  + layer norm": {"gain": 0.5, "norm": True},
    "  + shortcuts": {"gain": 0.5, "skip": True},
    "ReLU, large": {"gain": 2.0},
    "  + clip to norm 1": {"gain": 2.0, "limit": 1.0},
    "sigmoid + clip": {"gain": 1.0, "relu": False, "limit": 1.0},
}


def main() -> None:
    """Accuracy on new digits, at the rate with the lowest training loss."""
    print(f"{EPOCHS} epochs, mean (min to max) of {SEEDS} seeds")
    mean = {}
    for name, options in RUNS.items():
        found = train(**options)
        average = found["loss"].mean(axis=1)
        best = int(np.nanargmin(average))
        share = 100 * found["accuracy"][best]
        mean[name.strip()] = share.mean()
        print(
            f"{name:<19} rate {RATES[best]:<5} loss {average[best]:.1f}  accuracy "
            f"{share.mean():3.0f}% ({share.min():.0f} to {share.max():.0f})"
        )
    print("\nReLU, large, rate 0.05, seed 0: loss of the first four steps")
    for limit in (np.inf, 1.0):
        found = train(2.0, rates=(0.05,), limit=limit)
        body = ", ".join(f"{v:.1e}" for v in found["losses"][:4, 0, 0])
        lost = int(np.isnan(found["losses"][9, 0]).sum())
        print(f"limit {limit:<4} {body}; nan in step 10 for {lost} of {SEEDS} seeds")
    assert max(mean[k] for k in ("sigmoid, Glorot", "ReLU, small")) < 12
    assert min(mean[k] for k in ("+ layer norm", "+ shortcuts")) > 90


if __name__ == "__main__":
    main()
