"""Summarize reports by picking sentences with a small transformer encoder.

    python starter.py                        2,100 generated reports
    python starter.py --data real            CNN/Daily Mail, 20,000 training articles
    python starter.py --epochs 12 --seed 1 --out results

Writes metrics.json, curve.svg, rouge.svg and attention.svg to the folder of --out.
Needs NumPy, scikit-learn and PyTorch (and `datasets` for the real data); kit.py lies
beside this file or one folder up.
"""

import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

WIDTH, HEADS, PICKED = 48, 4, 3
MOST_SENTENCES, MOST_WORDS = 30, 40
BATCH, LEARNING_RATE, HIDDEN = 16, 6e-3, 0.1
PAD, UNKNOWN = 0, 1

Words = list[str]


class Report(NamedTuple):
    """Sentences of a text, its reference summary, and the sentences worth picking."""

    sentences: list[Words]
    reference: Words
    oracle: list[int]


class Data(NamedTuple):
    """Reports of three parts and the vocabulary of the training part."""

    parts: dict[str, list[Report]]
    known: dict[str, int]


# --8<-- [start:bundled]
EVENTS = {  # first sentence, its short form, and which two facts are news
    "fire": ("a fire destroyed the P in T on W", "fire destroyed the P in T", "AB"),
    "flood": ("the river flooded the P in T on W", "river flooded the P in T", "CD"),
    "strike": ("staff of the P in T went on strike on W", "strike at the P in T", "EF"),
}
FACTS = {  # any of them may stand in any report
    "A": "N people needed a doctor", "B": "the damage is put at N million",
    "C": "N homes had no power", "D": "N liters of rain fell on each meter",
    "E": "N workers stayed away", "F": "new talks begin in N days",
}  # fmt: skip
BEFORE = "|according to the police ,|as far as we know ,|the mayor said that"
CORRECTED = "later reports corrected this :|the final count is different :"
FILLERS = (
    "people watched from the street|the mayor thanked all helpers|"
    "a tram line was closed|"
    "the P was built in 1 years|a dog was found in the yard|nobody wanted to comment|"
    "the street was open again in the evening|our reporter was there all day"
)
PLACES = "school|market hall|museum|station|library|town hall|theater|mill"
DAYS = "monday|tuesday|wednesday|thursday|friday"
STEMS, ENDS = "al ber cor dun el fal gar hol kes lin", "by den ford ham ley ton wick"


def report(rng: random.Random, towns: list[str]) -> tuple[list[Words], Words]:
    """Sentences and the summary that an editor of our invented paper would write."""
    fill = {"T": rng.choice(towns), "W": rng.choice(DAYS.split("|"))}
    fill["P"] = rng.choice(PLACES.split("|"))

    def say(pattern: str, number: int = 0) -> Words:
        values = {**fill, "N": str(number), "1": f"{rng.randrange(2, 99)}"}
        return " ".join(values.get(w, w) for w in pattern.split()).split()

    first, short, news = EVENTS[rng.choice(list(EVENTS))]
    others = rng.sample([key for key in FACTS if key not in news], 2)
    body, corrections, final = [], [], {}
    for key in [*news, *others]:
        number = rng.randrange(2, 99)
        text = say(f"{rng.choice(BEFORE.split('|'))} {FACTS[key]}", number)
        body.append((key in news, text))
        if rng.random() < 0.4:  # further down another number takes its place
            number = rng.randrange(2, 99)
            lead = rng.choice(CORRECTED.split("|"))
            corrections.append((text, say(f"{lead} {FACTS[key]}", number)))
        final[key] = number
    body += [(False, say(text)) for text in rng.sample(FILLERS.split("|"), 4)]
    rng.shuffle(body)
    if rng.random() < 0.5:  # half of the reports put the news first, as papers like to
        body.sort(key=lambda entry: not entry[0])
    sentences = [say(first), *(text for _, text in body)]
    if rng.random() < 0.3:  # and in some the event itself comes third
        sentences[0], sentences[2] = sentences[2], sentences[0]
    for wrong, text in corrections:
        place = rng.randint(sentences.index(wrong) + 1, len(sentences))
        sentences.insert(place, text)
    summary = [say(short), *(say(FACTS[key], final[key]) for key in news)]
    return [[*text, "."] for text in sentences], [w for s in summary for w in [*s, "."]]


def generated() -> dict[str, list[tuple[list[Words], Words]]]:
    """Reports of three parts; more than half of the towns are new in the test part."""
    rng = random.Random(2026)
    towns = [stem + end for stem in STEMS.split() for end in ENDS.split()]
    rng.shuffle(towns)
    parts = {}
    for part, count, pool in (
        ("train", 1500, towns[:45]),
        ("valid", 200, towns[10:55]),
        ("test", 400, towns[25:]),
    ):
        parts[part] = [report(rng, pool) for _ in range(count)]
    return parts


