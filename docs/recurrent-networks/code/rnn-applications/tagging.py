"""POS tagging of generated sentences with ambiguous and unknown words."""

from collections import Counter, defaultdict

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
TAGS = ["DET", "NOUN", "VERB", "ADV", "PRON"]
BOTH = ["book", "watch", "plant", "light", "record", "mail"]  # noun or verb
SYLLABLES = ["ba", "do", "fi", "gu", "ka", "le", "mo", "nu", "pi", "ro", "su", "ta"]
ENDINGS = {"NOUN": "ness", "VERB": "ize", "ADV": "ly"}
LONGEST = 7


# --8<-- [start:text]
def invented(rng: np.random.Generator, tag: str) -> str:
    """A rare word whose ending tells its class, such as "bafily"."""
    stem = "".join(SYLLABLES[k] for k in rng.integers(12, size=3))
    return stem + ENDINGS[tag]


def pick(rng: np.random.Generator, tag: str) -> str:
    """Half ambiguous words, half rare ones; adverbs are always rare."""
    if tag != "ADV" and rng.random() < 0.5:
        return BOTH[int(rng.integers(6))]
    return invented(rng, tag)


def sentence(rng: np.random.Generator) -> list[tuple[str, str]]:
    """Words with tags, such as "they book a mail" or "watch the light"."""

    def phrase() -> list[tuple[str, str]]:
        return [(("a", "the")[rng.integers(2)], "DET"), (pick(rng, "NOUN"), "NOUN")]

    kind = rng.random()
    if kind < 0.3:  # an order: "watch the light"
        return [(pick(rng, "VERB"), "VERB"), *phrase()]
    if kind < 0.6:  # a subject without an article: "mail lights the plant"
        subject = [(pick(rng, "NOUN"), "NOUN")]
    else:
        subject = phrase() if rng.random() < 0.5 else [("they", "PRON")]
    adverb = [(pick(rng, "ADV"), "ADV")] if rng.random() < 0.5 else []
    return [*subject, *adverb, (pick(rng, "VERB"), "VERB"), *phrase()]


# --8<-- [end:text]


def sentences(n: int, seed: int) -> list[list[tuple[str, str]]]:
    """n sentences."""
    rng = np.random.default_rng(seed)
    return [sentence(rng) for _ in range(n)]


def encode(data: list, known: dict[str, int]) -> tuple[torch.Tensor, ...]:
    """Word indices (N, T), characters of the ends (N, T, 4), tags (N, T), -1 = none."""
    shape = (len(data), LONGEST)
    words, tags = torch.zeros(shape, dtype=torch.long), torch.full(shape, -1)
    letters = torch.zeros(*shape, 4, dtype=torch.long)
    for i, pairs in enumerate(data):
        for t, (word, tag) in enumerate(pairs):
            words[i, t] = known.get(word, 1)  # 0 padding, 1 unknown
            tags[i, t] = TAGS.index(tag)
            codes = [ord(c) - ord("a") + 1 for c in word[-4:]]
            letters[i, t, -len(codes) :] = torch.tensor(codes)
    return words, letters, tags


# --8<-- [start:tagger]
class Tagger(nn.Module):
    """A GRU over the last letters of each word, then a GRU over the words."""

    def __init__(self, size: int, letters: bool, both: bool, h: int = 16) -> None:
        super().__init__()
        self.letters = letters
        self.embed = nn.Embedding(size, 8)
        self.letter = nn.Embedding(27, 6)
        self.spell = nn.GRU(6, 8, batch_first=True)
        self.read = nn.GRU(16, h, batch_first=True, bidirectional=both)
        self.out = nn.Linear(h * (1 + both), len(TAGS))

    def forward(self, words: torch.Tensor, letters: torch.Tensor) -> torch.Tensor:
        """words (N, T), letters (N, T, 4) to logits (N, T, 5)."""
        n, steps = words.shape
        spelled = torch.zeros(n, steps, 8)
        if self.letters:
            last = self.spell(self.letter(letters.flatten(0, 1)))[1][0]  # (N * T, 8)
            spelled = last.view(n, steps, 8)
        return self.out(self.read(torch.cat([self.embed(words), spelled], -1))[0])


# --8<-- [end:tagger]


def train(model: Tagger, data: tuple, seed: int, steps: int = 90) -> None:
    """Cross-entropy over real words; one known word in ten is hidden as unknown."""
    words, letters, tags = data
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    draw = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        rows = torch.randint(len(words), (32,), generator=draw)
        batch = words[rows].clone()
        hide = (torch.rand(batch.shape, generator=draw) < 0.1) & (batch > 0)
        batch[hide] = 1
        loss = nn.functional.cross_entropy(
            model(batch, letters[rows]).flatten(0, 1),
            tags[rows].flatten(),
            ignore_index=-1,
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def main() -> None:
    """Accuracy on all, ambiguous and unknown words, mean over seeds."""
    test = sentences(300, 99)
    flat = [pair for pairs in test for pair in pairs]
    gold = np.array([TAGS.index(tag) for _, tag in flat])
    double = np.array([word in BOTH for word, _ in flat])
    rows: dict[str, list] = {}
    for seed in range(3):
        data = sentences(400, seed)
        seen = Counter(word for pairs in data for word, _ in pairs)
        known = {w: k + 2 for k, w in enumerate(sorted(w for w in seen if seen[w] > 1))}
        new = np.array([word not in seen for word, _ in flat])
        tally: dict[str, Counter] = defaultdict(Counter)
        for pairs in data:
            for word, tag in pairs:
                tally[word][tag] += 1
        best = {w: c.most_common(1)[0][0] for w, c in tally.items()}
        guess = np.array([TAGS.index(best.get(word, "NOUN")) for word, _ in flat])
        results = {"most frequent tag": guess}
        words, letters, tags = encode(test, known)
        for name, spell, both in (
            ("GRU, words", False, False),
            ("GRU, words + letters", True, False),
            ("BiGRU, words + letters", True, True),
        ):
            torch.manual_seed(seed)
            model = Tagger(len(known) + 2, spell, both)
            train(model, encode(data, known), seed)
            with torch.no_grad():
                guess = model(words, letters).argmax(-1)[tags >= 0].numpy()
            results[name] = guess
        for name, guess in results.items():
            right = guess == gold
            parts = right.mean(), right[double].mean(), right[new].mean()
            rows.setdefault(name, []).append(parts)
    share = f"{double.mean():.0%} ambiguous, {new.mean():.0%} never seen"
    print(f"test words: {len(flat)}, {share}; mean of 3 seeds (range of the first)")
    for name, parts in rows.items():
        every, two, new_words = np.mean(parts, axis=0)
        low, high = np.min(parts, axis=0)[0], np.max(parts, axis=0)[0]
        print(
            f"{name:<23} all {every:4.0%} ({low:.0%}-{high:.0%})  "
            f"ambiguous {two:4.0%}  unseen {new_words:4.0%}"
        )


if __name__ == "__main__":
    main()
