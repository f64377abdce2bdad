"""Train a network on handwritten digits, with NumPy only.

    python starter.py                        1,797 small digits of scikit-learn
    python starter.py --data real            MNIST, downloaded once (about 11 MiB)
    python starter.py --epochs 20 --seed 1 --out results

Writes metrics.json, curve.svg, confusion.svg and mistakes.svg to the folder of --out.
Needs NumPy and scikit-learn; kit.py lies beside this file or one folder up.
"""

import gzip
import sys
import warnings
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_digits
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray
Layers = list[tuple[Array, Array]]  # W (d_in, d_out), b (d_out,)

HIDDEN = {"bundled": 64, "real": 128}  # units of the hidden layer
EPOCHS = {"bundled": 60, "real": 10}
LEARNING_RATE = 0.1
BATCH = 32

MIRROR = "https://ossci-datasets.s3.amazonaws.com/mnist/"
FILES = {  # name: (MD5 of the file, magic number, number of images or labels)
    "train-images-idx3-ubyte.gz": ("f68b3c2dcbeaaa9fbdd348bbdeb94873", 2051, 60000),
    "train-labels-idx1-ubyte.gz": ("d53e105ee54ea40749a09fcbcd1e9432", 2049, 60000),
    "t10k-images-idx3-ubyte.gz": ("9fb629c4189551a2d022fa330f9573f3", 2051, 10000),
    "t10k-labels-idx1-ubyte.gz": ("ec29112dd5afa0611ce80d1b7f02629c", 2049, 10000),
}


class Part(NamedTuple):
    """Images as rows with values from 0 to 1, and their digits."""

    x: Array  # (N, d)
    y: Array  # (N,)


class Data(NamedTuple):
    """Three parts with three permissions: to fit, to choose, to judge once."""

    train: Part
    valid: Part
    test: Part


# --8<-- [start:network]
def init(
    sizes: list[int], rng: np.random.Generator, dtype: type = np.float64
) -> Layers:
    """Weights with the spread that suits ReLU, biases 0."""
    layers = []
    for d_in, d_out in pairwise(sizes):
        w = rng.normal(0, np.sqrt(2 / d_in), (d_in, d_out))
        layers.append((w.astype(dtype), np.zeros(d_out, dtype)))
    return layers


def softmax(z: Array) -> Array:
    """Turn each row of scores into probabilities."""
    e = np.exp(z - z.max(axis=1, keepdims=True))  # the largest score becomes 0
    return e / e.sum(axis=1, keepdims=True)


def forward(layers: Layers, x: Array) -> list[Array]:
    """Return [H0, H1, ..., P]: input, ReLU layers, probabilities (N, 10)."""
    h = [x]
    for w, b in layers[:-1]:
        h.append(np.maximum(h[-1] @ w + b, 0))  # (N, d_l)
    w, b = layers[-1]
    return [*h, softmax(h[-1] @ w + b)]


def cross_entropy(p: Array, y: Array) -> float:
    """Mean of -log p(true digit) over the rows."""
    return float(-np.log(p[np.arange(len(y)), y] + 1e-12).mean())


def backward(layers: Layers, h: list[Array], y: Array) -> Layers:
    """Gradient of the loss for every W and b."""
    grads = []
    delta = h[-1].copy()  # softmax with cross-entropy: (P - Y) / N
    delta[np.arange(len(y)), y] -= 1
    delta /= len(y)
    for i in reversed(range(len(layers))):
        grads.append((h[i].T @ delta, delta.sum(axis=0)))
        if i > 0:
            delta = (delta @ layers[i][0].T) * (h[i] > 0)
    return grads[::-1]


def train_epoch(layers: Layers, part: Part, rng: np.random.Generator) -> Layers:
    """One pass over the training images in a new random order."""
    order = rng.permutation(len(part.y))
    for start in range(0, len(order), BATCH):
        rows = order[start : start + BATCH]
        x, y = part.x[rows], part.y[rows]
        grads = backward(layers, forward(layers, x), y)
        layers = [
            (w - LEARNING_RATE * dw, b - LEARNING_RATE * db)
            for (w, b), (dw, db) in zip(layers, grads, strict=True)
        ]
    return layers


# --8<-- [end:network]


# --8<-- [start:bundled]
def bundled() -> Data:
    """Digits of scikit-learn, 8 by 8, cut where a new form begins."""
    digits = load_digits()
    x, y = digits.data / 16, digits.target
    a, b = 1157, 1415  # in file order, never shuffled: see the page
    return Data(Part(x[:a], y[:a]), Part(x[a:b], y[a:b]), Part(x[b:], y[b:]))


# --8<-- [end:bundled]


# --8<-- [start:real]
def read_idx(file: Path, magic: int, count: int) -> Array:
    """Numbers of an IDX file: (count,) labels or (count, 784) images."""
    content = gzip.decompress(file.read_bytes())
    shape = (count, 28, 28) if magic == 2051 else (count,)
    header = np.array([magic, *shape], ">u4").tobytes()  # 4 bytes each, largest first
    if not content.startswith(header):
        raise kit.DataError(f"{file} has the wrong header.\nDelete it and run again.")
    values = np.frombuffer(content, np.uint8, offset=len(header))
    return values.reshape(count, -1) if magic == 2051 else values.astype(int)