# --8<-- [end:bundled]


# --8<-- [start:real]
SIZES = {"train": 287113, "validation": 13368, "test": 11490}
USED = {
    "train": ("train", 20000),
    "valid": ("validation", 1000),
    "test": ("test", 11490),
}


def tokens(text: str) -> Words:
    """Words and marks in lower case."""
    return re.findall(r"\w+|[^\w\s]", text.lower())


def split(text: str) -> list[Words]:
    """Sentences of an article; long ones and long articles are cut."""
    sentences = map(tokens, re.split(r"(?<=[.!?])\s+|\n+", text))
    return [words[:MOST_WORDS] for words in sentences if words][:MOST_SENTENCES]


def real() -> dict[str, list[tuple[list[Words], Words]]]:
    """CNN/Daily Mail 3.0.0 by the `datasets` package; all test articles."""
    try:
        from datasets import load_dataset
    except ImportError:
        raise kit.DataError(
            "the real data needs one more package: pip install datasets\n"
            "Or work without it: --data bundled"
        ) from None
    try:
        loaded = load_dataset("abisee/cnn_dailymail", "3.0.0")
    except Exception as error:  # network, cache, format: the loader has many kinds
        raise kit.DataError(
            f"cannot load abisee/cnn_dailymail: {error}\n"
            "Check the connection and run again, or use --data bundled"
        ) from None
    sizes = {part: len(loaded[part]) for part in SIZES}
    if sizes != SIZES:
        raise kit.DataError(f"expected {SIZES} articles, not {sizes}")
    return {
        name: [
            (split(row["article"]), tokens(row["highlights"]))
            for row in loaded[part].select(range(count))
            if row["article"].strip() and row["highlights"].strip()
        ]
        for name, (part, count) in USED.items()
    }


# --8<-- [end:real]


# --8<-- [start:rouge]
def grams(words: Words, n: int) -> Counter[tuple[str, ...]]:
    """Counts of n neighboring words; marks do not count."""
    words = [word for word in words if word.isalnum()]
    return Counter(zip(*(words[i:] for i in range(n)), strict=False))


def f1(same: int, a: int, b: int) -> float:
    """Harmonic mean of same/a and same/b."""
    return 2 * same / (a + b) if same else 0.0


def rouge_n(summary: Words, reference: Words, n: int) -> float:
    """F1 of shared n-grams, each counted at most as often as both have it."""
    a, b = grams(summary, n), grams(reference, n)
    return f1((a & b).total(), a.total(), b.total())


def rouge_l(summary: Words, reference: Words) -> float:
    """F1 of the longest common subsequence, over the whole text."""
    a, b = ([w for w in words if w.isalnum()] for words in (summary, reference))
    row = [0] * (len(b) + 1)
    for word in a:
        before = 0  # the value up and to the left
        for j, other in enumerate(b, start=1):
            up = row[j]
            row[j] = before + 1 if word == other else max(up, row[j - 1])
            before = up
    return f1(row[-1], len(a), len(b))


# --8<-- [end:rouge]


def oracle(sentences: list[Words], reference: Words) -> list[int]:
    """Greedy choice that sees the reference: labels, and an upper mark for picking."""
    chosen: list[int] = []
    best = 0.0
    counts = [(grams(s, 1), grams(s, 2)) for s in sentences]
    wanted = grams(reference, 1), grams(reference, 2)
    sums = (Counter(), Counter())
    while len(chosen) < PICKED:
        scores = {}
        for i in set(range(len(sentences))) - set(chosen):
            scores[i] = sum(
                f1((total & want).total(), total.total(), want.total())
                for own, old, want in zip(counts[i], sums, wanted, strict=True)
                for total in (own + old,)
            )
        if not scores or max(scores.values()) <= best:
            break
        pick = max(scores, key=lambda i: (scores[i], -i))
        best = scores[pick]
        chosen.append(pick)
        sums = tuple(old + own for old, own in zip(sums, counts[pick], strict=True))
    return sorted(chosen)


def load(which: str) -> Data:
    """The data by its name on the command line."""
    raw = generated() if which == "bundled" else real()
    parts = {
        name: [Report(s, ref, oracle(s, ref)) for s, ref in pairs]
        for name, pairs in raw.items()
    }
    counts = Counter(w for r in parts["train"] for s in r.sentences for w in s)
    words = sorted(word for word, n in counts.items() if n > 2)
    return Data(parts, {word: i for i, word in enumerate(words, start=2)})


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(
        f"{len(reports):,} {name}" for name, reports in data.parts.items()
    )
    train = data.parts["train"]
    mean = sum(len(r.sentences) for r in train) / len(train)
    return f"reports: {sizes}; {mean:.1f} sentences each; {len(data.known):,} words"


