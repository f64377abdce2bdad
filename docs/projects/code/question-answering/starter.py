"""Mark the answer to a question in a passage with a small transformer encoder.

    python starter.py                        3,900 questions on generated passages
    python starter.py --data real            SQuAD 1.1, 98,169 questions
    python starter.py --epochs 12 --seed 1 --out results

Writes metrics.json, curve.svg, kinds.svg and attention.svg to the folder of --out.
Needs NumPy and PyTorch; kit.py lies beside this file or one folder up.
"""

import json
import math
import random
import re
import string
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
import kit

WIDTH, HEADS, LAYERS, LONGEST = 48, 4, 2, 300
BATCH, LEARNING_RATE, HIDDEN, LONGEST_ANSWER = 32, 5e-3, 0.3, 12
PAD, UNKNOWN, BREAK = 0, 1, 2

Span = tuple[int, int]  # first and last word of an answer in the passage


class Passage(NamedTuple):
    """A text, and its words with their places in the text."""

    text: str
    words: list[str]
    places: list[tuple[int, int]]


class Item(NamedTuple):
    """A question with its passage, the accepted answers and the span to learn."""

    question: list[str]
    passage: Passage
    answers: list[str]
    span: Span | None  # None where the answer lies beyond the cut passage


class Data(NamedTuple):
    """Questions of three parts and the vocabulary of the training part."""

    parts: dict[str, list[Item]]
    known: dict[str, int]


# --8<-- [start:words]
def read(text: str) -> Passage:
    """Words and marks with their character places: the text itself is never changed."""
    found = list(re.finditer(r"\w+|[^\w\s]", text))[: LONGEST - 45]
    return Passage(text, [m.group() for m in found], [m.span() for m in found])


def item(question: str, passage: Passage, answers: list[str], at: int) -> Item:
    """Find the words of the first answer, which begins at character `at`."""
    end = at + len(answers[0])
    inside = [i for i, (a, b) in enumerate(passage.places) if a < end and b > at]
    cut = not inside or passage.places[inside[-1]][1] < end
    words = read(question).words[:40]
    return Item(words, passage, answers, None if cut else (inside[0], inside[-1]))


def quote(passage: Passage, span: Span) -> str:
    """The text between the first and the last word of a span."""
    return passage.text[passage.places[span[0]][0] : passage.places[span[1]][1]]


# --8<-- [end:words]


# --8<-- [start:bundled]
SHE = ("Anna", "Lena", "Mira", "Ines", "Tara", "Nora")
HE = ("Omar", "Paul", "Hugo", "Karl", "Ivan", "Emil")
STEMS, ENDS = (
    "Al Ber Cor Dun El Fal Gar Hol Kes Lin",
    "by den ford ham ley mark ton wick",
)
MONTHS = ("January", "March", "May", "June", "August", "October")
SHOPS = "small bakery|book shop|school of music|mill|night cafe|printing press"
# Sentence about a person; questions with the part that answers them.
FACTS = (
    (
        "0 was born in T in D .",
        ("When was 0 born ?", "D"), ("Where was 0 born ?", "T"),
        ("What is the date of birth of 0 ?", "D"), ("Who was born in T ?", "0"),
    ),
    (
        "In D 0 moved to T .",
        ("When did 0 move to another town ?", "D"), ("Where did 0 go to live ?", "T"),
        ("Who went to live in T ?", "0"),
    ),
    (
        "0 opened a S in D .",
        ("When did 0 start a business ?", "D"), ("What did 0 open ?", "a S"),
        ("Who was the first owner of the S ?", "0"),
    ),
    (
        "In T 0 won N prizes .",
        ("How many prizes did 0 win ?", "N"), ("Where was 0 given prizes ?", "T"),
    ),
)  # fmt: skip


def article(rng: random.Random, families: list[str], towns: list[str]) -> list[Item]:
    """Two people, two or three facts each; three of the possible questions."""
    values = {
        "T": rng.sample(towns, 6),
        "D": [f"{rng.choice(MONTHS)} {y}" for y in rng.sample(range(1900, 1990), 6)],
        "S": rng.sample(SHOPS.split("|"), 6),
        "N": [str(n) for n in rng.sample(range(2, 30), 6)],
    }
    text, asked = "", []
    for family in rng.sample(families, 2):
        pronoun, first = rng.choice((("she", SHE), ("he", HE)))
        name = f"{rng.choice(first)} {family}"
        for place, (pattern, *questions) in enumerate(
            rng.sample(FACTS, rng.choice((2, 3)))
        ):
            own = {letter: found.pop() for letter, found in values.items()}
            shown = pronoun if place and rng.random() < 0.75 else name
            sentence = " ".join({**own, "0": shown}.get(w, w) for w in pattern.split())
            begin, text = len(text), f"{text}{sentence[0].upper()}{sentence[1:]} "
            for question, part in questions:
                fill = {**own, "0": name}
                full = [
                    " ".join(fill.get(w, w) for w in half.split())
                    for half in (question, part)
                ]
                asked.append((*full, 0 if part == "0" else begin))
    passage = read(text.strip())
    return [
        item(question, passage, [answer], text.index(answer, begin))
        for question, answer, begin in rng.sample(asked, 3)
    ]


