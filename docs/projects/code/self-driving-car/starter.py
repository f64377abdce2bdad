"""Find traffic signs in small road scenes: a detector with boxes, from scratch.

    python starter.py                        1,760 generated frames of 220 drives
    python starter.py --data real            KITTI: cars, pedestrians, cyclists (12 GB)
    python starter.py --epochs 8 --seed 1 --out results

Writes metrics.json, curve.svg, sizes.svg, precision.svg and frames.svg to the folder of
--out. Needs NumPy, SciPy, scikit-learn and PyTorch (for --data real torchvision as
well); kit.py lies beside this file or one folder up.
"""

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from scipy import ndimage
from sklearn.linear_model import LogisticRegression
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray
Tensor = torch.Tensor
Found = list[Array]  # per frame: (n, 6) class, x1, y1, x2, y2, score

SIDE, STRIDE, DRIVES, FRAMES = 48, 8, 220, 8
REAL_SIZE = (320, 96)  # width, height of a KITTI frame, made small
BATCH, LEARNING_RATE = 32, 6e-3
SURE = 0.3  # score from which a detection is shown and counted
SIZES = {"under 9 px": (0, 9), "9 to 14 px": (9, 14), "14 px and more": (14, 999)}


class Data(NamedTuple):
    """Frames (N, 3, height, width) as bytes, boxes of each, and where it belongs."""

    x: Array
    boxes: list[Array]  # (n, 5) class, x1, y1, x2, y2; class -1: ignore this region
    drive: Array  # (N,) numbers; neighboring frames of a drive look alike
    part: Array  # (N,) train, valid or test
    names: tuple[str, ...]


# --8<-- [start:bundled]
def paint(image: Array, where: Array, color: Array | tuple[float, ...]) -> None:
    """Color the pixels (height, width) that `where` marks."""
    image[:, where] = np.asarray(color)[:, None]


def sign(image: Array, kind: int, x: float, y: float, half: float) -> None:
    """Draw no entry (0), a speed limit (1) or a direction sign (2)."""
    v, u = (np.mgrid[0:SIDE, 0:SIDE] - np.array([y, x])[:, None, None]) / half
    red, white, blue = (0.8, 0.08, 0.1), (0.95, 0.95, 0.95), (0.1, 0.25, 0.8)
    disk = u**2 + v**2
    paint(image, disk < 1, blue if kind == 2 else red)
    if kind == 1:
        paint(image, disk < 0.5, white)
        paint(image, (abs(v) < 0.35) & (abs(abs(u) - 0.25) < 0.15), (0.1, 0.1, 0.1))
    else:
        bar = abs(v) < 0.25 if kind == 0 else abs(u) < 0.2
        paint(image, bar & (abs(u) < 0.7) & (abs(v) < 0.7), white)


