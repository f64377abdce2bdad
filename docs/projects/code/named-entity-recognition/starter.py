"""Mark people, places and organizations with a small transformer encoder.

    python starter.py                        4,000 generated news items
    python starter.py --data real            CoNLL-2003, 20,744 sentences
    python starter.py --epochs 10 --seed 1 --out results

Writes metrics.json, curve.svg, types.svg and attention.svg to the folder of --out.
Needs NumPy, scikit-learn and PyTorch (and `datasets` for the real data); kit.py lies
beside this file or one folder up.
"""

import random
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import torch
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import SGDClassifier
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

WIDTH, HEADS, LAYERS, LONGEST = 48, 4, 2, 128
BATCH, LEARNING_RATE, BUCKETS, MASKED = 32, 6e-3, 50, 0.3

Item = tuple[list[str], list[str]]  # words and IOB2 tags, of one length
Span = tuple[int, int, str]  # first word, word after the last, type


class Data(NamedTuple):
    """Items of three parts, and what the training part shows."""

    parts: dict[str, list[Item]]
    words: dict[str, int]  # word: id, from the training part; 0 is padding
    tags: list[str]


# --8<-- [start:bundled]
STEMS = "Al Ber Cor Dun El Fal Gar Hol Ir Kes Lin Mar Nor Os Pen Rav Sel Tor Ul Ves"
ENDS = "by den field ford ham ley low mark mont ridge ton wick worth"
FIRST = ("Anna", "Omar", "Lena", "Paul", "Mira", "Hugo", "Ines", "Karl", "Tara")
FORMS = {  # 0 stands for the name: the same names serve all three types
    "PER": ("0", "0", "F 0"),
    "LOC": ("0", "0", "Port 0", "0 Bay"),
    "ORG": ("0", "0", "0 Bank", "Bank of 0"),
}
ENDINGS = {  # what a subject does gives its type away
    "PER": "won a prize|fell ill|wrote a novel about 1|went back to 2|sued 3|resigned",
    "LOC": "lay under snow|was flooded|has few schools|built a new port|voted for 1",
    "ORG": "cut its dividend|hired 40 workers|left 2|bought 3|promoted 1|sold a plant",
}
MIDDLES = "early on Monday|, police said ,|after a long and cold week|once more|in May"
OPENINGS = "Yesterday|Officials said that|On Friday|The paper wrote that"
LATER = "There was no comment on 0|Nobody spoke of 0|0 was in the news in March too"
PLACEHOLDERS = {"1": "PER", "2": "LOC", "3": "ORG"}


def news_item(rng: random.Random, names: list[str], usual: dict[str, str]) -> Item:
    """One item of one or two sentences; only its words tell the type of a name."""
    words: list[str] = []
    tags: list[str] = []

    def say(text: str) -> None:
        words.extend(text.split())
        tags.extend(["O"] * len(text.split()))

    def mention(name: str, kind: str, form: str) -> None:
        found = form.replace("F", rng.choice(FIRST)).replace("0", name).split()
        words.extend(found)
        tags.extend([f"B-{kind}"] + [f"I-{kind}"] * (len(found) - 1))

    def typed() -> tuple[str, str]:
        name = rng.choice(names)
        kind = usual[name] if rng.random() < 0.6 else rng.choice(list(FORMS))
        return name, kind

    told = [typed()]
    if rng.random() < 0.1:  # two neighbors of one type: only B- keeps them apart
        told = [(rng.choice(names), "ORG"), (rng.choice(names), "ORG")]
        say("The match")
        mention(told[0][0], "ORG", "0")
        mention(told[1][0], "ORG", "0")
        say("ended without goals")
    elif rng.random() < 0.95:  # the rest: nothing but the second sentence
        name, kind = told[0]
        if rng.random() < 0.5:
            say(rng.choice(OPENINGS.split("|")))
        mention(name, kind, rng.choice(FORMS[kind]))
        for middle in rng.sample(MIDDLES.split("|"), rng.choice((0, 1, 1, 2))):
            say(middle)
        for word in rng.choice(ENDINGS[kind].split("|")).split():
            if word in PLACEHOLDERS:
                told.append((rng.choice(names), PLACEHOLDERS[word]))
                mention(*told[-1], rng.choice(FORMS[told[-1][1]]))
            else:
                say(word)
    if words:
        say(".")
    if not words or rng.random() < 0.6:
        name, kind = rng.choice(told)
        for word in rng.choice(LATER.split("|")).split():
            mention(name, kind, "0") if word == "0" else say(word)
        say(".")
    return words, tags


