"""Translate English captions into German with a small encoder-decoder transformer.

    python starter.py                        3,900 generated pairs
    python starter.py --data real            Multi30k, 31,014 pairs
    python starter.py --epochs 10 --seed 1 --out results

Writes metrics.json, curve.svg and attention.svg to the folder of --out.
Needs NumPy, scikit-learn and PyTorch; kit.py lies beside this file or one folder up.
"""

import gzip
import math
import random
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

WIDTH, HEADS, LAYERS, LONGEST = 64, 4, 2, 60
BATCH, LEARNING_RATE, SMOOTHING = 32, 4e-3, 0.1
PAD, START, END, UNKNOWN = 0, 1, 2, 3

Words = list[str]


class Data(NamedTuple):
    """Pairs (English, German) of three parts and two vocabularies."""

    parts: dict[str, list[tuple[Words, Words]]]
    english: dict[str, int]
    german: dict[str, int]
    fresh: list[bool]  # test pairs with an adjective and noun never seen together


# --8<-- [start:bundled]
AGENTS = "man Mann m|woman Frau f|child Kind n|dog Hund m|cat Katze f|girl Mädchen n"
THINGS = (
    "hat Hut m|ball Ball m|flower Blume f|book Buch n|boat Boot n|table Tisch m|"
    "jacket Jacke f|bicycle Fahrrad n|lamp Lampe f|key Schlüssel m|picture Bild n"
)
PLACES = "garden Garten m|park Park m|street Straße f|house Haus n|town Stadt f"
ADJECTIVES = "old alt|small klein|red rot|young jung|green grün|black schwarz|new neu"
# English third person, infinitive, participle; German verb, particle, the same two
VERBS = (
    "sees see seen sieht - sehen gesehen|buys buy bought kauft - kaufen gekauft|"
    "finds find found findet - finden gefunden|loves love loved liebt - lieben geliebt|"
    "paints paint painted malt - malen gemalt|brings bring brought bringt - bringen "
    "gebracht|opens open opened macht auf aufmachen aufgemacht|"
    "watches watch watched sieht an ansehen angesehen"
)
TIMES = "today heute|now jetzt|here hier|often oft"
ARTICLE = {  # nominative, accusative, dative of masculine, feminine, neuter
    "the": {"nom": "der die das", "acc": "den die das", "dat": "dem der dem"},
    "a": {"nom": "ein eine ein", "acc": "einen eine ein", "dat": "einem einer einem"},
}
ENDING = {
    "the": {"nom": "e e e", "acc": "en e e", "dat": "en en en"},
    "a": {"nom": "er e es", "acc": "en e es", "dat": "en en en"},
}


def pick(rng: random.Random, table: str) -> list[str]:
    return rng.choice(table.split("|")).split()


def noun_phrase(rng: random.Random, nouns: str, case: str) -> tuple[Words, Words, int]:
    """Both languages and the gender; German inflects article and adjective."""
    (english, german, letter), article = pick(rng, nouns), rng.choice(("the", "a"))
    gender = "mfn".index(letter)
    source, target = [article], [ARTICLE[article][case].split()[gender]]
    if rng.random() < 0.5:
        adjective, stem = pick(rng, ADJECTIVES)
        source.append(adjective)
        target.append(stem + ENDING[article][case].split()[gender])
    if source == ["a", "old"]:
        source[0] = "an"
    return [*source, english], [*target, german], gender


def clause(rng: random.Random, verb_last: bool) -> tuple[Words, Words]:
    """One clause. The German verb is second, or last in a clause with `dass`."""
    subject, subject_de, _ = noun_phrase(rng, AGENTS, "nom")
    thing, thing_de, gender = noun_phrase(rng, AGENTS + "|" + THINGS, "acc")
    third, plain, done, finite, particle, infinitive, participle = pick(rng, VERBS)
    tense = rng.choice(("now", "now", "perfect", "modal"))
    if tense == "now":
        verb, first, last = [third], [finite], [particle] if particle != "-" else []
        if verb_last:  # the particle joins its verb again: auf + macht
            first, last = [], ["".join(last) + finite]
    else:
        verb = ["has", done] if tense == "perfect" else ["can", plain]
        first = ["hat" if tense == "perfect" else "kann"]
        last = [participle if tense == "perfect" else infinitive]
        if verb_last:
            first, last = [], last + first
    source, middle = subject + verb + thing, thing_de
    if rng.random() < 0.4:
        place, place_de, _ = noun_phrase(rng, PLACES, "dat")
        source, middle = [*source, "in", *place], [*middle, "in", *place_de]
    if not verb_last and rng.random() < 0.4:  # time goes first, and the verb follows
        time, time_de = pick(rng, TIMES)
        target = [time_de, *first, *subject_de, *middle, *last]
        source = [time, *source] if rng.random() < 0.3 else [*source, time]
    else:
        target = [*subject_de, *first, *middle, *last]
    if rng.random() < 0.25:  # "it" takes the gender of the German noun
        adjective, stem = pick(rng, ADJECTIVES)
        source += ["because", "it", "is", adjective]
        target += [",", "weil", ("er", "sie", "es")[gender], stem, "ist"]
    return source, target


