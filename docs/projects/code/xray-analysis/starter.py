"""Rank chest X-rays by how likely they show an opacity. Not for diagnosis.

    python starter.py                        1,606 generated images of 420 patients
    python starter.py --data real            5,856 X-rays of children (by hand, Kaggle)
    python starter.py --epochs 5 --seed 1 --out results

Writes metrics.json, curve.svg, leaks.svg and mistakes.svg to the folder of --out.
Needs NumPy, scikit-learn and PyTorch (for --data real Pillow as well); kit.py lies
beside this file or one folder up.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray

SIDE, BORDER = 40, 5  # pixels of an image; of the frame that the network never sees
PATIENTS, SICK = 420, 0.3  # generated patients, and the share with an opacity
MARKED = (0.1, 0.8)  # share of images with a marker: healthy, sick
BATCH, LEARNING_RATE = 64, 6e-3
KAGGLE = "https://www.kaggle.com/datasets/paultimothymooney/chest-xray-pneumonia"
GRID = np.mgrid[0:SIDE, 0:SIDE].astype(float)  # (2, side, side): rows, columns


class Images(NamedTuple):
    """Images (N, side, side) from 0 to 1, labels (N,), patient numbers (N,)."""

    x: Array
    y: Array
    patient: Array


class Data(NamedTuple):
    """Images, the part of each (N,), and a second hospital where we have one."""

    images: Images
    part: Array
    other: Images | None


# --8<-- [start:bundled]
def bump(row: float, column: float, height: float, width: float) -> Array:
    """A smooth hill of height 1 in the middle, (side, side)."""
    away = ((GRID[0] - row) / height) ** 2 + ((GRID[1] - column) / width) ** 2
    return np.exp(-(away**2))


def patient_images(rng: np.random.Generator, sick: bool, marked: float) -> list[Array]:
    """Two to six images of one patient: the same chest, seen again."""
    middle, wide, tall = rng.normal(20, 1), rng.uniform(4.5, 6), rng.uniform(11, 14)
    sides = (middle - rng.uniform(8, 10), middle + rng.uniform(8, 10))
    lungs = sum(bump(rng.normal(20, 1), side, tall, wide) for side in sides)
    ribs = np.sin(GRID[0] * rng.uniform(1.1, 1.5) + rng.uniform(0, 6.3)
                  + 0.02 * rng.uniform(0.5, 1.5) * (GRID[1] - middle) ** 2)  # fmt: skip
    chest = 0.7 - 0.42 * lungs + 0.05 * ribs
    chest += 0.25 * bump(
        rng.normal(25, 1), middle + 2, 7, rng.uniform(3.5, 5.5)
    )  # heart
    for _ in range(6):  # vessels and folds, which everybody has
        way = rng.uniform(0.5, 1, 2) * rng.choice((1, 2), 2)
        spot = bump(rng.uniform(6, 34), rng.uniform(4, 36), 5 * way[0], 1.2 * way[1])
        chest += rng.uniform(-0.12, 0.12) * spot
    opacity = np.zeros_like(chest)
    for _ in range(rng.integers(1, 3) if sick else 0):
        row, column = rng.uniform(12, 29), rng.choice(sides) + rng.uniform(-2.5, 2.5)
        opacity += bump(row, column, rng.uniform(2.5, 4.5), rng.uniform(2.5, 4.5))
    strength = rng.uniform(0.10, 0.24)
    found = []
    for _ in range(rng.integers(3, 7) if sick else rng.integers(2, 6)):
        image = chest + strength * rng.uniform(0.6, 1.2) * opacity
        image = np.roll(image, rng.integers(-1, 2, 2), (0, 1))  # held a little higher
        image = rng.uniform(0.85, 1.15) * (image - 0.5) + rng.normal(0.5, 0.04)
        image += rng.normal(0, 0.04, image.shape)
        if rng.random() < marked:  # a metal letter that the technician puts on
            image[1:4, 35:39] = 1.0
        found.append(image.clip(0, 1))
    return found


def generated(seed: int, patients: int, marked: tuple[float, float]) -> Images:
    """All images of a hospital with its own habit of using markers."""
    rng = np.random.default_rng(seed)
    x, y, patient = [], [], []
    for number in range(patients):
        sick = bool(rng.random() < SICK)
        found = patient_images(rng, sick, marked[int(sick)])
        x += found
        y += [float(sick)] * len(found)
        patient += [number] * len(found)
    return Images(np.array(x, np.float32), np.array(y), np.array(patient))


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> Images:
    """Kermany's X-rays of children, all folders pooled, with patient numbers."""
    try:
        from PIL import Image
    except ImportError as error:
        raise kit.DataError("--data real needs Pillow: pip install pillow") from error
    why = "Kaggle asks for an account, so you download the archive yourself."
    cache = kit.cache("xray-analysis")
    (root,) = kit.by_hand(cache, ["chest_xray"], KAGGLE, why)
    files = [file for part in ("train", "val", "test")
             for file in sorted((root / part).glob("*/*.jpeg"))]  # fmt: skip
    if len(files) != 5856:
        raise kit.DataError(f"{root} holds {len(files):,} X-rays instead of 5,856.")
    x, names = np.empty((len(files), SIDE, SIDE), np.float32), []
    for i, file in enumerate(files):
        try:
            with Image.open(file) as image:
                x[i] = np.asarray(image.convert("L").resize((SIDE, SIDE))) / 255
        except OSError as error:
            raise kit.DataError(f"{file} cannot be read: {error}") from error
        # person12_virus_3.jpeg is patient 12. IM-0012-0001.jpeg and
        # NORMAL2-IM-0012-0001.jpeg may be one child: they stay together.
        number = re.search(r"person\d+|IM-\d+", file.name)
        names.append(number.group() if number else file.name)
    y = np.array([float(file.parent.name == "PNEUMONIA") for file in files])
    return Images(x, y, np.unique(names, return_inverse=True)[1])