def generated() -> dict[str, list[Item]]:
    """Items of three parts; each later part brings names that no earlier one has."""
    rng = random.Random(2026)
    names = [stem + end for stem in STEMS.split() for end in ENDS.split()]
    rng.shuffle(names)
    usual = {name: rng.choice(list(FORMS)) for name in names}
    parts = {
        "train": (3000, names[:120]),
        "valid": (400, names[80:160]),
        "test": (600, names[40:80] + names[160:200]),
    }
    return {
        part: [news_item(rng, allowed, usual) for _ in range(size)]
        for part, (size, allowed) in parts.items()
    }


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> dict[str, list[Item]]:
    """CoNLL-2003 in its official parts, by the `datasets` package."""
    try:
        from datasets import load_dataset
    except ImportError:
        raise kit.DataError(
            "the real data needs one more package: pip install datasets\n"
            "Or work without it: --data bundled"
        ) from None
    try:
        loaded = load_dataset("lhoestq/conll2003")
    except Exception as error:  # network, cache, format: the loader has many kinds
        raise kit.DataError(
            f"cannot load lhoestq/conll2003: {error}\n"
            "Check the connection and run again, or use --data bundled"
        ) from None
    sizes = [len(loaded[part]) for part in ("train", "validation", "test")]
    if sizes != [14041, 3250, 3453]:
        raise kit.DataError(f"expected 14,041, 3,250 and 3,453 sentences, not {sizes}")
    order = ["O"] + [f"{c}-{k}" for k in ("PER", "ORG", "LOC", "MISC") for c in "BI"]
    parts = {"train": "train", "valid": "validation", "test": "test"}
    return {
        name: [
            (row["tokens"][:LONGEST], [order[t] for t in row["ner_tags"][:LONGEST]])
            for row in loaded[part]
        ]
        for name, part in parts.items()
    }


# --8<-- [end:real]


# --8<-- [start:metric]
def spans(tags: list[str]) -> list[Span]:
    """Entities of an IOB2 sequence; an I- that continues nothing is dropped."""
    found: list[Span] = []
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            found.append((start, i, kind))
            kind = ""
        if tag.startswith("B-"):
            start, kind = i, tag[2:]
    return found


def judge(
    items: list[Item], guesses: list[list[str]], known: dict[str, int]
) -> kit.Scores:
    """F1 of whole entities, recall of those with a new word, accuracy of tags."""
    hits = true = guessed = new = new_hits = right = total = 0
    for (words, tags), guess in zip(items, guesses, strict=True):
        gold, answer = spans(tags), set(spans(guess))
        fresh = [s for s in gold if any(w not in known for w in words[s[0] : s[1]])]
        hits += len(answer & set(gold))
        true, guessed = true + len(gold), guessed + len(answer)
        new, new_hits = new + len(fresh), new_hits + len(answer & set(fresh))
        right += sum(a == b for a, b in zip(tags, guess, strict=True))
        total += len(tags)
    return {
        "F1": 2 * hits / (true + guessed),
        "recall of new names": new_hits / max(new, 1),
        "token accuracy": right / total,
    }


# --8<-- [end:metric]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    parts = generated() if which == "bundled" else real()
    counts = Counter(word for words, _ in parts["train"] for word in words)
    known = {word: i for i, word in enumerate(sorted(counts), start=1)}
    tags = sorted({tag for _, tags in parts["train"] for tag in tags})
    return Data(parts, known, tags)


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(items):,} {name}" for name, items in data.parts.items())
    found = [
        any(word not in data.words for word in words[start:end])
        for words, tags in data.parts["test"]
        for start, end, _ in spans(tags)
    ]
    share = 100 * sum(found) / len(found)
    return f"items: {sizes}; {len(found):,} test entities, {share:.0f}% with a new word"


