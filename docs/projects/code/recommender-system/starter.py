"""Fill ten slots with films that a member has not seen.

    python starter.py                        a generated film club of 800 members
    python starter.py --data real            MovieLens 1M, 1,000,209 ratings
    python starter.py --epochs 20 --seed 1 --out results

Writes metrics.json, curve.svg, history.svg and shown.svg to the folder of --out.
Needs NumPy and PyTorch; kit.py lies beside this file or one folder up.
"""

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray
PARTS = ("train", "valid", "test")

URL = "https://files.grouplens.org/datasets/movielens/ml-1m.zip"
MD5 = "c4d9eecfca2ab87c1945afe126590906"
AGES = (30, 60, 90, 180, 365, 1825, 3650)  # days: borders of 8 age groups
DIM, BATCH, LEARNING_RATE, DECAY = 24, 512, 1e-2, 0.3


class Data(NamedTuple):
    """Ratings in order of time, cut at two dates; the films."""

    user: dict[str, Array]  # (N,) per part
    film: dict[str, Array]  # (N,)
    stars: dict[str, Array]  # (N,)
    day: dict[str, Array]  # (N,)
    release: Array  # (I,) day on which a film came out
    genres: Array  # (I, G) 0 or 1
    users: int


# --8<-- [start:bundled]
def generated(users: int = 800, films: int = 600, days: int = 270) -> Data:
    """A club whose members watch what they like and what is new; 9 months of it."""
    rng = np.random.default_rng(2026)
    genres = (rng.random((films, 8)) < 0.15).astype(float)
    genres[np.arange(films), rng.integers(0, 8, films)] = 1
    # Half the films are old; the others come out on the first day of a month.
    release = np.where(rng.random(films) < 0.5, -1000, 30 * rng.integers(0, 9, films))
    taste = rng.normal(0, 1, (users, 8))
    own = rng.normal(0, 0.3, (films, 8))  # what the genres do not say
    match = taste @ (genres / np.sqrt(genres.sum(1, keepdims=True)) + own).T  # (U, I)
    appeal = rng.normal(0, 0.9, films)
    quality, mood = rng.normal(0, 0.3, films), rng.normal(0, 0.35, users)
    stars = 2.9 + mood[:, None] + quality + 0.8 * match
    stars = np.clip(np.round(stars + rng.normal(0, 0.7, stars.shape)), 1, 5)
    joined = rng.integers(-60, days - 20, users)
    pace = rng.lognormal(np.log(0.25), 0.7, users)  # films per day
    unseen = np.ones((users, films), bool)
    rows = []
    for day in range(days):
        fresh = np.where(release <= day, 2.0 * np.exp(-(day - release) / 45), -np.inf)
        now = np.flatnonzero((joined <= day) & (rng.random(users) < pace))
        wish = np.where(unseen[now], match[now] + appeal + fresh, -np.inf)
        film = (wish + rng.gumbel(size=wish.shape)).argmax(1)  # one film each
        unseen[now, film] = False
        rows.append(np.column_stack([now, film, stars[now, film], 0 * now + day]))
    return cut(np.concatenate(rows), 210, 240, release, genres)


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> Data:
    """MovieLens 1M; its terms forbid passing it on and commercial use."""
    archive = kit.fetch(URL, kit.cache("recommender-system") / "ml-1m.zip", md5=MD5)
    folder = kit.unpack(archive, archive.with_suffix("")) / "ml-1m"
    values = (folder / "ratings.dat").read_text("latin-1").replace("::", " ").split()
    rows = np.array(values, int).reshape(-1, 4)  # member, film, stars, second
    if len(rows) != 1000209:
        raise kit.DataError(f"{folder} does not hold the 1,000,209 ratings expected.")
    movies = (folder / "movies.dat").read_text("latin-1").strip().split("\n")
    films = [line.split("::") for line in movies]  # number, title (year), genres
    number = {int(film[0]): i for i, film in enumerate(films)}
    names = sorted({name for film in films for name in film[2].split("|")})
    genres = np.array(
        [[name in film[2].split("|") for name in names] for film in films]
    )
    years = np.array([int(film[1].strip()[-5:-1]) for film in films])
    rows[:, 0] -= 1
    rows[:, 1] = [number[film] for film in rows[:, 1]]
    rows[:, 3] //= 86400  # seconds to days since 1970
    rows = rows[np.argsort(rows[:, 3], kind="stable")]
    first, second = rows[int(0.8 * len(rows)), 3], rows[int(0.9 * len(rows)), 3]
    release = ((years - 1970) * 365.25).astype(int)
    return cut(rows, first, second, release, genres.astype(float))


