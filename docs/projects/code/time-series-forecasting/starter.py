"""Forecast the temperature of the next 24 hours, with a range.

    python starter.py                        six years of generated weather
    python starter.py --data real            Jena Climate, 2009 to 2016
    python starter.py --epochs 5 --seed 1 --out results

Writes metrics.json, curve.svg, horizon.svg and days.svg to the folder of --out.
Needs NumPy, scikit-learn and PyTorch; kit.py lies beside this file or one folder up.
"""

import csv
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sklearn.linear_model import Ridge
from torch import nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray
PARTS = ("train", "valid", "test")

URL = (
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
    "jena_climate_2009_2016.csv.zip"
)
SIZE = 13_568_290
WINDOW, HORIZON = 48, 24  # hours seen, hours ahead
HIDDEN, BATCH, LEARNING_RATE = 24, 64, 1e-2
CLIP = 0.3  # largest norm of a gradient
LEVELS = (0.1, 0.5, 0.9)  # quantiles; the middle one is the forecast


class Data(NamedTuple):
    """Windows of measurements; temperatures in degrees Celsius."""

    x: dict[str, Array]  # (N, WINDOW, d) scaled
    y: dict[str, Array]  # (N, HORIZON) truth, nan where the sensor failed
    last: dict[str, Array]  # (N, HORIZON) the last 24 temperatures seen
    missing: float  # share of measurements that failed


