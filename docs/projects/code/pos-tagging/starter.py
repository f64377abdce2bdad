"""Tag every word with its part of speech: an LSTM in both directions, and spelling.

    python starter.py                        4,000 generated sentences
    python starter.py --data real            Universal Dependencies English EWT
    python starter.py --epochs 3 --seed 1 --out results

Writes metrics.json, curve.svg, groups.svg, mixed-up.svg and mistakes.svg to the
folder of --out.
Needs NumPy, scikit-learn and PyTorch; kit.py lies beside this file or one folder up.
"""

import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import torch
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import SGDClassifier
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

URL = "https://raw.githubusercontent.com/UniversalDependencies/UD_English-EWT/r2.15/"
PAD, UNKNOWN, IGNORED = 0, 1, -100
WORD, LETTER, SPELLED, HIDDEN, LETTERS = 32, 12, 32, 40, 5
BATCH, LEARNING_RATE, HIDE = 32, 1e-2, 0.3

Sentence = list[tuple[str, str]]  # words with their tags


class Data(NamedTuple):
    """Sentences of three parts; what the training part shows about words."""

    parts: dict[str, list[Sentence]]
    words: dict[str, int]  # 0 is padding, 1 an unknown word; lower case
    letters: dict[str, int]
    tags: list[str]
    seen: dict[str, Counter[str]]  # tags of each training word, lower case


# --8<-- [start:bundled]
BOTH = (  # nouns that are verbs as well
    "answer call cause change charge check claim cook count cover crash dance demand "
    "display doubt dream end escape face fear film guess guide handle help hope hunt "
    "joke jump kick land laugh lift light limit load look love mail mark match name "
    "need notice offer order pack paint part phone place point print record report "
    "request rest return reward risk roll rule sail search sense share shout sign "
    "smell smile smoke sound stamp start support switch talk taste test touch tour "
    "trade trust turn view visit voice vote wait walk wash watch wave whistle wish work"
)
MORE = {  # words of one part of speech, mostly told by their ending; - is the stem
    "n": "kindness darkness weakness sadness illness payment movement treatment driver "
    "painter teacher worker singer baker nation station motion fiction relation city "
    "goodness shipment agreement leader dealer apple table family assembly jelly "
    "spoonful window engine",
    "v": "modernize organize realize equalize symbolize finalize celebrate decorate "
    "educate imitate create legalize locate believe receive destroy avoid",
    "a": "careful useful painful hopeful cheerful powerful careless useless endless "
    "harmless homeless famous nervous dangerous curious serious generous old small "
    "cold quick friendly lovely costly deadly light open",
    "r": "slowly quickly carefully badly nervously sadly quietly warmly coldly bravely "
    "usefully painfully seriously often soon again",
    "name": "Anna Omar Lena Paul Mira Hugo Ines Karl Tara Bruno Vera Felix Rosa Emil "
    "Nora Ivan Clara Oscar Julia Simon",
}
RULES = {  # alternatives; a word with a slash is itself, others are drawn
    "S": "C ./PUNCT|C ./PUNCT|C and/CCONJ C ./PUNCT|in/ADP O ,/PUNCT C ./PUNCT",
    "C": "1 is|1 is|* are|* are|1 past|* past|* past|1 may/AUX base|* can/AUX base|"
    "* know/VERB that/SCONJ C|1 thinks/VERB that/SCONJ C",
    "1": "the/DET n|the/DET A n|a/DET A n|my/PRON n|her/PRON A n|that/DET n|name|"
    "she/PRON|that/PRON|the/DET n n|the/DET n who/PRON is|the/DET n 2 past",
    "2": "she/PRON|they/PRON|name|the/DET ns",
    "*": "the/DET ns|A ns|ns|these/DET A ns|they/PRON|we/PRON|the/DET n ns|my/PRON ns",
    "A": "||a|a|r a|ed/ADJ",
    "O": "1|*|*|the/DET n|the/DET A n|her/PRON|that/PRON|them/PRON|her/PRON A n",
    "is": "vs O E|vs O E|vs E|is/AUX a|is/AUX ed/VERB by/ADP O|wants/VERB I|"
    "goes/VERB D",
    "are": "v O E|v O E|v E|are/AUX a|are/AUX ed/VERB by/ADP O|want/VERB I|go/VERB D",
    "past": "ed/VERB O E|ed/VERB O E|ed/VERB E|had/AUX been/AUX a|wanted/VERB I|"
    "went/VERB D",
    "base": "v O E|v E|be/AUX a|be/AUX ed/VERB",
    "E": "||r|with/ADP O|after/ADP O|after/SCONJ C",
    "I": "to/PART v|to/PART v O|to/PART v r",
    "D": "to/ADP n|to/ADP the/DET n|to/ADP ns",
}  # fmt: skip
TAGS = {"n": "NOUN", "ns": "NOUN", "v": "VERB", "vs": "VERB", "a": "ADJ", "r": "ADV"}