def generated() -> dict[str, list[Item]]:
    """Three questions per passage; later parts bring new towns and families."""
    rng = random.Random(2026)
    words = [stem + end for stem in STEMS.split() for end in ENDS.split()]
    rng.shuffle(words)
    parts = {}
    for part, count, (a, b) in (
        ("train", 1000, (0, 40)), ("valid", 100, (14, 60)), ("test", 200, (20, 80)),
    ):  # fmt: skip
        pools = words[a:b:2], words[a + 1 : b : 2]
        parts[part] = [q for _ in range(count) for q in article(rng, *pools)]
    return parts


# --8<-- [end:bundled]


# --8<-- [start:real]
URL = "https://rajpurkar.github.io/SQuAD-explorer/dataset/"
FILES = {"train-v1.1.json": (30288272, 87599), "dev-v1.1.json": (4854279, 10570)}


def real() -> dict[str, list[Item]]:
    """SQuAD 1.1: a tenth of the training articles validates, the dev file tests."""
    articles: dict[str, list[list[Item]]] = {}
    for name, (size, count) in FILES.items():
        file = kit.fetch(URL + name, kit.cache("question-answering") / name, size)
        articles[name] = []
        for entry in json.loads(file.read_text(encoding="utf-8"))["data"]:
            articles[name].append([])
            for paragraph in entry["paragraphs"]:
                passage = read(paragraph["context"])
                for qa in paragraph["qas"]:
                    answers = [answer["text"] for answer in qa["answers"]]
                    at = qa["answers"][0]["answer_start"]
                    articles[name][-1].append(
                        item(qa["question"], passage, answers, at)
                    )
        if sum(map(len, articles[name])) != count:
            raise kit.DataError(f"{file} does not hold {count:,} questions.")
    train, test = articles.values()
    random.Random(0).shuffle(train)
    cut = len(train) // 10
    parts = {"train": train[cut:], "valid": train[:cut], "test": test}
    return {name: [q for one in group for q in one] for name, group in parts.items()}


# --8<-- [end:real]


def load(which: str) -> Data:
    """The data by its name on the command line."""
    parts = generated() if which == "bundled" else real()
    counts: Counter[str] = Counter()
    for passage in {id(q.passage): q.passage for q in parts["train"]}.values():
        counts.update(word.lower() for word in passage.words)
    for question in parts["train"]:
        counts.update(word.lower() for word in question.question)
    words = sorted(word for word, n in counts.items() if n > 2)
    return Data(parts, {word: i for i, word in enumerate(words, start=3)})


def describe(data: Data) -> str:
    """One line about the data."""
    sizes = ", ".join(f"{len(items):,} {name}" for name, items in data.parts.items())
    passages = [q.passage for q in data.parts["train"]]
    mean = sum(len(passage.words) for passage in passages) / len(passages)
    return f"questions: {sizes}; {mean:.0f} words per passage; {len(data.known)} words"


# --8<-- [start:metric]
def normal(text: str) -> list[str]:
    """Lower case, no punctuation, no articles: as the official script of SQuAD."""
    kept = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", kept).split()


def overlap(answer: str, reference: str) -> float:
    """F1 of the words that both have."""
    a, b = normal(answer), normal(reference)
    same = (Counter(a) & Counter(b)).total()
    return 2 * same / (len(a) + len(b)) if same else float(a == b)


def judge(items: list[Item], answers: list[str]) -> kit.Scores:
    """Exact match and F1, each with the best of the accepted answers."""
    exact = best = 0.0
    for q, given in zip(items, answers, strict=True):
        exact += any(normal(given) == normal(answer) for answer in q.answers)
        best += max(overlap(given, answer) for answer in q.answers)
    return {"exact match": exact / len(items), "F1": best / len(items)}


# --8<-- [end:metric]


# --8<-- [start:baselines]
TYPES = (  # how the question begins; the form of an answer that fits
    (r"when|.*\bdate\b|.*\byear\b", r"(?:[A-Z]\w+ )?(?:\d\d? )?\b1\d{3}\b|\b20\d\d\b"),
    (r"how many|how much", r"\b\d[\d,.]*\b"),
    (r"where", r"(?<=[Ii]n )[A-Z]\w+\b(?! \d)|(?<=to )[A-Z]\w+"),
    (r"who", r"(?!(?:In|The|She|He|It)\b)[A-Z]\w+(?: [A-Z]\w+)?(?= [a-z])"),
    (r"what", r"\b(?:a|an|the) \w+(?: of)? \w+"),
)


