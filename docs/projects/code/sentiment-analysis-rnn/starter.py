"""Judge film reviews with an LSTM that reads them in both directions.

    python starter.py                        5,000 generated reviews of 500 films
    python starter.py --data real            IMDb, 50,000 reviews
    python starter.py --epochs 3 --seed 1 --out results

Writes metrics.json, curve.svg, reading.svg, kinds.svg and confusion.svg to the
folder of --out.
Needs NumPy, scikit-learn and PyTorch; kit.py lies beside this file or one folder up.
"""

import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

URL = "https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"
MD5 = "7c2ac02c03563afcf9b574c7e56c153a"
PAD, UNKNOWN, VOCABULARY, LONGEST = 0, 1, 20_000, 400
WIDTH, HIDDEN, BATCH = 24, 32, 40
FAST, SLOW = 1.5e-2, 2e-3  # learning rates for few and for many reviews

Review = tuple[list[str], int, str]  # words, 1 for praise or 0, film


class Data(NamedTuple):
    """Reviews of train, valid, test and challenge; numbers of the known words."""

    parts: dict[str, list[Review]]
    words: dict[str, int]  # 0 is padding, 1 any unknown word


# --8<-- [start:bundled]
ADJECTIVES = (  # of blame (0) and of praise (1)
    "bad dull slow weak flat silly stale vague clumsy tired boring noisy lazy poor "
    "crude bland shallow wooden tedious forced",
    "good great warm fresh sharp funny clever moving bold witty lovely tender fine "
    "rich superb graceful gripping truthful subtle charming",
)
THINGS = "plot story acting music ending script cast pace film camera"
PLAIN = (  # T is a thing, J an adjective; some hold a "not" that negates nothing
    "the T is J", "the T is very J", "i found the T J", "such a J T",
    "not only my friends found the T J", "no doubt : the T is J",
    "i cannot say often enough how J the T is",
)  # fmt: skip
NEGATED = (
    "the T is not J", "the T is never J", "there is nothing J about the T",
    "nobody in his right mind would call the T J",
    "i would not say , even now , that the T is J",
    "the T is by no means as J as they say", "not for a minute is the T J",
)  # fmt: skip
ASIDES = (  # opinions that do not count
    "it tells of a J man in a J town", "the hero meets a J woman",
    "my neighbor thinks that the T is J", "the trailer made the T look J",
)  # fmt: skip
JOINED = ("C , but M", "although C , M", "M , although C", "C . still , M")  # M counts


def fill(rng: random.Random, form: str, opinion: int) -> str:
    """A form with its T and J put in; each J praises or blames as told."""
    pools = {"T": THINGS.split(), "J": ADJECTIVES[opinion].split()}
    return " ".join(rng.choice(pools.get(w, [w])) for w in form.split())


def clause(rng: random.Random, opinion: int) -> str:
    """One opinion: said directly, or by negating its contrary."""
    if rng.random() < 0.78:
        return fill(rng, rng.choice(PLAIN), opinion)
    return fill(rng, rng.choice(NEGATED), 1 - opinion)


def join(rng: random.Random, form: str, opinion: int) -> str:
    """A main clause, and a contrary one that is conceded."""
    parts = {"M": clause(rng, opinion), "C": clause(rng, 1 - opinion)}
    return " ".join(parts.get(word, word) for word in form.split())