def inflect(word: str, ending: str) -> str:
    """Add s or ed to a regular noun or verb."""
    if ending == "s":
        if word.endswith("y") and word[-2] not in "aeou":
            return word[:-1] + "ies"
        return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")
    return word + ("d" if word.endswith("e") else "ed")


def sentence(rng: random.Random, lexicon: dict[str, list[str]]) -> Sentence:
    """Expand S until only words are left."""
    found: Sentence = []
    todo = ["S"]
    while todo:
        item = todo.pop()
        if item in RULES and (len(todo) < 12 or item != "C"):
            todo += reversed(rng.choice(RULES[item].split("|")).split())
        elif item == "C":
            todo += ["v", "they/PRON"]
        elif item.startswith("ed/"):
            found.append((inflect(rng.choice(lexicon["v"]), "ed"), item[3:]))
        elif "/" in item:
            found.append((item.split("/")[0], item.split("/")[1]))
        else:
            word = rng.choice(lexicon[item[:-1] if item in ("ns", "vs") else item])
            word = inflect(word, "s") if item in ("ns", "vs") else word
            found.append((word, TAGS.get(item, "PROPN")))
    return [(found[0][0].capitalize(), found[0][1]), *found[1:]]


def generated() -> dict[str, list[Sentence]]:
    """Sentences of three parts: each later one has words of its own, no copies."""
    rng = random.Random(2026)
    pools = {name: words.split() for name, words in MORE.items()}
    for name in ("n", "v"):
        pools[name] += BOTH.split()
    order = sorted({word for pool in pools.values() for word in pool})
    rng.shuffle(order)
    late = {"train": {*order[:64]}, "valid": {*order[32:64]}, "test": set()}
    sizes = {"train": 2500, "valid": 400, "test": 1100}
    parts: dict[str, list[Sentence]] = {}
    for part, size in sizes.items():
        earlier = {tuple(item) for items in parts.values() for item in items}
        lexicon = {
            name: [word for word in pool if word not in late[part]]
            for name, pool in pools.items()
        }
        parts[part] = []
        while len(parts[part]) < size:
            item = sentence(rng, lexicon)
            if tuple(item) not in earlier:
                parts[part].append(item)
    return parts


# --8<-- [end:bundled]


# --8<-- [start:real]
def real() -> dict[str, list[Sentence]]:
    """English EWT, version 2.15, in its official parts; universal tags."""
    parts = {}
    for name, part in (("train", "train"), ("valid", "dev"), ("test", "test")):
        file = f"en_ewt-ud-{part}.conllu"
        text = kit.fetch(URL + file, kit.cache("pos-tagging") / file).read_text("utf-8")
        parts[name] = [
            [
                (row[1], row[3])
                for row in (line.split("\t") for line in block.splitlines())
                if row[0].isdecimal()  # no comments, no "8-9" and "8.1" lines
            ]
            for block in text.strip().split("\n\n")
        ]
    total = sum(len(part) for part in parts.values())
    if total != 16_622:
        raise kit.DataError(
            f"expected 16,622 sentences, not {total:,}.\n"
            f"Delete {kit.cache('pos-tagging')} and run again."
        )
    return parts


# --8<-- [end:real]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    parts = generated() if which == "bundled" else real()
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for item in parts["train"]:
        for word, tag in item:
            seen[word.lower()][tag] += 1
    letters = sorted(
        {letter for item in parts["train"] for w, _ in item for letter in w}
    )
    return Data(
        parts,
        {word: i for i, word in enumerate(seen, start=2)},
        {letter: i for i, letter in enumerate(letters, start=2)},
        sorted({tag for tags in seen.values() for tag in tags}),
        dict(seen),
    )


def group(word: str, data: Data) -> str:
    """Unknown, ambiguous (two tags or more in training) or plain."""
    tags = data.seen.get(word.lower())
    return "unknown" if tags is None else "ambiguous" if len(tags) > 1 else "plain"


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(part):,} {name}" for name, part in data.parts.items())
    groups = Counter(group(w, data) for item in data.parts["test"] for w, _ in item)
    total = sum(groups.values())
    shares = ", ".join(
        f"{100 * groups[name] / total:.1f}% {name}" for name in ("ambiguous", "unknown")
    )
    return f"sentences: {sizes}; {total:,} test words, {shares}"


