"""Predict the next word with an LSTM that remembers the document so far.

    python starter.py                        1,150 generated short documents
    python starter.py --data real            WikiText-2, about 2 million words
    python starter.py --epochs 3 --seed 1 --out results

Writes metrics.json, curve.svg, memory.svg and samples.svg to the folder of --out.
Needs NumPy and PyTorch (and `datasets` for the real data); kit.py lies beside this
file or one folder up.
"""

import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

Array = np.ndarray
END, UNKNOWN = "<end>", "<unk>"
ROWS, WINDOW = 20, 35  # parallel texts, and words between two updates
SMALL, LARGE = (64, 0.0, 2e-2), (200, 0.4, 2e-3)  # width, dropout, learning rate

Document = list[str]
Model = Callable[[list[int]], Iterable[Array]]  # ids to probabilities, (n, V) each


class Data(NamedTuple):
    """Word numbers of three parts, each one long text; what the grammar knows."""

    ids: dict[str, list[int]]
    words: list[str]
    agreement: dict[int, int]  # place in the test part: number of the wrong form
    floor: float | None  # perplexity of the grammar on the test part, if known


# --8<-- [start:bundled]
TOPICS = (  # nouns, then verbs
    ("sailor boat harbor island wave anchor captain storm", "follow leave steer paint"),
    ("cook kitchen oven table spoon cake waiter guest", "taste serve order clean"),
    ("farmer field horse barn tractor cow fence orchard", "plow feed guard own"),
    ("teacher school pupil lesson book desk exam library", "read explain repeat open"),
    ("doctor nurse ward patient needle bed clinic pill", "treat visit count need"),
    ("singer stage song violin drum choir concert note", "record play hear praise"),
    (
        "judge court lawyer suspect prisoner jail law jury",
        "accuse question doubt defend",
    ),
    ("pilot plane runway wing engine cloud tower seat", "land repair check board"),
)
HEROES = (
    ("Anna", "she"), ("Ines", "she"), ("Tara", "she"), ("Vera", "she"), ("Rosa", "she"),
    ("Omar", "he"), ("Paul", "he"), ("Hugo", "he"), ("Karl", "he"), ("Emil", "he"),
)  # fmt: skip
NEAR = ("near", "behind", "with", "without")
QUALITIES = ("old", "new", "famous", "strange", "large", "quiet")
OPENINGS = ("today", "later", "in the end", "after a while")