# --8<-- [end:real]


def cut(rows: Array, first: int, second: int, release: Array, genres: Array) -> Data:
    """Split ratings (N, 4) by date: before `first`, before `second`, after it."""
    part = np.digitize(rows[:, 3], [first, second])  # 0 train, 1 valid, 2 test
    user, film, stars, day = (
        {n: rows[part == i, c].astype(int) for i, n in enumerate(PARTS)}
        for c in range(4)
    )
    return Data(user, film, stars, day, release, genres, int(rows[:, 0].max()) + 1)


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return generated() if which == "bundled" else real()


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(s):,} {name}" for name, s in data.stars.items())
    new = 100 * np.mean(~np.isin(data.film["test"], data.film["train"]))
    cold = len(set(data.user["test"]) - set(data.user["train"]))
    return (
        f"ratings: {sizes}; {data.users:,} members, {len(data.release):,} films; "
        f"in test, {new:.1f}% of ratings are of new films, {cold} of "
        f"{len(set(data.user['test']))} members are new"
    )


# --8<-- [start:judge]
def seen(data: Data, part: str) -> Array:
    """(U, I): True where a member has rated a film in this part."""
    table = np.zeros((data.users, len(data.release)), bool)
    table[data.user[part], data.film[part]] = True
    return table


def top_ten(data: Data, score: Array, part: str) -> Array:
    """(U, 10) films by score (U, I): the whole catalog, less what a member has seen."""
    hidden = seen(data, "train") | (data.release > data.day[part].min())  # not out yet
    if part == "test":
        hidden |= seen(data, "valid")
    return np.argsort(np.where(hidden, np.inf, -score), axis=1, kind="stable")[:, :10]


def judge(data: Data, score: Array, part: str = "test") -> tuple[Array, Array, Array]:
    """Members (M,) with a rating in this part, their nDCG@10 and their hits (M,)."""
    watched = seen(data, part)
    members = np.flatnonzero(watched.any(1))
    found = watched[members[:, None], top_ten(data, score, part)[members]]  # (M, 10)
    discount = 1 / np.log2(np.arange(2, 12))
    best = np.cumsum(discount)[np.minimum(watched[members].sum(1), 10) - 1]
    return members, found @ discount / best, found.any(1)


def ranking(data: Data, score: Array, part: str = "test") -> kit.Scores:
    """Mean nDCG@10 and share of members with a hit."""
    _, gains, hits = judge(data, score, part)
    return {"nDCG@10": float(gains.mean()), "hit@10": float(hits.mean())}


def rmse(data: Data, stars: Array) -> dict[str, float]:
    """Root mean squared error of predicted stars (U, I)."""
    guess = np.clip(stars[data.user["test"], data.film["test"]], 1, 5)
    error = guess - data.stars["test"]
    return {"RMSE": float(np.sqrt(np.mean(error**2)))}


# --8<-- [end:judge]


# --8<-- [start:baselines]
def popular(data: Data, days: int) -> Array:
    """(U, I): ratings of a film in the last days of training, the same for all."""
    late = data.day["train"] > data.day["train"].max() - days
    counts = np.bincount(data.film["train"][late], minlength=len(data.release))
    return np.tile(counts.astype(np.float32), (data.users, 1))


def offsets(data: Data, shrink: float = 10) -> Array:
    """(U, I): mean of all stars + offset of the film + offset of the member."""
    user, film, stars = (c["train"] for c in (data.user, data.film, data.stars))
    mean, shape = stars.mean(), (data.users, len(data.release))
    of_film = np.bincount(film, stars - mean, shape[1])
    of_film /= np.bincount(film, minlength=shape[1]) + shrink  # few ratings: near 0
    of_user = np.bincount(user, stars - mean - of_film[film], shape[0])
    of_user /= np.bincount(user, minlength=shape[0]) + shrink
    return (mean + of_user[:, None] + of_film).astype(np.float32)


