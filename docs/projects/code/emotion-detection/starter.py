"""Sort small gray faces into seven labeled expressions.

    python starter.py                        3,200 drawn faces of 160 persons
    python starter.py --data real            FER-2013, 35,887 faces (by hand, Kaggle)
    python starter.py --epochs 5 --seed 1 --out results

Writes metrics.json, curve.svg, confusion.svg, recall.svg and mistakes.svg to the
folder of --out. Needs NumPy, scikit-learn and PyTorch; kit.py lies beside this file
or one folder up.
"""

import csv
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.nn.functional import cross_entropy

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray
Tensor = torch.Tensor

SIDE = 32  # pixels of a drawn face; FER-2013 has 48
BATCH, LEARNING_RATE = 64, 4e-3
NAMES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
SHARES = (0.14, 0.04, 0.13, 0.27, 0.16, 0.10, 0.16)  # how often each is drawn
# Mouth corners up, open, wide; brows tilted, raised; eyes open; nose wrinkled.
FACES = {
    "angry": (-0.5, 0.1, 0.0, -1.0, -0.6, -0.2, 0.2),
    "disgust": (-0.6, 0.2, 0.0, -0.7, -0.4, -0.6, 1.4),
    "fear": (-0.3, 0.5, 0.5, 0.8, 0.8, 0.8, 0.0),
    "happy": (1.0, 0.3, 0.6, 0.0, 0.2, -0.4, 0.0),
    "sad": (-1.0, 0.0, -0.3, 1.0, 0.0, -0.5, 0.0),
    "surprise": (0.0, 1.0, -0.6, 0.1, 1.0, 1.0, 0.0),
    "neutral": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
}
MISTAKEN = 0.15  # share of faces that get another label than what was drawn
KAGGLE = (
    "https://www.kaggle.com/c/"
    "challenges-in-representation-learning-facial-expression-recognition-challenge"
)


class Data(NamedTuple):
    """Faces (N, side, side) from 0 to 1 and labels (N,) by part; ceiling if known."""

    x: dict[str, Array]
    y: dict[str, Array]
    true: Array | None  # (N,) what the test faces were drawn as


# --8<-- [start:bundled]
def stroke(points: Array, width: float) -> Array:
    """How dark a soft line through points (n, 2) makes each pixel, (side, side)."""
    row, column = np.mgrid[0:SIDE, 0:SIDE] / (SIDE / 2) - 1
    away = (row[..., None] - points[:, 1]) ** 2 + (
        column[..., None] - points[:, 0]
    ) ** 2
    return np.exp(-away.min(-1) / width**2)


def face(rng: np.random.Generator, person: Array, expression: str) -> Array:
    """A person, who has a resting face, shows an expression more or less strongly."""
    strength = rng.uniform(0.45, 1.15)
    shown = strength * np.array(FACES[expression]) + person[:7] + rng.normal(0, 0.12, 7)
    smile, gape, wide, tilt, lift, stare, wrinkle = shown
    long, broad, eyes, thick, skin = person[7:]
    t = np.linspace(-1, 1, 9)
    width = 0.30 + 0.09 * wide
    lips = 0.45 * long - 0.13 * smile * (t**2 - 0.5)
    gap = max(0.02, 0.14 * gape) * np.sqrt(1 - 0.98 * t**2)
    lines = []
    for way in (-1, 1):
        lines.append((np.stack([width * t, lips + way * gap], 1), 0.06))
        inner, outer, brow = (
            way * (eyes - 0.16),
            way * (eyes + 0.17),
            -0.40 - 0.12 * lift,
        )
        ends = np.linspace(brow - 0.11 * tilt, brow + 0.05 * tilt, 9)
        lines.append((np.stack([np.linspace(inner, outer, 9), ends], 1), thick))
        lid = max(0.02, 0.07 + 0.05 * stare) * np.sqrt(1 - 0.98 * t**2)
        for half in (-1, 1):
            eye = np.stack([way * eyes + 0.13 * t, -0.18 + half * lid], 1)
            lines.append((eye, 0.045))
        fold = np.stack([way * (0.16 + 0.05 * t), 0.08 + 0.14 * t], 1)
        if wrinkle > 0.3:
            lines.append((fold, 0.07 * min(1.0, wrinkle)))
    lines.append((np.stack([0.06 * t, np.full(9, 0.2 * long)], 1), 0.06))  # nose
    row, column = np.mgrid[0:SIDE, 0:SIDE] / (SIDE / 2) - 1
    head = 1 / (
        1 + np.exp(20 * ((column / broad) ** 2 + (row / (0.95 * long)) ** 2 - 1))
    )
    image = 0.25 + (skin - 0.25) * head
    ink = np.max([stroke(points, size) for points, size in lines], 0)
    image = image * (1 - 0.7 * ink * head)
    image *= (
        1 + rng.uniform(-0.35, 0.35) * column + rng.uniform(-0.2, 0.2) * row
    )  # light
    if rng.random() < 0.2:  # a hand or hair in front
        top, left = rng.integers(0, SIDE - 8, 2)
        image[top : top + rng.integers(4, 9), left : left + rng.integers(4, 13)] = skin
    image = np.roll(image, rng.integers(-2, 3, 2), (0, 1))
    return (image + rng.normal(0, 0.06, image.shape)).clip(0, 1)