class Writer:
    """Draws documents, and adds up how likely its own choices were."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.logp = 0.0

    def pick(self, options: tuple, weights: tuple[float, ...] = ()) -> object:
        """One of several different options."""
        weights = weights or (1.0,) * len(options)
        i = self.rng.choices(range(len(options)), weights)[0]
        self.logp += math.log(weights[i] / sum(weights))
        return options[i]

    def noun(self, number: int, topic: tuple[str, str]) -> str:
        """The [adjective] noun, one (0) or many (1); many take an s."""
        quality = self.pick(("", *QUALITIES), (12, 1, 1, 1, 1, 1, 1))
        noun = str(self.pick(tuple(topic[0].split())))
        plural = noun[:-1] + "ies" if noun.endswith("ry") and number else noun
        return f"the {quality} {plural + 's' * (number and plural == noun)}"

    def clause(self, topic: tuple[str, str], hero: tuple[str, str]) -> str:
        """Subject and verb agree; a noun in between may not. @ marks such verbs."""
        number, mark = 0, ""
        if self.pick((True, False), (2, 3)):
            subject = str(self.pick(hero))
        else:
            number = int(bool(self.pick((0, 1))))
            subject = self.noun(number, topic)
            for _ in range(int(str(self.pick((0, 1, 2), (2, 2, 1))))):
                other = int(bool(self.pick((0, 1))))
                mark = "@" if other != number else mark
                subject += f" {self.pick(NEAR)} {self.noun(other, topic)}"
        if self.pick((True, False), (1, 2)):
            verb = ("is", "are")[number]
            return f"{subject} {mark}{verb} {self.pick(QUALITIES)}"
        verb = str(self.pick(tuple(topic[1].split())))
        many = int(bool(self.pick((0, 1))))
        return f"{subject} {mark}{verb}{'s' * (1 - number)} {self.noun(many, topic)}"

    def document(self) -> str:
        """Eight sentences about one topic and one hero."""
        topic, hero = self.pick(TOPICS), self.pick(HEROES)
        text = ""
        for _ in range(8):
            form = self.pick(
                ("C", "O , C", "either C or C", "if C , then C"), (4, 2, 1, 1)
            )
            for word in str(form).split():
                opening = {"O": OPENINGS}.get(word)
                part = self.clause(topic, hero) if word == "C" else word
                text += f" {self.pick(opening) if opening else part}"
            text += " ."
        return f"{text} {END}"


def generated() -> Data:
    """900, 100 and 150 documents; no document is in two parts."""
    texts, floor = {}, None
    for seed, (name, n) in enumerate((("train", 900), ("valid", 100), ("test", 150))):
        writer = Writer(seed)
        texts[name] = " ".join(writer.document() for _ in range(n)).split()
        floor = math.exp(-writer.logp / len(texts[name]))
    marked = [i for i, word in enumerate(texts["test"]) if word[0] == "@"]
    texts["test"] = [word.lstrip("@") for word in texts["test"]]
    for name in ("train", "valid"):
        texts[name] = [word.lstrip("@") for word in texts[name]]
    data = numbered(texts)
    known = {word: i for i, word in enumerate(data.words)}
    wrong = {}
    for i in marked:
        word = texts["test"][i]
        other = {"is": "are", "are": "is"}.get(word)
        other = other or (word[:-1] if word.endswith("s") else f"{word}s")
        wrong[i] = known.get(other, known[UNKNOWN])
    return data._replace(agreement=wrong, floor=floor)


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> Data:
    """WikiText-2 in its three parts, cut into words, with the end of each line."""
    try:
        from datasets import load_dataset
    except ImportError:
        raise kit.DataError(
            "the real data needs one more package: pip install datasets\n"
            "Or work without it: --data bundled"
        ) from None
    try:
        loaded = load_dataset("Salesforce/wikitext", "wikitext-2-v1")
    except Exception as error:  # network, cache, format: the loader has many kinds
        raise kit.DataError(
            f"cannot load Salesforce/wikitext: {error}\n"
            "Check the connection and run again, or use --data bundled"
        ) from None
    if len(loaded["train"]) != 36_718:
        raise kit.DataError(f"expected 36,718 lines, not {len(loaded['train']):,}")
    parts = {"train": "train", "valid": "validation", "test": "test"}
    return numbered(
        {
            name: [
                word for line in loaded[part]["text"] for word in [*line.split(), END]
            ]
            for name, part in parts.items()
        }
    )


# --8<-- [end:real]


def numbered(texts: dict[str, list[str]]) -> Data:
    """Words as numbers; the vocabulary comes from the training part alone."""
    words = sorted({*texts["train"], END, UNKNOWN})
    known = {word: i for i, word in enumerate(words)}
    other = known[UNKNOWN]
    ids = {name: [known.get(w, other) for w in text] for name, text in texts.items()}
    return Data(ids, words, {}, None)


def load(which: str) -> Data:
    """The data by its name on the command line."""
    return generated() if which == "bundled" else real()


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(ids):,} {name}" for name, ids in data.ids.items())
    floor = f"; the grammar's own perplexity is {data.floor:.2f}" if data.floor else ""
    return f"words: {sizes}; vocabulary {len(data.words):,}{floor}"


# --8<-- [start:metric]
def judge(data: Data, model: Model) -> tuple[kit.Scores, list[float]]:
    """Scores on the test part, and the loss -ln p of each word."""
    ids = data.ids["test"]
    losses: list[float] = []
    hits = saved = letters = agrees = 0
    for p in model(ids):  # (n, V), each row before its word is known
        start = len(losses)
        true = np.array(ids[start : start + len(p)])
        chance = p[np.arange(len(true)), true]
        losses += (-np.log(chance)).tolist()
        shown = p.copy()
        shown[:, data.words.index(UNKNOWN)] = 0.0  # never suggested
        best = np.argpartition(-shown, 3, axis=1)[:, :3]
        for k, word in enumerate(data.words[i] for i in true):
            hit = int(true[k] in best[k])
            hits += hit
            if word[0].isalpha():
                letters += len(word)
                saved += hit * (len(word) - 1)  # one tap for all its letters
            if start + k in data.agreement:
                agrees += int(chance[k] > p[k, data.agreement[start + k]])
    scores = {
        "perplexity": math.exp(sum(losses) / len(losses)),
        "top 3": hits / len(losses),
        "letters saved": saved / letters,
    }
    if data.agreement:
        scores["agreement"] = agrees / len(data.agreement)
    return scores, losses


# --8<-- [end:metric]


# --8<-- [start:baselines]
class Counts:
    """Mixture of the frequencies of single words, pairs and triples."""

    def __init__(self, data: Data, longest: int) -> None:
        ids, self.size = data.ids["train"], len(data.words)
        self.tables = [defaultdict(Counter) for _ in range(longest)]
        for n, table in enumerate(self.tables):
            for i in range(n, len(ids)):
                table[tuple(ids[i - n : i])][ids[i]] += 1
        self.single = (np.bincount(ids, minlength=self.size) + 1.0) / (
            len(ids) + self.size
        )
        tenths = [k / 10 for k in range(1, 10)]  # weights chosen on validation text
        grid = [w for w in product(tenths, repeat=longest) if abs(sum(w) - 1) < 1e-9]
        self.weights = (1.0,)
        if longest > 1:
            valid = data.ids["valid"]
            found = np.array([self.parts(valid, i) for i in range(len(valid))])
            self.weights = max(grid, key=lambda w: np.log(found @ w).sum())

    def parts(self, ids: list[int], i: int) -> list[float]:
        """Frequency of word i by each table; an empty one leaves it to the shorter."""
        found = [float(self.single[ids[i]])]
        for n in range(1, len(self.tables)):
            seen = self.tables[n].get(tuple(ids[max(i - n, 0) : i]))
            found.append(seen[ids[i]] / seen.total() if seen else found[-1])
        return found

    def __call__(self, ids: list[int]) -> Iterable[Array]:
        """Probabilities (1, V) for one word after the other."""
        for i in range(len(ids)):
            p, last = self.weights[0] * self.single, self.single
            for n in range(1, len(self.tables)):
                seen = self.tables[n].get(tuple(ids[max(i - n, 0) : i]))
                if seen:
                    last = np.zeros(self.size)
                    last[list(seen)] = np.array(list(seen.values())) / seen.total()
                p = p + self.weights[n] * last
            yield p[None]


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat: counts of single words, of pairs, of triples."""
    names = ("Unigram", "Bigram, interpolated", "Trigram, interpolated")
    return {
        name: judge(data, Counts(data, n))[0] for n, name in enumerate(names, start=1)
    }