def drive(rng: np.random.Generator) -> tuple[list[Array], list[Array]]:
    """Frames of one drive: one or two signs come nearer, other things as well."""
    ground, sky = rng.uniform(0.2, 0.5, 3), rng.uniform(0.4, 0.9, 3)
    v, u = np.mgrid[0:SIDE, 0:SIDE]
    things = [  # houses, cars, posters; some are as red or as blue as a sign
        (rng.uniform(0, SIDE), rng.uniform(14, 40), *rng.uniform(2, 8, 2),
         rng.choice(((0.8, 0.1, 0.1), (0.1, 0.25, 0.8), tuple(rng.uniform(0, 1, 3)))))
        for _ in range(rng.integers(4, 9))
    ]  # fmt: skip
    signs = [
        (rng.integers(3), side * rng.uniform(4, 9), *rng.uniform((-4, 7), (1, 14)))
        for side in rng.permutation((-1, 1))[: rng.integers(1, 3)]
    ]
    light, haze, noise = rng.uniform((0.4, 0, 0.02), (1.1, 0.9, 0.06))
    start, frames, boxes = rng.uniform(3.4, 4.2), [], []
    for step in range(FRAMES):
        image = np.where(
            v < 22 + (u % 7 == 0), sky[:, None, None], ground[:, None, None]
        )
        for x, y, wide, tall, color in things:
            near = 1 + 0.04 * step
            away = (24 + (x - 24) * near, 22 + (y - 22) * near)
            paint(image, (abs(u - away[0]) < wide) & (abs(v - away[1]) < tall), color)
        found = []
        for kind, offset, high, last in signs:
            distance = start - 0.4 * step * (start - 1) / 2.8
            half = last / distance
            x, y = 24 + 1.9 * offset / distance, 22 + 1.6 * high / distance
            pole = (abs(u - x) < 0.6) & (v > y) & (v < y + 3 * half)
            paint(image, pole, (0.4, 0.4, 0.4))
            sign(image, kind, x, y, half)
            box = np.clip((x - half, y - half, x + half, y + half), -0.5, SIDE - 0.5)
            found.append((kind, *(box + 0.5)))
            if rng.random() < 0.25:  # a leaf or a lorry hides up to half of it
                side = x + rng.choice((-1, 1)) * half
                hidden = (abs(u - side) < 0.9 * half) & (abs(v - y) < 1.2 * half)
                paint(image, hidden, rng.uniform(0, 0.6, 3))
        image = ndimage.gaussian_filter(image, (0, haze, haze))
        image = light * image + rng.normal(0, noise, image.shape)
        frames.append((255 * image.clip(0, 1)).astype(np.uint8))
        boxes.append(np.array(found, np.float32).reshape(-1, 5))
    return frames, boxes


def bundled() -> Data:
    """All drives, split by drive."""
    rng, x, boxes = np.random.default_rng(2026), [], []
    for _ in range(DRIVES):
        frames, found = drive(rng)
        x += frames
        boxes += found
    number = np.repeat(np.arange(DRIVES), FRAMES)
    names = ("no entry", "limit", "direction")
    return Data(np.stack(x), boxes, number, split(number), names)


# --8<-- [end:bundled]


# --8<-- [start:split]
def split(group: Array) -> Array:
    """50% train, 15% valid, 35% test; all frames of a group go the same way."""
    order = np.random.default_rng(0).permutation(np.unique(group))
    a, b = int(0.5 * len(order)), int(0.65 * len(order))
    train, valid = np.isin(group, order[:a]), np.isin(group, order[a:b])
    return np.where(train, "train", np.where(valid, "valid", "test"))


# --8<-- [end:split]


# --8<-- [start:real]
def real() -> Data:
    """KITTI, made small; the development kit tells which drive a frame is from."""
    try:
        from torchvision.datasets import Kitti
    except ImportError as error:
        raise kit.DataError(
            "--data real needs torchvision: pip install torchvision"
        ) from error
    cache = kit.cache("self-driving-car")
    kind = {"Car": 0, "Pedestrian": 1, "Cyclist": 2}
    kind |= {"Van": -1, "Person_sitting": -1, "DontCare": -1}
    kit_url = "https://s3.eu-central-1.amazonaws.com/avg-kitti/devkit_object.zip"
    kit.unpack(kit.fetch(kit_url, cache / "devkit_object.zip"), cache / "devkit")
    try:
        lines = next((cache / "devkit").rglob("train_mapping.txt")).read_text()
        order = next((cache / "devkit").rglob("train_rand.txt")).read_text()
        frames = Kitti(str(cache), train=True, download=True)
    except Exception as error:  # network, disk, archive: the loader raises many kinds
        message = f"cannot get KITTI: {error}\nCheck the connection and 25 GB of disk, "
        raise kit.DataError(message + "run again, or use --data bundled.") from error
    if len(frames) != 7481:
        raise kit.DataError(f"KITTI has {len(frames):,} frames instead of 7,481.")
    drives = [line.split()[1] for line in lines.splitlines() if line.strip()]
    number = {int(Path(file).stem): i for i, file in enumerate(frames.images)}
    names = [""] * len(frames)
    for image, place in enumerate(order.strip().strip(",").split(",")):
        names[number[image]] = drives[int(place) - 1]
    width, height = REAL_SIZE
    x, boxes = np.empty((len(frames), 3, height, width), np.uint8), []
    for i in range(len(frames)):
        image, objects = frames[i]
        scale = (width / image.width, height / image.height) * 2
        x[i] = np.asarray(image.convert("RGB").resize(REAL_SIZE)).transpose(2, 0, 1)
        found = [
            (kind[name], *np.multiply(np.array(box, float), scale))
            for name, box in zip(objects["type"], objects["bbox"], strict=True)
            if name in kind
        ]
        boxes.append(np.array(found, np.float32).reshape(-1, 5))
        kit.progress(i + 1, len(frames), "frames")
    group = np.unique(names, return_inverse=True)[1]
    return Data(x, boxes, group, split(group), ("car", "pedestrian", "cyclist"))