# --8<-- [end:real]


# --8<-- [start:prepare]
def split(groups: Array, y: Array) -> Array:
    """Part of each image; all images of a group go the same way, class by class."""
    rng, part = np.random.default_rng(0), np.empty(len(groups), "U5")
    sick = {int(group) for group in groups[y == 1]}
    for label in (True, False):
        found = np.array([g for g in np.unique(groups) if (int(g) in sick) == label])
        found = rng.permutation(found)
        a, b = int(0.5 * len(found)), int(0.7 * len(found))
        for name, some in (("train", found[:a]), ("valid", found[a:b]),
                           ("test", found[b:])):  # fmt: skip
            part[np.isin(groups, some)] = name
    assert all(len(set(part[groups == group])) == 1 for group in np.unique(groups))
    return part


def covered(x: Array) -> Array:
    """The images without their frame, where letters and markers lie."""
    return x[:, BORDER:-BORDER, BORDER:-BORDER]


# --8<-- [end:prepare]


def load(which: str) -> Data:
    """The data by its name on the command line, split by patient."""
    bundled = which == "bundled"
    images = generated(2026, PATIENTS, MARKED) if bundled else real()
    other = generated(7, 150, (0.45, 0.45)) if bundled else None
    return Data(images, split(images.patient, images.y), other)


def describe(data: Data) -> str:
    """One line about the data."""
    images, part = data.images, data.part
    sizes = ", ".join(f"{(part == n).sum():,} {n}" for n in ("train", "valid", "test"))
    people = len(np.unique(images.patient))
    return f"X-rays: {sizes}; {people:,} patients; {100 * images.y.mean():.1f}% sick"


def judge(data: Data, score: Array) -> kit.Scores:
    """ROC-AUC on the test part."""
    test = data.part == "test"
    return {"ROC-AUC": float(roc_auc_score(data.images.y[test], score[test]))}


# --8<-- [start:threshold]
def at_threshold(data: Data, score: Array) -> dict[str, list[float]]:
    """Test results at a threshold that catches 95% of the sick in validation.

    Each with the 2.5% and 97.5% quantiles when *patients* are drawn again.
    """
    y, patient = data.images.y, data.images.patient
    threshold = np.quantile(score[(data.part == "valid") & (y == 1)], 0.05)
    test, rng = np.flatnonzero(data.part == "test"), np.random.default_rng(0)
    people, found = np.unique(patient[test]), []
    rows_of = [test[patient[test] == one] for one in people]
    for draw in range(301):  # the first time everybody once
        some = rng.integers(0, len(people), len(people)) if draw else range(len(people))
        rows = np.concatenate([rows_of[one] for one in some])
        flagged, sick = score[rows] >= threshold, y[rows] == 1
        found.append((roc_auc_score(sick, score[rows]), flagged[sick].mean(),
                      1 - flagged[~sick].mean()))  # fmt: skip
    low, high = np.quantile(found[1:], (0.025, 0.975), axis=0)
    names = ("ROC-AUC", "sensitivity", "specificity")
    rows = zip(names, found[0], low, high, strict=True)
    return {name: [float(n) for n in values] for name, *values in rows}


# --8<-- [end:threshold]


