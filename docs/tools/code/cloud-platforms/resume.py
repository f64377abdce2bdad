"""A training that survives an interruption: same weights as without one."""

import os
import tempfile
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

Array = np.ndarray


class InterruptedTrainingError(Exception):
    """The machine was taken away."""


# --8<-- [start:save]
def save(file: Path, state: dict) -> None:
    """Write beside the file, then rename: a reader never sees half a checkpoint."""
    beside = file.with_suffix(".part.npz")
    np.savez(beside, **state)
    os.replace(beside, file)


def load(file: Path) -> dict:
    """The last checkpoint, or the state at the start."""
    if file.is_file():
        with np.load(file) as stored:
            return {name: stored[name] for name in stored.files}
    return {"W": np.zeros((64, 10)), "speed": np.zeros((64, 10)), "step": np.array(0)}


# --8<-- [end:save]


# --8<-- [start:train]
def train(file: Path, steps: int, every: int, stop_at: int = -1) -> Array:
    """Logistic regression with momentum, from the last checkpoint to the end."""
    X, y = load_digits(return_X_y=True)
    state = load(file)
    W, speed, begin = state["W"], state["speed"], int(state["step"])
    print(f"  begins at step {begin}")
    for step in range(begin, steps):
        if step == stop_at:
            raise InterruptedTrainingError
        rows = np.random.default_rng([7, step]).integers(len(X), size=32)
        z = X[rows] @ W / 16  # (32, 10)
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(32), y[rows]] -= 1
        speed = 0.9 * speed - 0.01 * X[rows].T @ p / 16
        W = W + speed
        if (step + 1) % every == 0:
            save(file, {"W": W, "speed": speed, "step": np.array(step + 1)})
    return W


# --8<-- [end:train]

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print("without interruption")
        whole = train(Path(name, "a.npz"), steps=1000, every=150)
        print("with two")
        result = None
        for stop in (400, 777, -1):
            try:
                result = train(Path(name, "b.npz"), 1000, every=150, stop_at=stop)
            except InterruptedTrainingError:
                print(f"  interrupted at step {stop}")
        assert result is not None
        print("same weights, bit for bit:", np.array_equal(whole, result))
        assert np.array_equal(whole, result)
