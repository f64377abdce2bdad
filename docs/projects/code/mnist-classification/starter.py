"""Train a network on handwritten digits, with NumPy only.

    python starter.py                        1,797 small digits of scikit-learn
    python starter.py --data real            MNIST, downloaded once (about 11 MiB)
    python starter.py --epochs 20 --seed 1 --out results

Writes metrics.json, curve.svg, confusion.svg and mistakes.svg to the folder of --out.
"""

import argparse
import gzip
import hashlib
import http.client
import json
import os
import sys
import tempfile
import urllib.request
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

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


class DataError(Exception):
    """The data cannot be had; the message says what to do."""


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
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        message = "scikit-learn is missing.\nInstall it: pip install scikit-learn"
        raise DataError(message) from None
    digits = load_digits()
    x, y = digits.data / 16, digits.target
    a, b = 1157, 1415  # in file order, never shuffled: see the page
    return Data(Part(x[:a], y[:a]), Part(x[a:b], y[a:b]), Part(x[b:], y[b:]))


# --8<-- [end:bundled]


# --8<-- [start:real]
def cache() -> Path:
    """Where MNIST is kept; set ROADMAP_CACHE to choose another place."""
    home = Path.home() / ".cache" / "deep-learning-roadmap"
    return Path(os.environ.get("ROADMAP_CACHE") or home) / "mnist"


def md5(file: Path) -> str:
    """Checksum of a file; empty when there is no file."""
    return hashlib.md5(file.read_bytes()).hexdigest() if file.is_file() else ""


def download(url: str, part: Path) -> None:
    """Download to `part`; what is there already stays, and the rest is added."""
    done = part.stat().st_size if part.is_file() else 0
    wanted = {"Range": f"bytes={done}-"} if done else {}
    request = urllib.request.Request(url, headers=wanted)
    with urllib.request.urlopen(request, timeout=30) as response:
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("ab" if response.status == 206 else "wb") as file:
            total = file.tell() + int(response.headers.get("Content-Length", 0))
            while block := response.read(1 << 16):
                file.write(block)
                progress(file.tell(), total, part.stem)
            if file.tell() < total:
                raise OSError("the connection ended too early")


def fetch(name: str, folder: Path) -> Path:
    """Where a file lies. Downloads it first when it is not there."""
    target, part = folder / name, folder / f"{name}.part"
    expected = FILES[name][0]
    if target.is_file():
        if md5(target) == expected:
            return target
        raise DataError(f"{target} is not the expected file.\nDelete it and run again.")
    if md5(part) != expected:
        try:
            download(MIRROR + name, part)
        except (OSError, http.client.HTTPException) as error:
            if getattr(error, "code", 0) == 416:  # the part is longer than the file
                part.unlink()
            raise DataError(help_text(name, folder, error)) from None
    if md5(part) != expected:
        part.unlink()
        raise DataError(help_text(name, folder, "the checksum is wrong"))
    return part.replace(target)  # the final name means: complete and checked


def read_idx(file: Path, magic: int, count: int) -> Array:
    """Numbers of an IDX file: (count,) labels or (count, 784) images."""
    content = gzip.decompress(file.read_bytes())
    shape = (count, 28, 28) if magic == 2051 else (count,)
    header = np.array([magic, *shape], ">u4").tobytes()  # 4 bytes each, largest first
    if not content.startswith(header):
        raise DataError(f"{file} has the wrong header.\nDelete it and run again.")
    values = np.frombuffer(content, np.uint8, offset=len(header))
    return values.reshape(count, -1) if magic == 2051 else values.astype(int)


def real() -> Data:
    """MNIST: 50,000 images to fit, 10,000 to choose, 10,000 to judge."""
    folder = cache()
    x, y, x_test, y_test = (
        read_idx(fetch(name, folder), magic, count)
        for name, (_, magic, count) in FILES.items()
    )
    x, x_test = (images.astype(np.float32) / 255 for images in (x, x_test))
    a = 50000
    return Data(Part(x[:a], y[:a]), Part(x[a:], y[a:]), Part(x_test, y_test))


def help_text(name: str, folder: Path, problem: object) -> str:
    """What went wrong with a download, and three ways out."""
    return (
        f"cannot download {name}: {problem}\n"
        "What to do:\n"
        "  - check the connection, then run the same command again: it goes on\n"
        "    where it stopped;\n"
        f"  - or put the four files of {MIRROR}\n"
        f"    into {folder} yourself;\n"
        "  - or work without network: --data bundled"
    )


# --8<-- [end:real]