def real() -> Data:
    """MNIST: 50,000 images to fit, 10,000 to choose, 10,000 to judge."""
    folder = kit.cache("mnist")
    x, y, x_test, y_test = (
        read_idx(kit.fetch(MIRROR + name, folder / name, md5=md5), magic, count)
        for name, (md5, magic, count) in FILES.items()
    )
    x, x_test = (images.astype(np.float32) / 255 for images in (x, x_test))
    a = 50000
    return Data(Part(x[:a], y[:a]), Part(x[a:], y[a:]), Part(x_test, y_test))


# --8<-- [end:real]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return bundled() if which == "bundled" else real()


# --8<-- [start:baselines]
MODELS = {
    "Most frequent digit": DummyClassifier(strategy="most_frequent"),
    "Nearest mean image": NearestCentroid(),
    "Logistic regression": LogisticRegression(max_iter=2000),
    "3 nearest neighbors": KNeighborsClassifier(n_neighbors=3),
}


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What the network has to beat, fitted on the same training part."""
    found = {}
    with warnings.catch_warnings():
        # NearestCentroid mentions the corner pixels, which are the same in all images.
        warnings.simplefilter("ignore", UserWarning)
        for name, model in MODELS.items():
            model.fit(*data.train)
            valid, test = model.score(*data.valid), model.score(*data.test)
            found[name] = {"test accuracy": test, "valid accuracy": valid}
    return found


# --8<-- [end:baselines]


# --8<-- [start:run]
def score(layers: Layers, part: Part) -> dict[str, float]:
    """Loss and accuracy on a part of the data."""
    p = forward(layers, part.x)[-1]
    right = p.argmax(axis=1) == part.y
    return {
        "loss": round(cross_entropy(p, part.y), 4),
        "accuracy": round(float(right.mean()), 4),
    }


def train(data: Data, epochs: int, seed: int, hidden: int) -> tuple[Layers, list[dict]]:
    """Train from one seed; return the layers and the scores after every epoch."""
    rng = np.random.default_rng(seed)
    layers = init([data.train.x.shape[1], hidden, 10], rng, data.train.x.dtype.type)
    history = []
    for epoch in range(1, epochs + 1):
        layers = train_epoch(layers, data.train, rng)
        fit, valid = score(layers, data.train), score(layers, data.valid)
        history.append({"epoch": epoch, "train": fit, "valid": valid})
        kit.progress(epoch, epochs, f"epoch {epoch}, valid loss {valid['loss']:.4f}")
    return layers, history


def judge(data: Data, layers: Layers) -> dict:
    """Scores on all three parts, and which digits are mistaken for which."""
    p, y = forward(layers, data.test.x)[-1], data.test.y
    guess, sure = p.argmax(axis=1), p.max(axis=1)
    wrong = np.flatnonzero(guess != y)
    wrong = wrong[np.argsort(-sure[wrong], kind="stable")]  # most confident first
    confusion = np.zeros((10, 10), int)  # row: true digit, column: guess
    np.add.at(confusion, (y, guess), 1)
    return {
        "hidden": len(layers[0][1]),
        "learning_rate": LEARNING_RATE,
        "batch": BATCH,
        "parameters": sum(w.size + b.size for w, b in layers),
        **{name: score(layers, part) for name, part in data._asdict().items()},
        "confusion": confusion.tolist(),
        "mistakes": [  # row of the test part, true digit, guess, probability
            [int(i), int(y[i]), int(guess[i]), round(float(sure[i]), 3)] for i in wrong
        ],
    }


# --8<-- [end:run]


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = (f"{len(part.y):,} {name}" for name, part in data._asdict().items())
    return f"images: {', '.join(sizes)}; {data.train.x.shape[1]} pixels"


def result(data: Data, layers: Layers, history: list[dict]) -> kit.Result:
    """What the kit prints and saves of a run."""
    found = judge(data, layers)
    scores = {f"{n} accuracy": found[n]["accuracy"] for n in ("test", "valid")}
    rows = [
        {"epoch": row["epoch"]}
        | {f"{part} loss": row[part]["loss"] for part in ("train", "valid")}
        for row in history
    ]
    return kit.Result(scores, rows, found)


def run(data: Data, epochs: int, seed: int) -> kit.Result:
    """Train and judge."""
    real_images = data.train.x.shape[1] == 784
    hidden = HIDDEN["real" if real_images else "bundled"]
    return result(data, *train(data, epochs, seed, hidden))


def pictures(data: Data, found: kit.Result) -> dict[str, str]:
    """Learning curve, confusion matrix, most confident mistakes."""
    side = round(data.test.x.shape[1] ** 0.5)  # 8 or 28 pixels
    wrong = found.details["mistakes"][:24]
    captions = [f"{y}, read as {guess} ({sure:.0%})" for _, y, guess, sure in wrong]
    shown = [data.test.x[row].reshape(side, side).tolist() for row, *_ in wrong]
    digits = [str(digit) for digit in range(10)]
    return {
        "curve.svg": kit.history_curves(
            found.history, ("train loss", "valid loss"), "cross-entropy"
        ),
        "confusion.svg": kit.confusion(found.details["confusion"], digits),
        "mistakes.svg": kit.images(shown, captions),
    }


PROJECT = kit.Project(
    name="mnist-classification",
    title="Train a network on handwritten digits, with NumPy only.",
    epochs=EPOCHS,
    scores={"test accuracy": "percent", "valid accuracy": "percent"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=run,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
