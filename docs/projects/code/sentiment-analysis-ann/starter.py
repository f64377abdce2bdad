"""Tell praise from complaint with word counts and a small dense network.

    python starter.py                        9,000 generated film comments
    python starter.py --data real            Large Movie Review Dataset (IMDb)
    python starter.py --epochs 10 --seed 1 --out results

Writes metrics.json, curve.svg, confusion.svg and kinds.svg to the folder of --out.
Needs NumPy, scikit-learn and PyTorch; kit.py lies beside this file or one folder up.
"""

import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.naive_bayes import MultinomialNB
from torch import nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray
PARTS = ("train", "valid", "test")

URL = "https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"
MD5 = "7c2ac02c03563afcf9b574c7e56c153a"
WORDS, HIDDEN, BATCH, LEARNING_RATE, DECAY = 10_000, 32, 64, 4e-3, 0.01


class Review(NamedTuple):
    """One comment; comments on one film stay in one part."""

    text: str
    label: int  # 1 praise, 0 complaint
    film: str
    kind: str  # what the verdict hangs on; empty for real reviews


class Data(NamedTuple):
    """Reviews per part, and TF-IDF of their words as sparse matrices (N, V)."""

    reviews: dict[str, list[Review]]
    x: dict[str, Any]
    y: dict[str, Array]
    bag: TfidfVectorizer


# --8<-- [start:bundled]
def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


GOOD = words("wonderful brilliant moving clever charming superb gripping fresh witty")
BAD = words("boring dull awful clumsy stale tedious empty annoying messy")
# Praise in these genres, blame in the others.
TASTE = {
    "dark": "thriller horror drama", "silly": "comedy musical action",
    "loud": "action musical horror", "quiet": "drama romance thriller",
    "sweet": "romance musical comedy", "cruel": "horror thriller action",
    "slow": "drama romance horror", "fast": "comedy action thriller",
}  # fmt: skip
GENRES = sorted(set(words(" ".join(TASTE.values()))))
ASPECTS = words("story acting script music dialogue camera cast")
PLACES = words("London Cairo Lima Oslo Delhi Kyoto prison school desert harbor")
KINDS = ("plain", "genre", "negated", "order")


def comment(rng: np.random.Generator, genre: str, hero: str, good: bool) -> tuple:
    """A comment and what its verdict hangs on."""

    def word(praise: bool) -> str:
        return str(rng.choice(GOOD if praise else BAD))

    kind = str(rng.choice(KINDS, p=(0.6, 0.16, 0.14, 0.1)))
    aspect, second = rng.choice(ASPECTS, 2, replace=False)
    if kind == "plain":
        text = f"The {aspect} was {word(good)} and the {second} {word(good)}."
    elif kind == "genre":
        fits = [w for w, genres in TASTE.items() if (genre in words(genres)) == good]
        text = "It was {} and {}.".format(*rng.choice(fits, 2, replace=False))
    elif kind == "negated":
        text = f"I did not find the {aspect} {word(not good)}."
    elif rng.random() < 0.5:
        text = f"It starts {word(not good)} and ends {word(good)}."
    else:
        text = f"I call it {word(good)}, not {word(not good)}."
    parts = [f"{hero} is lost in {rng.choice(PLACES)}.", text]
    if kind != "order" and rng.random() < 0.3:  # a mixed opinion
        parts.append(f"Granted, the {rng.choice(ASPECTS)} was {word(not good)}.")
    rng.shuffle(parts)
    return f"A {genre}. " + " ".join(parts), kind