def generated() -> dict[str, list[Review]]:
    """Ten reviews each of 500 films; the parts share no film."""
    rng = random.Random(2026)
    parts: dict[str, list[Review]] = {"train": [], "valid": [], "test": []}
    for film in range(500):
        part = "train" if film < 300 else "valid" if film < 350 else "test"
        liked, star = rng.betavariate(0.5, 0.5), f"star{film}"
        for _ in range(10):
            label, length = int(rng.random() < liked), rng.choice((1, 1, 2, 2, 3, 4))
            against = rng.randint(0, (length - 1) // 2)  # fewer than half
            opinions = [1 - label] * against + [label] * (length - against)
            text = [
                clause(rng, opinion)
                if rng.random() < 0.65
                else join(rng, rng.choice(JOINED), opinion)
                for opinion in opinions
            ]
            text += [
                fill(rng, rng.choice(ASIDES), rng.randint(0, 1))
                for _ in range(rng.randint(0, 1))
            ]
            text += [f"{star} has the leading part"] if rng.random() < 0.7 else []
            rng.shuffle(text)
            parts[part].append((" . ".join(text).split(), label, star))
    return parts


def challenge(pairs: int = 300) -> list[Review]:
    """Pairs of the same words in two orders: the second has the other label."""
    rng, found = random.Random(7), []
    for _ in range(pairs):
        bad, good = (clause(rng, opinion).split() for opinion in (0, 1))
        form = rng.choice(JOINED).split()
        for label, main, other in ((0, bad, good), (1, good, bad)):
            slots = {"M": main, "C": other}
            text = [w for word in form for w in slots.get(word, [word])]
            found.append((text, label, "none"))
    return found


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> dict[str, list[Review]]:
    """IMDb from the original archive; every tenth film goes to validation."""
    folder = kit.cache("sentiment-analysis-rnn")
    archive = kit.fetch(URL, folder / "aclImdb_v1.tar.gz", md5=MD5)
    root = kit.unpack(archive, folder / "reviews") / "aclImdb"
    parts: dict[str, list[Review]] = {"train": [], "valid": [], "test": []}
    try:
        for part in ("train", "test"):
            for label, name in enumerate(("neg", "pos")):
                # Review 200_9.txt has its film's address in line 200, from line 0.
                urls = (root / part / f"urls_{name}.txt").read_text("utf-8").split()
                for file in sorted((root / part / name).glob("*.txt")):
                    film = urls[int(file.stem.split("_")[0])].split("/")[4]
                    text = file.read_text("utf-8").lower().replace("<br />", " ")
                    tokens = re.findall(r"[a-z0-9']+|[.,!?:;]", text)[-LONGEST:]
                    held_out = part == "train" and int(film[2:]) % 10 == 0
                    target = "valid" if held_out else part
                    parts[target].append((tokens, label, film))
    except (OSError, IndexError, ValueError) as error:
        raise kit.DataError(f"{root} is not complete: {error}\nDelete it.") from None
    sizes = len(parts["train"]) + len(parts["valid"]), len(parts["test"])
    if sizes != (25_000, 25_000):
        raise kit.DataError(f"expected 25,000 + 25,000 reviews, not {sizes}")
    return parts


# --8<-- [end:real]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    parts = generated() if which == "bundled" else real()
    counts = Counter(
        word for words, _, _ in parts["train"] for word in sorted({*words})
    )
    # A word of ten reviews or fewer may be the name of a single film's actor.
    usual = [word for word, n in counts.most_common(VOCABULARY) if n > 10]
    known = {word: i for i, word in enumerate(usual, start=2)}
    return Data({**parts, "challenge": challenge()}, known)


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(part):,} {name}" for name, part in data.parts.items())
    longest = max(len(words) for words, _, _ in data.parts["train"])
    return f"reviews: {sizes}; up to {longest} words; {len(data.words):,} known words"


# --8<-- [start:baselines]
def judge(reviews: list[Review], guesses: list[int]) -> float:
    """Share of right guesses."""
    pairs = zip(reviews, guesses, strict=True)
    return sum(label == guess for (_, label, _), guess in pairs) / len(reviews)