def bundled(persons: int = 160, each: int = 20) -> Data:
    """Faces by person; some labels say what a hasty annotator saw."""
    rng = np.random.default_rng(2026)
    angles = np.array(list(FACES.values()))  # (7, 7)
    apart = ((angles[:, None] - angles) ** 2).sum(-1)  # (7, 7)
    alike = np.exp(-apart) * (1 - np.eye(7))  # who is taken for whom
    x: dict[str, list[Array]] = {"train": [], "valid": [], "test": []}
    y: dict[str, list[int]] = {name: [] for name in x}
    true = []
    for number in range(persons):
        name = "train" if number < 100 else "valid" if number < 125 else "test"
        looks = rng.uniform((0.85, 0.6, 0.28, 0.05, 0.5), (1.05, 0.85, 0.38, 0.1, 0.95))
        person = np.concatenate([rng.normal(0, 0.18, 7), looks])
        for label in rng.choice(7, each, p=SHARES):
            x[name].append(face(rng, person, NAMES[label]))
            if name == "test":
                true.append(label)
            if rng.random() < MISTAKEN:
                label = rng.choice(7, p=alike[label] / alike[label].sum())
            y[name].append(label)
    faces = {name: np.array(part, np.float32) for name, part in x.items()}
    labels = {name: np.array(part) for name, part in y.items()}
    return Data(faces, labels, np.array(true))


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> Data:
    """FER-2013: train, validate on the public test part, test on the private one."""
    why = "Kaggle asks for an account and for the rules of the contest to be accepted."
    cache = kit.cache("emotion-detection")
    (file,) = kit.by_hand(cache, ["icml_face_data.csv"], KAGGLE, why)
    parts = {"Training": "train", "PublicTest": "valid", "PrivateTest": "test"}
    broken = (OSError, AttributeError, KeyError, TypeError, ValueError, csv.Error)
    x: dict[str, list[Array]] = {name: [] for name in parts.values()}
    y: dict[str, list[int]] = {name: [] for name in parts.values()}
    try:
        with file.open(encoding="utf-8", newline="") as content:
            for row in csv.DictReader(content, skipinitialspace=True):
                name = parts[row["Usage"]]
                pixels = np.array(row["pixels"].split(), np.float32) / 255
                x[name].append(pixels.reshape(48, 48))
                y[name].append(int(row["emotion"]))
    except broken as error:
        raise kit.DataError(f"{file} cannot be used: {error}") from error
    if [len(part) for part in y.values()] != [28709, 3589, 3589]:
        raise kit.DataError(f"{file} does not hold 28,709, 3,589 and 3,589 faces.")
    faces = {name: np.array(part) for name, part in x.items()}
    return Data(faces, {name: np.array(part) for name, part in y.items()}, None)


# --8<-- [end:real]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return bundled() if which == "bundled" else real()


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(y):,} {name}" for name, y in data.y.items())
    share = 100 * np.bincount(data.y["train"], minlength=7) / len(data.y["train"])
    most, least = int(share.argmax()), int(share.argmin())
    return (
        f"faces: {sizes}; {share[most]:.1f}% {NAMES[most]}, "
        f"{share[least]:.1f}% {NAMES[least]}"
    )


def judge(y: Array, guess: Array) -> kit.Scores:
    """Mean of the seven F1 scores, and accuracy."""
    macro = f1_score(y, guess, labels=range(7), average="macro", zero_division=0)
    return {"macro F1": float(macro), "accuracy": float((y == guess).mean())}