# --8<-- [start:metric]
def judge(data: Data, guesses: list[list[str]]) -> kit.Scores:
    """Accuracy on all test words, by group of word, and of whole sentences."""
    right, total, whole = Counter(), Counter(), 0
    for item, guess in zip(data.parts["test"], guesses, strict=True):
        hits = [tag == answer for (_, tag), answer in zip(item, guess, strict=True)]
        whole += all(hits)
        for (word, _), hit in zip(item, hits, strict=True):
            for name in ("accuracy", group(word, data)):
                right[name] += hit
                total[name] += 1
    scores = {n: right[n] / total[n] for n in ("accuracy", "ambiguous", "unknown")}
    return {**scores, "sentences": whole / len(guesses)}


# --8<-- [end:metric]


# --8<-- [start:baselines]
def usual_tags(data: Data) -> list[list[str]]:
    """Most frequent tag per word; unknown words get that of words seen once."""
    once = Counter(max(t, key=t.get) for t in data.seen.values() if t.total() == 1)
    rare = max(once, key=once.get) if once else "NOUN"
    usual = {word: max(tags, key=tags.get) for word, tags in data.seen.items()}
    return [
        [usual.get(word.lower(), rare) for word, _ in item]
        for item in data.parts["test"]
    ]


def features(item: Sentence) -> list[list[str]]:
    """For each word: itself, its neighbors, its ending and its first letter."""
    words = ["<s>", *(word for word, _ in item), "</s>"]
    return [
        [f"{k} {words[i + k].lower()}" for k in (-1, 0, 1)]
        + [f"ends {words[i][-n:]}" for n in (1, 2, 3)]
        + [f"{k} ends {words[i + k][-2:]}" for k in (-1, 1)]
        + [f"capital {words[i][0].isupper()} {i == 1}"]
        for i in range(1, len(words) - 1)
    ]


