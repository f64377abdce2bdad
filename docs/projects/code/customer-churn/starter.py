"""Rank telephone customers by their risk of leaving.

    python starter.py                        6,000 generated customers
    python starter.py --data real            IBM's Telco Customer Churn, 7,043 customers
    python starter.py --epochs 20 --seed 1 --out results

Writes metrics.json, curve.svg, gain.svg, calibration.svg and columns.svg to the
folder of --out.
Needs NumPy, scikit-learn and PyTorch; kit.py lies beside this file or one folder up.
"""

import csv
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler
from torch import nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray

URL = (
    "https://raw.githubusercontent.com/IBM/telco-customer-churn-on-icp4d/"
    "master/data/Telco-Customer-Churn.csv"
)
NUMBERS = ("tenure", "MonthlyCharges", "TotalCharges")
BATCH, LEARNING_RATE = 64, 1e-3


class Data(NamedTuple):
    """Scaled inputs (N, d) and labels (N,) of three parts, and the raw table."""

    x: dict[str, Array]
    y: dict[str, Array]
    columns: list[str]  # d names
    rule: Array  # score of each test customer by a rule of thumb
    product: dict[str, Array]  # (N,) fiber times support, for the third baseline


# --8<-- [start:bundled]
def generated(rows: int = 6000) -> dict[str, list[str]]:
    """A table with IBM's column names; who leaves follows a rule that we know."""
    rng = np.random.default_rng(2026)
    tenure = np.minimum(rng.exponential(30, rows).astype(int), 72)
    contract = rng.choice(3, rows, p=[0.55, 0.21, 0.24])  # month, one year, two
    fiber = rng.random(rows) < 0.45
    support = rng.random(rows) < np.where(fiber, 0.25, 0.5)
    electronic = rng.random(rows) < 0.35
    monthly = np.round(25 + 45 * fiber + 8 * support + rng.normal(0, 8, rows), 2)
    score = -0.9 - 1.6 * (contract == 1) - 3.0 * (contract == 2) + 0.5 * electronic
    score += 1.1 * np.exp(-tenure / 6) - 0.015 * tenure
    # What a sum of columns cannot say: fiber annoys only those without support,
    # and support is worth its price only to those with fiber.
    score += np.where(fiber, np.where(support, -1.0, 1.8), 0.8 * support - 0.3)
    leaves = rng.random(rows) < 1 / (1 + np.exp(-score))
    total = [f"{t * m:.2f}" if t else " " for t, m in zip(tenure, monthly, strict=True)]
    names = ("Month-to-month", "One year", "Two year")
    yes = ("No", "Yes")
    return {
        "tenure": [str(t) for t in tenure],
        "MonthlyCharges": [str(m) for m in monthly],
        "TotalCharges": total,
        "Contract": [names[c] for c in contract],
        "InternetService": ["Fiber optic" if f else "DSL" for f in fiber],
        "TechSupport": [yes[int(s)] for s in support],
        "PaymentMethod": ["Electronic check" if e else "Other" for e in electronic],
        "gender": [("Female", "Male")[g] for g in rng.integers(0, 2, rows)],
        "Churn": [yes[left] for left in leaves.astype(int)],
    }


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> dict[str, list[str]]:
    """IBM's table, downloaded once."""
    file = kit.fetch(URL, kit.cache("customer-churn") / "telco.csv")
    with file.open(encoding="utf-8", newline="") as content:
        rows = list(csv.DictReader(content))
    if len(rows) != 7043 or not {*NUMBERS, "Contract", "Churn"} <= rows[0].keys():
        raise kit.DataError(
            f"{file} does not hold the 7,043 customers expected.\n"
            "Delete it and run again."
        )
    names = [name for name in rows[0] if name != "customerID"]
    return {name: [row[name] for row in rows] for name in names}


# --8<-- [end:real]