def progress(done: int, total: int, label: str) -> None:
    """Draw a bar on standard error, so that standard output stays clean."""
    bar = "#" * (30 * done // max(total, done))
    end = "\n" if done >= total else ""
    print(f"\r[{bar:.<30}] {label}", end=end, file=sys.stderr, flush=True)


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
        progress(epoch, epochs, f"epoch {epoch}, valid loss {valid['loss']:.4f}")
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


def svg(width: int, height: int, parts: list[str]) -> str:
    """An SVG file: shapes on a white ground."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="14" text-anchor="middle">'
    )
    ground = f'<rect width="{width}" height="{height}" fill="white"/>'
    return "\n".join([head, ground, *parts, "</svg>\n"])


def curve_svg(history: list[dict]) -> str:
    """Loss per epoch: training solid, validation dashed."""
    top = max(entry[name]["loss"] for entry in history for name in ("train", "valid"))
    parts = ['<path d="M50 20V260H480" fill="none" stroke="black"/>']
    for name, style in (("train", ""), ("valid", 'stroke-dasharray="6 4"')):
        points = " ".join(
            f"{50 + 430 * i / max(len(history) - 1, 1):.1f},"
            f"{260 - 240 * entry[name]['loss'] / top:.1f}"
            for i, entry in enumerate(history)
        )
        parts.append(f'<polyline points="{points}" fill="none" stroke="blue" {style}/>')
    parts.append('<text x="265" y="285">epoch (solid: training, dashed: valid)</text>')
    parts.append(f'<text x="25" y="25">{top:.2f}</text><text x="25" y="264">0</text>')
    return svg(500, 300, parts)


def confusion_svg(confusion: list[list[int]]) -> str:
    """Counts by true digit (row) and guess (column); mistakes are red."""
    parts = ['<text x="230" y="18">guess</text><text x="16" y="240">true</text>']
    for true, row in enumerate(confusion):
        parts.append(f'<text x="40" y="{65 + 38 * true}">{true}</text>')
        parts.append(f'<text x="{75 + 38 * true}" y="38">{true}</text>')
        for guess, n in enumerate(row):
            color = "steelblue" if true == guess else "crimson"
            share = n / max(sum(row), 1)
            opacity = share if true == guess else min(1, 4 * share)
            x, y = 56 + 38 * guess, 44 + 38 * true
            parts.append(
                f'<rect x="{x}" y="{y}" width="38" height="38" fill="{color}" '
                f'fill-opacity="{opacity:.2f}"/>'
                f'<text x="{x + 19}" y="{y + 24}">{n or ""}</text>'
            )
    return svg(450, 440, parts)


def mistakes_svg(mistakes: list[list], images: Array) -> str:
    """The test images that the network got wrong while it was most confident."""
    side = round(images.shape[1] ** 0.5)  # 8 or 28 pixels
    size = 80 / side
    parts = []
    for place, (row, true, guess, sure) in enumerate(mistakes[:24]):
        left, top = 20 + 100 * (place % 6), 10 + 120 * (place // 6)
        for i in np.flatnonzero(images[row]):
            x, y = left + size * (i % side), top + size * (i // side)
            parts.append(
                f'<rect x="{x:.2f}" y="{y:.2f}" width="{size:.2f}" '
                f'height="{size:.2f}" fill-opacity="{images[row, i]:.2f}"/>'
            )
        label = f"{true}, read as {guess} ({sure:.0%})"
        place_of_label = f'x="{left + 40}" y="{top + 98}"'
        parts.append(f'<text {place_of_label} font-size="11">{label}</text>')
    return svg(620, 490, parts)


def save(out: Path, metrics: dict, data: Data) -> None:
    """Write the metrics and three pictures."""
    files = {
        "metrics.json": json.dumps(metrics, indent=1) + "\n",
        "curve.svg": curve_svg(metrics["history"]),
        "confusion.svg": confusion_svg(metrics["confusion"]),
        "mistakes.svg": mistakes_svg(metrics["mistakes"], data.test.x),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"saved metrics.json and three pictures in {out}", file=sys.stderr)


def summary(data: Data, metrics: dict) -> None:
    """Print what a reader of the log needs to know."""
    parts = data._asdict()
    sizes = ", ".join(f"{len(part.y):,} {name}" for name, part in parts.items())
    print(f"images: {sizes}; parameters: {metrics['parameters']:,}")
    for name in parts:
        print(f"{name:5} accuracy {100 * metrics[name]['accuracy']:.1f}%")
    confusion = np.array(metrics["confusion"])
    recall = confusion.diagonal() / confusion.sum(axis=1)
    hardest = int(recall.argmin())
    print(f"hardest digit: {hardest}, {100 * recall[hardest]:.0f}% of them recognized")
    wrong = confusion - np.diag(confusion.diagonal())
    for pair in np.argsort(-wrong, axis=None, kind="stable")[:3]:
        true, guess = divmod(int(pair), 10)
        print(f"{true} read as {guess}: {wrong[true, guess]} times")


def positive(text: str) -> int:
    """A whole number above 0, for argparse."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"a whole number above 0, not `{text}`")
    return int(text)


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Train a network on digits.")
    parser.add_argument("--data", choices=("bundled", "real"), default="bundled")
    parser.add_argument("--epochs", type=positive, help="default: 60, real data: 10")
    parser.add_argument("--seed", type=int, default=0)
    folder = Path(tempfile.gettempdir()) / "mnist-classification"
    parser.add_argument("--out", type=Path, default=folder, help=f"default: {folder}")
    chosen = parser.parse_args()
    chosen.epochs = chosen.epochs or EPOCHS[chosen.data]
    return chosen


def load(name: str) -> Data:
    """The data by its name on the command line; exit with 2 when it is not there."""
    try:
        return bundled() if name == "bundled" else real()
    except DataError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)


def finish(
    chosen: argparse.Namespace, data: Data, layers: Layers, history: list
) -> None:
    """Judge, print and save."""
    setting = {"data": chosen.data, "seed": chosen.seed, "epochs": chosen.epochs}
    metrics = {**setting, **judge(data, layers), "history": history}
    summary(data, metrics)
    try:
        save(chosen.out, metrics, data)
    except OSError as error:
        print(f"error: cannot write to {chosen.out}: {error}", file=sys.stderr)
        sys.exit(2)


def main() -> None:
    """Load, train, judge, save."""
    chosen = options()
    data = load(chosen.data)
    layers, history = train(data, chosen.epochs, chosen.seed, HIDDEN[chosen.data])
    finish(chosen, data, layers, history)


if __name__ == "__main__":
    main()
