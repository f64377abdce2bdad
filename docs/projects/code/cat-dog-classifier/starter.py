"""Cat or dog? Train on few pictures: alone, with augmentation, with borrowed features.

    python starter.py                        300 generated pictures to train with
    python starter.py --data real            2,000 photos of Dogs vs. Cats
    python starter.py --epochs 10 --seed 1 --out results

Writes metrics.json, curve.svg, variants.svg, confusion.svg and mistakes.svg to the
folder of --out. Needs NumPy, scikit-learn and PyTorch (for --data real `datasets` and
Pillow as well); kit.py lies beside this file or one folder up.
"""

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from torch import nn
from torch.nn.functional import affine_grid, cross_entropy, grid_sample

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray
Tensor = torch.Tensor

SIDE, REAL_SIDE = 32, 64  # pixels of a generated picture, of a photo
BATCH, LEARNING_RATE = 50, 4e-3
NAMES = ("cat", "dog")
# Ears: corner or round, length, width, degrees from upright; length of the muzzle.
ANIMALS = {
    "cat": ("corner", 0.62, 0.30, 32, 0.20),
    "dog": ("round", 0.62, 0.24, 125, 0.42),
    "rabbit": ("round", 1.00, 0.20, 14, 0.20),
    "mouse": ("round", 0.50, 0.46, 52, 0.35),
    "goat": ("corner", 0.90, 0.13, 18, 0.45),
    "sheep": ("round", 0.45, 0.15, 88, 0.35),
    "fox": ("corner", 0.75, 0.45, 40, 0.60),
}


class Pictures(NamedTuple):
    """Colors (N, 3, side, side) from 0 to 1, class numbers (N,)."""

    x: Array
    y: Array


class Data(NamedTuple):
    """Three parts, and pictures of other animals to learn features from."""

    part: dict[str, Pictures]
    others: Pictures | None


# --8<-- [start:bundled]
def spot(
    u: Array, v: Array, x: float, y: float, a: float, b: float, turn: float
) -> Array:
    """Which points (u, v) lie in an ellipse with half axes a and b."""
    c, s = np.cos(turn), np.sin(turn)
    p, q = c * (u - x) + s * (v - y), c * (v - y) - s * (u - x)
    return (p / a) ** 2 + (q / b) ** 2 < 1


def picture(rng: np.random.Generator, animal: str) -> Array:
    """One animal in some pose, with clutter, perhaps a fence, (3, side, side)."""
    v, u = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j]  # down, right
    color = rng.uniform(0.1, 0.9, (2, 3, 1, 1))
    image = color[0] + (color[1] - color[0]) * (u * rng.choice((-1, 1)) + 1) / 2
    image = 0.5 * image + 0.25
    for _ in range(rng.integers(2, 6)):  # clutter: leaves, stones, corners of things
        where = spot(
            u, v, *rng.uniform(-1, 1, 2), *rng.uniform(0.08, 0.35, 2), rng.uniform(0, 6)
        )
        image = np.where(
            where & (u > rng.uniform(-2, 0.5)), rng.uniform(0, 1, (3, 1, 1)), image
        )
    size, turn = rng.uniform(0.52, 0.72), rng.normal(0, 0.2)
    x, y = rng.uniform(-0.15, 0.25, 2)
    c, s = np.cos(turn) / size, np.sin(turn) / size
    u, v = c * (u - x) + s * (v - y), c * (v - y) - s * (u - x)
    u = u * rng.choice((-1, 1))
    kind, length, width, angle, muzzle = ANIMALS[animal]
    if animal == "dog" and rng.random() < 0.1:  # some dogs have pointed ears
        kind, angle = "corner", 35
    length, width = length * rng.uniform(0.8, 1.2), width * rng.uniform(0.8, 1.2)
    fur = rng.uniform(0.1, 0.85) + rng.normal(0, 0.06, (3, 1, 1))
    fur = fur + rng.uniform(0, 0.15) * np.sin(
        rng.uniform(4, 16) * u + 6 * rng.random() * v
    )
    side = rng.choice((-1, 1))
    body = spot(u, v, 0.8 * side, 1.1, 1.1, 0.8, 0.3 * side)
    ears = np.zeros(u.shape, bool)
    for way in (-1, 1):
        tilt = np.radians(angle + rng.normal(0, 8)) * way
        p = np.cos(tilt) * u + np.sin(tilt) * v  # across the ear
        q = np.sin(tilt) * u - np.cos(tilt) * v - 0.62  # along it, from the head out
        if kind == "corner":
            ears |= (q > -0.3) & (np.abs(p) < width * (1 - q / length))
        else:
            ears |= ((q - length / 2) / (length / 2 + 0.1)) ** 2 + (p / width) ** 2 < 1
    head = spot(u, v, 0, 0, rng.uniform(0.68, 0.82), rng.uniform(0.62, 0.76), 0)
    nose = (rng.uniform(-0.25, 0.25), 0.3)
    snout = spot(u, v, *nose, 0.25 + muzzle / 4, 0.15 + muzzle / 2, 0)
    for where, shade in ((body, -0.1), (ears, -0.16), (head, 0.0), (snout, 0.1)):
        image = np.where(where, fur + shade, image)
    for dot in ((-0.3, -0.12), (0.3, -0.12), nose):
        image = np.where(spot(u, v, *dot, 0.11, 0.11, 0), 0.02, image)
    if rng.random() < 0.2:  # a fence
        bars = np.sin(rng.uniform(8, 14) * (u * c + v * s) * size + rng.uniform(0, 6))
        image = np.where(bars > 0.8, rng.uniform(0, 1, (3, 1, 1)), image)
    image = rng.uniform(0.6, 1.2) * image + rng.normal(0, 0.03, image.shape)
    return image.clip(0, 1).astype(np.float32)