# --8<-- [start:baselines]
def looked_up(data: Data) -> list[list[str]]:
    """Longest match with the entities of the training part, by their usual type."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for words, tags in data.parts["train"]:
        for start, end, kind in spans(tags):
            seen[" ".join(words[start:end])][kind] += 1
    guesses = []
    for words, _ in data.parts["test"]:
        guess, i = ["O"] * len(words), 0
        while i < len(words):
            for end in range(min(i + 6, len(words)), i, -1):
                if text := seen.get(" ".join(words[i:end])):
                    kind = text.most_common(1)[0][0]
                    guess[i:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - i - 1)
                    i = end - 1
                    break
            i += 1
        guesses.append(guess)
    return guesses


def features(words: list[str]) -> list[list[str]]:
    """For each word: itself, two neighbors on either side, and capital letters."""
    padded = ["<s>", "<s>", *words, "</s>", "</s>"]
    return [
        [f"{k} {padded[i + k]}" for k in range(5)]
        + [f"{k} capital {padded[i + k][0].isupper()}" for k in (1, 2, 3)]
        for i in range(len(words))
    ]


def windowed(data: Data) -> list[list[str]]:
    """Logistic regression on a window of five words."""
    hasher = FeatureHasher(2**16, input_type="string")
    model = SGDClassifier(loss="log_loss", alpha=1e-5, max_iter=10, tol=None,
                          random_state=0)  # fmt: skip
    train, test = data.parts["train"], data.parts["test"]
    rows = [row for words, _ in train for row in features(words)]
    model.fit(hasher.transform(rows), [tag for _, tags in train for tag in tags])
    rows = [row for words, _ in test for row in features(words)]
    tags = iter(model.predict(hasher.transform(rows)))
    return [[next(tags) for _ in words] for words, _ in test]


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat: nothing, a list of names, a window."""
    test = data.parts["test"]
    guesses = {
        "No entities at all": [["O"] * len(words) for words, _ in test],
        "List of training entities": looked_up(data),
        "Logistic regression, five words": windowed(data),
    }
    return {name: judge(test, guess, data.words) for name, guess in guesses.items()}


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