# --8<-- [start:bundled]
def generated(years: int = 6) -> Array:
    """Five measurements per hour (T, 5) from a New Year on, with gaps."""
    rng = np.random.default_rng(2026)
    hours = np.arange(years * 8766)
    season = -np.cos(2 * np.pi * hours / 8766)  # -1 in winter, 1 in summer
    air, fall, wind = np.zeros((3, len(hours)))
    cloud = np.full(len(hours), 0.3)
    start = 100
    while start < len(hours) - 100:  # fronts, four or five days apart
        warm, strength = rng.random() < 0.5, rng.gamma(1.5, 3.6)
        lead = rng.integers(26, 40)  # pressure falls and wind turns before it comes
        ahead = np.arange(start - lead, start)
        fall[ahead] -= 2.0 * strength * np.sqrt(np.linspace(0, 1, lead))
        wind[ahead] += 3.0 if warm else -3.0  # from the south, from the north
        after = np.arange(start, min(start + 120, len(hours)))
        air[after] += (1 if warm else -1) * strength * np.exp(-(after - start) / 50)
        fall[after] -= 2.0 * strength * np.exp(-(after - start) / 10)
        cloud[start - 8 : start + rng.integers(20, 60)] = 0.9
        start += int(rng.integers(60, 160))
    noise = np.zeros((3, len(hours)))
    for t in range(1, len(hours)):  # slow wandering of air, pressure and wind
        noise[:, t] = 0.98 * noise[:, t - 1] + rng.normal(0, (0.15, 0.25, 0.2))
    # A clear sky means warm days and cold nights, more so in summer.
    day = -np.cos(2 * np.pi * (hours - 3) / 24) * (1 - cloud) * (5 + 2.5 * season)
    table = np.column_stack(
        [
            9 + 9 * season + day + air + noise[0] + rng.normal(0, 0.2, len(hours)),
            1010 + fall + noise[1],
            wind + noise[2],
            rng.normal(0, 2, len(hours)),  # wind from the west: no use
            55 + 40 * cloud - 2 * day + rng.normal(0, 3, len(hours)),
        ]
    )
    for start in rng.integers(0, len(hours), 60 * years):  # a sensor fails for hours
        table[start : start + rng.integers(2, 24), rng.integers(0, 5)] = np.nan
    return table


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> Array:
    """Jena Climate at full hours (T, 5): temperature, pressure, wind, humidity."""
    folder = kit.cache("time-series-forecasting")
    archive = kit.fetch(URL, folder / "jena.zip", size=SIZE)
    file = kit.unpack(archive, folder / "jena") / "jena_climate_2009_2016.csv"
    with file.open(encoding="utf-8", newline="") as content:
        rows = list(csv.DictReader(content))  # one every ten minutes, a few missing
    if len(rows) != 420_551:
        raise kit.DataError(f"{file} does not hold the 420,551 rows expected.")
    rows = [row for row in rows if row["Date Time"].endswith(":00:00")]
    first = datetime(2009, 1, 1)
    times = [datetime.strptime(r["Date Time"], "%d.%m.%Y %H:%M:%S") for r in rows]
    place = [(time - first) // timedelta(hours=1) for time in times]
    names = ("T (degC)", "p (mbar)", "wv (m/s)", "wd (deg)", "rh (%)")
    table = np.full((max(place) + 1, len(names)), np.nan)  # no row: a gap
    table[place] = [[float(row[name]) for name in names] for row in rows]
    table[table == -9999] = np.nan  # the mark of a failed sensor
    speed, angle = table[:, 2].copy(), np.deg2rad(table[:, 3])
    table[:, 2], table[:, 3] = -speed * np.cos(angle), -speed * np.sin(angle)
    return table


# --8<-- [end:real]


# --8<-- [start:windows]
def prepare(table: Array) -> Data:
    """Fill gaps from the past, scale with the training part, cut windows."""
    truth, gaps = table[:, 0].copy(), np.isnan(table)
    cuts = [0, len(table) // 2, 3 * len(table) // 4, len(table)]  # in order of time
    mean = np.nanmean(table[: cuts[1]], 0)
    std = np.nanstd(table[: cuts[1]], 0)
    seen = np.where(gaps, 0, np.arange(len(table))[:, None])
    seen = np.maximum.accumulate(seen)  # row of the last value measured so far
    filled = np.take_along_axis(table, seen, 0)
    filled = np.where(np.isnan(filled), mean, filled)  # gaps at the very start
    hours = np.arange(len(table))
    turns = 2 * np.pi * np.column_stack([hours / 24, hours / 8766])  # day, year
    inputs = np.hstack(
        [(filled - mean) / std, gaps[:, :1], np.sin(turns), np.cos(turns)]
    )  # (T, 10)
    x, y, last = {}, {}, {}
    for part, a, b in zip(PARTS, cuts, cuts[1:], strict=False):
        step = 4 if part == "train" else 5  # hours between forecasts
        # No window and no target crosses a border.
        now = np.arange(a + WINDOW - 1, b - HORIZON, step)  # last row seen
        x[part] = inputs[now[:, None] + np.arange(1 - WINDOW, 1)].astype(np.float32)
        y[part] = truth[now[:, None] + np.arange(1, HORIZON + 1)]
        last[part] = filled[now[:, None] + np.arange(1 - HORIZON, 1), 0]
    return Data(x, y, last, float(gaps.mean()))


# --8<-- [end:windows]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return prepare(generated() if which == "bundled" else real())


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(y):,} {part}" for part, y in data.y.items())
    return (
        f"windows of {WINDOW} hours: {sizes}; {100 * data.missing:.1f}% of the "
        f"measurements failed; temperature {np.nanmean(data.y['test']):.1f} "
        f"± {np.nanstd(data.y['test']):.1f} °C in test"
    )


def judge(y: Array, forecast: Array) -> kit.Scores:
    """Mean absolute errors (MAE) in degrees, where the truth is known."""
    error = np.abs(forecast - y)
    return {
        "MAE at 24 h": float(np.nanmean(error[:, -1])),
        "MAE 1-24 h": float(np.nanmean(error)),
    }


# --8<-- [start:baselines]
def rivals(data: Data) -> dict[str, Array]:
    """Forecasts (N, HORIZON) of the test part by four methods."""
    known = ~np.isnan(data.y["train"]).any(1)
    change = (data.y["train"] - data.last["train"])[known]
    flat = {part: x.reshape(len(x), -1) for part, x in data.x.items()}
    models = [
        Ridge(alpha).fit(flat["train"][known], change) for alpha in (1, 100, 1000)
    ]

    def error(model: Ridge) -> float:
        guess = data.last["valid"] + model.predict(flat["valid"])
        return judge(data.y["valid"], guess)["MAE at 24 h"]

    best = min(models, key=error)
    test = data.last["test"]
    return {
        "Mean temperature": np.full_like(test, np.nanmean(data.y["train"])),
        "Last value": np.repeat(test[:, -1:], HORIZON, 1),
        "Same hour yesterday": test,
        "Linear regression": test + best.predict(flat["test"]),
    }


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a network has to beat."""
    return {name: judge(data.y["test"], guess) for name, guess in rivals(data).items()}


# --8<-- [end:baselines]


# --8<-- [start:train]
class Forecaster(nn.Module):
    """A GRU and a linear layer read the window; three quantiles per hour ahead."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.gru = nn.GRU(d_in, HIDDEN, batch_first=True)
        self.out = nn.Sequential(
            nn.Linear(HIDDEN, 64), nn.ReLU(), nn.Linear(64, HORIZON * len(LEVELS))
        )
        self.linear = nn.Linear(WINDOW * d_in, HORIZON * len(LEVELS))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, WINDOW, d) -> change against yesterday (N, HORIZON, 3)."""
        _, state = self.gru(x[:, 1::2])  # every second hour; (1, N, HIDDEN)
        change = self.out(state[0]) + self.linear(x.flatten(1))
        return change.view(len(x), HORIZON, len(LEVELS))


def pinball(change: torch.Tensor, guess: torch.Tensor) -> torch.Tensor:
    """Mean quantile loss; hours without truth do not count."""
    levels = torch.tensor(LEVELS)
    error = change[:, :, None] - guess
    loss = torch.maximum(levels * error, (levels - 1) * error)
    return loss[~torch.isnan(loss)].mean()


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Train with the pinball loss; keep the epoch with the best validation MAE."""
    torch.manual_seed(seed)
    model = Forecaster(data.x["train"].shape[2])
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE)
    plan = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    x = torch.tensor(data.x["train"])
    change = torch.tensor(data.y["train"] - data.last["train"], dtype=torch.float32)
    history: list[kit.Row] = []
    best, kept = float("inf"), model.state_dict()
    for epoch in range(1, epochs + 1):
        total = 0.0
        for rows in torch.randperm(len(x)).split(BATCH):
            loss = pinball(change[rows], model(x[rows]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            total += float(loss.detach()) * len(rows)
        plan.step()
        score = judge(data.y["valid"], predict(model, data, "valid")[:, :, 1])
        row = {"train loss": total / len(x), "valid MAE": score["MAE at 24 h"]}
        history.append({"epoch": epoch, **row})
        if row["valid MAE"] < best:
            best = row["valid MAE"]
            kept = {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid MAE {row['valid MAE']:.2f}")
    model.load_state_dict(kept)
    guess = predict(model, data, "test")
    low, high = guess[:, -1, 0], guess[:, -1, 2]
    y = data.y["test"][:, -1]
    inside = ((low <= y) & (y <= high))[~np.isnan(y)].mean()
    scores = {**judge(data.y["test"], guess[:, :, 1]), "coverage": float(inside)}
    return kit.Result(scores, history, details(data, guess))


def predict(model: Forecaster, data: Data, part: str) -> Array:
    """Quantiles in degrees (N, HORIZON, 3)."""
    with torch.no_grad():
        change = model(torch.tensor(data.x[part])).numpy()
    return data.last[part][:, :, None] + change


# --8<-- [end:train]


def details(data: Data, guess: Array) -> dict[str, object]:
    """MAE per hour ahead, and ten days of forecasts made a day before."""
    y = data.y["test"]
    methods = {"Network": guess[:, :, 1], **rivals(data)}
    found = {name: np.nanmean(np.abs(g - y), 0).tolist() for name, g in methods.items()}
    known = ~np.isnan(y[:, -1])
    spans = [s for s in range(0, len(y) - 48, 12) if known[s : s + 48].all()]
    change = np.abs(data.last["test"][:, -1] - y[:, -1])
    start = max(spans, key=lambda s: change[s : s + 48].mean())  # the wildest ten days
    rows = slice(start, start + 48)
    days = {
        "truth": y[rows, -1].tolist(),
        "day before": data.last["test"][rows, -1].tolist(),
        **{str(q): guess[rows, -1, i].tolist() for i, q in enumerate(LEVELS)},
    }
    return {"horizon": found, "days": days}


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, MAE per hour ahead, ten wild days."""
    ahead = {n: v for n, v in result.details["horizon"].items() if "Mean" not in n}
    days = [round(5 * i / 24, 1) for i in range(48)]
    shown = {n: v for n, v in result.details["days"].items() if n != "day before"}
    return {
        "curve.svg": kit.history_curves(result.history, ["valid MAE"], "MAE, °C"),
        "horizon.svg": kit.curves(range(1, HORIZON + 1), ahead, "hours", "MAE, °C"),
        "days.svg": kit.curves(days, shown, "day", "temperature, °C"),
    }


PROJECT = kit.Project(
    name="time-series-forecasting",
    title="Forecast the temperature of the next 24 hours, with a range.",
    epochs={"bundled": 8, "real": 8},
    scores={"MAE at 24 h": "number", "MAE 1-24 h": "number", "coverage": "percent"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