def generated(seed: int, count: int, animals: tuple[str, ...]) -> Pictures:
    """The same number of pictures of each animal, in turn."""
    rng = np.random.default_rng(seed)
    y = np.arange(count) % len(animals)
    return Pictures(np.stack([picture(rng, animals[n]) for n in y]), y)


def bundled() -> Data:
    """Few cats and dogs; many other animals."""
    sizes = {"train": 300, "valid": 300, "test": 800}
    part = {n: generated(10 + i, sizes[n], NAMES) for i, n in enumerate(sizes)}
    return Data(part, generated(1, 2000, tuple(ANIMALS)[2:]))


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> Data:
    """5,000 photos of Dogs vs. Cats from the Hugging Face copy, made small."""
    try:
        from datasets import load_dataset
    except ImportError as error:
        message = "--data real needs two packages: pip install datasets pillow"
        raise kit.DataError(message) from error
    try:
        photos = load_dataset("microsoft/cats_vs_dogs", split="train")
    except Exception as error:  # network, cache, disk: the loader raises many kinds
        message = f"cannot load microsoft/cats_vs_dogs: {error}\nCheck the connection "
        message += "and run again, or use --data bundled."
        raise kit.DataError(message) from error
    if len(photos) != 23410:
        raise kit.DataError(f"{len(photos):,} photos instead of 23,410.")
    rng, y = np.random.default_rng(0), np.array(photos["labels"][:])
    cats, dogs = (rng.permutation(np.flatnonzero(y == n))[:2500] for n in (0, 1))
    rows = np.stack([cats, dogs], 1).reshape(-1)  # a cat, a dog, a cat ...
    x = np.empty((len(rows), 3, REAL_SIDE, REAL_SIDE), np.float32)
    for i, row in enumerate(rows):
        image = photos[int(row)]["image"].convert("RGB").resize((REAL_SIDE, REAL_SIDE))
        x[i] = np.asarray(image).transpose(2, 0, 1) / 255
        kit.progress(i + 1, len(rows), "photos")
    cuts = {
        "train": slice(0, 2000),
        "valid": slice(2000, 3000),
        "test": slice(3000, None),
    }
    return Data({n: Pictures(x[c], y[rows][c]) for n, c in cuts.items()}, None)


# --8<-- [end:real]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return bundled() if which == "bundled" else real()


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(p.y):,} {name}" for name, p in data.part.items())
    others = f"; {len(data.others.y):,} of other animals" if data.others else ""
    return f"pictures: {sizes}, half of them dogs{others}"