# --8<-- [start:prepare]
def prepare(table: dict[str, list[str]]) -> Data:
    """Split by class, then scale and encode with what the training part shows."""
    y = np.array([value == "Yes" for value in table["Churn"]], float)
    rng = np.random.default_rng(0)
    part = np.empty(len(y), "U5")
    for label in (0, 1):  # stratified: 60% train, 20% valid, 20% test
        rows = rng.permutation(np.flatnonzero(y == label))
        a, b = int(0.6 * len(rows)), int(0.8 * len(rows))
        part[rows[:a]], part[rows[a:b]], part[rows[b:]] = "train", "valid", "test"
    train, columns, blocks = part == "train", [], []
    for name in NUMBERS:
        # A blank total belongs to a customer in the first month.
        values = np.array([float(v.strip() or 0) for v in table[name]])[:, None]
        blocks.append(StandardScaler().fit(values[train]).transform(values))
        columns.append(name)
    for name in table:
        if name not in (*NUMBERS, "Churn"):
            values = np.array(table[name])
            for level in np.unique(values[train])[1:]:  # the first is the reference
                blocks.append((values == level)[:, None].astype(float))
                columns.append(f"{name}: {level}")
    x = np.hstack(blocks)  # (N, d)
    names = ("train", "valid", "test")
    short = 100.0 - np.array(table["tenure"], float)  # longest tenure: 72 months
    short += 1000 * (np.array(table["Contract"]) == "Month-to-month")
    fiber = np.array(table["InternetService"]) == "Fiber optic"
    product = 1.0 * (fiber & (np.array(table["TechSupport"]) == "Yes"))
    return Data(
        {name: x[part == name] for name in names},
        {name: y[part == name] for name in names},
        columns,
        short[part == "test"],
        {name: product[part == name] for name in names},
    )


# --8<-- [end:prepare]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return prepare(generated() if which == "bundled" else real())


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(y):,} {name}" for name, y in data.y.items())
    share = 100 * data.y["train"].mean()
    return f"customers: {sizes}; {share:.1f}% leave; {len(data.columns)} columns"


def judge(y: Array, score: Array) -> kit.Scores:
    """ROC-AUC, and the share of leavers among the tenth that is ranked highest."""
    top = np.argsort(-score, kind="stable")[: len(y) // 10]
    return {"ROC-AUC": float(roc_auc_score(y, score)), "top 10%": float(y[top].mean())}


# --8<-- [start:baselines]
def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat: a constant, a rule of thumb, two linear models."""
    y = data.y["test"]
    wider = {n: np.column_stack([x, data.product[n]]) for n, x in data.x.items()}
    return {
        "Nobody leaves": {"ROC-AUC": 0.5, "top 10%": float(y.mean())},
        "Rule: monthly contract, then short tenure": judge(y, data.rule),
        "Logistic regression": judge(y, linear(data.x, data.y)),
        "The same, with fiber × support": judge(y, linear(wider, data.y)),
    }


def linear(x: dict[str, Array], y: dict[str, Array]) -> Array:
    """Probabilities (N,) of the test customers from logistic regression."""
    model = LogisticRegression(max_iter=1000).fit(x["train"], y["train"])
    return model.predict_proba(x["test"])[:, 1]


# --8<-- [end:baselines]


# --8<-- [start:train]
def network(d_in: int) -> nn.Module:
    """Two hidden layers of 32 and 16 units, one score (logit) at the end."""
    return nn.Sequential(
        nn.Linear(d_in, 32), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(32, 16), nn.ReLU(), nn.Linear(16, 1), nn.Flatten(0),
    )  # fmt: skip


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Train with binary cross-entropy; keep the epoch with the best validation AUC."""
    torch.manual_seed(seed)
    x = {name: torch.tensor(part, dtype=torch.float32) for name, part in data.x.items()}
    y = {name: torch.tensor(part, dtype=torch.float32) for name, part in data.y.items()}
    model = network(len(data.columns))
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE)
    loss_of = nn.BCEWithLogitsLoss()
    history: list[kit.Row] = []
    best, kept = 0.0, model.state_dict()
    for epoch in range(1, epochs + 1):
        model.train()
        for rows in torch.randperm(len(y["train"])).split(BATCH):
            optimizer.zero_grad()
            loss_of(model(x["train"][rows]), y["train"][rows]).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            z = {name: model(part) for name, part in x.items()}
        auc = float(roc_auc_score(data.y["valid"], z["valid"]))
        losses = {f"{n} loss": float(loss_of(z[n], y[n])) for n in ("train", "valid")}
        history.append({"epoch": epoch, **losses, "valid AUC": auc})
        if auc > best:
            best, kept = auc, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid AUC {auc:.3f}")
    model.load_state_dict(kept)
    with torch.no_grad():
        p = torch.sigmoid(model(x["test"])).numpy()
    y_test = data.y["test"]
    ranked = {"network": p, "linear": linear(data.x, data.y), "rule": data.rule}
    details = {
        "crossed": crossed(data),
        "gain": {name: gain(y_test, score) for name, score in ranked.items()},
        "calibration": calibration(y_test, p),
        "columns": shuffled(data, model),
    }
    return kit.Result(judge(y_test, p), history, details)