class Tagger(nn.Module):
    """Embeddings of word, capital letter and place; encoder; scores of the tags."""

    def __init__(self, n_words: int, n_tags: int) -> None:
        super().__init__()
        self.word = nn.Embedding(n_words, WIDTH, padding_idx=0)
        self.capital = nn.Embedding(2, WIDTH)
        self.place = nn.Embedding(LONGEST, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.out = nn.Linear(WIDTH, n_tags)

    def forward(self, ids: Tensor, capital: Tensor) -> tuple[Tensor, Tensor]:
        """Word numbers (B, T) to tag scores (B, T, K) and attention (B, T, T)."""
        places = torch.arange(ids.shape[1])
        x = self.word(ids) + self.capital(capital) + self.place(places)
        for block in self.blocks:
            x, weights = block(x, ids == 0)
        return self.out(x), weights


# --8<-- [end:model]


# --8<-- [start:train]
def numbers(words: list[str], known: dict[str, int], hidden: float = 0.0) -> list[int]:
    """Ids of words; unknown ones share 50 ids by checksum, so equal words stay equal.

    In training some known words are hidden in the same way, most of them names.
    """
    salt = random.randrange(BUCKETS) if hidden else 0
    ids: dict[str, int] = {}
    for word in words:
        drop = random.random() < (hidden if word[0].isupper() else hidden / 10)
        if word not in ids:
            other = 1 + len(known) + (zlib.crc32(word.encode()) + salt) % BUCKETS
            ids[word] = other if drop else known.get(word, other)
    return [ids[word] for word in words]


def batch(items: list[Item], data: Data, hidden: float = 0.0) -> tuple[Tensor, ...]:
    """Ids, capitals and tags, each (B, T); padding is 0, its tag -100."""
    longest = max(len(words) for words, _ in items)
    ids, capital = torch.zeros(2, len(items), longest, dtype=torch.long)
    tags = torch.full((len(items), longest), -100)
    for row, (words, names) in enumerate(items):
        n = len(words)
        ids[row, :n] = torch.tensor(numbers(words, data.words, hidden))
        capital[row, :n] = torch.tensor([int(word[0].isupper()) for word in words])
        tags[row, :n] = torch.tensor([data.tags.index(name) for name in names])
    return ids, capital, tags


def decode(scores: Tensor, tags: list[str]) -> list[str]:
    """Best IOB2 sequence (Viterbi): I-X only after B-X or I-X. Scores are (T, K)."""
    allowed = torch.tensor(
        [[b[0] != "I" or a[2:] == b[2:] for b in tags] for a in tags]
    )
    step = torch.zeros(len(tags), len(tags)).masked_fill(~allowed, -1e9)
    first = torch.tensor([-1e9 if tag[0] == "I" else 0.0 for tag in tags])
    best, back = scores[0] + first, []
    for row in scores[1:]:
        value, origin = (best[:, None] + step).max(0)
        best = value + row
        back.append(origin)
    path = [int(best.argmax())]
    for origin in reversed(back):
        path.append(int(origin[path[-1]]))
    return [tags[k] for k in reversed(path)]


def predict(model: Tagger, items: list[Item], data: Data) -> list[list[str]]:
    """Tags of all items."""
    guesses = []
    model.eval()
    with torch.no_grad():
        for start in range(0, len(items), 100):
            part = items[start : start + 100]
            ids, capital, _ = batch(part, data)
            scores = model(ids, capital)[0].log_softmax(-1)
            guesses += [
                decode(row[: len(words)], data.tags)
                for row, (words, _) in zip(scores, part, strict=True)
            ]
    return guesses


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Cross-entropy over tags; keep the epoch with the best F1 on validation items."""
    torch.manual_seed(seed)
    random.seed(seed)
    model = Tagger(1 + len(data.words) + BUCKETS, len(data.tags))
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE)
    items, valid = list(data.parts["train"]), data.parts["valid"]
    steps = epochs * -(-len(items) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, steps)
    history: list[kit.Row] = []
    best, kept = -1.0, model.state_dict()
    for epoch in range(1, epochs + 1):
        random.shuffle(items)
        model.train()
        losses = []
        for start in range(0, len(items), BATCH):
            ids, capital, tags = batch(items[start : start + BATCH], data, MASKED)
            scores, _ = model(ids, capital)
            loss = nn.functional.cross_entropy(scores.flatten(0, 1), tags.flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        f1 = judge(valid, predict(model, valid, data), data.words)["F1"]
        history.append(
            {"epoch": epoch, "train loss": sum(losses) / len(losses), "valid F1": f1}
        )
        if f1 > best:
            best, kept = f1, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid F1 {f1:.3f}")
    model.load_state_dict(kept)
    guesses = predict(model, data.parts["test"], data)
    details = look(model, data, guesses)
    return kit.Result(judge(data.parts["test"], guesses, data.words), history, details)


# --8<-- [end:train]


def recall_by_sentence(data: Data, guesses: list[list[str]]) -> list[float]:
    """Recall in the first sentence of an item and in what follows."""
    found: tuple[list[bool], list[bool]] = [], []
    for (words, tags), guess in zip(data.parts["test"], guesses, strict=True):
        stop = words.index(".") if "." in words else len(words)
        answer = set(spans(guess))
        for span in spans(tags):
            found[span[0] > stop].append(span in answer)
    return [sum(hits) / max(len(hits), 1) for hits in found]


def one_name(data: Data) -> list[Item]:
    """Training items that begin with one name in three types, where there are any."""
    found: dict[str, dict[str, Item]] = defaultdict(dict)
    for words, tags in data.parts["train"]:
        if tags[0] != "O" and 4 < len(words) < 12 and tags[1] == "O":
            found[words[0]].setdefault(tags[0], (words, tags))
    return list(max(found.values(), key=len, default={}).values())


def look(model: Tagger, data: Data, guesses: list[list[str]]) -> dict[str, object]:
    """Types by type, and where one item's words look in the last block."""
    kinds = sorted({tag[2:] for tag in data.tags if tag != "O"})
    table = {kind: dict.fromkeys([*kinds, "missed"], 0) for kind in kinds}
    test = data.parts["test"]
    for (_, tags), guess in zip(test, guesses, strict=True):
        found = {(start, end): kind for start, end, kind in spans(guess)}
        for start, end, kind in spans(tags):
            table[kind][found.get((start, end), "missed")] += 1
    again = [  # a name that is new and comes twice
        item
        for item in test
        if len(item[0]) <= 17
        and item[0][0] != "The"
        and any(item[0].count(w) == 2 and w not in data.words for w in item[0])
    ]
    words, tags = min(
        again or test, key=lambda item: guesses[test.index(item)] != item[1]
    )
    with torch.no_grad():
        ids, capital, _ = batch([(words, tags)], data)
        weights = model(ids, capital)[1][0]
    return {
        "table": table,
        "recall": {
            "five words": recall_by_sentence(data, windowed(data)),
            "transformer": recall_by_sentence(data, guesses),
        },
        "examples": one_name(data),
        "words": words,
        "tags": tags,
        "weights": weights.tolist(),
    }


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, types by type, attention of one item."""
    table, words = result.details["table"], result.details["words"]
    kinds = [*table, "missed"]
    counts = [list(row.values()) for row in table.values()]
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid F1"), "loss and F1"
        ),
        "types.svg": kit.confusion([*counts, [0] * len(kinds)], kinds),
        "attention.svg": kit.heat(result.details["weights"], words, words),
    }


PROJECT = kit.Project(
    name="named-entity-recognition",
    title="Mark people, places and organizations with a small transformer encoder.",
    epochs={"bundled": 8, "real": 8},
    scores={
        "F1": "percent",
        "recall of new names": "percent",
        "token accuracy": "percent",
    },
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