# --8<-- [start:baselines]
def thumbnail(x: Array) -> Array:
    """Colors of 8 x 8 fields, (N, 192)."""
    n, _, side, _ = x.shape
    return x.reshape(n, 3, 8, side // 8, 8, side // 8).mean((3, 5)).reshape(n, -1)


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a network has to beat: one answer, a thumbnail, all pixels."""
    train, test = data.part["train"], data.part["test"]
    linear = make_pipeline(StandardScaler(), LogisticRegression(C=0.01))
    linear.fit(thumbnail(train.x), train.y)
    kernel = make_pipeline(StandardScaler(), SVC())
    kernel.fit(train.x.reshape(len(train.y), -1), train.y)
    wide = test.x.reshape(len(test.y), -1)
    return {
        "Always cat": {"accuracy": float((test.y == 0).mean())},
        "Logistic regression, 8 x 8 colors": {
            "accuracy": float(linear.score(thumbnail(test.x), test.y))
        },
        "Support vector machine, all pixels": {
            "accuracy": float(kernel.score(wide, test.y))
        },
    }


# --8<-- [end:baselines]


# --8<-- [start:network]
def network(classes: int) -> nn.Sequential:
    """Features: four convolutions and a pooling; then one linear layer."""
    features = nn.Sequential(
        nn.Conv2d(3, 16, 5, 2, 2), nn.BatchNorm2d(16), nn.ReLU(),
        nn.Conv2d(16, 32, 3, 2, 1), nn.BatchNorm2d(32), nn.ReLU(),
        nn.Conv2d(32, 48, 3, 2, 1), nn.BatchNorm2d(48), nn.ReLU(),
        nn.AdaptiveAvgPool2d(4), nn.Flatten(),
    )  # fmt: skip
    return nn.Sequential(features, nn.Linear(48 * 16, classes))


def augmented(x: Tensor) -> Tensor:
    """Each picture flipped or not, turned, scaled, moved, brighter or darker."""
    n = len(x)
    turn, size = 0.35 * torch.randn(n), torch.empty(n).uniform_(0.8, 1.2)
    flip = torch.randint(0, 2, (n,)) * 2 - 1
    move = torch.empty(2, n).uniform_(-0.2, 0.2)
    c, s = size * turn.cos(), size * turn.sin()
    matrix = torch.stack([flip * c, -s, move[0], flip * s, c, move[1]], 1).view(n, 2, 3)
    grid = affine_grid(matrix, list(x.shape), align_corners=False)
    moved = grid_sample(x, grid, padding_mode="reflection", align_corners=False)
    return moved * torch.empty(n, 1, 1, 1).uniform_(0.8, 1.2)


# --8<-- [end:network]


# --8<-- [start:train]
def fit(
    model: nn.Sequential, pictures: Pictures, valid: Pictures, epochs: int,
    augment: bool = True, frozen: bool = False, rate: float = LEARNING_RATE,
) -> list[kit.Row]:  # fmt: skip
    """Train with a learning rate that rises, then falls to 0; keep the last weights."""
    x, y = torch.tensor(pictures.x), torch.tensor(pictures.y)
    weights = model[1].parameters() if frozen else model.parameters()
    optimizer = torch.optim.AdamW(weights, rate, weight_decay=0.05)
    steps = epochs * -(-len(y) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps)
    history: list[kit.Row] = []
    for epoch in range(1, epochs + 1):
        model.train(not frozen)  # frozen: batch normalization keeps its statistics
        right = 0
        for rows in torch.randperm(len(y)).split(BATCH):
            optimizer.zero_grad()
            z = model(augmented(x[rows]) if augment else x[rows])
            cross_entropy(z, y[rows]).backward()
            optimizer.step()
            schedule.step()
            right += int((z.argmax(1) == y[rows]).sum())
        score = float((predict(model, valid.x).argmax(1) == valid.y).mean())
        history.append({"epoch": epoch, "train": right / len(y), "valid": score})
        kit.progress(epoch, epochs, f"epoch {epoch}, valid accuracy {score:.3f}")
    return history


def predict(model: nn.Module, x: Array) -> Array:
    """Logits of pictures."""
    model.eval()
    with torch.no_grad():
        return torch.cat([model(part) for part in torch.tensor(x).split(500)]).numpy()


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """From scratch, with augmentation and, where there are others, with transfer."""
    torch.manual_seed(seed)
    few, valid, test = (data.part[name] for name in ("train", "valid", "test"))
    plain, model = network(2), network(2)
    runs = {
        "from scratch": fit(plain, few, valid, epochs, augment=False),
        "augmented": fit(model, few, valid, epochs),
    }
    if data.others:
        big, cut = network(5), len(data.others.y) - 300
        learn, check = (Pictures(data.others.x[p], data.others.y[p])
                        for p in (slice(cut), slice(cut, None)))  # fmt: skip
        fit(big, learn, check, max(1, epochs // 2))
        frozen, model = network(2), network(2)
        for one in (frozen, model):
            one[0].load_state_dict(big[0].state_dict())
        runs["frozen features"] = fit(frozen, few, valid, epochs // 2 + 1, frozen=True)
        model[1].load_state_dict(frozen[1].state_dict())
        runs["fine-tuned"] = fit(model, few, valid, epochs, rate=LEARNING_RATE / 4)
    z = predict(model, test.x)
    guess, sure = z.argmax(1), np.abs(z[:, 1] - z[:, 0])
    wrong = np.flatnonzero(guess != test.y)
    details = {
        "variants": {
            n: {k: h[-1][k] for k in ("train", "valid")} for n, h in runs.items()
        },
        "confusion": confusion_matrix(test.y, guess).tolist(),
        "mistakes": [int(row) for row in wrong[np.argsort(-sure[wrong])][:12]],
        "examples": [kit.shades(x.mean(0)) for x in few.x[:12]],  # cat, dog, cat ...
        "curves": {n: [row["valid"] for row in h] for n, h in runs.items()},
    }
    scores = {"accuracy": float((guess == test.y).mean())}
    return kit.Result(scores, list(runs.values())[-1], details)


# --8<-- [end:train]


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, the variants, who is taken for whom, confident mistakes."""
    rows, test = result.details["mistakes"], data.part["test"]
    names = [f"a {NAMES[test.y[row]]}, missed" for row in rows]
    valid = {n: v["valid"] for n, v in result.details["variants"].items()}
    return {
        "curve.svg": kit.history_curves(result.history, ("train", "valid"), "accuracy"),
        "variants.svg": kit.bars(valid, "percent"),
        "confusion.svg": kit.confusion(result.details["confusion"], NAMES),
        "mistakes.svg": kit.images(test.x[rows].mean(1).tolist(), names),
    }


PROJECT = kit.Project(
    name="cat-dog-classifier",
    title="Cat or dog? Few pictures: alone, with augmentation, with borrowed features.",
    epochs={"bundled": 24, "real": 40},
    scores={"accuracy": "percent"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