# --8<-- [end:real]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return bundled() if which == "bundled" else real()


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(
        f"{(data.part == n).sum():,} {n}" for n in ("train", "valid", "test")
    )
    count = sum(int((box[:, 0] >= 0).sum()) for box in data.boxes)
    return f"frames: {sizes}; {len(np.unique(data.drive)):,} drives; {count:,} boxes"


# --8<-- [start:metric]
def overlap(a: Array, b: Array) -> Array:
    """Intersection over union of boxes a (n, 4) and b (m, 4), (n, m)."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    both = (high - low).clip(0).prod(-1)
    area = [(box[:, 2:] - box[:, :2]).prod(-1) for box in (a, b)]
    return both / np.maximum(area[0][:, None] + area[1] - both, 1e-9)


def ranked(found: Found, boxes: list[Array], kind: int) -> tuple[Array, Array]:
    """Detections of a class, best first: (score, overlap with its box or 0), (n, 2).

    Each true box counts once; detections in ignored regions are left out. Second
    answer: side length of each true box and score of its detection or -1, (m, 2).
    """
    rows, truth = [], []
    for guess, true in zip(found, boxes, strict=True):
        guess = guess[guess[:, 0] == kind]
        guess = guess[np.argsort(-guess[:, 5], kind="stable")]
        mine, ignored = true[true[:, 0] == kind, 1:], true[true[:, 0] < 0, 1:]
        free, best = np.ones(len(mine), bool), np.full(len(mine), -1.0)
        for box in guess:
            common = (
                overlap(box[None, 1:5], mine)[0] * free if len(mine) else np.zeros(1)
            )
            place = int(common.argmax())
            if common[place] >= 0.5:
                free[place], best[place] = False, box[5]
                rows.append((box[5], common[place]))
            elif not (overlap(box[None, 1:5], ignored) > 0.3).any():
                rows.append((box[5], 0.0))
        side = np.sqrt((mine[:, 2:] - mine[:, :2]).prod(-1))
        truth += list(zip(side, best, strict=True))
    rows.sort(key=lambda row: -row[0])
    return np.array(rows).reshape(-1, 2), np.array(truth).reshape(-1, 2)


def average_precision(rows: Array, count: int) -> float:
    """Area under the precision-recall curve, precision made to fall only."""
    hit = rows[:, 1] > 0
    recall = np.concatenate([[0.0], hit.cumsum() / max(count, 1)])
    precision = hit.cumsum() / np.arange(1, len(hit) + 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return float((np.diff(recall) * precision).sum())


# --8<-- [end:metric]


def judge(data: Data, found: Found, part: str) -> kit.Scores:
    """Mean average precision at overlap 0.5, and mean overlap of the hits."""
    boxes = [data.boxes[n] for n in np.flatnonzero(data.part == part)]
    value, hits = [], []
    for kind in range(len(data.names)):
        rows, truth = ranked(found, boxes, kind)
        value.append(average_precision(rows, len(truth)))
        hits += [row[1] for row in rows if row[1] > 0]
    return {"mAP": float(np.mean(value)), "mean IoU": float(np.mean(hits or [0.0]))}


# --8<-- [start:baselines]
def prior_boxes(data: Data) -> Found:
    """The 20 most frequent coarse boxes of the training part, on every frame."""
    boxes = np.concatenate(
        [data.boxes[n] for n in np.flatnonzero(data.part == "train")]
    )
    boxes = boxes[boxes[:, 0] >= 0]
    coarse = np.round(boxes / np.array([1, 4, 4, 4, 4])) * np.array([1, 4, 4, 4, 4])
    kinds, count = np.unique(coarse, axis=0, return_counts=True)
    top = np.argsort(-count, kind="stable")[:20]
    prior = np.column_stack([kinds[top], count[top] / count.max()])
    return [prior] * int((data.part == "test").sum())


def blobs(image: Array) -> Array:
    """Boxes of connected red or blue regions, (n, 4)."""
    red, green, blue = image.astype(float)
    level, found = image.mean() / 3, []
    for mask in (
        red - np.maximum(green, blue) > level,
        blue - np.maximum(red, green) > level,
    ):
        for rows, columns in ndimage.find_objects(ndimage.label(mask)[0]):
            if rows.stop - rows.start > 3 and columns.stop - columns.start > 3:
                found.append((columns.start, rows.start, columns.stop, rows.stop))
    return np.array(found, float).reshape(-1, 4)


def crop(image: Array, box: Array) -> Array:
    """A box as 10 x 10 colors, (300,)."""
    rows, columns = (
        np.linspace(box[i], box[i + 2] - 1, 10).astype(int) for i in (1, 0)
    )
    return image[:, rows][:, :, columns].reshape(-1) / image.max()


def color_rule(data: Data) -> Found:
    """Red and blue regions, sorted into signs and other things by a linear model."""
    x, y, none = [], [], len(data.names)
    for n in np.flatnonzero(data.part == "train"):
        for box in blobs(data.x[n]):
            common = overlap(box[None], data.boxes[n][:, 1:])[0]
            good = common.max(initial=0) >= 0.5
            x.append(crop(data.x[n], box))
            y.append(int(data.boxes[n][common.argmax(), 0]) if good else none)
    model, found = LogisticRegression(C=0.1, max_iter=300).fit(x, y), []
    for n in np.flatnonzero(data.part == "test"):
        rows = [
            (kind, *box, chance)
            for box in blobs(data.x[n])
            for kind, chance in enumerate(
                model.predict_proba([crop(data.x[n], box)])[0][:none]
            )
        ]
        found.append(np.array(rows).reshape(-1, 6))
    return found


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a detector has to beat: the same boxes always; a color rule for signs."""
    found = {"The 20 most frequent boxes": judge(data, prior_boxes(data), "test")}
    if "limit" in data.names:
        found["Red or blue region, then linear model"] = judge(
            data, color_rule(data), "test"
        )
    return found