def caption(rng: random.Random) -> tuple[Words, Words]:
    """One clause, or one inside another."""
    if rng.random() < 0.7:
        return clause(rng, verb_last=False)
    speaker, speaker_de, _ = noun_phrase(rng, AGENTS, "nom")
    source, target = clause(rng, verb_last=True)
    said = [*speaker_de, "sagt", ",", "dass", *target]
    return [*speaker, "says", "that", *source], said


def held_out(english: Words) -> bool:
    """Does it hold one of the adjective-noun pairs kept away from training?"""
    return any(
        a in ADJECTIVES_EN and (sum(map(ord, a)) + sum(map(ord, b))) % 6 == 0
        for a, b in pairwise(english)
    )


ADJECTIVES_EN = {entry.split()[0] for entry in ADJECTIVES.split("|")}


def generated() -> dict[str, list[tuple[Words, Words]]]:
    """Distinct pairs; some adjective-noun pairs stay out of the training part."""
    rng = random.Random(2026)
    drawn = (caption(rng) for _ in range(9000))
    found = list({" ".join(pair[0]): pair for pair in drawn}.values())
    rest, known = found[:700], [pair for pair in found[700:] if not held_out(pair[0])]
    return {"train": known[:3200], "valid": rest[:200], "test": rest[200:]}


# --8<-- [end:bundled]


# --8<-- [start:real]
URL = "https://raw.githubusercontent.com/multi30k/dataset/master/data/task1/raw/"
FILES = {
    "train": ("train", 29000),
    "valid": ("val", 1014),
    "test": ("test_2016_flickr", 1000),
}


def real() -> dict[str, list[tuple[Words, Words]]]:
    """Multi30k, downloaded once, in lower case and cut into words and marks."""
    parts = {}
    for part, (name, count) in FILES.items():
        sides = []
        for language in ("en", "de"):
            file = f"{name}.{language}.gz"
            path = kit.fetch(URL + file, kit.cache("machine-translation") / file)
            try:
                text = gzip.decompress(path.read_bytes()).decode("utf-8").strip()
            except (OSError, EOFError, UnicodeError) as error:
                raise kit.DataError(f"{path}: {error}\nDelete it, run again.") from None
            lines = [
                re.findall(r"\w+|[^\w\s]", row) for row in text.lower().split("\n")
            ]
            if len(lines) != count:
                raise kit.DataError(f"{path} has {len(lines)} lines, not {count}.")
            sides.append([line[: LONGEST - 2] for line in lines])
        parts[part] = list(zip(*sides, strict=True))
    return parts


# --8<-- [end:real]


def vocabulary(sentences: list[Words], least: int) -> dict[str, int]:
    """Words that occur at least so often; 0 to 3 are padding, start, end, unknown."""
    counts = Counter(word for sentence in sentences for word in sentence)
    words = sorted(word for word, n in counts.items() if n >= least)
    return {word: i for i, word in enumerate(words, start=4)}


def load(which: str) -> Data:
    """The data by its name on the command line."""
    parts, least = (generated(), 1) if which == "bundled" else (real(), 3)
    english, german = (
        vocabulary([pair[side] for pair in parts["train"]], least) for side in (0, 1)
    )
    fresh = [which == "bundled" and held_out(source) for source, _ in parts["test"]]
    return Data(parts, english, german, fresh)


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(pairs):,} {name}" for name, pairs in data.parts.items())
    words = f"{len(data.english)} English and {len(data.german)} German words"
    return (
        f"pairs: {sizes}; {words}; {sum(data.fresh)} test pairs with a new combination"
    )


# --8<-- [start:bleu]
def bleu(references: list[Words], outputs: list[Words]) -> float:
    """Corpus BLEU: clipped precisions of 1- to 4-grams, times the brevity penalty."""
    logs = []
    for n in range(1, 5):
        hits = total = 0
        for reference, output in zip(references, outputs, strict=True):
            grams = [
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (reference, output)
            ]
            hits += (grams[0] & grams[1]).total()  # a match counts once per reference
            total += grams[1].total()
        if hits == 0:
            return 0.0
        logs.append(math.log(hits / total))
    lengths = sum(map(len, references)), sum(map(len, outputs))
    return math.exp(min(0.0, 1 - lengths[0] / lengths[1]) + sum(logs) / 4)


# --8<-- [end:bleu]