def linear(parts: dict[str, list[Review]], longest: int) -> dict[str, list[int]]:
    """Guesses of logistic regression on TF-IDF of groups of up to `longest` words."""
    vectors = TfidfVectorizer(
        tokenizer=str.split, token_pattern=None, ngram_range=(1, longest), min_df=2
    )
    texts = {name: [" ".join(r[0]) for r in part] for name, part in parts.items()}
    vectors.fit(texts["train"])
    x = {name: vectors.transform(text) for name, text in texts.items()}
    labels = [label for _, label, _ in parts["train"]]
    models = [LogisticRegression(C=c, max_iter=1000) for c in (1, 10, 100)]
    guesses = [
        {name: model.predict(part).tolist() for name, part in x.items()}
        for model in models
        if model.fit(x["train"], labels)
    ]
    return max(guesses, key=lambda guess: judge(parts["valid"], guess["valid"]))


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat: a constant, single words, groups of words."""
    praised = [label for _, label, _ in data.parts["train"]]
    usual = int(2 * sum(praised) > len(praised))
    guesses = {
        "Most frequent label": {n: [usual] * len(p) for n, p in data.parts.items()},
        "Logistic regression, words": linear(data.parts, 1),
        "Logistic regression, up to 3 words": linear(data.parts, 3),
    }
    parts = {"accuracy": "test", "challenge": "challenge"}
    return {
        name: {s: judge(data.parts[p], guess[p]) for s, p in parts.items()}
        for name, guess in guesses.items()
    }


# --8<-- [end:baselines]


# --8<-- [start:model]
class Reader(nn.Module):
    """Embedding, LSTM in both directions, mean over the real words, one logit."""

    def __init__(self, n_words: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(n_words, WIDTH, padding_idx=PAD)
        self.lstm = nn.LSTM(WIDTH, HIDDEN, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(0.2)
        self.out = nn.Linear(2 * HIDDEN, 1)

    def forward(self, ids: Tensor) -> Tensor:
        """Word numbers (B, T), 0 after the end, to logits (B,)."""
        lengths = (ids != PAD).sum(1)
        packed = pack_padded_sequence(
            self.dropout(self.embedding(ids)), lengths, batch_first=True,
            enforce_sorted=False,
        )  # fmt: skip
        states, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        mean = states.sum(1) / lengths[:, None]  # (B, 2h); states are 0 after the end
        return self.out(self.dropout(mean)).squeeze(1)


# --8<-- [end:model]


# --8<-- [start:train]
def batch(reviews: list[Review], data: Data) -> tuple[Tensor, Tensor]:
    """Ids (B, T) padded with 0, and labels (B,)."""
    rows = [
        torch.tensor([data.words.get(w, UNKNOWN) for w in words] or [UNKNOWN])
        for words, _, _ in reviews
    ]
    labels = torch.tensor([float(label) for _, label, _ in reviews])
    return pad_sequence(rows, batch_first=True, padding_value=PAD), labels


def predict(model: Reader, reviews: list[Review], data: Data) -> list[float]:
    """Probability of praise for each review."""
    model.eval()
    p: list[float] = []
    with torch.no_grad():
        for start in range(0, len(reviews), 200):
            ids, _ = batch(reviews[start : start + 200], data)
            p += torch.sigmoid(model(ids)).tolist()
    return p


def accuracy(model: Reader, reviews: list[Review], data: Data) -> float:
    """Share of reviews on the right side of 0.5."""
    return judge(reviews, [int(p > 0.5) for p in predict(model, reviews, data)])


def batches(reviews: list[Review]) -> list[list[Review]]:
    """Random batches of similar length: little padding, no order between batches."""
    mixed = random.sample(reviews, len(reviews))
    found = []
    for start in range(0, len(mixed), 20 * BATCH):
        chunk = sorted(mixed[start : start + 20 * BATCH], key=lambda r: len(r[0]))
        found += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    random.shuffle(found)
    return found


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Binary cross-entropy; keep the epoch with the best validation accuracy."""
    torch.manual_seed(seed)
    random.seed(seed)
    model = Reader(2 + len(data.words))
    rate = FAST if len(data.parts["train"]) < 10_000 else SLOW
    optimizer = torch.optim.AdamW(model.parameters(), rate)
    steps = epochs * len(batches(data.parts["train"]))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps)
    loss_of = nn.BCEWithLogitsLoss()
    history: list[kit.Row] = []
    best, kept = -1.0, model.state_dict()
    for epoch in range(1, epochs + 1):
        model.train()
        losses = []
        for reviews in batches(data.parts["train"]):
            ids, labels = batch(reviews, data)
            optimizer.zero_grad()
            loss = loss_of(model(ids), labels)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        right = accuracy(model, data.parts["valid"], data)
        mean = sum(losses) / len(losses)
        history.append({"epoch": epoch, "train loss": mean, "valid accuracy": right})
        if right > best:
            best, kept = right, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid accuracy {right:.3f}")
    model.load_state_dict(kept)
    test = data.parts["test"]
    mixed = [(random.sample(words, len(words)), y, film) for words, y, film in test]
    scores = {
        "accuracy": accuracy(model, test, data),
        "challenge": accuracy(model, data.parts["challenge"], data),
        "words shuffled": accuracy(model, mixed, data),
    }
    return kit.Result(scores, history, look(model, data))