def candidates(question: str, text: str) -> list[tuple[int, str]]:
    """Places and texts whose form fits the first word of the question."""
    for asks, form in TYPES:
        if re.match(asks, question.lower()):
            return [(m.start(), m.group()) for m in re.finditer(form, text)]
    return []


def best_sentence(q: Item, weight: Callable[[str], float]) -> tuple[int, str]:
    """The sentence with the most words of the question, by weight."""
    asked = {word.lower() for word in q.question}
    sentences = [
        (m.start(), m.group()) for m in re.finditer(r"\S[^.]*", q.passage.text)
    ]
    return max(
        sentences,
        key=lambda s: sum(map(weight, asked & set(re.findall(r"\w+", s[1].lower())))),
    )


def baselines(data: Data) -> dict[str, kit.Scores]:
    """What a model has to beat: the first fitting span, a sentence, both ideas."""
    texts = {q.passage.text for q in data.parts["train"]}
    counts = Counter(w for text in texts for w in set(re.findall(r"\w+", text.lower())))
    found: dict[str, list[str]] = defaultdict(list)
    for q in data.parts["test"]:
        question, text = " ".join(q.question), q.passage.text
        begin, sentence = best_sentence(
            q, lambda word: math.log((1 + len(texts)) / (1 + counts[word]))
        )
        spans = candidates(question, text) or [(0, text.split()[0])]
        inside = [s for at, s in spans if begin <= at < begin + len(sentence)]
        fresh = [s for s in inside if s not in question]
        found["First span of the right type"].append(spans[0][1])
        found["Sentence with most question words"].append(sentence)
        found["Right type in that sentence"].append([*fresh, *inside, spans[0][1]][0])
    return {name: judge(data.parts["test"], given) for name, given in found.items()}


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