def windowed(data: Data) -> list[list[str]]:
    """Logistic regression on three words and their endings."""
    hasher = FeatureHasher(2**16, input_type="string")
    model = SGDClassifier(loss="log_loss", alpha=1e-5, max_iter=8, tol=None,
                          random_state=0)  # fmt: skip
    rows = [row for item in data.parts["train"] for row in features(item)]
    tags = [tag for item in data.parts["train"] for _, tag in item]
    model.fit(hasher.transform(rows), tags)
    rows = [row for item in data.parts["test"] for row in features(item)]
    answers = iter(model.predict(hasher.transform(rows)).tolist())
    return [[next(answers) for _ in item] for item in data.parts["test"]]


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat: one tag, a list of words, a window."""
    guesses = {
        "Always noun": [["NOUN"] * len(item) for item in data.parts["test"]],
        "Most frequent tag of the word": usual_tags(data),
        "Logistic regression, three words and endings": windowed(data),
    }
    return {name: judge(data, guess) for name, guess in guesses.items()}


# --8<-- [end:baselines]


# --8<-- [start:model]
class Tagger(nn.Module):
    """Word vector and spelling of each word, LSTM in both directions, tag scores."""

    def __init__(self, n_words: int, n_letters: int, n_tags: int) -> None:
        super().__init__()
        self.word = nn.Embedding(n_words, WORD, padding_idx=PAD)
        self.letter = nn.Embedding(n_letters, LETTER, padding_idx=PAD)
        self.spelling = nn.Linear(LETTERS * LETTER, SPELLED)
        self.lstm = nn.LSTM(
            WORD + SPELLED, HIDDEN, batch_first=True, bidirectional=True
        )
        self.dropout = nn.Dropout(0.2)
        self.out = nn.Linear(2 * HIDDEN, n_tags)

    def forward(self, ids: Tensor, letters: Tensor) -> Tensor:
        """Word numbers (B, T) and letters (B, T, L) to tag scores (B, T, K)."""
        spelled = torch.relu(self.spelling(self.letter(letters).flatten(2)))
        x = self.dropout(torch.cat([self.word(ids), spelled], 2))
        lengths = (ids != PAD).sum(1)
        packed = pack_padded_sequence(
            x, lengths, batch_first=True, enforce_sorted=False
        )
        states, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.out(self.dropout(states))


# --8<-- [end:model]


# --8<-- [start:train]
def spell(word: str, data: Data, hide: float) -> list[int]:
    """Numbers of the first and the last letters; some hidden, so that others count."""
    letters = word[0] + word[1:][1 - LETTERS :].rjust(LETTERS - 1)
    return [
        UNKNOWN if random.random() < hide / 2 else data.letters.get(letter, UNKNOWN)
        for letter in letters
    ]


def batch(items: list[Sentence], data: Data, hide: float = 0.0) -> tuple[Tensor, ...]:
    """Ids (B, T), letters (B, T, L) and tags (B, T); some words hidden in training."""
    ids, letters, tags = [], [], []
    for item in items:
        known = [data.words.get(word.lower(), UNKNOWN) for word, _ in item]
        ids.append(
            torch.tensor([UNKNOWN if random.random() < hide else k for k in known])
        )
        letters.append(torch.tensor([spell(word, data, hide) for word, _ in item]))
        tags.append(torch.tensor([data.tags.index(tag) for _, tag in item]))
    return (
        pad_sequence(ids, batch_first=True, padding_value=PAD),
        pad_sequence(letters, batch_first=True, padding_value=PAD),
        pad_sequence(tags, batch_first=True, padding_value=IGNORED),
    )


def predict(model: Tagger, items: list[Sentence], data: Data) -> list[list[str]]:
    """Tags of all sentences."""
    model.eval()
    guesses = []
    with torch.no_grad():
        for start in range(0, len(items), 100):
            part = items[start : start + 100]
            ids, letters, _ = batch(part, data)
            best = model(ids, letters).argmax(2)
            guesses += [
                [data.tags[k] for k in row[: len(item)]]
                for row, item in zip(best.tolist(), part, strict=True)
            ]
    return guesses


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Cross-entropy over real words; keep the epoch that is best on validation."""
    torch.manual_seed(seed)
    random.seed(seed)
    model = Tagger(2 + len(data.words), 2 + len(data.letters), len(data.tags))
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE)
    items, valid = list(data.parts["train"]), data.parts["valid"]
    steps = epochs * -(-len(items) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, steps)
    loss_of = nn.CrossEntropyLoss(ignore_index=IGNORED)
    history: list[kit.Row] = []
    best, kept = -1.0, model.state_dict()
    for epoch in range(1, epochs + 1):
        random.shuffle(items)
        model.train()
        losses = []
        for start in range(0, len(items), BATCH):
            ids, letters, tags = batch(items[start : start + BATCH], data, HIDE)
            loss = loss_of(model(ids, letters).flatten(0, 1), tags.flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        pairs = [
            (tag, answer)
            for item, guess in zip(valid, predict(model, valid, data), strict=True)
            for (_, tag), answer in zip(item, guess, strict=True)
        ]
        right = sum(tag == answer for tag, answer in pairs) / len(pairs)
        mean = sum(losses) / len(losses)
        history.append({"epoch": epoch, "train loss": mean, "valid accuracy": right})
        if right > best:
            best, kept = right, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid accuracy {right:.3f}")
    model.load_state_dict(kept)
    guesses = predict(model, data.parts["test"], data)
    return kit.Result(judge(data, guesses), history, look(data, guesses))


# --8<-- [end:train]


SHOWN = ("record", "light", "named", "that", "to", "after")


def look(data: Data, guesses: list[list[str]]) -> dict[str, object]:
    """Groups of words by method, confusions of tags, and sentences with a mistake."""
    methods = {
        "most frequent tag": usual_tags(data),
        "logistic regression": windowed(data),
        "LSTM": guesses,
    }
    counts = [[0] * len(data.tags) for _ in data.tags]
    mistakes: list[list[str]] = []
    for item, guess in zip(data.parts["test"], guesses, strict=True):
        shown = []
        for (word, tag), answer in zip(item, guess, strict=True):
            counts[data.tags.index(tag)][data.tags.index(answer)] += 1
            shown.append(word if tag == answer else f"{word} [{tag}, not {answer}]")
        if len(item) <= 12 and any("[" in word for word in shown):
            mistakes.append(shown)
    return {
        "groups": {name: judge(data, answer) for name, answer in methods.items()},
        "tags": data.tags,
        "confusion": counts,
        "mistakes": [" ".join(words) for words in mistakes[:8]],
        "words": {word: data.seen.get(word, {}) for word in SHOWN},
    }


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, accuracy by group, tags mixed up, sentences with a mistake."""
    found = result.details
    counts = [
        [n if i != j else 0 for j, n in enumerate(row)]
        for i, row in enumerate(found["confusion"])
    ]
    most = max(1, *(n for row in counts for n in row))
    wrong = [[n / most for n in row] for row in counts]  # true tag, answer
    lines = [
        kit.label(20, 26 + 26 * i, text, text_anchor="start")
        for i, text in enumerate(found["mistakes"])
    ]
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid accuracy"), "loss and accuracy"
        ),
        "groups.svg": kit.bars(
            {
                f"{group}: {name}": scores[group]
                for group in ("ambiguous", "unknown")
                for name, scores in found["groups"].items()
            },
            "percent",
        ),
        "mixed-up.svg": kit.heat(wrong, found["tags"], found["tags"]),
        "mistakes.svg": kit.svg(800, 26 + 26 * len(lines), lines),
    }


PROJECT = kit.Project(
    name="pos-tagging",
    title="Tag words with their part of speech: LSTM in both directions, and spelling.",
    epochs={"bundled": 4, "real": 6},
    scores={
        "accuracy": "percent",
        "ambiguous": "percent",
        "unknown": "percent",
        "sentences": "percent",
    },
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