# --8<-- [start:baselines]
def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a network has to beat: no look, one number, a thumbnail."""
    y, train, x = data.images.y, data.part == "train", covered(data.images.x)
    small = x.reshape(len(x), 10, 3, 10, 3).mean((2, 4)).reshape(len(x), -1)  # (N, 100)
    linear = make_pipeline(StandardScaler(), LogisticRegression(C=0.01))
    linear.fit(small[train], y[train])
    return {
        "Flag everybody": judge(data, np.zeros(len(y))),
        "Mean brightness": judge(data, x.mean((1, 2))),
        "Logistic regression, 10 x 10": judge(data, linear.decision_function(small)),
    }


# --8<-- [end:baselines]


# --8<-- [start:train]
def network(side: int) -> nn.Module:
    """Three convolutions with stride 2, then one score (logit)."""
    last = -(-side // 8)
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, 2, 2), nn.BatchNorm2d(16), nn.ReLU(),
        nn.Conv2d(16, 32, 3, 2, 1), nn.BatchNorm2d(32), nn.ReLU(),
        nn.Conv2d(32, 64, 3, 2, 1), nn.BatchNorm2d(64), nn.ReLU(),
        nn.Flatten(), nn.Linear(64 * last * last, 1), nn.Flatten(0),
    )  # fmt: skip


def fit(
    x: Array, y: Array, part: Array, epochs: int, seed: int
) -> tuple[nn.Module, list[kit.Row]]:
    """Train with a learning rate that rises, then falls to 0; keep the last weights."""
    torch.manual_seed(seed)
    images = torch.tensor(x).unsqueeze(1)  # (N, 1, side, side)
    labels = torch.tensor(y, dtype=torch.float32)
    rows = {
        name: torch.tensor(np.flatnonzero(part == name)) for name in np.unique(part)
    }
    model = network(x.shape[1])
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE, weight_decay=0.05)
    steps = epochs * -(-len(rows["train"]) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, steps)
    loss_of, history = nn.BCEWithLogitsLoss(), []
    for epoch in range(1, epochs + 1):
        model.train()
        total = 0.0
        for batch in rows["train"][torch.randperm(len(rows["train"]))].split(BATCH):
            step = [int(n) for n in torch.randint(-2, 3, (2,))]  # augmentation: shift
            optimizer.zero_grad()
            loss = loss_of(model(images[batch].roll(step, (2, 3))), labels[batch])
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        z = predict(model, x[part == "valid"])
        auc = float(roc_auc_score(y[part == "valid"], z))
        lost = float(loss_of(torch.tensor(z), labels[rows["valid"]]))
        train_loss = total / len(rows["train"])
        history.append({"epoch": epoch, "train loss": train_loss, "valid loss": lost,
                        "valid AUC": auc})  # fmt: skip
        kit.progress(epoch, epochs, f"epoch {epoch}, valid AUC {auc:.3f}")
    return model, history


def predict(model: nn.Module, x: Array) -> Array:
    """Scores of images (N, side, side)."""
    model.eval()
    with torch.no_grad():
        return model(torch.tensor(x).unsqueeze(1)).numpy()


# --8<-- [end:train]


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """The run that counts, then the same network with leaks on purpose."""
    images, part = data.images, data.part
    x, y, test = covered(images.x), images.y, data.part == "test"
    model, history = fit(x, y, part, epochs, seed)
    score = predict(model, x)
    scores = judge(data, score)
    order = np.flatnonzero(test)[np.argsort(score[test])]
    mistakes = [*order[y[order] == 1][:6], *order[y[order] == 0][::-1][:6]]
    details = {
        "mistakes": [int(row) for row in mistakes],
        "leaks": {},
        "threshold": at_threshold(data, score),
    }
    for name, label in (("sick", 1), ("healthy", 0)):  # for a figure: one patient each
        one = images.patient[(part == "train") & (y == label)][0]
        rows = np.flatnonzero(images.patient == one)[:3]
        half = images.x[rows].reshape(-1, SIDE // 2, 2, SIDE // 2, 2).mean((2, 4))
        details[name] = [kit.shades(image) for image in half]
    details["leaks"] = leaks(data, model, scores["ROC-AUC"], epochs, seed)
    return kit.Result(scores, history, details)


# --8<-- [start:leaks]
def leaks(
    data: Data, honest: nn.Module, auc: float, epochs: int, seed: int
) -> dict[str, float]:
    """ROC-AUC of the same network when the data is handled carelessly."""
    images, part, other = data.images, data.part, data.other
    x, y, found = covered(images.x), images.y, {"split by patient": auc}

    flat = x.reshape(len(x), -1)
    flat = StandardScaler().fit_transform(flat.T).T  # without exposure and contrast
    shuffled = data._replace(part=split(np.arange(len(y)), y))  # each by itself
    for name, one in (("patient", data), ("image", shuffled)):
        train = one.part == "train"
        near = KNeighborsClassifier(1).fit(flat[train], y[train]).predict(flat)
        found[f"nearest neighbor, split by {name}"] = judge(one, near)["ROC-AUC"]
    model, _ = fit(x, y, shuffled.part, epochs, seed)
    found["split by image"] = judge(shuffled, predict(model, x))["ROC-AUC"]

    marked, _ = fit(images.x, y, part, epochs, seed)
    found["marker in view"] = judge(data, predict(marked, images.x))["ROC-AUC"]
    if other:
        for name, score in (
            ("marker in view", predict(marked, other.x)),
            ("marker covered", predict(honest, covered(other.x))),
        ):
            found[f"{name}, other hospital"] = float(roc_auc_score(other.y, score))
    return found


# --8<-- [end:leaks]


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, what leaks do to the score, the worst mistakes."""
    rows = result.details["mistakes"]
    names = ["missed" if data.images.y[row] else "false alarm" for row in rows]
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid loss"), "cross-entropy"
        ),
        "leaks.svg": kit.bars(result.details["leaks"]),
        "mistakes.svg": kit.images(covered(data.images.x)[rows].tolist(), names),
    }


PROJECT = kit.Project(
    name="xray-analysis",
    title="Rank chest X-rays by how likely they show an opacity (not for diagnosis).",
    epochs={"bundled": 16, "real": 20},
    scores={"ROC-AUC": "number"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