def factorize(values: Array, weights: Array, rank: int, decay: float) -> Array:
    """(U, I) of rank k: weighted least squares for one side, then the other."""
    rng = np.random.default_rng(0)
    q = rng.normal(0, 0.1, (values.shape[1], rank)).astype(np.float32)
    for _ in range(8):
        p = _solve(weights, values, q, decay)  # (U, k)
        q = _solve(weights.T, values.T, p, decay)  # (I, k)
    return p @ q.T


def _solve(weights: Array, values: Array, q: Array, decay: float) -> Array:
    k = q.shape[1]
    squares = (q[:, :, None] * q[:, None, :]).reshape(len(q), k * k)
    left = (weights @ squares).reshape(-1, k, k) + decay * np.eye(k, dtype=np.float32)
    return np.linalg.solve(left, ((weights * values) @ q)[:, :, None])[:, :, 0]


def rivals(data: Data) -> dict[str, Array]:
    """Scores (U, I) of four ways to rank; settings were chosen on validation."""
    views = seen(data, "train").astype(np.float32)
    taste = factorize(views, 1 + 2 * views, 16, 30.0)  # a view counts three times
    every, recent = popular(data, 10**6), popular(data, 30)
    taste[~views.any(1)] = every[~views.any(1)]  # a new member gets what is popular
    newest = data.release + every / 1e4  # among equals the more popular first
    return {"newest": newest, "recent": recent, "popular": every, "factorized": taste}


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat, for stars and for the order of films."""
    base, rest = offsets(data), np.zeros((data.users, len(data.release)), np.float32)
    place = data.user["train"], data.film["train"]
    rest[place] = data.stars["train"] - base[place]
    views = seen(data, "train").astype(np.float32)
    stars = base + factorize(rest, views, 8, 8.0)
    ranks = {name: ranking(data, score) for name, score in rivals(data).items()}
    return {
        "Global mean": rmse(data, np.full_like(base, data.stars["train"].mean())),
        "Film and member offsets": {**ranking(data, base), **rmse(data, base)},
        "Factorized stars": {**ranking(data, stars), **rmse(data, stars)},
        "Newest films": ranks["newest"],
        "Popular in the last 30 days": ranks["recent"],
        "Popular so far": ranks["popular"],
        "Factorized views": ranks["factorized"],
    }


# --8<-- [end:baselines]


# --8<-- [start:network]
class Towers(nn.Module):
    """A vector for a member and one for a film, which also uses genres and age."""

    def __init__(self, data: Data) -> None:
        super().__init__()
        films, width = data.genres.shape
        self.member = nn.Embedding(data.users, DIM)
        self.film = nn.Embedding(films, DIM)
        for table in (self.member, self.film):
            nn.init.normal_(table.weight, 0, 0.1)
        count = np.bincount(data.user["train"], minlength=data.users)
        with torch.no_grad():  # a new member has the vector 0, and keeps it
            self.member.weight[count == 0] = 0
        self.genre = nn.Sequential(nn.Linear(width, 32), nn.ReLU(), nn.Linear(32, DIM))
        self.appeal = nn.Linear(DIM, 1)
        self.age = nn.Parameter(torch.zeros(len(AGES) + 1))
        self.stars = nn.Parameter(torch.zeros(DIM))
        self.genres = torch.tensor(data.genres, dtype=torch.float32)
        known = np.bincount(data.film["train"], minlength=films) > 0
        self.known = torch.tensor(known, dtype=torch.float32)[:, None]  # (I, 1)
        self.borders = torch.tensor(AGES)
        self.release = torch.tensor(data.release)  # (I,)

    def films(self) -> torch.Tensor:
        """(I, k): own vector + vector of the genres; a new film has only the latter."""
        return self.known * self.film.weight + self.genre(self.genres)

    def forward(
        self, user: torch.Tensor, day: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Members (B,) on days (B,) -> scores and star corrections (B, I)."""
        p, q = self.member(user), self.films()
        age = torch.bucketize(day[:, None] - self.release, self.borders, right=True)
        score = p @ q.T + self.appeal(q).T + self.age[age]
        if self.training:  # no rival: not out on that day, or never in training
            rival = (day[:, None] >= self.release) & (self.known[:, 0] > 0)
            score = score.masked_fill(~rival, -1e9)
        return score, (p * self.stars) @ q.T