# --8<-- [end:baselines]


# --8<-- [start:model]
class Predictor(nn.Module):
    """Embedding, LSTM, and scores of all words by the same embedding."""

    def __init__(self, n_words: int, width: int, dropout: float) -> None:
        super().__init__()
        self.embedding = nn.Embedding(n_words, width)
        nn.init.uniform_(self.embedding.weight, -0.1, 0.1)
        self.lstm = nn.LSTM(width, width, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.bias = nn.Parameter(torch.zeros(n_words))

    def forward(self, ids: Tensor, state: tuple | None = None) -> tuple[Tensor, tuple]:
        """Word numbers (B, T) to scores of the next word (B, T, V), and the state."""
        h, state = self.lstm(self.dropout(self.embedding(ids)), state)
        scores = self.dropout(h) @ self.embedding.weight.T + self.bias
        return scores, (state[0].detach(), state[1].detach())


# --8<-- [end:model]


# --8<-- [start:train]
def reader(model: Predictor, first: int) -> Model:
    """The network as a model: one pass over the text, the state carried along."""

    def read(ids: list[int]) -> Iterable[Array]:
        model.eval()
        state, before = None, torch.tensor([[first, *ids[:-1]]])
        for part in before.split(200, dim=1):
            with torch.no_grad():
                scores, state = model(part, state)
            yield scores[0].double().softmax(1).numpy()

    return read


def loss_on(model: Predictor, ids: list[int], first: int) -> float:
    """Mean of -ln p over a text."""
    start = total = 0.0
    for p in reader(model, first)(ids):
        true = ids[int(start) : int(start) + len(p)]
        total -= np.log(p[np.arange(len(p)), true]).sum()
        start += len(p)
    return float(total / len(ids))


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Cross-entropy; keep the epoch with the lowest validation perplexity."""
    torch.manual_seed(seed)
    width, dropout, rate = SMALL if len(data.words) < 1000 else LARGE
    model = Predictor(len(data.words), width, dropout)
    optimizer = torch.optim.AdamW(model.parameters(), rate)
    end = data.words.index(END)
    ids = torch.tensor(data.ids["train"])
    rows = ids[: len(ids) // ROWS * ROWS].view(ROWS, -1)  # 20 texts side by side
    windows = range(0, rows.shape[1] - 1, WINDOW)
    steps = epochs * len(windows)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps)
    history: list[kit.Row] = []
    samples = {}
    best, kept = math.inf, model.state_dict()
    for epoch in range(1, epochs + 1):
        model.train()
        state, losses = None, []
        for start in windows:
            x = rows[:, start : start + WINDOW]
            y = rows[:, start + 1 : start + 1 + WINDOW]  # one word later
            scores, state = model(x[:, : y.shape[1]], state)
            loss = nn.functional.cross_entropy(scores.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        valid = math.exp(loss_on(model, data.ids["valid"], end))
        mean = math.exp(sum(losses) / len(losses))
        history.append({"epoch": epoch, "train": mean, "valid": valid})
        samples[f"epoch {epoch}"] = sample(model, data, 1.0)
        if valid < best:
            best, kept = valid, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid perplexity {valid:.2f}")
    model.load_state_dict(kept)
    scores, losses = judge(data, reader(model, end))
    for heat in (0.5, 1.0, 1.5):
        samples[f"temperature {heat}"] = sample(model, data, heat)
    return kit.Result(scores, history, look(data, losses, samples))


# --8<-- [end:train]


# --8<-- [start:sample]
def sample(model: Predictor, data: Data, temperature: float, words: int = 40) -> str:
    """A text drawn word by word; low temperatures prefer likely words."""
    draw = torch.Generator().manual_seed(0)
    model.eval()
    word, state, text = torch.tensor([[data.words.index(END)]]), None, []
    with torch.no_grad():
        for _ in range(words):
            scores, state = model(word, state)
            p = (scores[0, -1] / temperature).softmax(0)
            word = torch.multinomial(p, 1, generator=draw)[None]
            text.append(data.words[int(word)])
    return " ".join(text)


# --8<-- [end:sample]


def look(data: Data, losses: list[float], samples: dict[str, str]) -> dict[str, object]:
    """Perplexity by place in the document, for network and trigram; samples."""
    ids, end = data.ids["test"], data.words.index(END)
    counted = judge(data, Counts(data, 3))[1]
    groups: dict[str, dict[int, list[float]]] = {}
    for name, values in (("LSTM", losses), ("trigram", counted)):
        groups[name] = defaultdict(list)
        since = 0
        for word, value in zip(ids, values, strict=True):
            groups[name][min(since // 10, 9)].append(value)
            since = 0 if word == end else since + 1
    return {
        "memory": {
            name: [math.exp(sum(v) / len(v)) for _, v in sorted(by.items())]
            for name, by in groups.items()
        },
        "floor": data.floor,
        "samples": samples,
    }


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, perplexity by place in the document, samples."""
    memory = result.details["memory"]
    lines = []
    for i, (name, text) in enumerate(result.details["samples"].items()):
        lines.append(
            kit.label(20, 28 + 44 * i, name, text_anchor="start", font_weight="bold")
        )
        lines.append(kit.label(20, 46 + 44 * i, text[:150], text_anchor="start"))
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train", "valid"), "perplexity"
        ),
        "memory.svg": kit.curves(
            range(0, 10 * len(memory["LSTM"]), 10), memory,
            "words since the document began", "perplexity",
        ),
        "samples.svg": kit.svg(1100, 30 + 22 * len(lines), lines),
    }  # fmt: skip


PROJECT = kit.Project(
    name="next-word-prediction",
    title="Predict the next word with an LSTM that remembers the document so far.",
    epochs={"bundled": 10, "real": 6},
    scores={
        "perplexity": "number",
        "top 3": "percent",
        "letters saved": "percent",
        "agreement": "percent",
    },
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