# --8<-- [end:baselines]


# --8<-- [start:network]
def network(classes: int) -> nn.Module:
    """One cell of 8 x 8 pixels: is a center here, box (4 numbers), class scores."""
    return nn.Sequential(
        nn.Conv2d(3, 16, 5, 2, 2), nn.BatchNorm2d(16), nn.ReLU(),
        nn.Conv2d(16, 32, 3, 2, 1), nn.BatchNorm2d(32), nn.ReLU(),
        nn.Conv2d(32, 48, 3, 2, 1), nn.BatchNorm2d(48), nn.ReLU(),
        nn.Conv2d(48, 64, 3, 1, 1), nn.BatchNorm2d(64), nn.ReLU(),
        nn.Conv2d(64, 5 + classes, 1),
    )  # fmt: skip


def targets(boxes: list[Array], rows: int, columns: int) -> Tensor:
    """Weight, center here, dx, dy, log width, log height, class, (N, 7, r, c)."""
    goal = torch.zeros(len(boxes), 7, rows, columns)
    goal[:, 0] = 1
    for n, found in enumerate(boxes):
        first = np.argsort(found[:, 0], kind="stable")  # regions to ignore, class -1
        for kind, *box in found[first].tolist():
            x1, y1, x2, y2 = (side / STRIDE for side in box)
            if kind < 0:  # neither object nor background
                goal[n, 0, int(y1) : int(y2) + 1, int(x1) : int(x2) + 1] = 0
                continue
            x, y = (x1 + x2) / 2, (y1 + y2) / 2
            i, j = min(int(y), rows - 1), min(int(x), columns - 1)
            size = np.log(max(x2 - x1, 0.1)), np.log(max(y2 - y1, 0.1))
            goal[n, :, i, j] = torch.tensor([1, 1, x - j, y - i, *size, kind])
    return goal


