"""What the start changes: a ReLU network on the digits, several starts and seeds."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

Array = np.ndarray
PIXELS, LABELS = load_digits(return_X_y=True)
PIXELS = (PIXELS - PIXELS.mean()) / PIXELS.std()  # (1797, 64), mean square 1
X, X_NEW, Y, Y_NEW = train_test_split(
    PIXELS, LABELS, test_size=0.3, random_state=0, stratify=LABELS
)
DEPTH, WIDTH, BATCH, EPOCHS, SEEDS, RATE = 6, 64, 64, 10, 5, 0.03
STARTS = {  # hidden layers: (standard deviation, value added to every weight)
    "all zero": (0.0, 0.0),
    "all equal, 1/64": (0.0, 1 / WIDTH),
    "normal, 0.01": (0.01, 0.0),
    "PyTorch default": (1 / (3 * WIDTH) ** 0.5, 0.0),
    "Glorot": ((1 / WIDTH) ** 0.5, 0.0),
    "He": ((2 / WIDTH) ** 0.5, 0.0),
    "normal, 0.5": (0.5, 0.0),
}


# --8<-- [start:train]
def train(std: float, value: float, rate: float = RATE) -> dict[str, Array]:
    """SGD of SEEDS networks at once; loss per epoch, accuracy, different units."""
    rngs = [np.random.default_rng(seed) for seed in range(SEEDS)]
    hidden = [(WIDTH, WIDTH)] * DEPTH
    weights = [value + np.stack([r.normal(0, std, s) for r in rngs]) for s in hidden]
    weights.append(np.stack([r.normal(0, WIDTH**-0.5, (WIDTH, 10)) for r in rngs]))
    biases = [np.zeros((SEEDS, 1, w.shape[-1])) for w in weights]

    def forward(x: Array) -> list[Array]:
        acts = [x]  # (S, N, d)
        for k, (w, b) in enumerate(zip(weights, biases, strict=True)):
            z = acts[-1] @ w + b
            acts.append(np.maximum(z, 0) if k < DEPTH else z)
        return acts

    def log_softmax(z: Array) -> Array:
        z = z - z.max(-1, keepdims=True)
        return z - np.log(np.exp(z).sum(-1, keepdims=True))

    def loss() -> Array:
        logp = log_softmax(forward(X[None])[-1])
        return -logp[:, np.arange(len(Y)), Y].mean(-1)

    with np.errstate(all="ignore"):  # a start that is too large may overflow
        losses = [loss()]
        for _ in range(EPOCHS):
            orders = np.stack([r.permutation(len(X)) for r in rngs])
            for start in range(0, len(X) - BATCH + 1, BATCH):
                rows = orders[:, start : start + BATCH]
                acts = forward(X[rows])
                delta = (np.exp(log_softmax(acts[-1])) - np.eye(10)[Y[rows]]) / BATCH
                for k in reversed(range(DEPTH + 1)):
                    back = delta @ weights[k].swapaxes(1, 2) * (acts[k] > 0)
                    weights[k] -= rate * acts[k].swapaxes(1, 2) @ delta
                    biases[k] -= rate * delta.sum(1, keepdims=True)
                    delta = back
            losses.append(loss())
        right = forward(X_NEW[None])[-1].argmax(-1) == Y_NEW
    units = [len(np.unique(w.round(9), axis=1).T) for w in weights[0]]  # columns
    return {
        "losses": np.array(losses),
        "accuracy": right.mean(-1),
        "units": np.array(units),
    }


# --8<-- [end:train]


def main() -> None:
    """Accuracy on new digits for every start."""
    print(
        f"{EPOCHS} epochs, rate {RATE}, {SEEDS} seeds: loss before and after, accuracy"
    )
    mean = {}
    for name, start in STARTS.items():
        found = train(*start)
        before, after = found["losses"][[0, -1]].mean(axis=1)
        share = 100 * found["accuracy"]
        mean[name] = share.mean()
        print(
            f"{name:<16} {before:6.1f} {after:5.1f}  {share.mean():3.0f}% "
            f"({share.min():.0f} to {share.max():.0f}), "
            f"different units in layer 1: {found['units'].min()}"
        )
    assert mean["He"] > 90 > mean["Glorot"] > 60
    assert mean["normal, 0.01"] < 12


if __name__ == "__main__":
    main()