# --8<-- [start:baselines]
def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a network has to beat, and what labeling noise allows at most."""
    y, test = data.y["train"], data.y["test"]
    flat = {name: x.reshape(len(x), -1) for name, x in data.x.items()}
    linear = make_pipeline(  # C was chosen on the validation part
        StandardScaler(),
        LogisticRegression(C=1e-2, max_iter=300, class_weight="balanced"),
    )
    linear.fit(flat["train"], y)
    found = {
        "Most frequent class": judge(test, np.full(len(test), np.bincount(y).argmax())),
        "Logistic regression, pixels": judge(test, linear.predict(flat["test"])),
    }
    if data.true is not None:
        found["Ceiling: what was drawn"] = judge(test, data.true)
    return found


# --8<-- [end:baselines]


# --8<-- [start:train]
def network(side: int) -> nn.Module:
    """Three convolutions with stride 2, then seven scores (logits)."""
    last = -(-side // 8)
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, 2, 2), nn.BatchNorm2d(16), nn.ReLU(),
        nn.Conv2d(16, 32, 3, 2, 1), nn.BatchNorm2d(32), nn.ReLU(),
        nn.Conv2d(32, 64, 3, 2, 1), nn.BatchNorm2d(64), nn.ReLU(),
        nn.Flatten(), nn.Dropout(0.4), nn.Linear(64 * last * last, 7),
    )  # fmt: skip


def augmented(x: Tensor) -> Tensor:
    """A batch moved by up to two pixels; every second batch mirrored."""
    x = x.roll([int(n) for n in torch.randint(-2, 3, (2,))], (2, 3))
    return x.flip(3) if torch.rand(()) < 0.5 else x


def fit(
    data: Data, epochs: int, seed: int, power: float
) -> tuple[nn.Module, list[kit.Row]]:
    """Train with class weights (1 / share) ** power; keep the last weights."""
    torch.manual_seed(seed)
    x = torch.tensor(data.x["train"]).unsqueeze(1)  # (N, 1, side, side)
    y = torch.tensor(data.y["train"])
    weight = torch.bincount(y, minlength=7).float().clamp(min=1) ** -power
    weight *= len(y) / weight[y].sum()  # the mean over the examples stays 1
    model = network(x.shape[2])
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE, weight_decay=0.05)
    steps = epochs * -(-len(y) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, steps)
    history: list[kit.Row] = []
    for epoch in range(1, epochs + 1):
        model.train()
        total = 0.0
        for rows in torch.randperm(len(y)).split(BATCH):
            optimizer.zero_grad()
            loss = cross_entropy(model(augmented(x[rows])), y[rows], weight)
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        z = predict(model, data.x["valid"])
        lost = cross_entropy(torch.tensor(z), torch.tensor(data.y["valid"]), weight)
        score = judge(data.y["valid"], z.argmax(1))["macro F1"]
        losses = {"train loss": total / len(y), "valid loss": float(lost)}
        history.append({"epoch": epoch, **losses, "valid macro F1": score})
        kit.progress(epoch, epochs, f"epoch {epoch}, valid macro F1 {score:.3f}")
    return model, history


def predict(model: nn.Module, x: Array) -> Array:
    """Logits of faces (N, side, side)."""
    model.eval()
    with torch.no_grad():
        parts = torch.tensor(x).unsqueeze(1).split(500)
        return torch.cat([model(part) for part in parts]).numpy()


# --8<-- [end:train]


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """The run that counts, with mild class weights; recall with none beside it."""
    model, history = fit(data, epochs, seed, power=0.5)
    plain, _ = fit(data, epochs, seed, power=0.0)
    z, y = predict(model, data.x["test"]), data.y["test"]
    guess = z.argmax(1)
    balance = {}
    for name, one in (("no weights", plain), ("class weights", model)):
        counts = confusion_matrix(
            data.y["valid"], predict(one, data.x["valid"]).argmax(1), labels=range(7)
        )
        hits, given = counts.diagonal(), np.maximum(counts.sum(0), 1)
        balance[name] = {
            "recall": (hits / np.maximum(counts.sum(1), 1)).tolist(),
            "precision": (hits / given).tolist(),
        }
    sure = np.where(guess != y, z.max(1) - z[np.arange(len(y)), y], -1)
    worst = np.argsort(-sure)[:12]
    details = {
        "confusion": confusion_matrix(y, guess, labels=range(7)).tolist(),
        "balance": balance,
        "mistakes": [[int(n), int(y[n]), int(guess[n])] for n in worst],
    }
    if data.true is not None:  # the same answers against what was drawn
        details["against truth"] = judge(data.true, guess)
        details["mislabeled"] = int((data.true[worst] != y[worst]).sum())
    return kit.Result(judge(y, guess), history, details)


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, confusion matrix, recall by class, confident mistakes."""
    rows = result.details["mistakes"]
    names = [f"{NAMES[true]}, read {NAMES[guess]}" for _, true, guess in rows]
    recall = result.details["balance"]["class weights"]["recall"]
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid loss"), "weighted cross-entropy"
        ),
        "confusion.svg": kit.confusion(result.details["confusion"], NAMES),
        "recall.svg": kit.bars(dict(zip(NAMES, recall, strict=True)), "percent"),
        "mistakes.svg": kit.images(
            data.x["test"][[row for row, _, _ in rows]].tolist(), names
        ),
    }


PROJECT = kit.Project(
    name="emotion-detection",
    title="Sort small gray faces into seven labeled expressions.",
    epochs={"bundled": 14, "real": 20},
    scores={"macro F1": "number", "accuracy": "percent"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