def loss_of(z: Tensor, goal: Tensor) -> Tensor:
    """Center: cross-entropy in all cells. Box and class: in cells with a center."""
    here = goal[:, 1] > 0
    center = binary_cross_entropy_with_logits(z[:, 0], goal[:, 1], goal[:, 0])
    z, goal = z.movedim(1, -1)[here], goal.movedim(1, -1)[here]  # (objects, ...)
    box = (z[:, 1:5] - goal[:, 2:6]).abs().mean()
    return 10 * center + 2 * box + cross_entropy(z[:, 5:], goal[:, 6].long())


def decoded(z: Tensor) -> Found:
    """Boxes of all cells with a score above 0.05, overlapping ones suppressed."""
    found = []
    score = (z[:, :1].sigmoid() * z[:, 5:].softmax(1)).numpy()  # (N, classes, r, c)
    place = z[:, 1:5].numpy()
    for chance, (x, y, w, h) in zip(score, place, strict=True):
        kind, i, j = np.nonzero(chance > 0.05)
        middle = np.stack([j + x[i, j], i + y[i, j]], 1) * STRIDE
        half = np.exp(np.stack([w[i, j], h[i, j]], 1).clip(-3, 4)) * STRIDE / 2
        rows = np.column_stack([kind, middle - half, middle + half, chance[kind, i, j]])
        rows, kept = rows[np.argsort(-rows[:, 5], kind="stable")], []
        while len(rows):  # non-maximum suppression, class by class
            best, rows = rows[0], rows[1:]
            kept.append(best)
            same = rows[:, 0] == best[0]
            rows = rows[~(same & (overlap(best[None, 1:5], rows[:, 1:5])[0] > 0.4))]
        found.append(np.array(kept).reshape(-1, 6))
    return found


# --8<-- [end:network]


# --8<-- [start:train]
def mirrored(x: Tensor, goal: Tensor) -> tuple[Tensor, Tensor]:
    """Frames and their targets, left for right; these classes look the same so."""
    goal = goal.flip(-1)
    goal[:, 2] = 1 - goal[:, 2]  # the center's place within its cell
    return x.flip(-1), goal


def fit(
    data: Data, epochs: int, seed: int, watch: bool = True
) -> tuple[nn.Module, list[kit.Row]]:
    """Train with a learning rate that rises, then falls to 0; keep the last weights."""
    torch.manual_seed(seed)
    rows = torch.tensor(np.flatnonzero(data.part == "train"))
    x, (high, wide) = torch.tensor(data.x), data.x.shape[2:]
    goal = targets(data.boxes, high // STRIDE, wide // STRIDE)
    model = network(len(data.names))
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE, weight_decay=0.05)
    steps = epochs * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, steps)
    history: list[kit.Row] = []
    for epoch in range(1, epochs + 1):
        model.train()
        total = 0.0
        for batch in rows[torch.randperm(len(rows))].split(BATCH):
            image, true = x[batch] / 255, goal[batch]
            if torch.rand(()) < 0.5:  # augmentation: mirror, then light
                image, true = mirrored(image, true)
            light = torch.empty(len(batch), 1, 1, 1).uniform_(0.8, 1.2)
            optimizer.zero_grad()
            loss = loss_of(model(light * image), true)
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        if not watch:
            continue
        score = judge(data, detect(model, data, "valid"), "valid")["mAP"]
        history.append(
            {"epoch": epoch, "train loss": total / len(rows), "valid mAP": score}
        )
        kit.progress(epoch, epochs, f"epoch {epoch}, valid mAP {score:.3f}")
    return model, history