# --8<-- [end:network]


# --8<-- [start:train]
def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Cross-entropy over the catalog of the day, plus squared error of the stars."""
    torch.manual_seed(seed)
    model, base = Towers(data), offsets(data)
    user, film, day = (
        torch.tensor(c["train"]) for c in (data.user, data.film, data.day)
    )
    rest = data.stars["train"] - base[data.user["train"], data.film["train"]]
    rest = torch.tensor(rest, dtype=torch.float32)
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE, weight_decay=DECAY)
    history: list[kit.Row] = []
    best, kept = -1.0, model.state_dict()
    for epoch in range(1, epochs + 1):
        model.train()
        total = 0.0
        for rows in torch.randperm(len(film)).split(BATCH):
            score, stars = model(user[rows], day[rows])
            loss = nn.functional.cross_entropy(score, film[rows])
            error = stars.gather(1, film[rows, None])[:, 0] - rest[rows]
            optimizer.zero_grad()
            (loss + (error**2).mean()).backward()
            optimizer.step()
            total += float(loss.detach()) * len(rows)
        valid = ranking(data, predict(model, data, "valid")[0], "valid")["nDCG@10"]
        history.append(
            {"epoch": epoch, "train loss": total / len(film), "valid nDCG@10": valid}
        )
        if valid > best:
            best, kept = valid, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid nDCG@10 {valid:.3f}")
    model.load_state_dict(kept)
    score, stars = predict(model, data, "test")
    scores = {**ranking(data, score), **rmse(data, base + stars)}
    return kit.Result(scores, history, details(data, score))


def predict(model: Towers, data: Data, part: str) -> tuple[Array, Array]:
    """Scores and star corrections (U, I) on the first day of a part."""
    model.eval()
    with torch.no_grad():
        day = torch.full((data.users,), int(data.day[part].min()))
        score, stars = model(torch.arange(data.users), day)
    return score.numpy(), stars.numpy()


# --8<-- [end:train]


def details(data: Data, network: Array) -> dict[str, object]:
    """nDCG@10 by length of history, films shown, share of new films in the lists."""
    counts = np.bincount(data.user["train"], minlength=data.users)
    new = ~np.isin(np.arange(len(data.release)), data.film["train"])
    found: dict[str, dict[str, list[float]]] = {"ndcg": {}, "shown": {}, "new": {}}
    for name, score in {"network": network, **rivals(data)}.items():
        members, gains, _ = judge(data, score)
        group = np.digitize(counts[members], [1, 11, 31, 101])
        groups = [gains[group == g] for g in range(5)]
        found["ndcg"][name] = [float(g.mean()) if len(g) else 0.0 for g in groups]
        films = top_ten(data, score, "test")[members]  # (M, 10)
        hit = seen(data, "test")[members[:, None], films]
        found["shown"][name] = [len(np.unique(films))]
        found["new"][name] = [float(new[films].mean()), float(new[films][hit].mean())]
    tail = np.sort(np.bincount(data.film["train"], minlength=len(new)))[::-1]
    sizes = np.bincount(group, minlength=5).tolist()
    return {**found, "members": sizes, "tail": tail[:: len(tail) // 50].tolist()}


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, nDCG@10 by history, number of different films shown."""
    shown = {
        name: n / len(data.release) for name, (n,) in result.details["shown"].items()
    }
    groups = "history: 0, 1-10, 11-30, 31-100, more ratings"
    lines = {n: v for n, v in result.details["ndcg"].items() if n != "recent"}
    return {
        "curve.svg": kit.history_curves(result.history, ["valid nDCG@10"], "nDCG@10"),
        "history.svg": kit.curves(range(5), lines, groups, "nDCG@10"),
        "shown.svg": kit.bars(shown),
    }


PROJECT = kit.Project(
    name="recommender-system",
    title="Fill ten slots with films that a member has not seen.",
    epochs={"bundled": 8, "real": 5},
    scores={"nDCG@10": "number", "hit@10": "percent", "RMSE": "number"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
