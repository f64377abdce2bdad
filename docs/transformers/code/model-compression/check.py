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
    w = np.array([0.62, -1.27, 0.06, 0.31, -0.48])
    outlier = np.array([0.62, -1.27, 0.06, 0.31, 12.7])
    for values, bits in ((w, 8), (w, 4), (outlier, 8)):
        q, scale = quantize(values, bits)
        error = np.abs(scale * q - values).max()
        print(f"{bits} bits: scale {scale:.4f}, q", " ".join(f"{v:.0f}" for v in q))
        print("  back:", " ".join(f"{v:.4f}" for v in scale * q + 0.0), end="")
        print(f", largest error {error:.4f}")

    x, y = load_digits(return_X_y=True)
    x, test = x / 16, np.arange(len(y)) % 4 == 0
    results: dict[str, list[float]] = {}
    for seed in (0, 1, 2):
        model = MLPClassifier((64,), batch_size=32, random_state=seed)
        for _ in range(20):
            model.partial_fit(x[~test], y[~test], classes=range(10))
        own = model.coefs_
        versions = {"as trained": own}
        for bits in (8, 4, 2):
            pairs = [quantize(c, bits) for c in own]
            versions[f"{bits} bits"] = [q * scale for q, scale in pairs]
        for share in (0.5, 0.9):
            versions[f"{share:.0%} pruned"] = [prune(c, share) for c in own]
        for name, weights in versions.items():
            accuracy = 100 * score(model, weights, x[test], y[test])
            results.setdefault(name, []).append(accuracy)
    for name, values in results.items():
        print(f"{name}: {min(values):.0f} to {max(values):.0f}% right in three runs")
    assert np.allclose(results["8 bits"], results["as trained"], atol=0.5)
    assert min(results["4 bits"]) > 94
    assert max(results["2 bits"]) < 75
    assert max(results["90% pruned"]) < 60

    for tau in (1, 4):
        z = np.exp(np.array([6.0, 4.0, 1.0]) / tau)
        print(f"temperature {tau}:", " ".join(f"{v:.4f}" for v in z / z.sum()))


if __name__ == "__main__":
    main()