class Reader(nn.Module):
    """Question and passage in one sequence; each word scored as start and as end."""

    def __init__(self, n_words: int) -> None:
        super().__init__()
        self.word = nn.Embedding(n_words, WIDTH, padding_idx=PAD)
        self.kind = nn.Embedding(4, WIDTH)  # question or passage, shared or not
        self.place = nn.Embedding(LONGEST, WIDTH)
        self.sentence = nn.Embedding(50, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.out = nn.Linear(WIDTH, 2)

    def forward(
        self, ids: Tensor, kinds: Tensor, sentences: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Three numbers per word (B, T) to scores (B, 2, T) and attention (B, T, T)."""
        x = self.word(ids) + self.kind(kinds) + self.sentence(sentences)
        x = x + self.place(torch.arange(ids.shape[1]))
        for block in self.blocks:
            x, weights = block(x, ids == PAD)
        # Only words of the passage can be an answer.
        scores = self.out(x).masked_fill((kinds < 2)[..., None], -1e4)
        return scores.transpose(1, 2), weights


# --8<-- [end:model]


# --8<-- [start:train]
def batch(items: list[Item], known: dict[str, int], hidden: float = 0.0) -> Tensor:
    """Ids, kinds, sentences (3, B, T) of question and passage; some names hidden.

    The kind says where a word stands and whether the other side has it, too. With it
    the network can compare names that it has never seen.
    """
    rows = []
    for q in items:
        sides = [
            [word.lower() for word in side] for side in (q.question, q.passage.words)
        ]
        shared = set(sides[0]) & set(sides[1])
        lost = {
            w.lower() for w in q.passage.words if random.random() < hidden * w.istitle()
        }
        ids = [
            [UNKNOWN if word in lost else known.get(word, UNKNOWN) for word in side]
            for side in sides
        ]
        kinds = [[2 * k + (w in shared) for w in side] for k, side in enumerate(sides)]
        stops = accumulate((w in ".?!" for w in q.passage.words), initial=1)
        numbers = [0] * (len(ids[0]) + 1) + [min(n, 49) for n in stops][:-1]
        rows.append((ids[0] + [BREAK] + ids[1], kinds[0] + [0] + kinds[1], numbers))
    longest = max(len(ids) for ids, _, _ in rows)
    return torch.tensor(
        [[row[k] + [0] * (longest - len(row[k])) for row in rows] for k in (0, 1, 2)]
    )


def predict(model: Reader, items: list[Item], data: Data) -> list[str]:
    """Answers: the best pair with the end after the start, at most 12 words long."""
    answers = []
    model.eval()
    with torch.no_grad():
        for begin in range(0, len(items), 100):
            part = items[begin : begin + 100]
            scores = model(*batch(part, data.known))[0].log_softmax(-1)
            pairs = scores[:, 0, :, None] + scores[:, 1, None]  # (B, T, T)
            allowed = torch.ones(pairs.shape[1:]).triu().tril(LONGEST_ANSWER - 1)
            best = pairs.masked_fill(allowed == 0, -1e9).flatten(1).argmax(1)
            for q, place in zip(part, best.tolist(), strict=True):
                start, end = divmod(place, pairs.shape[-1])
                shift = len(q.question) + 1
                answers.append(quote(q.passage, (start - shift, end - shift)))
    return answers


def train(data: Data, epochs: int, seed: int) -> kit.Result:
    """Mean cross-entropy of start and end; keep the best validation F1."""
    torch.manual_seed(seed)
    random.seed(seed)
    model = Reader(3 + len(data.known))
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE)
    items = [q for q in data.parts["train"] if q.span]
    valid = data.parts["valid"]
    steps = epochs * -(-len(items) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, steps)
    history: list[kit.Row] = []
    best, kept = -1.0, model.state_dict()
    for epoch in range(1, epochs + 1):
        random.shuffle(items)
        model.train()
        losses = []
        for begin in range(0, len(items), BATCH):
            part = items[begin : begin + BATCH]
            spans = [[len(q.question) + 1 + i for i in q.span or ()] for q in part]
            scores, _ = model(*batch(part, data.known, HIDDEN))
            loss = nn.functional.cross_entropy(
                scores.flatten(0, 1), torch.tensor(spans).flatten()
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        f1 = judge(valid, predict(model, valid, data))["F1"]
        history.append(
            {"epoch": epoch, "train loss": sum(losses) / len(losses), "valid F1": f1}
        )
        if f1 > best:
            best, kept = f1, {k: v.clone() for k, v in model.state_dict().items()}
        kit.progress(epoch, epochs, f"epoch {epoch}, valid F1 {f1:.3f}")
    model.load_state_dict(kept)
    answers = predict(model, data.parts["test"], data)
    details = look(model, data, answers)
    return kit.Result(judge(data.parts["test"], answers), history, details)


# --8<-- [end:train]


def by_pronoun(q: Item) -> bool:
    """Does the sentence of the answer say only "he" or "she", not the name?"""
    if q.span is None:
        return False
    text, at = q.passage.text, q.passage.places[q.span[0]][0]
    sentence = text[text.rfind(".", 0, at) + 1 :].partition(".")[0]
    return bool({"he", "she"} & set(sentence.lower().split()))


def look(model: Reader, data: Data, answers: list[str]) -> dict[str, object]:
    """Exact match by first word of the question, mistakes, one item's start scores."""
    test = data.parts["test"]
    groups: dict[str, list[bool]] = defaultdict(list)
    wrong = []
    for q, given in zip(test, answers, strict=True):
        ok = any(normal(given) == normal(answer) for answer in q.answers)
        groups[q.question[0]].append(ok)
        if not ok:
            wrong.append([" ".join(q.question), q.passage.text, q.answers[0], given])
    frequent = sorted(groups.items(), key=lambda group: -len(group[1]))[:6]
    right = [q for q, given in zip(test, answers, strict=True) if given in q.answers]
    where = [q for q in right if q.question[0] == "Where" and by_pronoun(q)]
    q = (where or test)[0]
    pairs = list(zip(test, answers, strict=True))
    references = {
        name: judge(*zip(*[p for p in pairs if by_pronoun(p[0]) == told], strict=True))
        for name, told in (("name", False), ("pronoun", True))
        if any(by_pronoun(p[0]) == told for p in pairs)
    }
    with torch.no_grad():
        scores, weights = model(*batch([q], data.known))
    shift = len(q.question) + 1
    start = scores[0, 0].softmax(-1)[shift:].tolist()
    return {
        "kinds": {name: sum(ok) / len(ok) for name, ok in frequent},
        "by reference": references,
        "mistakes": wrong[:5],
        "question": q.question,
        "passage": q.passage.words,
        "start": start,
        "weights": weights[0, shift:, :shift].tolist(),
    }


def pictures(data: Data, result: kit.Result) -> dict[str, str]:
    """Learning curve, exact match by question word, attention to the question."""
    found = result.details
    return {
        "curve.svg": kit.history_curves(
            result.history, ("train loss", "valid F1"), "loss and F1"
        ),
        "kinds.svg": kit.bars(found["kinds"], "percent"),
        "attention.svg": kit.heat(
            found["weights"], found["passage"], [*found["question"], "<break>"]
        ),
    }


PROJECT = kit.Project(
    name="question-answering",
    title="Mark the answer to a question in a passage with a small transformer.",
    epochs={"bundled": 5, "real": 3},
    scores={"exact match": "percent", "F1": "percent"},
    load=load,
    describe=describe,
    baselines=baselines,
    train=train,
    pictures=pictures,
)

if __name__ == "__main__":
    kit.main(PROJECT)
