"""A small digit classifier, and the file it is kept in: arrays only, no pickle."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np


# --8<-- [start:model]
@dataclass(frozen=True)
class DigitModel:
    """Two layers: 64 pixels -> 32 hidden units -> 10 digits."""

    version: str
    W1: np.ndarray  # (64, 32)
    b1: np.ndarray  # (32,)
    W2: np.ndarray  # (32, 10)
    b2: np.ndarray  # (10,)

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Probabilities (N, 10) for images (N, 64) with pixels from 0 to 16."""
        H = np.maximum(X / 16 @ self.W1 + self.b1, 0)  # (N, 32)
        Z = H @ self.W2 + self.b2  # (N, 10)
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        return E / E.sum(axis=1, keepdims=True)

    def save(self, path: Path) -> None:
        """Write version and weights to an .npz file."""
        np.savez(path, **vars(self))

    @classmethod
    def load(cls, path: Path) -> "DigitModel":
        """Read a model. Raises FileNotFoundError, or ValueError for a wrong file."""
        with np.load(path, allow_pickle=False) as file:
            parts = {name: file[name] for name in file.files}
        shapes = {name: part.shape for name, part in parts.items()}
        wanted = {"version": (), "W1": (64, 32), "b1": (32,), "W2": (32, 10)}
        if shapes != wanted | {"b2": (10,)}:
            raise ValueError(f"{path} is not a digit model: {shapes}")
        return cls(**(parts | {"version": str(parts["version"])}))


# --8<-- [end:model]


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    rng = np.random.default_rng(0)
    model = DigitModel(
        "test",
        rng.normal(size=(64, 32)),
        np.zeros(32),
        rng.normal(size=(32, 10)),
        np.zeros(10),
    )
    images = rng.integers(0, 17, size=(3, 64))
    with TemporaryDirectory() as folder:
        good, bad = Path(folder, "model.npz"), Path(folder, "bad.npz")
        model.save(good)
        again = DigitModel.load(good)
        np.testing.assert_array_equal(again.predict(images), model.predict(images))
        np.savez(bad, code=np.array([print], dtype=object))
        try:
            DigitModel.load(bad)
        except ValueError as error:
            refused = "allow_pickle=False" in str(error)
    print("saved and loaded, same answers:", again.version == "test")
    print("a file with pickled objects is refused:", refused)
