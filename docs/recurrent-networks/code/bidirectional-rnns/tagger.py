"""A tagger for a toy language whose words are ambiguous: one direction or two."""

import os
from collections import Counter, defaultdict

import numpy as np
import torch
from library import run_packed
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
NUDGE = float(os.environ.get("NUDGE", "0"))  # to test that the figures are stable

# --8<-- [start:language]
LEXICON = {
    "DET": ["the", "a", "every"],
    "ADJ": ["big", "old", "light", "cold"],  # light, cold: also nouns
    "NOUN": ["dog", "bag", "light", "cold", "plant", "watch"],  # the last two: verbs
    "VERB": ["sees", "finds", "plant", "watch"],
}


def noun_phrase(rng: np.random.Generator) -> list[str]:
    """Determiner, an adjective in half of the cases, noun."""
    return ["DET", *["ADJ"] * int(rng.random() < 0.5), "NOUN"]


def sentence(rng: np.random.Generator) -> tuple[list[str], list[str]]:
    """One or two clauses: subject, verb, and in 60% of the cases an object."""
    tags: list[str] = []
    for _ in range(rng.integers(1, 3)):
        tags += [*noun_phrase(rng), "VERB"]
        if rng.random() < 0.6:
            tags += noun_phrase(rng)
    return [LEXICON[t][rng.integers(len(LEXICON[t]))] for t in tags], tags


# --8<-- [end:language]
TAGS = list(LEXICON)
WORDS = sorted({w for words in LEXICON.values() for w in words})
AMBIGUOUS = {w for w in WORDS if sum(w in words for words in LEXICON.values()) > 1}
SEEDS, UPDATES = 5, 40
MODELS = {"forward": 22, "backward": 22, "both": 14}  # name: units per direction
Batch = tuple[Tensor, Tensor, Tensor]


def batch(sentences: list[tuple[list[str], list[str]]]) -> Batch:
    """One-hot words (T, N, d), tags (T, N) with -1 on the padding, lengths (N,)."""
    lengths = torch.tensor([len(tags) for _, tags in sentences])
    ids = [torch.tensor([WORDS.index(w) for w in words]) for words, _ in sentences]
    tags = [torch.tensor([TAGS.index(t) for t in tags]) for _, tags in sentences]
    y = pad_sequence(tags, padding_value=-1)
    x = nn.functional.one_hot(pad_sequence(ids), len(WORDS)) * (y >= 0)[:, :, None]
    return x.double(), y, lengths


class Tagger(nn.Module):
    """An LSTM in one or two directions and a linear layer on every step."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        h = MODELS[kind]
        self.kind = kind
        self.lstm = nn.LSTM(len(WORDS), h, bidirectional=kind == "both")
        self.head = nn.Linear(2 * h if kind == "both" else h, len(TAGS))

    def forward(self, x: Tensor, lengths: Tensor, packed: bool = True) -> Tensor:
        """Logits (T, N, tags)."""
        if self.kind == "backward":  # read each sentence from its last real word
            t = torch.arange(len(x))[:, None]
            source = torch.where(t < lengths, lengths - 1 - t, t)[:, :, None]
            turned = torch.take_along_dim(x, source, dim=0)
            out = torch.take_along_dim(self.lstm(turned)[0], source, dim=0)
        elif self.kind == "both" and packed:
            out, _ = run_packed(self.lstm, x, lengths)
        else:
            out, _ = self.lstm(x)
        return self.head(out)


def train(kind: str, seed: int) -> Tagger:
    """Adam on batches of 32 fresh sentences."""
    torch.manual_seed(seed)
    rng, model = np.random.default_rng(seed), Tagger(kind)
    with torch.no_grad():
        model.head.weight *= 1.0 + NUDGE
    optimizer = torch.optim.Adam(model.parameters(), lr=0.04)
    for _ in range(UPDATES):
        x, y, lengths = batch([sentence(rng) for _ in range(32)])
        logits = model(x, lengths)
        loss = nn.functional.cross_entropy(
            logits.flatten(0, 1), y.flatten(), ignore_index=-1
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


def test_set() -> tuple[Batch, Tensor]:
    """500 sentences and a mask (T, N) of their ambiguous words."""
    rng = np.random.default_rng(99)
    sentences = [sentence(rng) for _ in range(500)]
    x, y, lengths = batch(sentences)
    known = torch.tensor([w in AMBIGUOUS for w in WORDS])
    return (x, y, lengths), known[x.argmax(dim=2)] & (y >= 0)


def baseline() -> tuple[float, float]:
    """The most frequent tag of each word: all words, ambiguous words."""
    rng, seen = np.random.default_rng(0), defaultdict(Counter)
    for _ in range(1000):
        for word, tag in zip(*sentence(rng), strict=True):
            seen[word][tag] += 1
    best = torch.tensor([TAGS.index(seen[w].most_common(1)[0][0]) for w in WORDS])
    (x, y, _), hard = test_set()
    right = best[x.argmax(dim=2)] == y
    return float(right[y >= 0].double().mean()), float(right[hard].double().mean())


def runs() -> dict[str, tuple[np.ndarray, list[Tagger]]]:
    """Accuracy on all and on ambiguous words (seeds, 2), and the trained models."""
    (x, y, lengths), hard = test_set()
    found = {}
    for kind in MODELS:
        scores, models = [], [train(kind, seed) for seed in range(SEEDS)]
        for model in models:
            with torch.no_grad():
                right = model(x, lengths).argmax(dim=2) == y
            scores.append([float(right[m].double().mean()) for m in (y >= 0, hard)])
        found[kind] = np.array(scores), models
    return found


def main() -> None:
    """Print the comparison, then the damage of padding that is read as text."""
    (x, y, lengths), hard = test_set()
    share = float(hard.sum() / (y >= 0).sum())
    print(f"ambiguous words: {share:.0%}; lengths {lengths.min()} to {lengths.max()}")
    print("accuracy on all words, on ambiguous words (worst to best of 5 seeds)")
    easy, tough = baseline()
    print(f"most frequent tag    {easy:.0%}  {tough:.0%}")
    found = runs()
    for kind, (scores, models) in found.items():
        size = sum(p.numel() for p in models[0].lstm.parameters())
        low, high = scores[:, 1].min(), scores[:, 1].max()
        print(
            f"{kind:<8} {size} par. {scores[:, 0].mean():.0%}  "
            f"{scores[:, 1].mean():.0%} ({low:.0%} to {high:.0%})"
        )
    last = torch.zeros_like(hard)
    last[lengths - 1, torch.arange(len(lengths))] = True
    short = lengths < lengths.max()
    for packed in (True, False):
        rates: dict[str, list[float]] = {"last word": [], "other words": []}
        for model in found["both"][1]:
            with torch.no_grad():
                wrong = model(x, lengths, packed).argmax(dim=2) != y
            for name, mask in (("last word", last), ("other words", ~last & (y >= 0))):
                rates[name].append(float(wrong[mask & short].double().mean()))
        way = "packed" if packed else "not packed"
        for name, rate in rates.items():
            print(f"both, {way}: errors on the {name} {np.mean(rate):.0%}")


if __name__ == "__main__":
    main()