# --8<-- [end:train]


NEGATING = {"not", "never", "nothing", "nobody", "no"}
CONCEDING = {"but", "although", "still"}
READING = (  # the same words, two verdicts
    "although the plot is dull , the acting is great",
    "although the acting is great , the plot is dull",
)


def look(model: Reader, data: Data) -> dict[str, object]:
    """Accuracy by kind of review, confusions, and a verdict that changes in reading."""
    test = data.parts["test"]
    guesses = {
        "network": [int(p > 0.5) for p in predict(model, test, data)],
        "linear": linear(data.parts, 3)["test"],
    }
    kinds: dict[str, list[int]] = {"plain": [], "negation": [], "concession": []}
    kinds["both"] = []
    for i, (words, _, _) in enumerate(test):
        negates, concedes = NEGATING & {*words}, CONCEDING & {*words}
        kind = "both" if negates and concedes else "negation" if negates else "plain"
        kinds["concession" if concedes and not negates else kind].append(i)
    by_kind = {
        name: {
            kind: judge([test[i] for i in rows], [guess[i] for i in rows])
            for kind, rows in kinds.items()
            if rows
        }
        for name, guess in guesses.items()
    }
    reading = {}
    for text in READING:
        words = text.split()
        begun = [(words[: i + 1], 0, "") for i in range(len(words))]
        reading[text] = predict(model, begun, data)
    labels = [label for _, label, _ in test]
    return {
        "kinds": {kind: len(rows) for kind, rows in kinds.items()},
        "by kind": by_kind,
        "confusion": confusion_matrix(labels, guesses["network"]).tolist(),
        "reading": reading,
        "films mixed": mixed_films(data) if len(data.words) < 1000 else None,
        **lengths(data.parts["train"]),
    }


def lengths(reviews: list[Review]) -> dict[str, object]:
    """Reviews by length in steps of ten words, and the padding in 20 batches."""
    long = Counter(len(words) // 10 for words, _, _ in reviews)

    def padding(order: list[Review]) -> float:
        groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
        places = sum(max(len(r[0]) for r in g) * len(g) for g in groups)
        return 1 - sum(len(words) for words, _, _ in order) / places

    mixed = random.Random(0).sample(reviews, 20 * BATCH)
    return {
        "lengths": [long[k] for k in range(max(long) + 1)],
        "padding": {
            "mixed": padding(mixed),
            "by length": padding(sorted(mixed, key=lambda r: len(r[0]))),
        },
    }


def mixed_films(data: Data) -> float:
    """Accuracy of the linear model on words, were films not kept apart: too good."""
    names = ("train", "valid", "test")
    reviews = [review for name in names for review in data.parts[name]]
    random.Random(0).shuffle(reviews)
    parts, start = {}, 0
    for name in names:
        parts[name] = reviews[start : start + len(data.parts[name])]
        start += len(parts[name])
    return judge(parts["test"], linear(parts, 1)["test"])


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, reading word by word, accuracy by kind, confusions."""
    found = result.details
    one, other = found["reading"].values()
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid accuracy"), "loss and accuracy"
        ),
        "reading.svg": kit.curves(
            range(1, len(one) + 1), {"but praise": one, "but blame": other},
            "words read", "probability of praise",
        ),
        "kinds.svg": kit.bars(
            {
                f"{kind}: {name}": share
                for name, by_kind in found["by kind"].items()
                for kind, share in by_kind.items()
            },
            "percent",
        ),
        "confusion.svg": kit.confusion(found["confusion"], ["blame", "praise"]),
    }  # fmt: skip


PROJECT = kit.Project(
    name="sentiment-analysis-rnn",
    title="Judge film reviews with an LSTM that reads them in both directions.",
    epochs={"bundled": 5, "real": 4},
    scores={"accuracy": "percent", "challenge": "percent", "words shuffled": "percent"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
