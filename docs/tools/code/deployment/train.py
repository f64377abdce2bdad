"""Train the digit classifier and save it: `python train.py model.npz 1.0.0`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from model import DigitModel
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)  # (1797, 64), (1797,)
X, X_test, y, y_test = train_test_split(
    images, labels, test_size=0.2, random_state=0, stratify=labels
)


# --8<-- [start:train]
def train(version: str, steps: int = 300, rate: float = 0.5) -> DigitModel:
    """Full-batch gradient descent with momentum on the cross-entropy."""
    rng = np.random.default_rng(0)
    W1, b1 = rng.normal(0, (2 / 64) ** 0.5, (64, 32)), np.zeros(32)
    W2, b2 = rng.normal(0, (2 / 32) ** 0.5, (32, 10)), np.zeros(10)
    weights = [W1, b1, W2, b2]
    speed = [np.zeros_like(w) for w in weights]
    inputs, targets = X / 16, np.eye(10)[y]  # (N, 64), (N, 10)
    for _ in range(steps):
        model = DigitModel(version, *weights)
        hidden = np.maximum(inputs @ weights[0] + weights[1], 0)  # (N, 32)
        dZ = (model.predict(X) - targets) / len(X)  # (N, 10)
        dH = dZ @ weights[2].T * (hidden > 0)  # (N, 32)
        slopes = [inputs.T @ dH, dH.sum(axis=0), hidden.T @ dZ, dZ.sum(axis=0)]
        speed = [0.9 * v - rate * g for v, g in zip(speed, slopes, strict=True)]
        weights = [w + v for w, v in zip(weights, speed, strict=True)]
    return DigitModel(version, *weights)


# --8<-- [end:train]


def accuracy(model: DigitModel) -> float:
    """Share of test images that are classified right."""
    return float((model.predict(X_test).argmax(axis=1) == y_test).mean())


if __name__ == "__main__":
    model = train(sys.argv[2] if len(sys.argv) > 2 else "1.0.0")
    with TemporaryDirectory() as folder:
        path = Path(sys.argv[1] if len(sys.argv) > 1 else f"{folder}/model.npz")
        model.save(path)
        kilobytes = path.stat().st_size / 1000
        assert accuracy(DigitModel.load(path)) == accuracy(model)
    assert accuracy(model) >= 0.95
    print(f"version {model.version}, {kilobytes:.0f} kB")
    print("at least 95% of the test images are right: True")
