"""Quantization by hand and on a trained network, pruning, and soft targets."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

Array = np.ndarray


def quantize(w: Array, bits: int) -> tuple[Array, float]:
    """Symmetric integers and their scale: w is about scale * q."""
    scale = float(np.abs(w).max()) / (2 ** (bits - 1) - 1)
    return np.round(w / scale), scale


def prune(w: Array, share: float) -> Array:
    """Set the given share of smallest weights to zero."""
    return w * (np.abs(w) > np.quantile(np.abs(w), share))


def score(model: MLPClassifier, weights: list[Array], x: Array, y: Array) -> float:
    """Accuracy with other weight matrices; the model keeps its own."""
    own, model.coefs_ = model.coefs_, weights
    accuracy = model.score(x, y)
    model.coefs_ = own
    return accuracy


def main() -> None:
    """Print and assert the numbers of the page."""
    w = np.array([0.62, -1.27, 0.05, 0.31, -0.48])
    outlier = np.array([0.62, -1.27, 0.05, 0.31, 12.7])
    for values, bits in ((w, 8), (w, 4), (outlier, 8)):
        q, scale = quantize(values, bits)
        error = np.abs(scale * q - values).max()
        print(f"{bits} bits: scale {scale:.4f}, q", " ".join(f"{v:.0f}" for v in q))
        print("  back:", " ".join(f"{v:.4f}" for v in scale * q + 0.0), end="")
        print(f", largest error {error:.4f}")

    x, y = load_digits(return_X_y=True)
    x, test = x / 16, np.arange(len(y)) % 4 == 0
    for seed in (0, 1, 2):
        model = MLPClassifier((64,), batch_size=32, random_state=seed)
        for _ in range(20):
            model.partial_fit(x[~test], y[~test], classes=range(10))
        own = model.coefs_
        results = {"32 bits": own}
        for bits in (8, 4, 2):
            pairs = [quantize(c, bits) for c in own]
            results[f"{bits} bits"] = [q * scale for q, scale in pairs]
        for share in (0.5, 0.9):
            results[f"{share:.0%} pruned"] = [prune(c, share) for c in own]
        print(seed, {n: round(score(model, c, x[test], y[test]),4) for n, c in results.items()})

    for tau in (1, 4):
        z = np.exp(np.array([6.0, 4.0, 1.0]) / tau)
        print(f"temperature {tau}:", " ".join(f"{v:.4f}" for v in z / z.sum()))


if __name__ == "__main__":
    main()