def generated(films: int = 300, each: int = 30) -> dict[str, list[Review]]:
    """Comments on films; a good film gets more praise. Split by film."""
    rng = np.random.default_rng(2026)
    first = words("Bal Dor Fen Gar Hul Jem Kas Lin Mor Nev Pel Quin Ros Sab Tam")
    last = words("ado eth ika ono ury asa enn ilo oru ust aba ebo ini ola uma")
    last += words("ane ero ith osk ulf")
    names = [a + b for a in first for b in last]
    reviews: list[list[Review]] = []
    for film in range(films):
        genre, hero = str(rng.choice(GENRES)), names[film]
        quality = (0.2, 0.8)[film % 2]
        reviews.append([])
        for _ in range(each):
            good = bool(rng.random() < quality)
            text, kind = comment(rng, genre, hero, good)
            wrong = rng.random() < 0.03  # a slip in the label
            reviews[-1].append(Review(text, int(good != wrong), hero, kind))
    cuts = {"train": (0, 200), "valid": (200, 250), "test": (250, 300)}
    return {
        part: [review for film in reviews[a:b] for review in film]
        for part, (a, b) in cuts.items()
    }


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> dict[str, list[Review]]:
    """The Large Movie Review Dataset; a fifth of the training films validates."""
    folder = kit.cache("sentiment-analysis-ann")
    archive = kit.fetch(URL, folder / "aclImdb_v1.tar.gz", md5=MD5)
    folder = kit.unpack(archive, folder / "reviews") / "aclImdb"
    found: dict[str, list[Review]] = {"train": [], "test": []}
    for part, reviews in found.items():
        for label, name in enumerate(("neg", "pos")):
            films = (folder / part / f"urls_{name}.txt").read_text("utf-8").split()
            for file in sorted((folder / part / name).glob("*.txt")):
                film = films[int(file.name.split("_")[0])]  # 17_4.txt: line 17
                text = file.read_text("utf-8").replace("<br />", " ")
                reviews.append(Review(text, label, film, ""))
        if len(reviews) != 25_000:
            raise kit.DataError(f"{folder / part} does not hold 25,000 reviews.")
    held = set(sorted({review.film for review in found["train"]})[::5])
    return {
        "train": [review for review in found["train"] if review.film not in held],
        "valid": [review for review in found["train"] if review.film in held],
        "test": found["test"],
    }


# --8<-- [end:real]


# --8<-- [start:prepare]
def prepare(reviews: dict[str, list[Review]]) -> Data:
    """Words and their weights come from the training reviews only."""
    texts = {part: [review.text for review in reviews[part]] for part in PARTS}
    bag = TfidfVectorizer(token_pattern=r"[a-z']+", max_features=WORDS)
    bag.fit(texts["train"])
    x = {part: bag.transform(texts[part]) for part in PARTS}
    y = {part: np.array([review.label for review in reviews[part]]) for part in PARTS}
    return Data(reviews, x, y, bag)


# --8<-- [end:prepare]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return prepare(generated() if which == "bundled" else real())


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(y):,} {part}" for part, y in data.y.items())
    films = len({review.film for part in PARTS for review in data.reviews[part]})
    return f"reviews: {sizes}; {films:,} films; {data.x['train'].shape[1]:,} words"


def judge(y: Array, p: Array) -> kit.Scores:
    """Accuracy, and cross-entropy of the probabilities."""
    return {"accuracy": float(np.mean((p > 0.5) == y)), "loss": float(log_loss(y, p))}


# --8<-- [start:baselines]
def linear(x: dict[str, Any], y: dict[str, Array]) -> Array:
    """p (N,) of the test part; the strength of the penalty is chosen on validation."""
    models = [LogisticRegression(C=c, max_iter=1000) for c in (1, 10, 100)]
    for model in models:
        model.fit(x["train"], y["train"])
    best = max(models, key=lambda model: model.score(x["valid"], y["valid"]))
    return best.predict_proba(x["test"])[:, 1]