def judge(data: Data, outputs: list[Words], part: str = "test") -> kit.Scores:
    """BLEU and the share of captions without any mistake, also of new combinations."""
    references = [target for _, target in data.parts[part]]
    right = [a == b for a, b in zip(references, outputs, strict=True)]
    scores = {"BLEU": bleu(references, outputs), "all right": sum(right) / len(right)}
    if part == "test" and any(data.fresh):
        fresh = [ok for ok, new in zip(right, data.fresh, strict=True) if new]
        scores["new combinations right"] = sum(fresh) / len(fresh)
    return scores


# --8<-- [start:baselines]
def dictionary(pairs: list[tuple[Words, Words]]) -> dict[str, str]:
    """For each English word the German one with the highest Dice score."""
    both: dict[str, Counter[str]] = {}
    english: Counter[str] = Counter()
    german: Counter[str] = Counter()
    for source, target in pairs:
        english.update(set(source))
        german.update(set(target))
        for word in set(source):
            both.setdefault(word, Counter()).update(set(target))
    return {
        word: max(
            counts, key=lambda g: (2 * counts[g] / (english[word] + german[g]), g)
        )
        for word, counts in both.items()
    }


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat: the source, word by word, the nearest caption."""
    train, test = data.parts["train"], [source for source, _ in data.parts["test"]]
    table = dictionary(train)
    vectors = TfidfVectorizer(analyzer=lambda words: words, sublinear_tf=True)
    known = vectors.fit_transform([source for source, _ in train])
    nearest = np.asarray((vectors.transform(test) @ known.T).argmax(axis=1)).ravel()
    return {
        "Copy the English": judge(data, test),
        "Word by word": judge(data, [[table.get(w, w) for w in s] for s in test]),
        "Nearest training caption": judge(data, [train[i][1] for i in nearest]),
    }


# --8<-- [end:baselines]


# --8<-- [start:model]
class Layer(nn.Module):
    """Self-attention, attention to the encoder (in a decoder), two linear layers."""

    def __init__(self, cross: bool) -> None:
        super().__init__()
        self.own = nn.MultiheadAttention(WIDTH, HEADS, batch_first=True)
        self.cross = (
            nn.MultiheadAttention(WIDTH, HEADS, batch_first=True) if cross else None
        )
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(3))
        self.inner = nn.Sequential(
            nn.Linear(WIDTH, 2 * WIDTH), nn.ReLU(), nn.Linear(2 * WIDTH, WIDTH)
        )

    def forward(
        self, x: Tensor, pad: Tensor, memory: Tensor | None = None,
        memory_pad: Tensor | None = None,
    ) -> tuple[Tensor, Tensor | None]:  # fmt: skip
        """Vectors (B, T, d) to vectors and, in a decoder, weights (B, T, S)."""
        h, weights, causal = self.norms[0](x), None, None
        if self.cross is not None:  # a target word sees no later one
            causal = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1)
        x = x + self.own(h, h, h, pad, need_weights=False, attn_mask=causal)[0]
        if self.cross is not None:
            mixed, weights = self.cross(self.norms[1](x), memory, memory, memory_pad)
            x = x + mixed
        return x + self.inner(self.norms[2](x)), weights


class Translator(nn.Module):
    """Encoder and decoder of two layers each, learned places."""

    def __init__(self, n_english: int, n_german: int) -> None:
        super().__init__()
        self.words = nn.ModuleList(
            nn.Embedding(n, WIDTH) for n in (n_english, n_german)
        )
        self.place = nn.Embedding(LONGEST, WIDTH)
        self.encoder = nn.ModuleList(Layer(cross=False) for _ in range(LAYERS))
        self.decoder = nn.ModuleList(Layer(cross=True) for _ in range(LAYERS))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(2))
        self.out = nn.Linear(WIDTH, n_german)

    def encode(self, source: Tensor) -> Tensor:
        """Ids (B, S) to vectors (B, S, d)."""
        x = self.words[0](source) + self.place(torch.arange(source.shape[1]))
        for layer in self.encoder:
            x, _ = layer(x, source == PAD)
        return self.norms[0](x)

    def forward(
        self, source: Tensor, target: Tensor, memory: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Scores of the next word (B, T, K) and attention to the source (B, T, S)."""
        memory = self.encode(source) if memory is None else memory
        x = self.words[1](target) + self.place(torch.arange(target.shape[1]))
        for layer in self.decoder:
            x, weights = layer(x, target == PAD, memory, source == PAD)
        return self.out(self.norms[1](x)), weights


# --8<-- [end:model]


