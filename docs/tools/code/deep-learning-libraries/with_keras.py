"""The same model in Keras 3, here on top of PyTorch."""

from __future__ import annotations

import os
import tempfile

import numpy as np
import scratch
import torch
from scratch import EPOCHS, RATE, SIZE

home = tempfile.TemporaryDirectory()  # Keras writes its settings to this folder
os.environ["KERAS_HOME"] = home.name
os.environ["KERAS_BACKEND"] = "torch"  # or "jax", or "tensorflow"; before the import
import keras  # noqa: E402


# --8<-- [start:keras]
def build() -> keras.Model:
    """The layers in order; Keras derives the shapes."""
    return keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(10),
        ]
    )


def train(model: keras.Model, X: np.ndarray, y: np.ndarray) -> list[float]:
    """compile() names loss and optimizer, fit() holds the loop."""
    model.compile(
        optimizer=keras.optimizers.SGD(RATE),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    history = model.fit(X, y, batch_size=SIZE, epochs=EPOCHS, shuffle=False, verbose=0)
    return history.history["loss"]
    # --8<-- [end:keras]


if __name__ == "__main__":
    X, y, X_test, y_test = scratch.data()
    expected, expected_losses = scratch.train(X, y)

    keras.backend.set_floatx("float64")
    model = build()
    model.set_weights(list(scratch.initial().values()))  # (in, out), as in NumPy
    losses = train(model, X, y)

    assert np.allclose(losses, expected_losses, rtol=0, atol=1e-6)
    assert np.allclose(model.get_weights()[0], expected["W1"], rtol=0, atol=1e-6)
    assert isinstance(model.layers[0].kernel.value, torch.Tensor)
    _, accuracy = model.evaluate(X_test, y_test, verbose=0)
    print(f"backend {keras.backend.backend()}")
    print(f"loss {losses[0]:.4f} -> {losses[-1]:.4f}")
    print(f"test accuracy {accuracy:.4f}")
    print("NumPy and Keras: same losses, same weights")
    home.cleanup()