def judge(reports: list[Report], picks: list[list[int]]) -> kit.Scores:
    """Mean ROUGE F1, and how often every number of the reference is there."""
    scores = {"ROUGE-1": 0.0, "ROUGE-2": 0.0, "ROUGE-L": 0.0, "all numbers": 0.0}
    for r, pick in zip(reports, picks, strict=True):
        summary = [word for i in sorted(pick) for word in r.sentences[i]]
        scores["ROUGE-1"] += rouge_n(summary, r.reference, 1)
        scores["ROUGE-2"] += rouge_n(summary, r.reference, 2)
        scores["ROUGE-L"] += rouge_l(summary, r.reference)
        scores["all numbers"] += {w for w in r.reference if w.isdigit()} <= set(summary)
    return {name: value / len(reports) for name, value in scores.items()}


# --8<-- [start:baselines]
def ranked(r: Report) -> list[int]:
    """Three sentences with the highest mean TF-IDF similarity to the others."""
    table = TfidfVectorizer(analyzer=lambda words: words).fit_transform(r.sentences)
    mean = np.asarray((table @ table.T).mean(axis=1)).ravel()
    return np.argsort(-mean, kind="stable")[:PICKED].tolist()


def linear(data: Data) -> list[list[int]]:
    """Logistic regression on the words of a sentence and its place."""

    def rows(reports: list[Report]) -> list[Words]:
        return [[*s, f"place {i}"] for r in reports for i, s in enumerate(r.sentences)]

    words = CountVectorizer(analyzer=lambda row: row, binary=True, min_df=3)
    train, test = data.parts["train"], data.parts["test"]
    y = [i in r.oracle for r in train for i in range(len(r.sentences))]
    model = LogisticRegression(C=0.3, max_iter=200).fit(
        words.fit_transform(rows(train)), y
    )
    scores = iter(model.decision_function(words.transform(rows(test))))
    return [
        np.argsort([-next(scores) for _ in r.sentences])[:PICKED].tolist() for r in test
    ]


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat: chance, the lead, a ranking, a linear model."""
    test, rng = data.parts["test"], random.Random(0)
    picks = {
        "Three random sentences": [
            rng.sample(range(len(r.sentences)), min(PICKED, len(r.sentences)))
            for r in test
        ],
        "Lead-3": [list(range(min(PICKED, len(r.sentences)))) for r in test],
        "Ranking by similarity": [ranked(r) for r in test],
        "Logistic regression": linear(data),
    }
    return {name: judge(test, pick) for name, pick in picks.items()}


# --8<-- [end:baselines]


# --8<-- [start:model]
class Block(nn.Module):
    """Self-attention, then two linear layers, each around a shortcut."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(WIDTH, HEADS, batch_first=True)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(2))
        self.inner = nn.Sequential(
            nn.Linear(WIDTH, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH)
        )

    def forward(self, x: Tensor, pad: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors (B, T, d) and padding (B, T) to vectors and weights (B, T, T)."""
        h = self.norms[0](x)
        mixed, weights = self.attention(h, h, h, pad, need_weights=not self.training)
        x = x + mixed
        return x + self.inner(self.norms[1](x)), weights


class Picker(nn.Module):
    """Words make a sentence vector; sentences look at each other; one score each."""

    def __init__(self, n_words: int) -> None:
        super().__init__()
        self.word = nn.Embedding(n_words, WIDTH, padding_idx=PAD)
        self.place = nn.Embedding(MOST_SENTENCES, WIDTH)
        self.pool = nn.Linear(WIDTH, 1)
        self.across = nn.ModuleList(Block() for _ in range(2))
        self.out = nn.Linear(WIDTH, 1)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Word ids (B, S, W) to scores (B, S) and attention of sentences (B, S, S)."""
        x = self.word(ids)  # (B, S, W, d)
        share = self.pool(x).masked_fill((ids == PAD)[..., None], -1e4).softmax(2)
        x = (share * x).sum(2) + self.place(torch.arange(ids.shape[1]))
        empty = (ids == PAD).all(2)
        for block in self.across:
            x, weights = block(x, empty)
        return self.out(x).squeeze(2).masked_fill(empty, -1e4), weights


# --8<-- [end:model]


# --8<-- [start:train]
def batch(
    reports: list[Report], known: dict[str, int], hidden: float = 0.0
) -> tuple[Tensor, Tensor]:
    """Word ids (B, S, W) and labels (B, S); in training some words are hidden."""
    longest = max(len(s) for r in reports for s in r.sentences)
    most = max(len(r.sentences) for r in reports)
    ids = torch.zeros(len(reports), most, longest, dtype=torch.long)
    labels = torch.zeros(len(reports), most)
    for b, r in enumerate(reports):
        labels[b, r.oracle] = 1.0
        for i, words in enumerate(r.sentences):
            row = [known.get(word, UNKNOWN) for word in words]
            ids[b, i, : len(row)] = torch.tensor(row)
    lost = torch.rand(ids.shape) < hidden
    return ids.masked_fill(lost & (ids != PAD), UNKNOWN), labels


def predict(model: Picker, reports: list[Report], data: Data) -> list[list[int]]:
    """The three sentences with the highest scores, in the order of the text."""
    picks = []
    model.eval()
    with torch.no_grad():
        for start in range(0, len(reports), 50):
            part = reports[start : start + 50]
            scores, _ = model(batch(part, data.known)[0])
            for r, row in zip(part, scores, strict=True):
                count = min(PICKED, len(r.sentences))
                picks.append(sorted(row.topk(count).indices.tolist()))
    return picks


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Binary cross-entropy per sentence; keep the best validation ROUGE-1."""
    torch.manual_seed(seed)
    train_part, valid = data.parts["train"], data.parts["valid"]
    model = Picker(2 + len(data.known))
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE)
    steps = epochs * -(-len(train_part) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, steps)
    history: list[kit.Row] = []
    best, kept = -1.0, model.state_dict()
    for epoch in range(1, epochs + 1):
        model.train()
        losses = []
        for rows in torch.randperm(len(train_part)).split(BATCH):
            reports = [train_part[i] for i in rows.tolist()]
            ids, labels = batch(reports, data.known, HIDDEN)
            scores, _ = model(ids)
            there = scores > -1e3  # padded sentences have no label
            loss = nn.functional.binary_cross_entropy_with_logits(
                scores[there], labels[there]
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        rouge = judge(valid, predict(model, valid, data))["ROUGE-1"]
        row = {"train loss": sum(losses) / len(losses), "valid ROUGE-1": rouge}
        history.append({"epoch": epoch, **row})
        if rouge > best:
            best, kept = rouge, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid ROUGE-1 {rouge:.3f}")
    model.load_state_dict(kept)
    test = data.parts["test"]
    picks = predict(model, test, data)
    return kit.Result(judge(test, picks), history, look(model, data, picks))


# --8<-- [end:train]


def look(model: Picker, data: Data, picks: list[list[int]]) -> dict[str, object]:
    """The upper mark, where picks lie, and one report with its attention."""
    test = data.parts["test"]
    places = {
        name: np.bincount([i for pick in chosen for i in pick], minlength=14)[:14]
        for name, chosen in (("picked", picks), ("oracle", [r.oracle for r in test]))
    }
    right = [
        i for i, (r, pick) in enumerate(zip(test, picks, strict=True))
        if pick == r.oracle and any("corrected" in r.sentences[i] for i in pick)
    ]  # fmt: skip
    chosen = min(right or [0], key=lambda i: len(test[i].sentences))
    with torch.no_grad():
        weights = model(batch([test[chosen]], data.known)[0])[1][0]
    return {
        "oracle": judge(test, [r.oracle for r in test]),
        "places": {name: (n / len(test)).tolist() for name, n in places.items()},
        "sentences": [" ".join(s) for s in test[chosen].sentences],
        "reference": " ".join(test[chosen].reference),
        "picked": picks[chosen],
        "weights": weights.tolist(),
    }


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, ROUGE beside the upper mark, attention between sentences."""
    found = result.details
    marks = {f"starter {k}": v for k, v in result.scores.items()}
    marks |= {f"oracle {k}": v for k, v in found["oracle"].items()}
    names = [str(i) for i in range(1, len(found["sentences"]) + 1)]
    rows = [
        f"{n} {text[:40]}" for n, text in zip(names, found["sentences"], strict=True)
    ]
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid ROUGE-1"), "loss and ROUGE-1"
        ),
        "rouge.svg": kit.bars(marks),
        "attention.svg": kit.heat(found["weights"], rows, names),
    }


PROJECT = kit.Project(
    name="text-summarization",
    title="Summarize reports by picking sentences with a small transformer.",
    epochs={"bundled": 9, "real": 3},
    scores={
        "ROUGE-1": "number",
        "ROUGE-2": "number",
        "ROUGE-L": "number",
        "all numbers": "percent",
    },
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