# --8<-- [start:decode]
def batch(sentences: list[Words], known: dict[str, int]) -> Tensor:
    """Ids (B, T) with start and end marks, padded."""
    rows = [[START, *(known.get(w, UNKNOWN) for w in s), END] for s in sentences]
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def translate(model: Translator, sources: list[Words], data: Data) -> list[Words]:
    """Greedy decoding: always the most likely next word, until the end mark."""
    words = {i: word for word, i in data.german.items()}
    outputs: list[Words] = []
    model.eval()
    with torch.no_grad():
        for start in range(0, len(sources), 200):
            source = batch(sources[start : start + 200], data.english)
            memory = model.encode(source)
            target = torch.full((len(source), 1), START)
            while target.shape[1] < LONGEST and not (target == END).any(1).all():
                scores, _ = model(source, target, memory)
                target = torch.cat([target, scores[:, -1:].argmax(-1)], 1)
            for row in target[:, 1:].tolist():
                kept = row[: row.index(END)] if END in row else row
                outputs.append([words.get(i, "<unknown>") for i in kept])
    return outputs


# --8<-- [end:decode]


def mask_tests(model: Translator) -> dict[str, float]:
    """Largest change of scores by padding, and by a later word; both must be 0."""
    source, target = torch.randint(4, 40, (2, 1, 8))
    padded = nn.functional.pad(source, (0, 5))
    later = target.clone()
    later[0, 5] = 4 + (later[0, 5] + 1) % 30
    model.eval()
    with torch.no_grad():
        scores = model(source, target)[0]
        return {
            "padding": float((model(padded, target)[0] - scores).abs().max()),
            "later word": float((model(source, later)[0] - scores)[0, :5].abs().max()),
        }


# --8<-- [start:train]
def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Cross-entropy of each next word; keep the epoch with the best validation BLEU."""
    torch.manual_seed(seed)
    pairs, valid = data.parts["train"], data.parts["valid"]
    model = Translator(len(data.english) + 4, len(data.german) + 4)
    checks = mask_tests(model)
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE)
    steps = epochs * -(-len(pairs) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, LEARNING_RATE, steps, pct_start=0.2
    )
    loss_of = nn.CrossEntropyLoss(ignore_index=PAD, label_smoothing=SMOOTHING)
    history: list[kit.Row] = []
    best, kept = -1.0, model.state_dict()
    for epoch in range(1, epochs + 1):
        model.train()
        losses = []
        # Batches of similar length: little padding. Their order is random.
        length = torch.tensor([len(source) for source, _ in pairs]) + torch.rand(
            len(pairs)
        )
        groups = length.argsort().split(BATCH)
        for k in torch.randperm(len(groups)).tolist():
            source = batch([pairs[i][0] for i in groups[k].tolist()], data.english)
            target = batch([pairs[i][1] for i in groups[k].tolist()], data.german)
            scores, _ = model(source, target[:, :-1])
            loss = loss_of(scores.flatten(0, 1), target[:, 1:].flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        outputs = translate(model, [source for source, _ in valid], data)
        score = judge(data, outputs, "valid")["BLEU"]
        row = {"train loss": sum(losses) / len(losses), "valid BLEU": score}
        history.append({"epoch": epoch, **row})
        if score > best:
            best, kept = score, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid BLEU {score:.3f}")
    model.load_state_dict(kept)
    outputs = translate(model, [source for source, _ in data.parts["test"]], data)
    details = {"checks": checks, **look(model, data, outputs)}
    return kit.Result(judge(data, outputs), history, details)


# --8<-- [end:train]


def look(model: Translator, data: Data, outputs: list[Words]) -> dict[str, object]:
    """Some mistakes, and where the words of one right translation look."""
    test = data.parts["test"]
    wrong = [
        [" ".join(words) for words in (source, target, output)]
        for (source, target), output in zip(test, outputs, strict=True)
        if target != output
    ]
    right = [
        pair
        for pair, output in zip(test, outputs, strict=True)
        if pair[1] == output and len(pair[0]) <= 13 and "has" in pair[0]
    ]
    source, target = max(right or test[:1], key=lambda pair: len(pair[1]))
    with torch.no_grad():
        ids = batch([target], data.german)[:, :-1]
        weights = model(batch([source], data.english), ids)[1][0]
    return {
        "mistakes": wrong[:6],
        "source": ["<s>", *source, "</s>"],
        "target": [*target, "</s>"],
        "weights": weights.tolist(),
    }


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, attention of the translation to its source."""
    found = result.details
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid BLEU"), "loss and BLEU"
        ),
        "attention.svg": kit.heat(found["weights"], found["target"], found["source"]),
    }


PROJECT = kit.Project(
    name="machine-translation",
    title="Translate English captions into German with a small transformer.",
    epochs={"bundled": 4, "real": 12},
    scores={
        "BLEU": "number",
        "all right": "percent",
        "new combinations right": "percent",
    },
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
