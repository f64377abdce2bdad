"""Next-word prediction on generated sentences: n-gram counts against a GRU."""

from collections import Counter

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
NOUNS = ["dog", "cat", "bird", "child", "cook", "dogs", "cats", "birds", "children"]
NOUNS += ["cooks"]  # the first five singular, the last five plural
VERBS = ["runs", "sings", "waits", "eats", "run", "sing", "wait", "eat"]
WORDS = ["<s>", ".", "the", "near", "today", *NOUNS, *VERBS]
INDEX = {word: k for k, word in enumerate(WORDS)}
SENTENCES, TEST = 1200, 200
LONGEST = 13  # words of a sentence, with <s> and the period


# --8<-- [start:text]
def sentence(rng: np.random.Generator) -> tuple[list[str], list[float]]:
    """A sentence and the true probability of each of its words.

    The verb agrees with the FIRST noun: "the dogs near the cat run ."
    """
    subject = int(rng.integers(10))
    words, probs = ["the", NOUNS[subject]], [1.0, 0.1]
    for _ in range(2):
        if rng.random() < 0.5:
            words += ["near", "the", NOUNS[int(rng.integers(10))]]
            probs += [0.5, 1.0, 0.1]
        else:
            break
    stopped_early = len(words) < 8  # after two phrases the verb must come
    verb = int(rng.integers(4)) + 4 * (subject >= 5)
    words, probs = [*words, VERBS[verb]], [*probs, 0.25 * (0.5 if stopped_early else 1)]
    if rng.random() < 0.3:
        return [*words, "today", "."], [*probs, 0.3, 1.0]
    return [*words, "."], [*probs, 0.7]


# --8<-- [end:text]


def corpus(n: int, seed: int) -> tuple[list[list[str]], list[float]]:
    """n sentences, and the probabilities of all their words."""
    rng = np.random.default_rng(seed)
    pairs = [sentence(rng) for _ in range(n)]
    return [w for w, _ in pairs], [p for _, probs in pairs for p in probs]


# --8<-- [start:ngram]
def ngram(train: list[list[str]], n: int) -> list[Counter]:
    """Counts of all runs of 1 to n words."""
    counts = [Counter() for _ in range(n + 1)]
    for words in train:
        padded = ["<s>"] * max(n - 1, 1) + words
        for end in range(max(n - 1, 1), len(padded)):
            for k in range(n + 1):
                counts[k][tuple(padded[end - k + 1 : end + 1])] += 1
    contexts = [Counter() for _ in range(n + 1)]
    for k in range(1, n + 1):
        for run, c in counts[k].items():
            contexts[k][run[:-1]] += c
    return [counts, contexts]


def ngram_probability(model: list, history: list[str], word: str) -> float:
    """Interpolated: each order mixes with the one below it, down to 1/V."""
    counts, contexts = model
    n = len(counts) - 1
    p = 1 / (len(WORDS) - 1)
    padded = ["<s>"] * n + history
    for k in range(1, n + 1):
        context = tuple(padded[len(padded) - k + 1 :])
        total = contexts[k][context]
        p = (counts[k][(*context, word)] + p) / (total + 1)
    return p


# --8<-- [end:ngram]


def ngram_scores(model: list, test: list[list[str]]) -> tuple[float, float]:
    """Perplexity, and the share of verbs whose number is preferred rightly."""
    logs, right, total = [], 0, 0
    for words in test:
        for t, word in enumerate(words):
            logs.append(np.log(ngram_probability(model, words[:t], word)))
            if word in VERBS and t > 2:  # a phrase stands between noun and verb
                p = [ngram_probability(model, words[:t], v) for v in VERBS]
                plural = sum(p[4:]) > sum(p[:4])
                right += plural == (VERBS.index(word) >= 4)
                total += 1
    return float(np.exp(-np.mean(logs))), right / total


# --8<-- [start:gru]
class LanguageModel(nn.Module):
    """Embedding, GRU, one softmax over the vocabulary at every step."""

    def __init__(self, d: int = 16, h: int = 32) -> None:
        super().__init__()
        self.embed = nn.Embedding(len(WORDS), d)  # (V, d)
        self.gru = nn.GRU(d, h, batch_first=True)
        self.out = nn.Linear(h, len(WORDS))

    def forward(self, words: torch.Tensor) -> torch.Tensor:
        """Logits (N, T, V) of the next word after each position."""
        return self.out(self.gru(self.embed(words))[0])


# --8<-- [end:gru]


def encode(sentences: list[list[str]]) -> torch.Tensor:
    """Indices (N, LONGEST); -1 marks padding."""
    out = torch.full((len(sentences), LONGEST), -1)
    for row, words in enumerate(sentences):
        ids = [INDEX[w] for w in ["<s>", *words]]
        out[row, : len(ids)] = torch.tensor(ids)
    return out


def train_gru(data: torch.Tensor, seed: int, steps: int) -> LanguageModel:
    """Adam on the mean cross-entropy of the next word."""
    torch.manual_seed(seed)
    model = LanguageModel()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    draw = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        batch = data[torch.randint(len(data), (32,), generator=draw)]
        logits = model(batch[:, :-1].clamp(min=0))
        loss = nn.functional.cross_entropy(
            logits.flatten(0, 1), batch[:, 1:].flatten(), ignore_index=-1
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


def gru_scores(model: LanguageModel, data: torch.Tensor) -> tuple[float, float]:
    """Perplexity and agreement, as for the counts."""
    with torch.no_grad():
        log_p = model(data[:, :-1].clamp(min=0)).log_softmax(-1)  # (N, T, V)
    target = data[:, 1:]
    real = target >= 0
    picked = log_p.gather(2, target.clamp(min=0)[..., None])[..., 0][real]
    first = INDEX[VERBS[0]]
    is_verb = target >= first
    is_verb[:, :3] = False
    p = log_p.exp()[is_verb]
    plural = p[:, first + 4 :].sum(1) > p[:, first : first + 4].sum(1)
    right = (plural == (target[is_verb] >= first + 4)).float().mean()
    return float(torch.exp(-picked.mean())), float(right)


def main() -> None:
    """Perplexity on the test sentences, for two sizes of training text."""
    test, probs = corpus(TEST, 99)
    floor = float(np.exp(-np.mean(np.log(probs))))
    print(
        f"test: {TEST} sentences, {len(probs)} words; {len(WORDS) - 1} different ones"
    )
    print(f"true probabilities: perplexity {floor:.1f}")
    data = encode(test)
    for size in (40, SENTENCES):
        print(f"trained on {size} sentences, mean of 3 texts and seeds (range):")
        rows: dict[str, list] = {}
        for seed in range(3):
            train = corpus(size, seed)[0]
            for n in (1, 2, 3, 5):
                scores = ngram_scores(ngram(train, n), test)
                rows.setdefault(f"{n}-gram", []).append(scores)
            model = train_gru(encode(train), seed, 60 if size == 40 else 180)
            rows.setdefault("GRU", []).append(gru_scores(model, data))
        for name, scores in rows.items():
            pp, agree = np.array(scores).T
            print(
                f"  {name:<7} perplexity {pp.mean():5.1f} ({pp.min():.1f} to "
                f"{pp.max():.1f}), verb agrees {agree.mean():.0%}"
            )


if __name__ == "__main__":
    main()