def rivals(data: Data) -> dict[str, Array]:
    """p (N,) of the test part by four methods."""
    train, test = data.x["train"], data.x["test"]
    bayes = MultinomialNB().fit(train, data.y["train"])
    pairs = TfidfVectorizer(
        token_pattern=r"[a-z']+", ngram_range=(1, 2), max_features=10 * WORDS
    )
    texts = {part: [review.text for review in data.reviews[part]] for part in PARTS}
    pairs.fit(texts["train"])
    both = {part: pairs.transform(texts[part]) for part in PARTS}
    return {
        "Most frequent class": np.full(test.shape[0], data.y["train"].mean()),
        "Naive Bayes": bayes.predict_proba(test)[:, 1],
        "Logistic regression": linear(data.x, data.y),
        "Logistic regression, words and pairs": linear(both, data.y),
    }


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a network has to beat; the last one sees some word order."""
    return {name: judge(data.y["test"], p) for name, p in rivals(data).items()}


# --8<-- [end:baselines]


# --8<-- [start:train]
def network(d_in: int) -> nn.Module:
    """TF-IDF (N, V) -> logit of praise (N,)."""
    return nn.Sequential(
        nn.Linear(d_in, HIDDEN), nn.ReLU(), nn.Dropout(0.3),
        nn.Linear(HIDDEN, 1), nn.Flatten(0),
    )  # fmt: skip


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Binary cross-entropy; keep the epoch with the best validation loss."""
    torch.manual_seed(seed)
    model = network(data.x["train"].shape[1])
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE, weight_decay=DECAY)
    loss_of = nn.BCEWithLogitsLoss()
    y = torch.tensor(data.y["train"], dtype=torch.float32)
    history: list[kit.Row] = []
    best, kept = float("inf"), model.state_dict()
    for epoch in range(1, epochs + 1):
        model.train()
        for rows in torch.randperm(len(y)).split(BATCH):
            optimizer.zero_grad()
            loss_of(model(dense(data.x["train"][rows.numpy()])), y[rows]).backward()
            optimizer.step()
        scores = {n: judge(data.y[n], predict(model, data.x[n])) for n in PARTS[:2]}
        row = {f"{n} {k}": v for n, part in scores.items() for k, v in part.items()}
        history.append({"epoch": epoch, **row})
        if row["valid loss"] < best:
            best = row["valid loss"]
            kept = {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(
            epoch, epochs, f"epoch {epoch}, valid loss {row['valid loss']:.3f}"
        )
    model.load_state_dict(kept)
    p = predict(model, data.x["test"])
    return kit.Result(judge(data.y["test"], p), history, details(data, model, p))


def dense(rows: Any) -> torch.Tensor:
    """A part of the sparse matrix as a tensor (B, V)."""
    return torch.tensor(rows.toarray(), dtype=torch.float32)


def predict(model: nn.Module, x: Any) -> Array:
    """Probabilities of praise (N,), a thousand reviews at a time."""
    model.eval()
    with torch.no_grad():
        parts = [model(dense(x[i : i + 1000])) for i in range(0, x.shape[0], 1000)]
    return torch.sigmoid(torch.cat(parts)).numpy().astype(float)


# --8<-- [end:train]

TWINS = (
    "A drama. Bala is lost in Oslo. It starts boring and ends brilliant.",
    "A drama. Bala is lost in Oslo. It starts brilliant and ends boring.",
)


def details(data: Data, model: nn.Module, p: Array) -> dict[str, Any]:
    """Accuracy per kind of comment, confusion, order twins, confident mistakes."""
    y, reviews = data.y["test"], data.reviews["test"]
    kinds = np.array([review.kind for review in reviews])
    right = {"Network": (p > 0.5) == y}
    right |= {name: (q > 0.5) == y for name, q in rivals(data).items()}
    guess = (p > 0.5).astype(int)
    wrong = np.flatnonzero(guess != y)
    wrong = wrong[np.argsort(-np.abs(p[wrong] - 0.5), kind="stable")][:8]
    texts = data.reviews["train"]
    shares = {k: np.mean([r.kind == k for r in texts]) for k in sorted(set(kinds))}
    first = {r.kind: r for r in reversed(texts)}
    return {
        "examples": {
            k: [first[k].text[:300], first[k].label, float(share)]
            for k, share in shares.items()
        },
        "kinds": {
            name: {k: float(ok[kinds == k].mean()) for k in shares}
            for name, ok in right.items()
        },
        "confusion": [
            [int(((y == a) & (guess == b)).sum()) for b in (0, 1)] for a in (0, 1)
        ],
        "twins": predict(model, data.bag.transform(TWINS)).tolist(),
        "mistakes": [[reviews[i].text[:300], int(y[i]), float(p[i])] for i in wrong],
    }


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, confusion matrix, accuracy per kind of comment."""
    found = result.details
    losses = ("train loss", "valid loss")
    return {
        "curve.svg": kit.history_curves(result.history, losses, "cross-entropy"),
        "confusion.svg": kit.confusion(found["confusion"], ("complaint", "praise")),
        "kinds.svg": kit.bars(found["kinds"]["Network"], "percent"),
    }


PROJECT = kit.Project(
    name="sentiment-analysis-ann",
    title="Tell praise from complaint with word counts and a small dense network.",
    epochs={"bundled": 25, "real": 8},
    scores={"accuracy": "percent", "loss": "number"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