def detect(model: nn.Module, data: Data, part: str) -> Found:
    """Boxes in all frames of a part."""
    model.eval()
    found: Found = []
    with torch.no_grad():
        for x in torch.tensor(data.x[data.part == part]).split(100):
            found += decoded(model(x / 255))
    return found


# --8<-- [end:train]


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """The run that counts; then the same network, split by frame."""
    model, history = fit(data, epochs, seed)
    found = detect(model, data, "test")
    scores = judge(data, found, "test")
    rows = np.flatnonzero(data.part == "test")
    details = by_size(data, [data.boxes[n] for n in rows], found)
    leaky = data._replace(part=split(np.arange(len(data.x))))  # each frame on its own
    other, _ = fit(leaky, epochs, seed, watch=False)
    by_frame = judge(leaky, detect(other, leaky, "test"), "test")
    details["split by frame"] = by_frame["mAP"]
    shown = rows[:: max(1, len(rows) // 12)][:12]
    details["frames"] = [  # class, box, score of each detection
        [int(n), np.round(found[int(np.searchsorted(rows, n))], 2).tolist()]
        for n in shown
    ]
    seen = [n for n, _ in details["frames"]]
    details["examples"] = {
        str(n): {
            "image": kit.shades(data.x[n].mean(0) / 255),
            "boxes": data.boxes[n].tolist(),
        }
        for n in seen[:6]
    }
    return kit.Result(scores, history, details)


def by_size(data: Data, boxes: list[Array], found: Found) -> dict:
    """Share of boxes found with a score of SURE, by size; precision by recall."""
    truth, value, curve = [], {}, {}
    for kind, name in enumerate(data.names):
        rows, mine = ranked(found, boxes, kind)
        truth.append(mine)
        value[name] = average_precision(rows, len(mine))
        hit = rows[:, 1] > 0
        recall = hit.cumsum() / max(len(mine), 1)
        precision = np.append(hit.cumsum() / np.arange(1, len(hit) + 1), 0)
        best = np.maximum.accumulate(precision[::-1])[::-1]
        curve[name] = [
            float(best[np.searchsorted(recall, r)]) for r in np.linspace(0, 1, 21)
        ]
    side, score = np.concatenate(truth).T
    share = {
        name: float((score[(side >= low) & (side < high)] >= SURE).mean())
        for name, (low, high) in SIZES.items()
        if ((side >= low) & (side < high)).any()
    }
    return {"found by size": share, "AP": value, "precision": curve}


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, found by size, precision against recall, frames with boxes."""
    details = result.details
    curve = {"valid mAP": [row["valid mAP"] for row in result.history]}
    shown = details["frames"] if data.x.shape[2] == SIDE else []  # not KITTI's
    gray = [data.x[n].mean(0) / 255 for n, _ in shown]
    for image, (_, rows) in zip(gray, shown, strict=True):
        for _, x1, y1, x2, y2, score in rows:
            if score >= SURE:  # a white frame around what was found
                left, top = max(0, int(x1)), max(0, int(y1))
                right, low = min(SIDE - 1, int(x2)), min(SIDE - 1, int(y2))
                image[[top, low], left : right + 1] = 1
                image[top : low + 1, [left, right]] = 1
    frames = kit.images([i.tolist() for i in gray], [f"frame {n}" for n, _ in shown])
    return {
        "curve.svg": kit.curves(
            [r["epoch"] for r in result.history], curve, "epoch", "mAP"
        ),
        "sizes.svg": kit.bars(details["found by size"], "percent"),
        "precision.svg": kit.curves(
            list(np.linspace(0, 1, 21)), details["precision"], "recall", "precision"
        ),
        "frames.svg": frames,
    }


PROJECT = kit.Project(
    name="self-driving-car",
    title="Find traffic signs in small road scenes: a detector from scratch.",
    epochs={"bundled": 24, "real": 20},
    scores={"mAP": "number", "mean IoU": "number"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