# --8<-- [end:train]


def crossed(data: Data) -> list[list[float]]:
    """Share of leavers among training customers by fiber (row) and support (column)."""
    x, y = data.x["train"], data.y["train"]
    names = ("InternetService: Fiber optic", "TechSupport: Yes")
    fiber, support = (x[:, data.columns.index(name)] == 1 for name in names)
    return [
        [float(y[(fiber == f) & (support == s)].mean()) for s in (False, True)]
        for f in (False, True)
    ]


def gain(y: Array, score: Array) -> list[float]:
    """Share of all leavers found among the first 0%, 10%, ... 100% of the ranking."""
    found = np.cumsum(y[np.argsort(-score, kind="stable")]) / y.sum()
    return [0.0] + [float(found[int(len(y) * k / 10) - 1]) for k in range(1, 11)]


def calibration(y: Array, p: Array) -> dict[str, list[float]]:
    """Mean probability and share of leavers in each tenth of the ranking."""
    tenths = np.array_split(np.argsort(p, kind="stable"), 10)
    return {
        "said": [float(p[rows].mean()) for rows in tenths],
        "left": [float(y[rows].mean()) for rows in tenths],
    }


def shuffled(data: Data, model: nn.Module) -> dict[str, float]:
    """ROC-AUC lost on validation data when one column of the table is shuffled."""
    rng = np.random.default_rng(0)
    x, y = data.x["valid"], data.y["valid"]

    def auc(inputs: Array) -> float:
        with torch.no_grad():
            score = model(torch.tensor(inputs, dtype=torch.float32))
        return float(roc_auc_score(y, score))

    source = [name.split(":")[0] for name in data.columns]
    whole, lost = auc(x), {}
    for name in dict.fromkeys(source):
        mixed = x.copy()
        own = [i for i, other in enumerate(source) if other == name]
        mixed[:, own] = rng.permutation(mixed[:, own])  # all its levels together
        lost[name] = max(0.0, whole - auc(mixed))
    return dict(sorted(lost.items(), key=lambda item: -item[1])[:8])


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, gain of the ranking, calibration, columns that matter."""
    share = [10.0 * k for k in range(11)]
    lines = {**result.details["gain"], "chance": [k / 100 for k in share]}
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid loss"), "cross-entropy"
        ),
        "gain.svg": kit.curves(share, lines, "% of customers called", "leavers found"),
        "calibration.svg": kit.curves(
            range(1, 11), result.details["calibration"], "tenth by risk", "share"
        ),
        "columns.svg": kit.bars(result.details["columns"]),
    }


PROJECT = kit.Project(
    name="customer-churn",
    title="Rank telephone customers by their risk of leaving.",
    epochs={"bundled": 30, "real": 30},
    scores={"ROC-AUC": "number", "top 10%": "percent"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
